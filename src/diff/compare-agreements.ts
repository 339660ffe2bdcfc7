import type { Document } from "../document/document.ts";
import { documentsFor } from "../kinds/kind.ts";
import { fieldPath, isWithin, valueAt } from "../source/pointer.ts";
import { builtFrom, Causes, type ReadDocuments } from "./causes.ts";
import type {
  AgreementChange,
  Change,
  ClausePlace,
  DocumentChange,
  Flip,
  Place,
  TextChange,
} from "./change.ts";
import { fieldChanges, type Field, type FieldChange } from "./field-changes.ts";
import { fieldLabel, valueText } from "./labels.ts";
import { compareTexts, readDocument, type UnitPair } from "./text-changes.ts";
import { headingOf, type Heading, type Side } from "./side.ts";
import { movedDeadlines } from "./deadlines.ts";
import { notesOn } from "./notes.ts";
import { reasonFor, reasonsPointer } from "./reasons.ts";
import { documentsPrinting, heaviest, weigh, weights } from "./weight.ts";

/** Joins what changed in the data with what changed in the texts, the checklists and the Termine. */
export function compareAgreements(old: Side, next: Side): AgreementChange {
  const heading = headingOf(old, next);
  if (old.kind.art.art !== next.kind.art.art) {
    const kinds = `„${old.kind.art.titel}“ und „${next.kind.art.titel}“`;
    const note = `Die Fassungen gehören zu verschiedenen Arten (${kinds}); ihre Felder lassen sich nicht vergleichen.`;
    return { ...heading, ...nothing, state: "incomparable", weight: "zustimmungspflichtig", notes: [note] };
  }
  return new Comparison(old, next).result(heading);
}

/** An agreement that is there on one side alone. */
export function onOneSide(side: Side, state: "added" | "removed"): AgreementChange {
  const [old, next] = state === "added" ? [undefined, side] : [side, undefined];
  return { ...headingOf(old, next), ...nothing, state, weight: "zustimmungspflichtig", notes: [] };
}

/** An agreement that cannot be read, on the one side or the two where it is. */
export function onNoSide(
  names: Pick<AgreementChange, "file" | "path" | "renamedFrom">,
  sides: 1 | 2,
): AgreementChange {
  const note =
    sides === 1
      ? "Die Datei hat Fehler und lässt sich nicht lesen."
      : "Beide Seiten haben Fehler und lassen sich nicht lesen.";
  const unknown = { title: undefined, oldFassung: undefined, nextFassung: undefined };
  const state = { state: "incomparable", weight: "zustimmungspflichtig" } as const;
  return { ...names, ...unknown, ...nothing, ...state, notes: [note] };
}

const nothing = { changes: [], history: [], documents: [], checklist: [], deadlines: [] } as const;

class Comparison {
  readonly #old: Side;
  readonly #next: Side;
  readonly #fields: readonly FieldChange[];
  readonly #hasOtherTemplates: boolean;

