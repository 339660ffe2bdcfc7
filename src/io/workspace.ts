import { dirname, join, isAbsolute, relative, resolve, sep } from "node:path";
import { isThere } from "./is-there.ts";

/** The settings of a repository of agreements; their folder is its root. */
export const configName = "kv.config.yaml";

/** The findings that a repository lives with for now; read from its root. */
export const exceptionsName = "kv.ausnahmen.yaml";

/** The root that output paths are relative to: the folder with kv.config.yaml, else the git root, else the working directory. */
export function workspaceRoot(file: string, cwd: string): string {
  const folder = dirname(resolve(cwd, file));
  return folderWith(configName, folder) ?? folderWith(".git", folder) ?? cwd;
}

/** The root that a folder belongs to. */
export function rootOf(folder: string): string {
  return folderWith(configName, folder) ?? folderWith(".git", folder) ?? folder;
}

/** A file as it is named from its root, with forward slashes: the same wherever kv is called. */
export function pathFromRoot(file: string, cwd: string): string {
  return relative(workspaceRoot(file, cwd), resolve(cwd, file)).split(sep).join("/");
}

export function isInGitRepository(file: string, cwd: string): boolean {
  return folderWith(".git", dirname(resolve(cwd, file))) !== undefined;
}

/** The nearest folder, from `start` upwards, that has an entry of this name. */
export function folderWith(name: string, start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (isThere(join(folder, name))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** `examples/berlin/mitte.yaml` → `examples/berlin/mitte`, `mitte`; a file outside the root goes by its name alone. */
export function outputLocation(file: string, cwd: string): { folder: string; name: string } {
  const path = relative(workspaceRoot(file, cwd), resolve(cwd, file));
  const folders = path.split(sep);
  const name = nameWithoutEnding(folders.pop() ?? "");
  const isOutside = folders.includes("..") || isAbsolute(path);
  return { folder: isOutside ? name : [...folders, name].join("/"), name };
}

/** A file called `...yaml` has no name of its own: `..` would be another folder. */
function nameWithoutEnding(file: string): string {
  const name = file.replace(/\.ya?ml$/i, "");
  return /^\.*$/.test(name) ? "vereinbarung" : name;
}
