import { Option, type Command } from "commander";
import { weights, type Weight } from "../diff/weight.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { listOption, pathArguments } from "./option-values.ts";
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
  /** File to write; undefined for standard output, or for docx and pdf a name made from the agreements. */
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
    .option("-o, --out <datei>", "in diese Datei schreiben")
    .option("--exit-code", "mit 1 enden, wenn es Unterschiede gibt")
    .option("--fail-on <gewicht>", `mit 1 enden ab: ${weights.join(", ")}`)
    .option("--git-driver", "von git aufgerufen (sieben Argumente); wie, steht im Handbuch")
    .addHelpText(
      "after",
      `
Beispiele:
  kv diff                              letzter Commit und Arbeitsstand, alle Vereinbarungen
  kv diff mitte.yaml                   dasselbe für eine Datei
  kv diff alt.yaml neu.yaml            zwei Dateien (oder zwei Ordner), ohne Git
  kv diff main..HEAD -- examples/      zwei Revisionen, nur dieser Ordner
  kv diff v1 HEAD --synopse pdf        alter und neuer Wortlaut nebeneinander
  kv diff HEAD~1:mitte.yaml            eine Datei eines früheren Standes und dieselbe heute`,
    );
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
  if (flags.out?.trim() === "") throw new UsageError("Zur Option „--out“ fehlt der Wert.");
  const [failOn] = flags.failOn === undefined ? [] : listOption("--fail-on", [flags.failOn], weights);
  const operands = pathArguments(given);
  return {
    operands: operands.slice(0, operands.length - paths),
    paths: operands.slice(operands.length - paths),
    format,
    synopsis: synopsis[0],
    onlyChanges: flags.onlyChanges ?? false,
    out: flags.out,
    pages: flags.pages ?? false,
    exitCode: flags.exitCode ?? false,
    failOn,
    gitDriver: flags.gitDriver ?? false,
  };
}
