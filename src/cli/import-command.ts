import type { Command } from "commander";
import { withDetails } from "./command-details.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { dateOption, listOption, outputOptions, pathArguments } from "./option-values.ts";
import type { World } from "./streams.ts";

/** Plain options of `kv import`. */
export interface ImportOptions {
  /** Forms that together make one agreement. */
  readonly files: readonly string[];
  /** Where to write; undefined for a name made from the data. */
  readonly out: string | undefined;
  readonly stdout: boolean;
  /** Stand of the draft; undefined for today. */
  readonly stand: string | undefined;
  /** How far the parties are; undefined for a draft. */
  readonly status: string | undefined;
  readonly quiet: boolean;
}

interface Flags {
  out?: string;
  stdout?: boolean;
  date?: string;
  status?: string;
  quiet?: boolean;
}

/** A form that was filled in is not signed yet. */
const statuses = ["entwurf", "abgestimmt", "beschlossen"] as const;

export function importCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("import", world)
    .description("Liest ausgefüllte Vordrucke (PDF, Word) als Daten ein.")
    .usage("<dateien…> [optionen]")
    .argument("<dateien...>", "ausgefüllte Vordrucke einer Vereinbarung")
    .option("-o, --out <datei>", "YAML-Datei (ohne Angabe: nach dem Bezirk, im aktuellen Ordner)")
    .option("--stdout", "die Daten ausgeben statt eine Datei zu schreiben")
    .option("--date <JJJJ-MM-TT>", "Stand des Entwurfs (ohne Angabe: heute)")
    .option("--status <status>", "Status der Fassung: entwurf, abgestimmt, beschlossen (üblich: entwurf)")
    .option("-q, --quiet", "nur Fehler zeigen")
    .action(async (files: string[], flags: Flags) => {
      const options = importOptions(files, flags);
      const { runImport } = await import("./import.ts");
      done(await runImport(options, world));
    });
  return withDetails(command, {
    values: { "--status": statuses },
    examples: [
      ["kv import vereinbarung.pdf anlage.docx -o mitte.yaml", "zwei Vordrucke einer Vereinbarung"],
      ["kv import vereinbarung.docx anlage.docx --status abgestimmt", "zum Unterschreiben, ohne ENTWURF"],
      ["kv import vereinbarung.pdf --stdout", "die Daten nur zeigen"],
    ],
  });
}

function yamlFile(out: string | undefined): string | undefined {
  if (out === undefined || /[^/\\]\.ya?ml$/i.test(out)) return out;
  throw new UsageError(
    `„${out}“ ist kein Name für eine YAML-Datei.`,
    "Nennen Sie hinter -o eine Datei mit der Endung .yaml; Word und PDF schreibt daraus: kv render",
  );
}

function importOptions(files: readonly string[], flags: Flags): ImportOptions {
  pathArguments(files);
  const { out, stdout } = outputOptions(flags);
  return {
    files,
    out: yamlFile(out),
    stdout,
    stand: dateOption("--date", flags.date),
    status: flags.status === undefined ? undefined : listOption("--status", [flags.status], statuses)[0],
    quiet: flags.quiet ?? false,
  };
}
