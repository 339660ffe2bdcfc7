import { Option, type Command } from "commander";
import { weights, type Weight } from "../diff/weight.ts";
import { withDetails } from "./command-details.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { collect, listOption, nameOption, pathArguments } from "./option-values.ts";
import { outputFormats, usualFormats, type OutputFormat } from "./render-command.ts";
import type { World } from "./streams.ts";

export const diffFormats = ["text", "md", "json", "html"] as const;
export type DiffFormat = (typeof diffFormats)[number];

export const synopsisFormats = ["md", "docx", "pdf", "html"] as const;
export type SynopsisFormat = (typeof synopsisFormats)[number];

/** Plain options of `kv diff`. */
export interface DiffOptions {
  /** What stands before "--", and the paths behind it. */
  readonly operands: readonly string[];
  readonly paths: readonly string[];
  readonly format: DiffFormat;
  /** Write a Synopse instead of the report. */
  readonly synopsis: SynopsisFormat | undefined;
  readonly onlyChanges: boolean;
  /** Word file to write with tracked changes instead of the report. */
  readonly redline: string | undefined;
  /** Id of the document for it; undefined for the first one that changed. */
  readonly document: string | undefined;
  /** Write the Änderungsvereinbarung instead of the report, in these formats. */
  readonly amendment: boolean;
  readonly formats: readonly OutputFormat[];
  /** File to write, or folder for the Änderungsvereinbarung; undefined for the usual place. */
  readonly out: string | undefined;
  /** Whether to say on which pages the changed clauses stand. */
  readonly pages: boolean;
  /** Whether differences end with 1. */
  readonly exitCode: boolean;
  /** The weight from which differences end with 1. */
  readonly failOn: Weight | undefined;
  /** Whether git calls kv and gives its own arguments. */
  readonly gitDriver: boolean;
}

interface Flags {
  format: string;
  synopse?: string;
  onlyChanges?: boolean;
  redline?: string;
  document?: string;
  amendment?: boolean;
  to?: string[];
  out?: string;
  pages?: boolean;
  exitCode?: boolean;
  failOn?: string;
  gitDriver?: boolean;
}

export function diffCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("diff", world)
    .usage("[stand…] [optionen] [-- pfade…]")
    .description("Zeigt, was sich an Vereinbarungen ändert: Felder, Gewicht, Wortlaut, Prüfliste, Termine.")
    .argument("[stand...]", "zwei Dateien oder Ordner; ein Pfad; oder Revisionen (A, A B, A..B, A:pfad)")
    .addOption(new Option("--format <format>", `Ausgabe: ${diffFormats.join(", ")}`).default("text", "text"))
    .option("--pages", "zu jeder Stelle die Seite im PDF nennen (dauert etwas länger)")
    .option("--synopse <format>", `alter und neuer Wortlaut nebeneinander: ${synopsisFormats.join(", ")}`)
    .option("--only-changes", "in der Synopse nur geänderte Stellen")
    .option("--redline <datei.docx>", "neuer Wortlaut in Word, Änderungen zum Annehmen oder Ablehnen")
    .option("--document <kennung>", "Dokument für --redline (ohne Angabe: das erste geänderte)")
    .option("--amendment", "Änderungsvereinbarung und Lesefassung erzeugen")
    .option("--to <formate>", "Formate für --amendment: md, docx, pdf, html (üblich: ohne html)", collect)
    .option("-o, --out <ziel>", "in diese Datei schreiben; bei --amendment in diesen Ordner")
    .option("--exit-code", "mit 1 enden, wenn es Unterschiede gibt")
    .option("--fail-on <gewicht>", `mit 1 enden ab: ${weights.join(", ")}`)
    .option("--git-driver", "von git aufgerufen (sieben Argumente); wie, steht im Handbuch");
  withDetails(command, {
    values: {
      "--format": diffFormats,
      "--synopse": synopsisFormats,
      "--fail-on": weights,
      "--to": outputFormats,
    },
    examples: [
      ["kv diff", "letzter Commit und Arbeitsstand"],
      ["kv diff mitte.yaml", "dasselbe für eine Datei"],
      ["kv diff alt.yaml neu.yaml", "zwei Dateien (oder zwei Ordner), ohne Git"],
      ["kv diff main..HEAD -- examples/", "zwei Revisionen, nur dieser Ordner"],
      ["kv diff v1 HEAD --synopse pdf", "alter und neuer Wortlaut nebeneinander"],
      ["kv diff v1 HEAD mitte.yaml --amendment", "Änderungsvereinbarung und neuer Wortlaut"],
      ["kv diff HEAD~1:mitte.yaml", "eine Datei von früher und dieselbe heute"],
    ],
  });
  return command.action(async (operands: string[], flags: Flags) => {
    const options = diffOptions(operands, flags, pathsBehindDashes(command));
    const { runDiff } = await import("./diff.ts");
    done(await runDiff(options, world));
  });
}

