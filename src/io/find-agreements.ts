import { readdirSync, statSync, type Dirent } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { problemLine, type Problem } from "../findings/problem.ts";
import { reasonOf } from "./file-errors.ts";
import { trackedThoughIgnored } from "./git.ts";
import { foldersBetween, IgnoreRules, rulesTop } from "./ignore-rules.ts";
import { isThere } from "./is-there.ts";
import { ownFolderTest } from "./own-folders.ts";
import { pathPattern } from "./path-pattern.ts";
import { readBounded, refuseSpecial } from "./whole-file.ts";
import { shownPath } from "./shown-path.ts";
import { usualPaths } from "./usual-paths.ts";
import { configName, exceptionsName, isInGitRepository, rootOf } from "./workspace.ts";

export interface FoundFiles {
  /** Paths as shown to the user: relative to the working directory, with forward slashes, sorted, each once. */
  readonly files: readonly string[];
  /** What could not be looked at. */
  readonly problems: readonly Problem[];
}

/** Settings of the repository, not agreements. */
const notAgreements = new Set([configName, exceptionsName]);
const skippedFolders = new Set(["node_modules", "out"]);

/**
 * Agreements by files, folders and patterns. Files that are named are taken at their word. In folders, and where a pattern
 * leads, .yaml and .yml count; hidden ones and those that a .gitignore leaves out do not, unless they are in git all the same.
 */
export function findAgreements(paths: readonly string[], cwd: string): FoundFiles {
  const search = new Search(cwd);
  for (const path of paths) search.add(path);
  return search.result();
}

