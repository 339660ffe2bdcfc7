import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { findAgreements } from "../io/find-agreements.ts";
import { pathPattern, type PathPattern } from "../io/path-pattern.ts";
import { UsageError } from "./exit.ts";

/** A path as git knows it, from the root of the repository, whatever links lead there. */
export function pathFromRoot(path: string, cwd: string, root: string): string {
  const fromRoot = relative(root, realPath(resolve(cwd, path)))
    .split(sep)
    .join("/");
  return fromRoot === "" ? "." : fromRoot;
}

/** A file that is a link itself stays the link: git compares no other. */
function realPath(path: string): string {
  if (existsSync(path) && statSync(path).isDirectory()) return realpathSync(path);
  const folder = dirname(path);
  return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
}

/** A file, a folder or a pattern that was asked for. */
export interface WantedPath {
  /** As it was typed. */
  readonly path: string;
  /** The file or folder, of a pattern the folder where it begins; from the root. */
  readonly fromRoot: string;
  /** Below that folder; undefined for a plain path. */
  readonly glob: string | undefined;
  /** Whether a file, by its path from the root, is asked for. */
  readonly fits: (file: string) => boolean;
}

export function wantedPath(path: string, cwd: string, root: string): WantedPath {
  const pattern = patternOf(path, cwd);
  const fromRoot = pathFromRoot(pattern?.base ?? path, cwd, root);
  const fits = (file: string) => {
    if (fromRoot !== "." && file !== fromRoot && !file.startsWith(`${fromRoot}/`)) return false;
    return pattern?.matches(fromRoot === "." ? file : file.slice(fromRoot.length + 1)) ?? true;
  };
  return { path, fromRoot, glob: pattern?.glob, fits };
}

/** Something with a wildcard that is neither a file nor, by its signs, a revision. */
export function patternOf(path: string, cwd: string): PathPattern | undefined {
  const isRevision = /[\^~]|@\{|\.\.\.?[^/\\]|^[^/\\]{2,}:/.test(path);
  return isRevision || existsSync(resolve(cwd, path)) ? undefined : pathPattern(path);
}

/** Whether a file is asked for; where nothing is named, all are. */
export function isWanted(file: string, wanted: readonly WantedPath[]): boolean {
  return wanted.length === 0 || wanted.some(({ fits }) => fits(file));
}

/** A slip in a path must not look like an agreement without differences. */
export function refuseMissing(wanted: readonly WantedPath[], cwd: string, known: readonly string[]): void {
  for (const each of wanted) {
    const { path, fromRoot, glob } = each;
    if (fromRoot.startsWith("../") || fromRoot === "..")
      throw new UsageError(`„${path}“ liegt nicht in diesem Git-Repository.`);
    const isHere =
      glob === undefined ? existsSync(resolve(cwd, path)) : findAgreements([path], cwd).files.length > 0;
    if (isHere || known.some((file) => isWanted(file, [each]))) continue;
    throw new UsageError(
      glob === undefined
        ? `„${path}“ gibt es auf keiner der beiden Seiten.`
        : `Auf „${path}“ passt auf keiner der beiden Seiten eine Datei.`,
    );
  }
}

/** The folder whose repository is meant; of a pattern, and of a file that is gone, the present one. */
export function folderOf(path: string | undefined, cwd: string): string {
  const absolute = resolve(cwd, path ?? ".");
  if (!existsSync(absolute)) return cwd;
  return statSync(absolute).isDirectory() ? absolute : resolve(absolute, "..");
}
