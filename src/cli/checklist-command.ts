import type { Command } from "commander";
import { withDetails } from "./command-details.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import {
  collect,
  dateOption,
  formatByEnding,
  listOption,
  nameOption,
  namesOption,
  pathArguments,
} from "./option-values.ts";
import type { World } from "./streams.ts";

const checklistFormats = ["text", "md", "html", "json", "csv", "docx", "pdf"] as const;
export type ChecklistFormat = (typeof checklistFormats)[number];

/** Plain options of `kv checklist`. */
export interface ChecklistOptions {
  readonly paths: readonly string[];
  readonly format: ChecklistFormat;
  readonly profiles: readonly string[] | undefined;
  readonly today: string | undefined;
  /** File to write; undefined for standard output, or for docx and pdf a name made from the agreements. */
  readonly out: string | undefined;
}

interface Flags {
  format?: string;
  profile?: string[];
  date?: string;
  out?: string;
}

export function checklistCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("checklist", world)
    .description(
      "Zeigt Punkt für Punkt, ob Vereinbarungen die Prüfliste erfüllen, und worin sie voneinander abweichen.",
    )
    .usage("[pfade…] [optionen]")
    .argument("[pfade...]", "Dateien, Ordner oder Muster (berlin/*.yaml); ohne Angabe das Repository")
    .option(
      "--format <format>",
      `Ausgabe: ${checklistFormats.join(", ")} (üblich: text, mit -o nach der Endung)`,
    )
    .option("--profile <namen>", "Prüflisten statt der üblichen, mit Komma getrennt", collect)
    .option("--date <JJJJ-MM-TT>", "Stichtag für Punkte, die vom Datum abhängen")
    .option("-o, --out <datei>", "in diese Datei schreiben (docx und pdf ohne Angabe: im Ordner out)")
    .action(async (paths: string[], flags: Flags) => {
      const options = checklistOptions(paths, flags);
      const { runChecklist } = await import("./checklist.ts");
      done(await runChecklist(options, world));
    });
  return withDetails(command, {
    values: { "--format": checklistFormats },
    examples: [
      ["kv checklist mitte.yaml", "Punkt für Punkt am Bildschirm"],
      ["kv checklist berlin -o bericht.pdf", "alle Bezirke als Tabelle"],
    ],
  });
}

function checklistOptions(paths: readonly string[], flags: Flags): ChecklistOptions {
  const [format = "text", second] = listOption(
    "--format",
    [flags.format ?? formatByEnding(flags.out, checklistFormats)],
    checklistFormats,
  );
  if (second !== undefined)
    throw new UsageError("--format nimmt genau ein Format.", `Möglich ist: ${checklistFormats.join(", ")}`);
  return {
    paths: pathArguments(paths),
    format,
    profiles: flags.profile && namesOption("--profile", flags.profile),
    today: dateOption("--date", flags.date),
    out: nameOption("--out", flags.out),
  };
}