  constructor(old: Side, next: Side) {
    this.#old = old;
    this.#next = next;
    const trees = { old: old.kind.tree, next: next.kind.tree };
    this.#fields = fieldChanges(old.parsed.data, next.parsed.data, trees).filter(
      ({ next: { pointer } }) => !isWithin(pointer, reasonsPointer),
    );
    this.#hasOtherTemplates = old.kind.fingerprint !== next.kind.fingerprint;
  }

  result(heading: Heading): AgreementChange {
    const checklist = this.#flips();
    const texts = this.#documents();
    const described = new Map(
      this.#fields.map((field) => [field, this.#describe(field, texts, checklist)] as const),
    );
    const all = [...described.values()];
    const changes = all.filter((each) => !isHistory(each.pointer));
    const documents = texts.map((document) => withCauses(document, described));
    const isSame = all.length === 0 && documents.every(({ state }) => state === "same");
    return {
      ...heading,
      ...(isSame ? this.#sameness() : { state: "changed", weight: this.#heaviest(changes, documents) }),
      changes: changes.toSorted((one, other) => weights.indexOf(other.weight) - weights.indexOf(one.weight)),
      history: all.filter((each) => isHistory(each.pointer)),
      documents,
      checklist,
      deadlines: changes.flatMap((each) => each.deadlines),
      notes: notesOn(documents, this.#next.kind, {
        hasBrokenSide: this.#hasBrokenSide,
        hasOtherTemplates: this.#hasOtherTemplates,
        wasDraft: valueAt(this.#old.parsed.data, "/fassung/status") === "entwurf",
      }),
    };
  }

  /** What other templates do to a text that cannot be made, nobody knows. */
  #sameness(): Pick<AgreementChange, "state" | "weight"> {
    const isUnknown = this.#hasBrokenSide && this.#hasOtherTemplates;
    return isUnknown
      ? { state: "incomparable", weight: "zustimmungspflichtig" }
      : { state: "same", weight: "redaktionell" };
  }

  /** Other wording of the same data is a change of what was agreed. */
  #heaviest(changes: readonly Change[], documents: readonly DocumentChange[]): Change["weight"] {
    const isReworded = documents.some(({ texts }) => texts.some((each) => each.byTemplate));
    const least = isReworded ? (["anzeigepflichtig"] as const) : [];
    return heaviest([...changes.map(({ weight }) => weight), ...least]);
  }

  /** A side with errors has data, but no documents. */
  get #hasBrokenSide(): boolean {
    return [this.#old, this.#next].some(({ documents }) => documents.size === 0);
  }

  #documents(): RawDocumentChange[] {
    if (this.#hasBrokenSide) return [];
    const [before, after] = [builtDocuments(this.#old), builtDocuments(this.#next)];
    const old = readAll(before);
    const next = readAll(after);
    const fields = this.#fields.filter(({ next: { pointer } }) => !isHistory(pointer));
    const causes = new Causes(this.#old.kind, this.#old.parsed.data, fields, old);
    const byTemplate = this.#templateEffects(old);
    return [...new Set([...after.keys(), ...before.keys()])].map((id) => {
      const texts = compareTexts(old.get(id), next.get(id)).map((pair) => {
        if (pair.change === "same") return { pair, fields: [], byTemplate: false };
        const isReworded = byTemplate(id, pair);
        return { pair, fields: causes.of(id, pair, isReworded), byTemplate: isReworded };
      });
      const isSame = texts.every(({ pair }) => pair.change === "same");
      const state = !before.has(id) ? "added" : !after.has(id) ? "removed" : isSame ? "same" : "changed";
      const title = (after.get(id) ?? before.get(id))?.meta.title ?? id;
      return { id, title, state, old: before.get(id), next: after.get(id), texts };
    });
  }

  /** The old data in the new wording: what differs then is the doing of the templates. */
  #templateEffects(old: ReadDocuments): (document: string, pair: UnitPair) => boolean {
    if (!this.#hasOtherTemplates) return () => false;
    const reworded = readAll(builtFrom(this.#next.kind, this.#old.parsed.data));
    const effects = new Map(
      [...new Set([...old.keys(), ...reworded.keys()])].map((id) => {
        const pairs = compareTexts(old.get(id), reworded.get(id)).filter(({ change }) => change !== "same");
        return [id, pairs];
      }),
    );
    return (document, pair) =>
      (effects.get(document) ?? []).some((effect) =>
        pair.old ? effect.old === pair.old : !effect.old && effect.next?.id === pair.next?.id,
      );
  }

  /** Without documents nothing that asks for a clause can be judged: that is the doing of the errors. */
  #flips(): Flip[] {
    if (this.#hasBrokenSide) return [];
    return this.#next.profiles.flatMap(({ name, verdicts }) => {
      const before = this.#old.profiles.find((each) => each.name === name)?.verdicts ?? [];
      return verdicts.flatMap(({ item, status }): Flip[] => {
        const old = before.find((each) => each.item.id === item.id)?.status;
        if (old === undefined || old === status) return [];
        return [{ profile: name, item: item.id, title: item.titel, old, next: status }];
      });
    });
  }

  #describe(field: FieldChange, texts: readonly RawDocumentChange[], flips: readonly Flip[]): Change {
    const { kind, old, next } = field;
    const isGone = kind === "removed";
    const { pointer } = isGone ? old : next;
    const side = isGone ? this.#old : this.#next;
    const label = fieldLabel(side.kind.tree, side.parsed.data, pointer);
    const clauses = clausesOf(field, texts);
    const documents = documentsPrinting(pointer, documentsFor(side.kind.art, side.parsed.data));
    return {
      kind,
      pointer,
      label,
      ...weigh(field, side.kind),
      old: kind === "added" ? undefined : old.value,
      next: isGone ? undefined : next.value,
      oldText: kind === "added" ? undefined : valueText(this.#old.kind.tree, old.pointer, old.value),
      nextText: isGone ? undefined : valueText(this.#next.kind.tree, next.pointer, next.value),
      oldPlace: kind === "added" ? undefined : placeOf(this.#old, old),
      nextPlace: isGone ? undefined : placeOf(this.#next, next),
      clauses,
      documents: documents.map(({ id }) => id),
      checklist: flips.filter((flip) => this.#touches(pointer, clauses, flip)).map(({ item }) => item),
      deadlines: movedDeadlines(field, this.#old, this.#next),
      reason: reasonFor(this.#next.parsed.data, side.parsed.data, pointer),
    };
  }

  /** An item flips with a field that it looks at, or with a clause it asks for. */
  #touches(pointer: string, clauses: readonly ClausePlace[], { profile, item: id }: Flip): boolean {
    const { verdicts = [] } = this.#next.profiles.find(({ name }) => name === profile) ?? {};
    const item = verdicts.find((each) => each.item.id === id)?.item;
    if (!item) return false;
    const field = fieldPath(pointer);
    const looksAt = [item.ort, item.wenn ?? item.ort].map(fieldPath);
    if (looksAt.some((each) => each !== "" && (isWithin(field, each) || isWithin(each, field)))) return true;
    return clauses.some(
      ({ document, id: clause }) => item.klauseln?.[document]?.includes(clause ?? "") ?? false,
    );
  }
}

/** What happens with an agreement is not what it says. */
function isHistory(pointer: string): boolean {
  return isWithin(pointer, "/verlauf");
}

interface RawDocumentChange extends Omit<DocumentChange, "texts"> {
  readonly texts: readonly {
    readonly pair: UnitPair;
    readonly fields: readonly FieldChange[];
    readonly byTemplate: boolean;
  }[];
}

function withCauses(
  document: RawDocumentChange,
  described: ReadonlyMap<FieldChange, Change>,
): DocumentChange {
  const texts = document.texts.map(({ pair, fields, byTemplate }): TextChange => {
    const causes = fields.flatMap((field) => described.get(field) ?? []);
    return { ...pair, causes, byTemplate };
  });
  return { ...document, texts };
}

function builtDocuments({ documents }: Side): Map<string, Document> {
  const built = [...documents].flatMap(([id, { document }]) => (document ? [[id, document] as const] : []));
  return new Map(built);
}

function readAll(documents: ReadonlyMap<string, Document>): ReadDocuments {
  return new Map([...documents].map(([id, document]) => [id, readDocument(document)]));
}

/** The clauses that a change explains, each once, in reading order. */
function clausesOf(field: FieldChange, documents: readonly RawDocumentChange[]): ClausePlace[] {
  const places = documents.flatMap(({ id: document, texts }) =>
    texts
      .filter(({ fields }) => fields.includes(field))
      .map(({ pair }): ClausePlace => {
        const unit = pair.next ?? pair.old;
        return { document, id: unit?.id, section: unit?.section ?? "" };
      }),
  );
  const known = new Set<string>();
  return places.filter((place) => {
    const key = JSON.stringify(place);
    return !known.has(key) && known.add(key);
  });
}

function placeOf({ file, parsed }: Side, { pointer }: Field): Place {
  const { start } = parsed.locate(pointer, "value");
  return { file, ...parsed.source.positionAt(start) };
}
