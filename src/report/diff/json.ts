import type { AgreementChange, Change, Fassung, TextChange } from "../../diff/change.ts";
import { heaviest } from "../../diff/weight.ts";
import { wordsOf } from "../../diff/words.ts";
import { differs, type DiffReport } from "./words.ts";

/** The comparison as JSON, as described by schemas/ausgabe/aenderungen.schema.json. */
export function diffJson({ title, agreements }: DiffReport): string {
  const changed = agreements.filter(differs);
  const plain = {
    version: 1,
    compared: title,
    different: changed.length > 0,
    weight: changed.length === 0 ? null : heaviest(changed.map(({ weight }) => weight)),
    agreements: changed.map(agreementJson),
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function agreementJson(agreement: AgreementChange): object {
  const { file, renamedFrom, state, title, oldFassung, nextFassung, weight, notes, deadlines } = agreement;
  return {
    file,
    renamedFrom: renamedFrom ?? null,
    state,
    title: title ?? null,
    oldFassung: fassungJson(oldFassung),
    newFassung: fassungJson(nextFassung),
    weight,
    notes,
    changes: agreement.changes.map(changeJson),
    history: agreement.history.map(changeJson),
    texts: agreement.documents.flatMap(({ id, texts }) =>
      texts.filter(({ change }) => change !== "same").map((text) => textJson(id, text)),
    ),
    documents: agreement.documents.map(({ id, title: name, state: of }) => ({ id, title: name, state: of })),
    checklist: agreement.checklist.map(({ profile, item, title: name, old, next }) => ({
      profile,
      item,
      title: name,
      old,
      new: next,
    })),
    deadlines: deadlines.map(deadlineJson),
  };
}

function fassungJson(fassung: Fassung | undefined): object | null {
  return fassung ? { nummer: fassung.nummer ?? null, stand: fassung.stand ?? null } : null;
}

function changeJson(change: Change): object {
  const { kind, pointer, label, weight, rule, old, next, oldText, nextText, oldPlace, nextPlace } = change;
  return {
    kind,
    pointer,
    label,
    weight,
    rule,
    old: old ?? null,
    new: next ?? null,
    oldText: oldText ?? null,
    newText: nextText ?? null,
    oldPlace: oldPlace ?? null,
    newPlace: nextPlace ?? null,
    clause: change.clauses.map(({ document, id, section, page }) => ({
      document,
      id: id ?? null,
      section,
      page: page ?? null,
    })),
    document: change.documents,
    checklist: change.checklist,
    deadlines: change.deadlines.map(deadlineJson),
    reason: change.reason ?? null,
  };
}

function deadlineJson({ label, old, next }: Change["deadlines"][number]): object {
  return { label, old: old ?? null, new: next ?? null };
}

function textJson(document: string, { change, old, next, pieces, causes, byTemplate }: TextChange): object {
  const unit = next ?? old;
  return {
    document,
    clause: unit?.id ?? null,
    section: unit?.section ?? "",
    kind: change,
    causes: causes.map(({ pointer }) => pointer),
    byTemplate,
    pieces: pieces.map((piece) =>
      piece.change === "removed"
        ? { removed: wordsOf(piece.old) }
        : { [piece.change === "same" ? "same" : "added"]: wordsOf(piece.next) },
    ),
  };
}
