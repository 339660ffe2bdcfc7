import { parsePeriod, type Period } from "../source/calendar-arithmetic.ts";
import { valueAt } from "../source/pointer.ts";

/** How long each value of the shared Turnus (gemeinsam.schema.json) is. */
const periods: Readonly<Record<string, string>> = {
  monatlich: "P1M",
  zweimonatlich: "P2M",
  vierteljaehrlich: "P3M",
  halbjaehrlich: "P6M",
  jaehrlich: "P1Y",
  zweijaehrlich: "P2Y",
};

/** The period that a rule states or a field of the data names; "offen" for a field that names none, undefined without the field. */
export function periodOf(text: string, data: unknown): Period | "offen" | undefined {
  if (!text.startsWith("/")) return parsePeriod(text) ?? "offen";
  const turnus = valueAt(data, text);
  if (turnus === undefined || turnus === null) return undefined;
  const isKnown = typeof turnus === "string" && Object.hasOwn(periods, turnus);
  return isKnown ? (parsePeriod(periods[turnus] ?? "") ?? "offen") : "offen";
}
