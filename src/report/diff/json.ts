import type { Change, Fassung, TextChange } from "../../diff/change.ts";
import { heaviest } from "../../diff/weight.ts";
import { wordsOf } from "../../diff/words.ts";
import type {
  AgreementChanges,
  ChangesReport,
  ClauseChange,
  DeadlineChange,
  FassungName,
  FieldChangeReport,
} from "../changes-report.ts";
import { differs, type DifferentAgreement, type DiffReport } from "./words.ts";

/** The comparison as JSON, as described by schemas/ausgabe/aenderungen.schema.json. */
export function diffJson(report: DiffReport): string {
  return `${JSON.stringify(changesReport(report), null, 2)}\n`;
}

export function changesReport({ title, agreements }: DiffReport): ChangesReport {
  const changed = agreements.filter(differs);
  return {
    version: 1,
    compared: title,
    different: changed.length > 0,
    weight: changed.length === 0 ? null : heaviest(changed.map(({ weight }) => weight)),
    agreements: changed.map(agreementJson),
  };
}

function agreementJson(agreement: DifferentAgreement): AgreementChanges {
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
    texts: agreement.documents.flatMap(({ id, texts }) => texts.flatMap((text) => textJson(id, text))),
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

function fassungJson(fassung: Fassung | undefined): FassungName | null {
  return fassung ? { nummer: fassung.nummer ?? null, stand: fassung.stand ?? null } : null;
}

function changeJson(change: Change): FieldChangeReport {
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

function deadlineJson({ label, old, next }: Change["deadlines"][number]): DeadlineChange {
  return { label, old: old ?? null, new: next ?? null };
}

function textJson(document: string, text: TextChange): ClauseChange[] {
  const { change, old, next, pieces, causes, byTemplate } = text;
  if (change === "same") return [];
  const unit = next ?? old;
  return [
    {
      document,
      clause: unit?.id ?? null,
      section: unit?.section ?? "",
      kind: change,
      causes: causes.map(({ pointer }) => pointer),
      byTemplate,
      pieces: pieces.map(pieceJson),
    },
  ];
}

function pieceJson(piece: TextChange["pieces"][number]): ClauseChange["pieces"][number] {
  switch (piece.change) {
    case "removed":
      return { removed: wordsOf(piece.old) };
    case "added":
      return { added: wordsOf(piece.next) };
    case "same":
      return { same: wordsOf(piece.next) };
  }
}
