import { UsageError } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";

/** "md,docx" or repeated flags → each value once, in the given order; unknown values end the call. */
export function listOption<const T extends string>(
  flag: string,
  given: readonly string[],
  known: readonly T[],
): T[] {
  const values = given
    .flatMap((each) => each.split(","))
    .map((each) => each.trim())
    .filter((each) => each !== "");
  const isKnown = (value: string): value is T => known.some((each) => each === value);
  return [...new Set(values)].map((value) => {
    if (isKnown(value)) return value;
    throw new UsageError(`„${value}“ ist kein Wert für ${flag}.`, proposeValue(value, known));
  });
}

/** Commander collects repeated options with this. */
export function collect(value: string, previous: readonly string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

export function dateOption(flag: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const day = new Date(`${value}T00:00:00Z`);
  const isDate =
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
  if (isDate) return value;
  throw new UsageError(`„${value}“ ist kein Datum für ${flag}.`, "Richtig ist zum Beispiel: 2026-09-01");
}
