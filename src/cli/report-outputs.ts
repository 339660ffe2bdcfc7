import { UsageError } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";

export const findingFormats = ["text", "json", "gitlab", "junit", "github", "sarif", "md"] as const;
export type FindingFormat = (typeof findingFormats)[number];

/** A format and where it goes. */
export interface ReportOutput {
  readonly format: FindingFormat;
  /** File to write, from the working directory; undefined for standard output. */
  readonly path: string | undefined;
}

const example = "Richtig ist zum Beispiel: --format text --format gitlab=befunde.json";

/** "text" or "gitlab=befunde.json", each as often as wanted, but only one of them for standard output. */
export function reportOutputs(given: readonly string[]): readonly ReportOutput[] {
  const outputs = given.map(reportOutput);
  if (outputs.filter(({ path }) => path === undefined).length > 1)
    throw new UsageError("Nur ein Format kann am Bildschirm erscheinen.", example);
  const paths = outputs.flatMap(({ path }) => path ?? []);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new UsageError(`„${twice}“ steht zweimal hinter --format.`, example);
  return outputs;
}

function reportOutput(given: string): ReportOutput {
  const [, name = "", path] = /^([^=]*)(?:=(.*))?$/s.exec(given.trim()) ?? [];
  const format = findingFormats.find((each) => each === name);
  if (name === "") throw new UsageError("Zur Option „--format“ fehlt der Wert.", example);
  if (format === undefined)
    throw new UsageError(`„${name}“ ist kein Wert für --format.`, proposeValue(name, findingFormats));
  if (path?.trim() === "")
    throw new UsageError(`Hinter „--format ${format}=“ fehlt der Name der Datei.`, example);
  return { format, path };
}
