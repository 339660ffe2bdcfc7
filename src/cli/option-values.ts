import { isCalendarDate } from "../source/calendar-date.ts";
import { writtenDate } from "../source/written-date.ts";
import { UsageError } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";

/** "md,docx" or repeated flags → each value once, in the given order; unknown values end the call. */
export function listOption<const T extends string>(
  flag: string,
  given: readonly string[],
  known: readonly T[],
): T[] {
  const isKnown = (value: string): value is T => known.some((each) => each === value);
  return namesOption(flag, given).map((value) => {
    if (isKnown(value)) return value;
    throw new UsageError(`„${value}“ ist kein Wert für ${flag}.`, proposeValue(value, known));
  });
}

/** Names separated by commas, each once; an empty list would silently mean something else than what was typed. */
export function namesOption(flag: string, given: readonly string[]): string[] {
  const values = given.flatMap((each) => each.split(",")).map((each) => each.trim());
  const names = [...new Set(values.filter((each) => each !== ""))];
  if (names.length === 0) throw missingValue(flag);
  return names;
}

/** An empty path is an empty variable of the shell, not the current folder. */
export function pathArguments(paths: readonly string[]): readonly string[] {
  if (paths.some((path) => path.trim() === ""))
    throw new UsageError("Ein Pfad ist leer.", "Den aktuellen Ordner meint: .");
  return paths;
}

/** A name that is not empty; undefined where the option was not given. */
export function nameOption<T extends string | undefined>(flag: string, value: T): T {
  if (value?.trim() === "") throw missingValue(flag);
  return value;
}

/** A file called termine.ics is meant to be a calendar; without an ending it is text, and another ending ends the call. */
export function formatByEnding<const T extends string>(
  out: string | undefined,
  known: readonly T[],
): T | "text" {
  const ending = /[^/\\]\.([a-z0-9]+)$/i.exec(out ?? "")?.[1]?.toLowerCase();
  // What would overwrite a YAML file is refused where it is written.
  if (ending === undefined || /^(?:te?xt|ya?ml)$/.test(ending)) return "text";
  const format = known.find((each) => each === ending);
  if (format !== undefined) return format;
  const endings = known.map((each) => `.${each === "text" ? "txt" : each}`).join(", ");
  throw new UsageError(
    `Die Endung „.${ending}“ gehört zu keinem Format.`,
    `Möglich ist: ${endings}; mit --format darf die Datei heißen, wie Sie wollen.`,
  );
}

/** Where the output goes: into a file or to standard output, not both. */
export function outputOptions({ out, stdout = false }: { out?: string; stdout?: boolean }): {
  out: string | undefined;
  stdout: boolean;
} {
  const path = nameOption("--out", out);
  if (path === undefined || !stdout) return { out: path, stdout };
  throw new UsageError("--out und --stdout schließen sich aus.", "Lassen Sie eine der beiden Optionen weg.");
}

/** Commander collects repeated options with this. */
export function collect(value: string, previous: readonly string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

export function dateOption(flag: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (isCalendarDate(value)) return value;
  const meant = writtenDate(value)?.date;
  throw new UsageError(
    `„${value}“ ist kein Datum für ${flag}.`,
    meant === undefined ? "Richtig ist zum Beispiel: 2026-09-01" : `Richtig ist: ${meant}`,
  );
}

function missingValue(flag: string): UsageError {
  return new UsageError(`Zur Option „${flag}“ fehlt der Wert.`);
}
