import { readdirSync, statSync, type Dirent } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { reasonOf } from "./file-errors.ts";

export interface FoundFiles {
  /** Paths as shown to the user: relative to the working directory, with forward slashes, sorted, each once. */
  readonly files: readonly string[];
  /** What could not be looked at, one line each. */
  readonly problems: readonly string[];
}

/** Settings of the repository, not agreements. */
const notAgreements = new Set(["kv.config.yaml", "kv.ausnahmen.yaml"]);
const skippedFolders = new Set(["node_modules", "out"]);

/** Agreements under the given files and folders. Folders are searched for .yaml and .yml; hidden ones are left out. */
export function findAgreements(paths: readonly string[], cwd: string): FoundFiles {
  const files = new Set<string>();
  const problems: string[] = [];
  for (const path of paths) {
    const found = attempt(path, problems, () => {
      const isFolder = statSync(resolve(cwd, path)).isDirectory();
      return isFolder ? agreementsIn(path, cwd, problems) : [resolve(cwd, path)];
    });
    for (const file of found) files.add(shownPath(file, cwd));
  }
  return { files: [...files].sort(), problems };
}

function agreementsIn(path: string, cwd: string, problems: string[]): string[] {
  const before = problems.length;
  const found = yamlFilesIn(resolve(cwd, path), cwd, problems);
  const isEmpty = found.length === 0 && problems.length === before;
  if (isEmpty) problems.push(`${path}: In diesem Ordner liegt keine Vereinbarung (*.yaml, *.yml).`);
  return found;
}

/** A folder that cannot be read is named; the rest is searched all the same. */
function yamlFilesIn(folder: string, cwd: string, problems: string[]): string[] {
  const entries = attempt(shownPath(folder, cwd), problems, () =>
    readdirSync(folder, { withFileTypes: true }),
  );
  return entries.flatMap((entry): string[] => {
    if (entry.name.startsWith(".")) return [];
    const path = join(folder, entry.name);
    // Links to folders are not followed: they could lead in circles.
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : yamlFilesIn(path, cwd, problems);
    return isAgreement(entry) ? [path] : [];
  });
}

function attempt<T>(path: string, problems: string[], action: () => T[]): T[] {
  try {
    return action();
  } catch (error) {
    problems.push(`${path}: ${reasonOf(error)}`);
    return [];
  }
}

function isAgreement(entry: Dirent): boolean {
  return (
    /\.ya?ml$/i.test(entry.name) &&
    !notAgreements.has(entry.name) &&
    (entry.isFile() || entry.isSymbolicLink())
  );
}

function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return (path === "" ? file : path).split(sep).join("/");
}
