import { buildDocument } from "../document/build-document.ts";
import type { Document } from "../document/document.ts";
import { documentsFor, type Kind } from "../kinds/kind.ts";
import { isWithin } from "../source/pointer.ts";
import type { FieldChange } from "./field-changes.ts";
import { withSingleChange } from "./single-change.ts";
import { compareTexts, readDocument, type ReadDocument, type UnitPair } from "./text-changes.ts";
import { pointersIn, type TextUnit } from "./text-units.ts";

/** Documents of the old data, read, by their id. */
export type ReadDocuments = ReadonlyMap<string, ReadDocument>;

/** More changes than this are not tried one by one; then only those count whose values the text shows. */
const mostTrials = 40;

/** Finds for each changed text the fields it follows from: those it shows, else those that alone change it as well. */
export class Causes {
  readonly #kind: Kind;
  readonly #data: unknown;
  readonly #changes: readonly FieldChange[];
  readonly #old: ReadDocuments;
  readonly #trials = new Map<FieldChange, ReadonlyMap<string, readonly UnitPair[]>>();

  constructor(kind: Kind, data: unknown, changes: readonly FieldChange[], old: ReadDocuments) {
    this.#kind = kind;
    this.#data = data;
    this.#changes = changes;
    this.#old = old;
  }

  of(document: string, pair: UnitPair): FieldChange[] {
    const shown = this.#changes.filter((change) => isShown(change, pair));
    if (shown.length > 0) return shown;
    if (this.#changes.length > mostTrials) return [];
    return this.#changes.filter((change) =>
      (this.#trial(change).get(document) ?? []).some((trial) => hasSameEffect(trial, pair)),
    );
  }

  /** What one change alone does to the texts of all documents. */
  #trial(change: FieldChange): ReadonlyMap<string, readonly UnitPair[]> {
    const known = this.#trials.get(change);
    if (known) return known;
    const documents = builtFrom(this.#kind, withSingleChange(this.#data, change));
    const effects = new Map(
      [...documents].map(([id, document]) => {
        const pairs = compareTexts(this.#old.get(id), readDocument(document));
        return [id, pairs.filter((pair) => pair.change !== "same")];
      }),
    );
    this.#trials.set(change, effects);
    return effects;
  }
}

/** All documents of the data that can be built. */
export function builtFrom(kind: Kind, data: unknown): Map<string, Document> {
  const built = documentsFor(kind.art, data).flatMap((definition): [string, Document][] => {
    const { document } = buildDocument(kind, definition, data, { draft: true });
    return document ? [[definition.id, document]] : [];
  });
  return new Map(built);
}

function isShown({ kind, old, next }: FieldChange, pair: UnitPair): boolean {
  const shows = (unit: TextUnit | undefined, pointer: string) =>
    unit !== undefined &&
    [...pointersIn(unit)].some((each) => isWithin(each, pointer) || isWithin(pointer, each));
  return (
    (kind !== "added" && shows(pair.old, old.pointer)) ||
    (kind !== "removed" && shows(pair.next, next.pointer))
  );
}

/** Whether two changes of texts are about the same text. */
function hasSameEffect(trial: UnitPair, pair: UnitPair): boolean {
  if (pair.old !== undefined) return trial.old === pair.old;
  return trial.old === undefined && textOf(trial) === textOf(pair);
}

function textOf({ next }: UnitPair): string {
  return JSON.stringify([
    next?.id,
    next?.kind,
    next?.inlines.map((each) => ("value" in each ? each.value : "")),
  ]);
}
