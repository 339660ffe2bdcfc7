import type { Command } from "commander";
import { withDetails } from "./command-details.ts";
import type { ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { dateOption, outputOptions, pathArguments } from "./option-values.ts";
import type { World } from "./streams.ts";

/** Plain options of `kv amend`. */
export interface AmendOptions {
  readonly file: string;
  /** The new Stand; undefined for today. */
  readonly stand: string | undefined;
  /** Id of the document that gets the next Nummer; undefined for the agreement. */
  readonly document: string | undefined;
  /** Where to write; undefined for the file itself. */
  readonly out: string | undefined;
  readonly stdout: boolean;
  readonly quiet: boolean;
}

interface Flags {
  date?: string;
  document?: string;
  out?: string;
  stdout?: boolean;
  quiet?: boolean;
}

export function amendCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("amend", world)
    .description("Legt die nächste Fassung einer Vereinbarung an.")
    .usage("<datei> [optionen]")
    .argument("<datei>", "Datei der Vereinbarung")
    .option("--date <JJJJ-MM-TT>", "Stand der neuen Fassung (ohne Angabe: heute)")
    .option("--document <kennung>", "stattdessen die nächste Nummer dieser Anlage anlegen")
    .option("-o, --out <datei>", "in eine neue Datei schreiben (ohne Angabe: in dieselbe)")
    .option("--stdout", "den Text ausgeben statt eine Datei zu schreiben")
    .option("-q, --quiet", "nur Fehler zeigen")
    .action(async (file: string, flags: Flags) => {
      const options = amendOptions(file, flags);
      const { runAmend } = await import("./amend.ts");
      done(await runAmend(options, world));
    });
  return withDetails(command, {
    examples: [
      ["kv amend mitte.yaml", "nächste Fassung, Stand heute"],
      ["kv amend mitte.yaml --date 2027-01-01", "mit einem anderen Stand"],
      ["kv amend mitte.yaml --document anlage-aufgabenbeschreibung", "nächste Nummer der Anlage"],
    ],
  });
}

function amendOptions(file: string, flags: Flags): AmendOptions {
  pathArguments([file]);
  return {
    file,
    stand: dateOption("--date", flags.date),
    document: flags.document,
    ...outputOptions(flags),
    quiet: flags.quiet ?? false,
  };
}
