import type { Command } from "commander";
import { withDetails } from "./command-details.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { dateOption, formatByEnding, listOption, nameOption, pathArguments } from "./option-values.ts";
import type { World } from "./streams.ts";

const statusFormats = ["text", "json", "csv", "html", "ics"] as const;
export type StatusFormat = (typeof statusFormats)[number];

const urgencies = ["ueberfaellig", "demnaechst"] as const;
export type Urgency = (typeof urgencies)[number];

/** Plain options of `kv status`. */
export interface StatusOptions {
  /** None for the whole repository. */
  readonly paths: readonly string[];
  readonly format: StatusFormat;
  /** ISO date; undefined for today. */
  readonly date: string | undefined;
  /** File to write; undefined for standard output. */
  readonly out: string | undefined;
  /** From which state on Termine end with 1. */
  readonly failOn: Urgency | undefined;
}

interface Flags {
  format?: string;
  date?: string;
  out?: string;
  failOn?: string;
}

export function statusCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("status", world)
    .usage("[pfade…] [optionen]")
    .description("Zeigt, wie Vereinbarungen stehen und welche Termine überfällig oder bald fällig sind.")
    .argument("[pfade...]", "Dateien, Ordner oder Muster (ohne Angabe: das ganze Repository)")
    .option("--date <JJJJ-MM-TT>", "Stichtag (ohne Angabe: heute)")
    .option(
      "--format <format>",
      `Ausgabe: ${statusFormats.join(", ")} (üblich: text, mit -o nach der Endung)`,
    )
    .option("-o, --out <datei>", "in diese Datei schreiben")
    .option("--fail-on <zustand>", `mit 1 enden, wenn es Termine gibt ab: ${urgencies.join(", ")}`)
    .action(async (paths: string[], flags: Flags) => {
      const options = statusOptions(paths, flags);
      const { runStatus } = await import("./status.ts");
      done(await runStatus(options, world));
    });
  return withDetails(command, {
    values: { "--format": statusFormats, "--fail-on": urgencies },
    examples: [
      ["kv status", "alle Termine des Repositorys"],
      ["kv status -o termine.ics", "als Kalender"],
      ["kv status --fail-on ueberfaellig", "mit 1 enden, wenn etwas überfällig ist"],
    ],
  });
}

function statusOptions(paths: readonly string[], flags: Flags): StatusOptions {
  const given = flags.format ?? formatByEnding(flags.out, statusFormats);
  const [format = "text", second] = listOption("--format", [given], statusFormats);
  if (second !== undefined)
    throw new UsageError("--format nimmt genau ein Format.", `Möglich ist: ${statusFormats.join(", ")}`);
  const [failOn] = flags.failOn === undefined ? [] : listOption("--fail-on", [flags.failOn], urgencies);
  return {
    paths: pathArguments(paths),
    format,
    date: dateOption("--date", flags.date),
    out: nameOption("--out", flags.out),
    failOn,
  };
}
