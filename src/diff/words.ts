import { diffArrays, type ChangeObject } from "diff";
import type { Change, Emphasis, Footnote, Inline, Strong } from "../document/document.ts";
import { isInOrder } from "./align.ts";

/** The smallest piece of running text that a comparison keeps whole: a word, a space, a mark, a gap, a footnote's sign. */
export interface Atom {
  readonly inline: Exclude<Inline, Emphasis | Strong | Change>;
  /** What the piece stands in, from outside to inside. */
  readonly marks: readonly ("emphasis" | "strong")[];
  /** Equal keys print the same. */
  readonly key: string;
}

/** A stretch of two texts: what both have (as each has it), or what only one of them has. */
export type Piece =
  | { readonly change: "same"; readonly old: readonly Atom[]; readonly next: readonly Atom[] }
  | { readonly change: "removed"; readonly old: readonly Atom[] }
  | { readonly change: "added"; readonly next: readonly Atom[] };

/** Cuts running text into atoms; footnotes are told apart by their id, since their numbers move. */
export function atomsOf(inlines: readonly Inline[], footnotes: readonly Footnote[]): Atom[] {
  const collect = (list: readonly Inline[], marks: Atom["marks"]): Atom[] =>
    list.flatMap((inline): Atom[] => {
      if (inline.type === "change") return collect(inline.children, marks);
      if (inline.type === "emphasis" || inline.type === "strong")
        return collect(inline.children, [...marks, inline.type]);
      return leaves(inline).map((leaf) => {
        const key = JSON.stringify([...marks].sort()) + keyOf(leaf, footnotes);
        return { inline: leaf, marks, key };
      });
    });
  return collect(inlines, []);
}

