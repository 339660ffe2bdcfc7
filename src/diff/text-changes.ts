import type { Document, Footnote } from "../document/document.ts";
import { align, type Likeness } from "./align.ts";
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
  readonly key: string;
}

export function readDocument(document: Document): ReadDocument {
  return { document, units: textUnits(document).map((unit) => readUnit(unit, document.footnotes)) };
}

function readUnit(unit: TextUnit, footnotes: readonly Footnote[]): ReadUnit {
  const atoms = atomsOf(unit.inlines, footnotes);
  const key = unit.id ?? `${unit.kind} ${atoms.map((atom) => atom.key).join("")}`;
  return { unit, atoms, key };
}

/** All texts of two documents side by side; clauses are recognised by their id, other texts by their words. */
export function compareTexts(old: ReadDocument | undefined, next: ReadDocument | undefined): UnitPair[] {
  const [before, after] = [old?.units ?? [], next?.units ?? []];
  return align(before, after, likenessOf(before, after)).map((pair) => {
    const pieces = compareAtoms(pair.old?.atoms ?? [], pair.next?.atoms ?? []);
    const isSame = pieces.every(({ change }) => change === "same");
    const change =
      pair.old === undefined ? "added" : pair.next === undefined ? "removed" : isSame ? "same" : "changed";
    return { change, old: pair.old?.unit, next: pair.next?.unit, pieces };
  });
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
