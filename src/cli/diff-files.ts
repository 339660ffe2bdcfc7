import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { findAgreements } from "../io/find-agreements.ts";
import { GitRepository } from "../io/git.ts";
import type { Snapshot } from "../io/snapshot.ts";
import { Snapshots } from "../io/snapshots.ts";
import { pathFromRoot } from "./diff-paths.ts";
import { UsageError } from "./exit.ts";
import { sortedPairs, type FilePair, type Sides, type Tree } from "./sides.ts";

/** "REV:path", where no file is called so. */
export function isFileAt(operand: string, cwd: string): boolean {
  return !existsSync(resolve(cwd, operand)) && /^[^:]+:./s.test(operand);
}

/** Two files, of which at least one is that of a revision; one alone is compared with the same file in the working tree. */
export function filesAt(operands: readonly string[], cwd: string): Sides {
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
      throw new UsageError(
        `In „${revision}“ gibt es keine Datei „${pathAt(operand)}“.`,
        `Einen Ordner zweier Stände vergleicht: kv diff ${revision} HEAD -- ${pathAt(operand)}`,
      );
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
export function twoPaths(old: string, next: string, cwd: string): Sides {
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
  return { ...sides, pairs: sortedPairs(joinRenamed(pairs, cwd)), problems };
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
