import type { Command } from "commander";
import { withDetails } from "./command-details.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { listOption, nameOption, pathArguments } from "./option-values.ts";
import type { World } from "./streams.ts";

/** Plain options of `kv verify`. */
export interface VerifyOptions {
  readonly files: readonly string[];
  /** YAML file of the agreement to compare with. */
  readonly against: string | undefined;
  /** Enter hash and signatures there. */
  readonly record: boolean;
  readonly format: "text" | "json";
}

interface Flags {
  against?: string;
  record?: boolean;
  format: string;
}

export function verifyCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("verify", world)
    .description("Prüft, ob ein PDF von kv unverändert ist und wer es unterschrieben hat.")
    .usage("<dateien…> [optionen]")
    .argument("<dateien...>", "PDF-Dateien")
    .option("--against <datei>", "mit den Angaben dieser Vereinbarung (YAML) vergleichen")
    .option("--record", "Unterschriften und Prüfsumme dort unter „verlauf“ eintragen")
    .option("--format <format>", "Ausgabe: text oder json", "text")
    .action(async (files: string[], flags: Flags) => {
      const options = verifyOptions(files, flags);
      const { runVerify } = await import("./verify.ts");
      done(await runVerify(options, world));
    });
  return withDetails(command, {
    values: { "--format": ["text", "json"] },
    examples: [
      ["kv verify mitte-vereinbarung.pdf", "unverändert? von wem unterschrieben?"],
      ["kv verify unterschrieben.pdf --against mitte.yaml --record", "Unterschriften in der Datei eintragen"],
    ],
  });
}

function verifyOptions(files: readonly string[], flags: Flags): VerifyOptions {
  const [format = "text"] = listOption("--format", [flags.format], ["text", "json"]);
  const against = nameOption("--against", flags.against);
  if (flags.record && against === undefined)
    throw new UsageError(
      "--record braucht --against.",
      "Nennen Sie mit --against die Datei der Vereinbarung, in die eingetragen werden soll.",
    );
  return { files: pathArguments(files), against, record: flags.record ?? false, format };
}
