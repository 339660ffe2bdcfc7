import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { findAgreements, isAgreementPath } from "../io/find-agreements.ts";
import { GitError, GitRepository, type ChangedFile, type State } from "../io/git.ts";
import { ownFolderTest } from "../io/own-folders.ts";
import { Snapshot } from "../io/snapshot.ts";
import { isWanted, pathFromRoot, refuseMissing } from "./diff-paths.ts";
import { UsageError } from "./exit.ts";

/** Where the files of one side lie, and how the side is called. */
export interface Tree {
  readonly folder: string;
  /** Before paths of this side, e.g. "HEAD:"; empty for files as they lie in the working tree. */
  readonly prefix: string;
  /** Contents of files that lie elsewhere under another name, by path; git hands over such. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** Files to compare, by their paths from the folders of the trees. */
export interface FilePair {
  readonly old: string | undefined;
  readonly next: string | undefined;
}

export interface Sides {
  readonly old: Tree;
  readonly next: Tree;
  readonly pairs: readonly FilePair[];
  /** What is compared, e.g. "HEAD und Arbeitsstand". */
  readonly title: string;
  /** What could not be looked at, one line each. */
  readonly problems: readonly string[];
  /** Removes what was made for the comparison. */
  readonly close: () => void;
}

export interface DiffOperands {
  /** What stands before "--", and the paths behind it. */
  readonly operands: readonly string[];
  readonly paths: readonly string[];
}

/** Finds out what is to be compared: existing paths are files, everything else is a revision. */
export function openSides({ operands, paths }: DiffOperands, cwd: string): Sides {
  const isPath = (operand: string) => existsSync(resolve(cwd, operand));
  const [first, second] = operands;
  if (first === undefined) return revisions("HEAD", undefined, paths, cwd);
  const areAllPaths = operands.every(isPath) && paths.length === 0;
  if (areAllPaths && second === undefined) return revisions("HEAD", undefined, [first], cwd);
  if (areAllPaths && operands.length === 2 && second !== undefined) return twoPaths(first, second, cwd);
  if (areAllPaths) return revisions("HEAD", undefined, operands, cwd);
  const range = /^(.*?)(\.\.\.?)(.*)$/s.exec(first);
  const behind = operands.slice(1);
  if (range && !isPath(first) && behind.every(isPath))
    return revisionRange(range, [...behind, ...paths], cwd);
  if (operands.some((each) => isFileAt(each, cwd))) return filesAt(operands, cwd);
  if (isPath(first)) refuseFileFirst(first, operands.find((each) => !isPath(each)) ?? first, cwd);
  const named = behind.filter((each) => isPath(each) && paths.length === 0);
  const tooMany = operands.length - named.length > 2;
  if (tooMany)
    throw new UsageError(
      "Das sind zu viele Angaben.",
      "Zwei Revisionen oder zwei Pfade; weitere Pfade stehen hinter --.",
    );
  const revision = operands.length - named.length === 2 ? second : undefined;
  return revisions(first, revision, [...named, ...paths], cwd);
}

/** "alt.yaml nue.yaml": what is wrong is the second one. A branch may be called like a file. */
function refuseFileFirst(first: string, missing: string, cwd: string): void {
  const isRevision = (name: string) => {
    try {
      return GitRepository.at(cwd).commit(name) !== "";
    } catch (error) {
      if (error instanceof GitError) return false;
      throw error;
    }
  };
  if (isRevision(first)) return;
  if (isRevision(missing))
    throw new UsageError("Eine Revision steht vor den Dateien.", `Richtig ist: kv diff ${missing} ${first}`);
  throw new UsageError(`„${missing}“ ist weder eine Datei noch eine Revision.`);
}

/** "A..B"; an end left out is HEAD. "A...B" starts where both parted. */
function revisionRange([, from = "", dots, to = ""]: RegExpExecArray, paths: readonly string[], cwd: string) {
  const [old, next] = [from || "HEAD", to || "HEAD"];
  if (dots === "..") return revisions(old, next, paths, cwd);
  const repository = GitRepository.at(cwd);
  const base = repository.mergeBase(repository.commit(old), repository.commit(next));
  return revisions(base, next, paths, cwd);
}

/** A revision beside another one, or beside the working tree. */
function revisions(from: string, to: string | undefined, paths: readonly string[], cwd: string): Sides {
  const repository = GitRepository.at(folderOf(paths[0], cwd));
  const old = { commit: repository.commit(from) };
  const next: State = to === undefined ? "worktree" : { commit: repository.commit(to) };
  const fromRoot = paths.map((path) => pathFromRoot(path, cwd, repository.root));
  const snapshots = new Snapshots(repository);
  try {
    const before = snapshots.of(old.commit);
    const after = next === "worktree" ? undefined : snapshots.of(next.commit);
    const known = [...before.paths, ...(after?.paths ?? [])];
    refuseMissing(paths, { cwd, root: repository.root, known });
    const changed = repository.changedFiles(old, next, fromRoot);
    // A file that is named is taken at its word, whatever its ending.
    const isAgreement = (path = "") => isAgreementPath(path) || fromRoot.includes(path);
    const all = ownMaterialChanged(repository, old, next)
      ? everyFile(before, after, repository.root, fromRoot)
      : changed;
    const pairs = all.filter(({ old: one, next: other }) => isAgreement(one) || isAgreement(other));
    before.add(pairs.flatMap((pair) => pair.old ?? []));
    after?.add(pairs.flatMap((pair) => pair.next ?? []));
    const trees = {
      old: { folder: before.root, prefix: `${nameOf(from, old.commit)}:` },
      next: after ? { folder: after.root, prefix: `${to}:` } : { folder: repository.root, prefix: "" },
    };
    return {
      ...trees,
      pairs: sorted(withoutOwnMaterial(pairs, trees)),
      title: `${nameOf(from, old.commit)} und ${to ?? "Arbeitsstand"}`,
      problems: [],
      close: () => snapshots.close(),
    };
  } catch (error) {
    snapshots.close();
    throw error;
  }
}

/** A commit that nobody named goes by its first digits. */
function nameOf(revision: string, commit: string): string {
  return revision === commit ? commit.slice(0, 12) : revision;
}

/** The commits that are needed as files, each once. */
class Snapshots {
  readonly #repository: GitRepository;
  readonly #open = new Map<string, Snapshot>();