/** Commander drops the "--"; how many arguments stood behind it tells which of them are paths. */
function pathsBehindDashes(command: Command): number {
  const { rawArgs } = command.parent as unknown as { rawArgs: readonly string[] };
  const dashes = rawArgs.indexOf("--");
  return dashes < 0 ? 0 : rawArgs.length - dashes - 1;
}

function diffOptions(given: readonly string[], flags: Flags, paths: number): DiffOptions {
  const [format = "text", second] = listOption("--format", [flags.format], diffFormats);
  if (second !== undefined)
    throw new UsageError("--format nimmt genau ein Format.", `Möglich ist: ${diffFormats.join(", ")}`);
  const synopsis =
    flags.synopse === undefined ? [] : listOption("--synopse", [flags.synopse], synopsisFormats);
  if (synopsis.length > 1)
    throw new UsageError("--synopse nimmt genau ein Format.", `Möglich ist: ${synopsisFormats.join(", ")}`);
  if (flags.onlyChanges && flags.synopse === undefined)
    throw new UsageError("--only-changes gehört zu --synopse.", "Der Bericht zeigt ohnehin nur Änderungen.");
  refuseSeveralOutputs(flags);
  if (flags.redline !== undefined && !/\.docx$/i.test(flags.redline))
    throw new UsageError(
      "--redline schreibt eine Word-Datei.",
      "Der Name endet auf .docx, zum Beispiel: neu.docx",
    );
  const [failOn] = flags.failOn === undefined ? [] : listOption("--fail-on", [flags.failOn], weights);
  const operands = pathArguments(given);
  return {
    operands: operands.slice(0, operands.length - paths),
    paths: operands.slice(operands.length - paths),
    format,
    synopsis: synopsis[0],
    onlyChanges: flags.onlyChanges ?? false,
    redline: flags.redline,
    document: flags.document,
    amendment: flags.amendment ?? false,
    formats: flags.to ? listOption("--to", flags.to, outputFormats) : usualFormats,
    out: nameOption("--out", flags.out),
    pages: flags.pages ?? false,
    exitCode: flags.exitCode ?? false,
    failOn,
    gitDriver: flags.gitDriver ?? false,
  };
}

/** Each option that makes files belongs to one kind of file. */
function refuseSeveralOutputs({ synopse, redline, amendment, document, to, out, pages }: Flags): void {
  const outputs = [
    ...(synopse === undefined ? [] : ["--synopse"]),
    ...(redline === undefined ? [] : ["--redline"]),
    ...(amendment ? ["--amendment"] : []),
  ];
  if (outputs.length > 1)
    throw new UsageError(`${outputs.join(" und ")} schließen sich aus.`, "Rufen Sie kv diff zweimal auf.");
  if (pages && outputs.length > 0)
    throw new UsageError(`--pages und ${outputs[0]} schließen sich aus.`, "Seiten nennt nur der Bericht.");
  if (document !== undefined && redline === undefined)
    throw new UsageError("--document gehört zu --redline.", "Die anderen Ausgaben zeigen alle Dokumente.");
  if (redline !== undefined && out !== undefined)
    throw new UsageError("-o gehört nicht zu --redline.", "Die Datei steht schon hinter --redline.");
  if (!amendment && out !== undefined && /[\\/]$/.test(out))
    throw new UsageError(
      `„${out}“ ist ein Ordner.`,
      "Nennen Sie hinter -o eine Datei; nur --amendment schreibt in einen Ordner.",
    );
  if (amendment && outputFormats.some((each) => out?.toLowerCase().endsWith(`.${each}`)))
    throw new UsageError(
      `„${out}“ ist der Name einer Datei; --amendment schreibt mehrere.`,
      "Nennen Sie hinter -o einen Ordner, die Formate hinter --to, zum Beispiel: -o out --to pdf",
    );
  if (synopse !== undefined) refuseOtherEnding(synopse, out);
  if (to && !amendment)
    throw new UsageError(
      "--to gehört zu --amendment.",
      "Das Format des Berichts nennt --format, das der Synopse --synopse.",
    );
}

/** A pdf called .docx opens nowhere. */
function refuseOtherEnding(format: string, out: string | undefined): void {
  const ending = /\.([a-z]+)$/i.exec(out ?? "")?.[1]?.toLowerCase();
  if (ending === undefined || ending === format || !synopsisFormats.some((each) => each === ending)) return;
  throw new UsageError(`--synopse ${format} schreibt kein .${ending}.`, `Der Name endet auf .${format}.`);
}
