import type { Command } from "commander";
import { withDetails } from "./command-details.ts";
import type { ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { collect, dateOption, nameOption, namesOption, pathArguments } from "./option-values.ts";
import { findingFormats, reportOutputs, type ReportOutput } from "./report-outputs.ts";
import type { World } from "./streams.ts";

/** Plain options of `kv validate`. */
export interface ValidateOptions {
  readonly paths: readonly string[];
  readonly outputs: readonly ReportOutput[];
  readonly profiles: readonly string[] | undefined;
  /** Only what has changed since this revision. */
  readonly since: string | undefined;
  readonly strict: boolean;
  readonly quiet: boolean;
  readonly today: string | undefined;
}

interface Flags {
  format?: string[];
  profile?: string[];
  since?: string;
  strict?: boolean;
  quiet?: boolean;
  date?: string;
}

export function validateCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("validate", world)
    .description("Prüft Vereinbarungen: YAML, Schema, Regeln und Prüfliste.")
    .usage("[pfade…] [optionen]")
    .argument("[pfade...]", "Dateien, Ordner oder Muster (berlin/*.yaml); ohne Angabe das Repository")
    .option(
      "--format <format>",
      `Ausgabe: ${findingFormats.join(", ")} (üblich: text); FORMAT=DATEI schreibt in eine Datei; mehrmals möglich`,
      collect,
    )
    .option("--profile <namen>", "Prüflisten statt der üblichen, mit Komma getrennt", collect)
    .option("--since <revision>", "nur Vereinbarungen, die seit diesem Stand (Git) geändert sind")
    .option("--strict", "auch Warnungen zählen als Fehler")
    .option("--date <JJJJ-MM-TT>", "Stichtag für Punkte, die vom Datum abhängen")
    .option("-q, --quiet", "nur Fehler zeigen")
    .action(async (paths: string[], flags: Flags) => {
      const options = validateOptions(paths, flags);
      const { runValidate } = await import("./validate.ts");
      done(await runValidate(options, world));
    });
  return withDetails(command, {
    values: { "--format": findingFormats },
    examples: [
      ["kv validate mitte.yaml", "eine Vereinbarung prüfen"],
      ["kv validate", "alle Vereinbarungen des Repositorys"],
      ["kv validate berlin --profile rahmenkonzept", "mit einer anderen Prüfliste"],
      ["kv validate --since main --strict", "nur Geändertes; Warnungen zählen"],
    ],
  });
}

function validateOptions(paths: readonly string[], flags: Flags): ValidateOptions {
  const profiles = flags.profile && namesOption("--profile", flags.profile);
  return {
    paths: pathArguments(paths),
    outputs: reportOutputs(flags.format ?? ["text"]),
    profiles,
    since: nameOption("--since", flags.since),
    strict: flags.strict ?? false,
    quiet: flags.quiet ?? false,
    today: dateOption("--date", flags.date),
  };
}
