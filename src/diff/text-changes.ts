import type { Document, Footnote } from "../document/document.ts";
import { align, type Likeness, type Pair } from "./align.ts";
import { textUnits, type TextUnit } from "./text-units.ts";
import { atomsOf, compareAtoms, similarity, type Atom, type Piece } from "./words.ts";

/** A text before and after, with what differs word by word. */
export interface UnitPair {
  readonly change: "same" | "changed" | "added" | "removed";
  readonly old: TextUnit | undefined;
  readonly next: TextUnit | undefined;
  readonly pieces: readonly Piece[];
}

/** A document ready to be compared. */
export interface ReadDocument {
  readonly document: Document;
  readonly units: readonly ReadUnit[];
}

interface ReadUnit {
  readonly unit: TextUnit;
  readonly atoms: readonly Atom[];
  /** Equal texts print the same. */
  readonly text: string;
  readonly key: string;
}

export function readDocument(document: Document): ReadDocument {
  return { document, units: textUnits(document).map((unit) => readUnit(unit, document.footnotes)) };
}

function readUnit(unit: TextUnit, footnotes: readonly Footnote[]): ReadUnit {
  const atoms = atomsOf(unit.inlines, footnotes);
  const text = JSON.stringify(atoms.map((atom) => atom.key));
  return { unit, atoms, text, key: unit.id ?? unit.kind + text };
}

/** All texts of two documents side by side; clauses are recognised by their id, other texts by their words. */
export function compareTexts(old: ReadDocument | undefined, next: ReadDocument | undefined): UnitPair[] {
  return paired(old, next).map((pair) => ({
    change: changeOf(pair),
    old: pair.old?.unit,
    next: pair.next?.unit,
    pieces: compareAtoms(pair.old?.atoms ?? [], pair.next?.atoms ?? []),
  }));
}

/** The texts that differ, without what differs in them. */
export function changedTexts(
  old: ReadDocument | undefined,
  next: ReadDocument | undefined,
): Pick<UnitPair, "old" | "next">[] {
  const changed = paired(old, next).filter((pair) => changeOf(pair) !== "same");
  return changed.map((pair) => ({ old: pair.old?.unit, next: pair.next?.unit }));
}

function paired(old: ReadDocument | undefined, next: ReadDocument | undefined): Pair<ReadUnit>[] {
  const [before, after] = [old?.units ?? [], next?.units ?? []];
  return align(before, after, likenessOf(before, after));
}

function changeOf({ old, next }: Pair<ReadUnit>): UnitPair["change"] {
  if (!old) return "added";
  if (!next) return "removed";
  return old.text === next.text ? "same" : "changed";
}

/** A clause that the other document has by its id is not taken for another one. */
function likenessOf(old: readonly ReadUnit[], next: readonly ReadUnit[]): Likeness<ReadUnit> {
  const keys = { old: new Set(old.map(({ key }) => key)), next: new Set(next.map(({ key }) => key)) };
  const words = ({ atoms }: ReadUnit) => atoms.map(({ key }) => key);
  return {
    key: ({ key }) => key,
    similarity: (one, other) =>
      one.unit.kind !== other.unit.kind || keys.next.has(one.key) || keys.old.has(other.key)
        ? 0
        : similarity(words(one), words(other)),
  };
}
