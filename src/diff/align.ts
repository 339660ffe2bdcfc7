import { diffArrays } from "diff";

/** What stands in the same place before and after; one side is missing where something was added or removed. */
export type Pair<T> =
  | { readonly old: T; readonly next: T }
  | { readonly old: T; readonly next: undefined }
  | { readonly old: undefined; readonly next: T };

/** How items of a list are recognised on the other side. */
export interface Likeness<T> {
  /** Equal keys are the same item, whatever became of it: an id, or the whole text. */
  readonly key: (item: T) => string;
  /** For items without a counterpart of their key: 0 (never the same item) to 1. */
  readonly similarity: (old: T, next: T) => number;
}

/** Less than this is another item, not a changed one. */
const fewest = 0.4;

/** So many edits apart, two lists have little in common; looking for it would take long. */
const maxEditLength = 1000;

/** So many comparisons are made to find the most similar items; beyond them, items pair up by their order. */
const mostComparisons = 20_000;

/**
 * Two lists side by side, each in its own order. The other way round makes the same pairs: where there is a choice, such
 * as which of two neighbours changed places, it is made on the two lists in an order of their own.
 */
export function align<T>(old: readonly T[], next: readonly T[], likeness: Likeness<T>): Pair<T>[] {
  if (isInOrder(old.map(likeness.key), next.map(likeness.key))) return aligned(old, next, likeness);
  const { key, similarity } = likeness;
  const back = aligned(next, old, { key, similarity: (one, other) => similarity(other, one) });
  return removedFirst(back.map(swapped));
}

/** An order of any two lists that does not ask which of them is the old one. */
export function isInOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length ? one.join("\0") <= other.join("\0") : one.length < other.length;
}

function swapped<T>(pair: Pair<T>): Pair<T> {
  return { old: pair.next, next: pair.old } as Pair<T>;
}

/** Of neighbours without a counterpart, the old ones stand first. */
function removedFirst<T>(pairs: readonly Pair<T>[]): Pair<T>[] {
  const result: Pair<T>[] = [];
  const come: Pair<T>[] = [];
  for (const pair of pairs) {
    if (pair.old === undefined) {
      come.push(pair);
      continue;
    }
    if (pair.next !== undefined) result.push(...come.splice(0));
    result.push(pair);
  }
  return [...result, ...come];
}

function aligned<T>(old: readonly T[], next: readonly T[], likeness: Likeness<T>): Pair<T>[] {
  const hunks = diffArrays(old.map(likeness.key), next.map(likeness.key), { maxEditLength });
  if (!hunks) return pairUp(old, next, likeness);
  const pairs: Pair<T>[] = [];
  let removed: readonly T[] = [];
  const rest = { old: [...old], next: [...next] };
  for (const hunk of hunks) {
    if (hunk.removed) {
      removed = rest.old.splice(0, hunk.count);
      continue;
    }
    const come = rest.next.splice(0, hunk.count);
    pairs.push(...pairUp(removed, hunk.added ? come : [], likeness));
    removed = [];
    if (!hunk.added) pairs.push(...sameKeys(rest.old.splice(0, hunk.count), come));
  }
  return [...pairs, ...pairUp(removed, [], likeness)];
}

function sameKeys<T>(old: readonly T[], next: readonly T[]): Pair<T>[] {
  return old.map((item, index) => ({ old: item, next: next[index] as T }));
}

/** Pairs the most similar items without crossing; what is like nothing stays alone. */
function pairUp<T>(old: readonly T[], next: readonly T[], likeness: Likeness<T>): Pair<T>[] {
  if (old.length === 0 || next.length === 0) return alone(old, next);
  const similarity =
    old.length * next.length > mostComparisons
      ? (row: number, column: number) => (row === column ? 1 : 0)
      : (row: number, column: number) => likeness.similarity(old[row] as T, next[column] as T);
  const pairs: Pair<T>[] = [];
  let [row, column] = [0, 0];
  for (const [nextRow, nextColumn] of bestMatches(old.length, next.length, similarity)) {
    pairs.push(...alone(old.slice(row, nextRow), next.slice(column, nextColumn)));
    pairs.push({ old: old[nextRow] as T, next: next[nextColumn] as T });
    [row, column] = [nextRow + 1, nextColumn + 1];
  }
  return [...pairs, ...alone(old.slice(row), next.slice(column))];
}

function alone<T>(old: readonly T[], next: readonly T[]): Pair<T>[] {
  return [
    ...old.map((item) => ({ old: item, next: undefined })),
    ...next.map((item) => ({ old: undefined, next: item })),
  ];
}

/** Rows and columns, both ascending, with the greatest sum of similarities. */
function bestMatches(
  rows: number,
  columns: number,
  similarity: (row: number, column: number) => number,
): (readonly [number, number])[] {
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const isMatch = new Uint8Array(rows * columns);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const skipping = Math.max(best[(row + 1) * width + column] ?? 0, best[row * width + column + 1] ?? 0);
      const likeness = similarity(row, column);
      const matching = (best[(row + 1) * width + column + 1] ?? 0) + likeness;
      const isBetter = likeness >= fewest && matching > skipping;
      best[row * width + column] = isBetter ? matching : skipping;
      isMatch[row * columns + column] = Number(isBetter);
    }
  }
  const matches: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    if (isMatch[row * columns + column] === 1) matches.push([row++, column++]);
    else if ((best[(row + 1) * width + column] ?? 0) >= (best[row * width + column + 1] ?? 0)) row++;
    else column++;
  }
  return matches;
}
