import { Option, type Command } from "commander";
import { withDetails } from "./command-details.ts";
import type { ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { listOption, nameOption } from "./option-values.ts";
import type { World } from "./streams.ts";

/** Plain options of `kv explain`. */
export interface ExplainOptions {
  /** A code, an item, a field, or a place in a file; undefined for the list of all. */
  readonly subject: string | undefined;
  readonly art: string | undefined;
  readonly format: ExplainFormat;
}

export const explainFormats = ["text", "md", "json"] as const;
export type ExplainFormat = (typeof explainFormats)[number];

export function explainCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("explain", world)
    .usage("[was] [optionen]")
    .description("Erklärt eine Meldung, einen Prüfpunkt oder ein Feld.")
    .argument("[was...]", "Meldung, Prüfpunkt, Feld oder datei:stelle; ohne Angabe: was es gibt")
    .option("--art <art>", "Art der Vereinbarung, zu der das Feld gehört")
    .addOption(new Option("--format <format>", "Ausgabe: text, md oder json").default("text", "text"))
    .action(async (words: string[], flags: { art?: string; format: string }) => {
      // "verortung: ort" without quotation marks is two words.
      const subject = words.length === 0 ? undefined : words.join(" ");
      const [format = "text"] = listOption("--format", [flags.format], explainFormats);
      const { runExplain } = await import("./explain.ts");
      done(await runExplain({ subject, art: nameOption("--art", flags.art), format }, world));
    });
  return withDetails(command, {
    values: { "--format": ["text", "md", "json"] },
    examples: [
      ["kv explain wert-unbekannt", "eine Meldung"],
      ["kv explain P-22", "ein Punkt der Prüflisten"],
      ["kv explain /verortung/ort", "ein Feld, auch als verortung.ort"],
      ["kv explain mitte.yaml:14:12", "das Feld an dieser Stelle"],
    ],
  });
}
