import { readdirSync, statSync, type Dirent } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { reasonOf } from "./file-errors.ts";
import { ownFolderTest } from "./own-folders.ts";
import { shownPath } from "./shown-path.ts";
import { refuseSpecial } from "./whole-file.ts";
import { configName, exceptionsName } from "./workspace.ts";

export interface FoundFiles {
  /** Paths as shown to the user: relative to the working directory, with forward slashes, sorted, each once. */
  readonly files: readonly string[];
  /** What could not be looked at, one line each. */
  readonly problems: readonly string[];
}

/** Settings of the repository, not agreements. */
const notAgreements = new Set([configName, exceptionsName]);
const skippedFolders = new Set(["node_modules", "out"]);

/** Agreements under the given files and folders. Folders are searched for .yaml and .yml; hidden ones are left out. */
export function findAgreements(paths: readonly string[], cwd: string): FoundFiles {
  const files = new Set<string>();
  const problems: string[] = [];
  const search = { cwd, problems, isOwnFolder: ownFolderTest() };
  for (const path of paths) {
    const found = attempt(path, problems, () => {
      const isFolder = statSync(resolve(cwd, path)).isDirectory();
      return isFolder ? agreementsIn(path, search) : agreementAt(path, search);
    });
    for (const file of found) files.add(shownPath(file, cwd));
  }
  return { files: [...files].sort(), problems };
}

interface Search {
  readonly cwd: string;
  readonly problems: string[];
  /** Whether a folder holds a repository's own templates or schemas, which are no agreements. */
  readonly isOwnFolder: (folder: string) => boolean;
}

function agreementsIn(path: string, search: Search): string[] {
  const { cwd, problems } = search;
  const before = problems.length;
  const found = yamlFilesIn(resolve(cwd, path), search);
  const isEmpty = found.length === 0 && problems.length === before;
  if (isEmpty) problems.push(`${path}: In diesem Ordner liegt keine Vereinbarung (*.yaml, *.yml).`);
  return found;
}

/** A file that is named is taken at its word, unless it is known to be something else. */
function agreementAt(path: string, { cwd, problems, isOwnFolder }: Search): string[] {
  const file = resolve(cwd, path);
  if (!isOwnFolder(dirname(file))) return [file];
  problems.push(`${path}: Das ist keine Vereinbarung, sondern gehört zu den eigenen Vorlagen.`);
  return [];
}

/** A folder that cannot be read is named; the rest is searched all the same. */
function yamlFilesIn(folder: string, search: Search): string[] {
  const { cwd, problems, isOwnFolder } = search;
  if (isOwnFolder(folder)) return [];
  const entries = attempt(shownPath(folder, cwd), problems, () =>
    readdirSync(folder, { withFileTypes: true }),
  );
  return entries.flatMap((entry): string[] => {
    if (entry.name.startsWith(".")) return [];
    const path = join(folder, entry.name);
    // Links to folders are not followed: they could lead in circles.
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : yamlFilesIn(path, search);
    if (!isAgreement(entry)) return [];
    return attempt(shownPath(path, cwd), problems, () => {
      refuseSpecial(path);
      return [path];
    });
  });
}

/** Whether a path looks like one of an agreement, by its names alone. */
export function isAgreementPath(path: string): boolean {
  const parts = path.split("/");
  const name = parts.pop() ?? "";
  return (
    hasAgreementName(name) &&
    !name.startsWith(".") &&
    !parts.some((part) => part.startsWith(".") || skippedFolders.has(part))
  );
}

function hasAgreementName(name: string): boolean {
  return /\.ya?ml$/i.test(name) && !notAgreements.has(name);
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
  return hasAgreementName(entry.name) && (entry.isFile() || entry.isSymbolicLink());
}
