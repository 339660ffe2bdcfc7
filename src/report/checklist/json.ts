import type { Verdict } from "../../check/profile.ts";
import type { StepState } from "../../check/steps.ts";
import {
  countStatuses,
  noteOf,
  type ChecklistReport,
  type ClauseDeviation,
  type ItemDeviation,
  type JudgedAgreement,
} from "./model.ts";
import { stepProofs } from "./steps.ts";

export function checklistJson(report: ChecklistReport): string {
  return `${JSON.stringify(checklistData(report), null, 2)}\n`;
}

/** The Prüfbericht as plain data, as described by schemas/ausgabe/pruefbericht.schema.json. */
export function checklistData(report: ChecklistReport): Readonly<Record<string, unknown>> {
  const { today, profiles, agreements, deviations } = report;
  const lists = profiles.map(({ name, definition }) => ({ name, titel: definition.title }));
  const judged = agreements.map((agreement) => ({
    datei: agreement.file,
    titel: agreement.title ?? null,
    fehler: agreement.errors,
    ...(agreement.excepted > 0 && { ausgenommen: agreement.excepted }),
    summe: {
      pflicht: countStatuses(agreement.verdicts.flat(), "pflicht"),
      empfehlung: countStatuses(agreement.verdicts.flat(), "empfehlung"),
    },
    punkte: profiles.flatMap(({ name }, index) =>
      (agreement.verdicts[index] ?? []).map((verdict) => row(verdict, name, agreement)),
    ),
    schritte: agreement.steps.map(plainStep),
  }));
  return {
    version: 1,
    stichtag: today ?? null,
    prueflisten: lists,
    vereinbarungen: judged,
    abweichungen: {
      punkte: deviations.items.map(plainItem),
      klauseln: deviations.clauses.map(plainDeviation),
    },
  };
}

function row(verdict: Verdict, pruefliste: string, { parsed }: JudgedAgreement): object {
  const { item, status, sections, missing } = verdict;
  const pointer = verdict.pointers[0] ?? item.ort;
  const { line, column } = parsed.source.positionAt(parsed.locate(pointer, "value").start);
  return {
    pruefliste,
    punkt: item.id,
    titel: item.titel,
    stufe: item.stufe,
    quelle: item.quelle,
    ergebnis: status,
    feld: pointer,
    zeile: line,
    spalte: column,
    abschnitte: sections.map(({ document, section }) => ({ dokument: document, abschnitt: section })),
    fehlende_klauseln: missing,
    hinweis: noteOf(verdict),
  };
}

/** JSON has no undefined: what the file does not say is null. */
function plainStep(step: StepState): object {
  const { nummer, titel, inhalt = [], status = null, datum = null, offen } = step;
  return { schritt: nummer, titel, inhalt, status, datum, nachweise: stepProofs(step), offen };
}

function plainItem({ pruefliste, punkt, titel, usual, others }: ItemDeviation): object {
  const abweichend = others.map(({ name, status }) => ({ vereinbarung: name, ergebnis: status }));
  return { pruefliste, punkt, titel, ueblich: usual, abweichend };
}

/** JSON has no undefined: a clause that is not there is null. */
function plainDeviation({ dokument, klausel, section, against, usual, others }: ClauseDeviation): object {
  return {
    dokument,
    klausel,
    abschnitt: section,
    gegen: against,
    ueblich: usual ?? null,
    abweichend: others.map(({ names, text }) => ({ vereinbarungen: names, text: text ?? null })),
  };
}
