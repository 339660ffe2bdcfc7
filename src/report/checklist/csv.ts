import { csvTable } from "../csv.ts";
import type { StepState } from "../../check/steps.ts";
import {
  levelWords,
  noteOf,
  placesOf,
  statusWords,
  type ChecklistReport,
  type JudgedAgreement,
} from "./model.ts";
import { stepProofs, stepStand } from "./steps.ts";

const head = [
  "Datei",
  "Prüfliste",
  "Punkt",
  "Anforderung",
  "Stufe",
  "Ergebnis",
  "Fundstelle",
  "Hinweis",
  "Quelle",
];

/** One row per agreement and item, then one per agreement and step. */
export function checklistCsv({ profiles, agreements }: ChecklistReport): string {
  const rows = agreements.flatMap((agreement) =>
    profiles.flatMap(({ name }, index) =>
      (agreement.verdicts[index] ?? []).map((verdict) => [
        agreement.file,
        name,
        verdict.item.id,
        verdict.item.titel,
        levelWords[verdict.item.stufe],
        statusWords[verdict.status],
        placesOf(verdict, agreement).join("; "),
        noteOf(verdict),
        verdict.item.quelle,
      ]),
    ),
  );
  const steps = agreements.flatMap((agreement) => agreement.steps.map((step) => stepRow(step, agreement)));
  return csvTable([head, ...rows, ...steps]);
}

/** A step stands in the same columns: its proofs where an item has its place, its open points as the note. */
function stepRow(step: StepState, { file }: JudgedAgreement): string[] {
  const name = `Schritt ${step.nummer}`;
  const offen = step.offen.join("; ");
  return [file, "", name, step.titel, "Schritt", stepStand(step), stepProofs(step).join("; "), offen, ""];
}