/** A word with its hyphens and inner points ("31.12.2026"), white space, or a single mark. */
const word = /[\p{L}\p{N}\p{M}]+(?:[-‑.:/*_’'][\p{L}\p{N}\p{M}]+)*|\s+|./gsu;

function leaves(inline: Atom["inline"]): Atom["inline"][] {
  if (inline.type !== "text" && inline.type !== "reference") return [inline];
  if (inline.type === "reference") return [inline];
  return (inline.value.match(word) ?? []).map((value) => ({ ...inline, value }));
}

function keyOf(inline: Atom["inline"], footnotes: readonly Footnote[]): string {
  switch (inline.type) {
    case "text":
    case "reference":
      return inline.value;
    case "footnoteReference":
      return `^${footnotes[inline.number - 1]?.id ?? inline.number}`;
    case "gap":
      return `_${inline.room}`;
    case "lineBreak":
      return "\n";
  }
}

/** Puts atoms together again; neighbours of one source become one text. */
export function inlinesFrom(atoms: readonly Atom[], depth = 0): Inline[] {
  const inlines: Inline[] = [];
  for (let index = 0; index < atoms.length;) {
    const atom = atoms[index] as Atom;
    const mark = atom.marks[depth];
    const end = endOf(atoms, index, (each) => each.marks[depth] === mark);
    const group = atoms.slice(index, end);
    if (mark !== undefined) inlines.push({ type: mark, children: inlinesFrom(group, depth + 1) });
    else inlines.push(...joined(group));
    index = end;
  }
  return inlines;
}

function endOf<T>(items: readonly T[], start: number, belongs: (item: T) => boolean): number {
  let end = start + 1;
  while (end < items.length && belongs(items[end] as T)) end++;
  return end;
}

function joined(atoms: readonly Atom[]): Inline[] {
  const inlines: Inline[] = [];
  for (const { inline } of atoms) {
    const last = inlines.at(-1);
    const continues = last?.type === "text" && inline.type === "text" && last.pointer === inline.pointer;
    if (continues) inlines[inlines.length - 1] = { ...last, value: last.value + inline.value };
    else inlines.push(inline);
  }
  return inlines;
}

/** So many words apart, a text is another one; looking for what they share would take long. */
const maxEditLength = 2000;

/** Compares two texts word by word, in either direction the same. Removed words come before those that replace them. */
export function compareAtoms(old: readonly Atom[], next: readonly Atom[]): Piece[] {
  const hunks = hunksOf(keys(old), keys(next));
  if (!hunks) return replaced(old, next);
  const pieces: Piece[] = [];
  let [before, after] = [0, 0];
  for (const { count, removed, added } of hunks) {
    const gone = old.slice(before, before + count);
    const come = next.slice(after, after + count);
    if (removed) pieces.push({ change: "removed", old: gone });
    else if (added) pieces.push({ change: "added", next: come });
    else pieces.push({ change: "same", old: gone, next: come });
    if (!added) before += count;
    if (!removed) after += count;
  }
  return readable(pieces);
}

/** Which of two words that changed places stayed is decided on the two texts in an order of their own (see `align`). */
function hunksOf(old: string[], next: string[]): Hunk[] | undefined {
  if (isInOrder(old, next)) return diffArrays(old, next, { maxEditLength });
  const back = diffArrays(next, old, { maxEditLength });
  if (!back) return undefined;
  const hunks: Hunk[] = [];
  for (const { count, removed, added } of back) {
    const hunk = { count, removed: added, added: removed };
    if (hunk.removed && hunks.at(-1)?.added) hunks.splice(-1, 0, hunk);
    else hunks.push(hunk);
  }
  return hunks;
}

type Hunk = Pick<ChangeObject<string[]>, "count" | "removed" | "added">;

function keys(atoms: readonly Atom[]): string[] {
  return atoms.map(({ key }) => key);
}

function replaced(old: readonly Atom[], next: readonly Atom[]): Piece[] {
  return [
    ...(old.length > 0 ? [{ change: "removed" as const, old }] : []),
    ...(next.length > 0 ? [{ change: "added" as const, next }] : []),
  ];
}

/** What two changes leave between them is too little to read by itself: a space, a comma, a short word. */
function readable(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let [gone, come]: [Atom[], Atom[]] = [[], []];
  const flush = () => {
    result.push(...replaced(gone, come));
    [gone, come] = [[], []];
  };
  for (const [index, piece] of pieces.entries()) {
    const isBetween = gone.length + come.length > 0 && index < pieces.length - 1;
    if (piece.change === "removed") gone.push(...piece.old);
    else if (piece.change === "added") come.push(...piece.next);
    else if (isBetween && isTiny(piece.next)) {
      gone.push(...piece.old);
      come.push(...piece.next);
    } else {
      flush();
      result.push(piece);
    }
  }
  flush();
  return result;
}

function isTiny(atoms: readonly Atom[]): boolean {
  return (
    atoms.every(({ inline }) => inline.type === "text" && !/[\p{L}\p{N}]{4}/u.test(inline.value)) &&
    atoms.length <= 3
  );
}

/** How much of two texts is the same, 0 to 1: words that both have, of the words of both. */
export function similarity(old: readonly string[], next: readonly string[]): number {
  const words = (list: readonly string[]) => list.filter((each) => /[\p{L}\p{N}]/u.test(each));
  const [before, after] = [words(old), words(next)];
  if (before.length + after.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const each of before) counts.set(each, (counts.get(each) ?? 0) + 1);
  let shared = 0;
  for (const each of after) {
    const left = counts.get(each) ?? 0;
    if (left > 0) shared++;
    counts.set(each, left - 1);
  }
  return (2 * shared) / (before.length + after.length);
}

/** The words of atoms as plain text; a footnote's sign has none. */
export function wordsOf(atoms: readonly Atom[]): string {
  return atoms
    .map(({ inline }) => {
      if (inline.type === "text" || inline.type === "reference") return inline.value;
      if (inline.type === "lineBreak") return " ";
      return inline.type === "gap" ? "____" : "";
    })
    .join("");
}