  constructor(repository: GitRepository) {
    this.#repository = repository;
  }

  of(commit: string): Snapshot {
    const snapshot = this.#open.get(commit) ?? new Snapshot(this.#repository, commit);
    this.#open.set(commit, snapshot);
    return snapshot;
  }

  close(): void {
    for (const snapshot of this.#open.values()) snapshot.remove();
  }
}

/** Other templates or settings change agreements whose own files stayed the same. */
function ownMaterialChanged(repository: GitRepository, old: { commit: string }, next: State): boolean {
  return repository
    .changedFiles(old, next, [])
    .some(({ old: one, next: other }) => [one, other].some((path) => path && isMaterialName(path)));
}

function isMaterialName(path: string): boolean {
  return /(?:^|\/)(?:kv\.config\.yaml|art\.yaml|stammdaten\.yaml|[^/]*\.(?:hbs|schema\.json))$/.test(path);
}

/** Every agreement of both sides, whether it changed or not. */
function everyFile(
  before: Snapshot,
  after: Snapshot | undefined,
  root: string,
  paths: readonly string[],
): ChangedFile[] {
  const wantedOf = (files: readonly string[]) => files.filter((file) => isWanted(file, paths));
  const old = new Set(wantedOf(before.paths));
  const next = new Set(
    after ? wantedOf(after.paths) : findAgreements(paths.length > 0 ? paths : ["."], root).files,
  );
  return [...new Set([...old, ...next])].map((path) => ({
    old: old.has(path) ? path : undefined,
    next: next.has(path) ? path : undefined,
  }));
}

function withoutOwnMaterial(
  pairs: readonly FilePair[],
  { old, next }: { readonly old: Tree; readonly next: Tree },
): FilePair[] {
  const isOwn = ownFolderTest();
  const lies = ({ folder }: Tree, path: string | undefined) =>
    path !== undefined && isOwn(resolve(folder, path, ".."));
  return pairs.filter((pair) => !lies(old, pair.old) && !lies(next, pair.next));
}

function sorted(pairs: readonly FilePair[]): FilePair[] {
  const name = ({ old, next }: FilePair) => next ?? old ?? "";
  return pairs.toSorted((one, other) => (name(one) < name(other) ? -1 : 1));
}

/** "REV:path", where no file is called so. */
function isFileAt(operand: string, cwd: string): boolean {
  return !existsSync(resolve(cwd, operand)) && /^[^:]+:./s.test(operand);
}

/** Two files, of which at least one is that of a revision; one alone is compared with the same file in the working tree. */
function filesAt(operands: readonly string[], cwd: string): Sides {
  const repository = GitRepository.at(cwd);
  const [first = "", second, third] = operands;
  if (third !== undefined)
    throw new UsageError("Das sind zu viele Angaben.", "Vergleichen lassen sich genau zwei Dateien.");
  const pathAt = (operand: string) => operand.slice(operand.indexOf(":") + 1);
  const snapshots = new Snapshots(repository);
  const side = (operand: string): { tree: Tree; path: string } => {
    if (!isFileAt(operand, cwd)) return { tree: { folder: cwd, prefix: "" }, path: existing(operand, cwd) };
    const revision = operand.slice(0, operand.indexOf(":"));
    const snapshot = snapshots.of(repository.commit(revision));
    const path = fileOf(snapshot, pathAt(operand), cwd, repository.root);
    if (path === undefined)
      throw new UsageError(`In „${revision}“ gibt es keine Datei „${pathAt(operand)}“.`);
    snapshot.add([path]);
    return { tree: { folder: snapshot.root, prefix: `${revision}:` }, path };
  };
  try {
    const old = side(first);
    const isGone = second === undefined && !existsSync(join(repository.root, old.path));
    if (isGone)
      throw new UsageError(`„${old.path}“ gibt es nicht mehr.`, `Wie sie war, zeigt: git show ${first}`);
    const next = side(second ?? join(relative(cwd, repository.root), old.path));
    return {
      old: old.tree,
      next: next.tree,
      pairs: [{ old: old.path, next: next.path }],
      title: `${first} und ${second ?? "Arbeitsstand"}`,
      problems: [],
      close: () => snapshots.close(),
    };
  } catch (error) {
    snapshots.close();
    throw error;
  }
}

/** As git takes it: from the root, or with "./" from here; from here as well where the root has no such file. */
function fileOf(snapshot: Snapshot, path: string, cwd: string, root: string): string | undefined {
  const fromHere = pathFromRoot(path, cwd, root);
  const candidates = path.startsWith("./") || path.startsWith("../") ? [fromHere] : [path, fromHere];
  return candidates.find((each) => snapshot.paths.includes(each));
}

function existing(path: string, cwd: string): string {
  if (existsSync(resolve(cwd, path))) return path;
  throw new UsageError(`„${path}“ ist weder eine Datei noch eine Revision.`);
}

/** Two files, or two folders whose files go by their paths within. */
function twoPaths(old: string, next: string, cwd: string): Sides {
  const [isOldFolder, isNextFolder] = [old, next].map((path) => statSync(resolve(cwd, path)).isDirectory());
  if (isOldFolder !== isNextFolder)
    throw new UsageError(
      "Eine Datei lässt sich nicht mit einem Ordner vergleichen.",
      "Nennen Sie zwei Dateien oder zwei Ordner.",
    );
  const here = { folder: cwd, prefix: "" };
  const sides = { old: here, next: here, title: `${old} und ${next}`, close: () => {} };
  if (!isOldFolder) return { ...sides, pairs: [{ old, next }], problems: [] };
  const found = [findAgreements([old], cwd), findAgreements([next], cwd)] as const;
  const problems = found.flatMap((each) => each.problems);
  const [before, after] = [old, next].map((folder, index) => {
    const files = found[index]?.files ?? [];
    return new Map(files.map((file) => [relative(resolve(cwd, folder), resolve(cwd, file)), file]));
  });
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  const pairs = [...names].map((name) => ({ old: before?.get(name), next: after?.get(name) }));
  return { ...sides, pairs: sorted(joinRenamed(pairs, cwd)), problems };
}

/** A file that is gone here and came there with the same text has only another name. */
function joinRenamed(pairs: readonly FilePair[], cwd: string): FilePair[] {
  const textOf = (path: string) => readFileSync(resolve(cwd, path), "latin1");
  const gone = new Map(pairs.flatMap(({ old, next }) => (old && !next ? [[textOf(old), old] as const] : [])));
  const renamed = pairs.flatMap(({ old, next }): FilePair[] => {
    const from = next && !old ? gone.get(textOf(next)) : undefined;
    if (from === undefined) return [];
    gone.delete(textOf(from));
    return [{ old: from, next }];
  });
  const isJoined = ({ old, next }: FilePair) =>
    renamed.some(
      (each) => (old === undefined && each.next === next) || (next === undefined && each.old === old),
    );
  return [...pairs.filter((pair) => !isJoined(pair)), ...renamed];
}

function folderOf(path: string | undefined, cwd: string): string {
  const absolute = resolve(cwd, path ?? ".");
  if (!existsSync(absolute)) return cwd;
  return statSync(absolute).isDirectory() ? absolute : resolve(absolute, "..");
}
