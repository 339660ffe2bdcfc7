import { buildDocument } from "../document/build-document.ts";
import type { Document } from "../document/document.ts";
import { documentsFor, type Kind } from "../kinds/kind.ts";
import { isWithin } from "../source/pointer.ts";
import type { FieldChange } from "./field-changes.ts";
import { withSingleChange } from "./single-change.ts";
import { changedTexts, readDocument, type ReadDocument, type UnitPair } from "./text-changes.ts";
import { documentsPrinting } from "./weight.ts";
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
  readonly #trials = new Map<string, readonly Effect[]>();

  constructor(kind: Kind, data: unknown, changes: readonly FieldChange[], old: ReadDocuments) {
    this.#kind = kind;
    this.#data = data;
    this.#changes = changes;
    this.#old = old;
  }

  /** A text that other templates changed may have no other cause. */
  of(document: string, pair: UnitPair, byTemplate: boolean): FieldChange[] {
    const shown = this.#changes.filter((change) => isShown(change, pair));
    if (shown.length > 0) return shown;
    const printed = this.#changes.filter((change) => isPrinted(change, document, this.#kind));
    if (printed.length === 1 && !byTemplate) return printed;
    if (printed.length > mostTrials) return [];
    return printed.filter((change) =>
      this.#trial(change, document).some((effect) => hasSameEffect(effect, pair)),
    );
  }

  /** What one change alone does to the texts of a document. */
  #trial(change: FieldChange, id: string): readonly Effect[] {
    const key = `${id} ${this.#changes.indexOf(change)}`;
    const known = this.#trials.get(key);
    if (known) return known;
    const document = builtFrom(this.#kind, withSingleChange(this.#data, change), id).get(id);
    const effects = changedTexts(this.#old.get(id), document && readDocument(document));
    this.#trials.set(key, effects);
    return effects;
  }
}

type Effect = Pick<UnitPair, "old" | "next">;

function isPrinted({ kind, old, next }: FieldChange, id: string, { art }: Kind): boolean {
  const { pointer } = kind === "removed" ? old : next;
  return documentsPrinting(pointer, art.dokumente).some((each) => each.id === id);
}

/** The documents of the data that can be built, or only one of them. */
export function builtFrom(kind: Kind, data: unknown, only?: string): Map<string, Document> {
  const wanted = documentsFor(kind.art, data).filter(({ id }) => only === undefined || id === only);
  const built = wanted.flatMap((definition): [string, Document][] => {
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
function hasSameEffect(trial: Effect, pair: UnitPair): boolean {
  if (pair.old !== undefined) return trial.old === pair.old;
  return trial.old === undefined && textOf(trial) === textOf(pair);
}

function textOf({ next }: Effect): string {
  return JSON.stringify([
    next?.id,
    next?.kind,
    next?.inlines.map((each) => ("value" in each ? each.value : "")),
  ]);
}
