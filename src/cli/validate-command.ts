import type { Command } from "commander";
import { withDetails } from "./command-details.ts";
import { UsageError, type ExitCode } from "./exit.ts";
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
  /** Enter the present findings into kv.ausnahmen.yaml instead of showing them. */
  readonly newExceptions: NewExceptions | undefined;
}

/** What new exceptions say; what is undefined has to be filled in by hand. */
export interface NewExceptions {
  readonly grund: string | undefined;
  readonly verantwortlich: string | undefined;
  readonly bis: string | undefined;
}

interface Flags {
  format?: string[];
  profile?: string[];
  since?: string;
  strict?: boolean;
  quiet?: boolean;
  date?: string;
  writeExceptions?: boolean;
  grund?: string;
  verantwortlich?: string;
  bis?: string;
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
    .option("--write-exceptions", "die Befunde in kv.ausnahmen.yaml eintragen, statt sie zu zeigen")
    .option("--grund <text>", "dabei: warum sie hingenommen werden")
    .option("--verantwortlich <stelle>", "dabei: welche Stelle das verantwortet")
    .option("--bis <JJJJ-MM-TT>", "dabei: letzter Tag, an dem die Ausnahmen gelten")
    .option("-q, --quiet", "nur Fehler zeigen")
    .action(async (paths: string[], flags: Flags) => {
      const options = validateOptions(paths, flags);
      done(await run(options, world));
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

async function run(options: ValidateOptions, world: World): Promise<ExitCode> {
  const { newExceptions } = options;
  if (newExceptions)
    return (await import("./write-exceptions.ts")).runWriteExceptions(options, newExceptions, world);
  return (await import("./validate.ts")).runValidate(options, world);
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
    newExceptions: exceptionOptions(flags),
  };
}

/** The words of new exceptions: each one line, and a day that has not passed. */
function exceptionOptions(flags: Flags): NewExceptions | undefined {
  const words = {
    grund: lineOption("--grund", flags.grund),
    verantwortlich: lineOption("--verantwortlich", flags.verantwortlich),
    bis: dateOption("--bis", flags.bis),
  };
  if (!flags.writeExceptions) {
    const given = Object.entries(words).find(([, word]) => word !== undefined);
    if (!given) return undefined;
    throw new UsageError(`--${given[0]} gehört zu --write-exceptions.`, "Nennen Sie beides oder keines.");
  }
  const other = (["format", "since"] as const).find((flag) => flags[flag] !== undefined);
  if (other !== undefined)
    throw new UsageError(
      `--write-exceptions und --${other} schließen sich aus.`,
      `Eingetragen werden alle Befunde der angegebenen Vereinbarungen; lassen Sie --${other} weg.`,
    );
  if (words.bis !== undefined && flags.date !== undefined && words.bis < flags.date)
    throw new UsageError(`--bis (${words.bis}) liegt vor dem Stichtag (${flags.date}).`);
  return words;
}

function lineOption(flag: string, value: string | undefined): string | undefined {
  const line = nameOption(flag, value)?.trim();
  if (line === undefined || (line.length <= 1000 && !/\p{Cc}/u.test(line))) return line;
  throw new UsageError(`${flag} ist eine Zeile mit höchstens 1000 Zeichen.`);
}
