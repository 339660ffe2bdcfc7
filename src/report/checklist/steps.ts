import type { StepState, StepStatus } from "../../check/steps.ts";
import { germanDate } from "../../document/dates.ts";
import { isCalendarDate } from "../../source/calendar-date.ts";

/** How the state of a step is called; undefined where the file says nothing about it. */
export function stepWord(status: StepStatus | undefined): string {
  return status ?? "keine Angabe";
}

/** One sign per state, for tables; always explained beside them. */
export function stepSign(status: StepStatus | undefined): string {
  return status === undefined ? "?" : signs[status];
}

const signs: Readonly<Record<StepStatus, string>> = { abgeschlossen: "✓", begonnen: "…", offen: "–" };

/** "✓ abgeschlossen, … begonnen, – offen, ? keine Angabe" */
export const stepLegend = [...Object.keys(signs).map((each) => each as StepStatus), undefined]
  .map((status) => `${stepSign(status)} ${stepWord(status)}`)
  .join(", ");

/** "abgeschlossen (30.09.2025)" */
export function stepStand({ status, datum }: StepState): string {
  return datum === undefined ? stepWord(status) : `${stepWord(status)} (${germanDate(datum)})`;
}

/** What the file names as proofs, then what it holds elsewhere: "Jugendhilfeausschuss, 11.06.2026, zugestimmt". */
export function stepProofs({ nachweise, belegt }: StepState): string[] {
  const shown = (value: string) => (isCalendarDate(value) ? germanDate(value) : value);
  return [...nachweise, ...belegt.map((values) => values.map(shown).join(", "))];
}

/** Proofs and open points, each kind with its name in front. */
export function stepNotes(step: StepState): string[] {
  const [proofs, { offen }] = [stepProofs(step), step];
  return [
    ...(proofs.length > 0 ? [`Nachweise: ${proofs.join("; ")}`] : []),
    ...(offen.length > 0 ? [`Noch offen: ${offen.join("; ")}`] : []),
  ];
}

/** What follows when all is done; undefined before. */
export function nextCycle(steps: readonly StepState[]): string | undefined {
  const last = steps.at(-1);
  if (last?.status !== "abgeschlossen") return undefined;
  return `Schritt ${last.nummer}, der letzte, ist abgeschlossen. Der Kreislauf beginnt von vorn mit der nächsten Fassung; sie entsteht mit: kv amend`;
}