class Search {
  readonly #cwd: string;
  readonly #files = new Set<string>();
  readonly #problems = new Map<string, Problem>();
  /** Whether a folder holds a repository's own templates or schemas, which are no agreements. */
  readonly #isOwnFolder = ownFolderTest();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  result(): FoundFiles {
    return { files: [...this.#files].sort(), problems: [...this.#problems.values()] };
  }

  add(path: string): void {
    const place = resolve(this.#cwd, path);
    const pattern = isThere(place) ? undefined : pathPattern(path);
    if (pattern) {
      const base = resolve(this.#cwd, pattern.base);
      const isWanted = (file: string) => pattern.matches(relative(base, file).split(sep).join("/"));
      this.#addAll(path, base, isWanted, "Auf dieses Muster passt keine Vereinbarung (*.yaml, *.yml).");
      return;
    }
    if (!isThere(place) && isThere(`${place}.txt`)) return this.#report(path, hiddenEnding(`${path}.txt`));
    const namesake = isThere(place) ? undefined : this.#namesake(path);
    if (namesake !== undefined) {
      this.#report(path, `Datei oder Ordner nicht gefunden. Meinten Sie „${namesake}“?`);
      return;
    }
    this.#attempt(path, () => {
      if (!statSync(place).isDirectory()) this.#addNamed(path, place);
      else
        this.#addAll(path, place, () => true, "In diesem Ordner liegt keine Vereinbarung (*.yaml, *.yml).");
    });
  }

  /** The one agreement of the repository that is called so and lies elsewhere. */
  #namesake(path: string): string | undefined {
    const name = basename(path);
    if (!hasAgreementName(name) || !isRepository(rootOf(this.#cwd))) return undefined;
    const { files } = findAgreements(usualPaths([], this.#cwd), this.#cwd);
    const [only, second] = files.filter((file) => basename(file) === name);
    return second === undefined ? only : undefined;
  }

  /** A file that is named is taken at its word, unless it is known to be something else. */
  #addNamed(path: string, file: string): void {
    if (/\.ya?ml\.txt$/i.test(file)) this.#report(path, hiddenEnding(path));
    else if (!this.#isOwnFolder(dirname(file))) this.#files.add(shownPath(file, this.#cwd));
    else this.#report(path, "Das ist keine Vereinbarung, sondern gehört zu den eigenen Vorlagen.");
  }

  #addAll(path: string, folder: string, isWanted: (file: string) => boolean, nothing: string): void {
    const before = this.#problems.size;
    const found = isThere(folder) ? this.#below(folder).filter(isWanted) : [];
    for (const file of found) this.#files.add(shownPath(file, this.#cwd));
    if (found.length === 0 && this.#problems.size === before) this.#report(path, nothing);
  }

  /** Absolute paths of what looks like an agreement below a folder. */
  #below(folder: string): string[] {
    const left: string[] = [];
    const found = this.#walk(folder, this.#rulesAbove(folder), left);
    return left.length === 0 ? found : [...found, ...this.#trackedThoughIgnored(folder)];
  }

  /** A folder that cannot be read is named; the rest is searched all the same. What is left out by rules goes to `left`. */
  #walk(folder: string, above: IgnoreRules, left: string[]): string[] {
    if (this.#isOwnFolder(folder)) return [];
    const entries = this.#entriesOf(folder);
    // A repository inside the repository follows its own rules.
    const rules = entries.some(({ name }) => name === ".git") ? new IgnoreRules(folder) : above;
    const here = this.#withRulesOf(folder, rules, entries);
    return entries.flatMap((entry): string[] => {
      const path = join(folder, entry.name);
      const isFolder = entry.isDirectory();
      const isCandidate = isFolder ? !skippedFolders.has(entry.name) : isAgreement(entry);
      if (entry.name.startsWith(".") || !isCandidate) return [];
      if (here.ignores(path, isFolder)) {
        left.push(path);
        return [];
      }
      // Links to folders are not followed: they could lead in circles.
      if (isFolder) return this.#walk(path, here, left);
      return this.#attempt(this.#shown(path), () => (refuseSpecial(path).isDirectory() ? [] : [path])) ?? [];
    });
  }

  /** A folder that is named is searched even if a .gitignore leaves it out; what is said in it still counts. */
  #rulesAbove(folder: string): IgnoreRules {
    const top = rulesTop(folder, this.#cwd);
    let rules = new IgnoreRules(top);
    for (const each of foldersBetween(top, folder)) {
      if (each !== top && rules.ignores(each, true)) return new IgnoreRules(folder);
      if (each === folder) break;
      rules = this.#withRulesOf(each, rules, this.#entriesOf(each));
    }
    return rules;
  }

  /** Git takes no link for a .gitignore either. */
  #withRulesOf(folder: string, rules: IgnoreRules, entries: readonly Dirent[]): IgnoreRules {
    if (!entries.some((entry) => entry.name === ".gitignore" && entry.isFile())) return rules;
    const path = join(folder, ".gitignore");
    const text = this.#attempt(this.#shown(path), () => readBounded(path).toString("utf8"));
    return text === undefined ? rules : rules.with(folder, text);
  }

  /** What somebody added to git against the rules is meant to be there. */
  #trackedThoughIgnored(folder: string): string[] {
    if (!isInGitRepository(join(folder, ".git"), this.#cwd)) return [];
    return trackedThoughIgnored(folder)
      .filter(isAgreementPath)
      .map((path) => join(folder, path))
      .filter((path) => !this.#isOwnFolder(dirname(path)) && isFile(path));
  }

  #entriesOf(folder: string): Dirent[] {
    return this.#attempt(this.#shown(folder), () => readdirSync(folder, { withFileTypes: true })) ?? [];
  }

  #shown(path: string): string {
    return shownPath(path, this.#cwd);
  }

  #attempt<T>(path: string, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.#report(path, reasonOf(error));
      return undefined;
    }
  }

  #report(path: string, reason: string): void {
    const problem = { path, reason };
    this.#problems.set(problemLine(problem), problem);
  }
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

function isAgreement(entry: Dirent): boolean {
  return hasAgreementName(entry.name) && (entry.isFile() || entry.isSymbolicLink());
}

function isRepository(folder: string): boolean {
  return [configName, ".git"].some((name) => isThere(join(folder, name)));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Editors that save a text as .txt, and file managers that do not show it. */
function hiddenEnding(path: string): string {
  const right = basename(path).replace(/\.txt$/i, "");
  return `Die Datei hat eine verborgene Endung .txt; benennen Sie sie um in ${right}.`;
}
