import { resolve } from "node:path";
import { findAgreements, isAgreementPath } from "../io/find-agreements.ts";
import { GitRepository, type ChangedFile, type State } from "../io/git.ts";
import { ownFolderTest } from "../io/own-folders.ts";
import type { Snapshot } from "../io/snapshot.ts";
import { Snapshots } from "../io/snapshots.ts";
import { folderOf, isWanted, refuseMissing, wantedPath, type WantedPath } from "./diff-paths.ts";
import { commandArgument } from "../findings/command-argument.ts";
import { sortedPairs, type FilePair, type Sides, type Tree } from "./sides.ts";

/** A revision beside another one, or beside the working tree. */
export function revisions(
  from: string,
  to: string | undefined,
  paths: readonly string[],
  cwd: string,
): Sides {
  const repository = GitRepository.at(folderOf(paths[0], cwd));
  const old = { commit: repository.commit(from) };
  const next: State = to === undefined ? "worktree" : { commit: repository.commit(to) };
  const wanted = paths.map((path) => wantedPath(path, cwd, repository.root));
  const snapshots = new Snapshots(repository);
  try {
    const before = snapshots.of(old.commit);
    const after = next === "worktree" ? undefined : snapshots.of(next.commit);
    const known = [...before.paths, ...(after?.paths ?? [])];
    refuseMissing(wanted, cwd, known);
    const isNamed = (path: string) => wanted.some((each) => each.fromRoot === path);
    // A file that is named is taken at its word, whatever its ending.
    const isAgreement = (path = "") => (isAgreementPath(path) || isNamed(path)) && isWanted(path, wanted);
    const folders = wanted.map(({ fromRoot }) => fromRoot);
    const all = ownMaterialChanged(repository, old, next)
      ? everyFile(before, after, repository.root, wanted)
      : repository.changedFiles(old, next, folders);
    const pairs = all.filter(({ old: one, next: other }) => isAgreement(one) || isAgreement(other));
    before.add(pairs.flatMap((pair) => pair.old ?? []));
    after?.add(pairs.flatMap((pair) => pair.next ?? []));
    const trees = {
      old: { folder: before.root, prefix: `${nameOf(from, old.commit)}:` },
      next: after ? { folder: after.root, prefix: `${to}:` } : { folder: repository.root, prefix: "" },
    };
    return {
      ...trees,
      pairs: sortedPairs(withoutOwnMaterial(pairs, trees)),
      title: `${nameOf(from, old.commit)} und ${to ?? "Arbeitsstand"}`,
      problems: [],
      earlier: () =>
        from === "HEAD" && to === undefined && repository.hasCommit("HEAD~1")
          ? ["kv diff HEAD~1", ...paths.map(commandArgument)].join(" ")
          : undefined,
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

/** Other templates or settings change agreements whose own files stayed the same. */
export function ownMaterialChanged(repository: GitRepository, old: { commit: string }, next: State): boolean {
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
  wanted: readonly WantedPath[],
): ChangedFile[] {
  const wantedOf = (files: readonly string[]) => files.filter((file) => isWanted(file, wanted));
  const here = wanted.length > 0 ? wanted.map(({ fromRoot }) => fromRoot) : ["."];
  const old = new Set(wantedOf(before.paths));
  const next = new Set(wantedOf(after ? after.paths : findAgreements(here, root).files));
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
