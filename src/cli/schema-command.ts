import type { Command } from "commander";
import { withDetails } from "./command-details.ts";
import type { ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { nameOption } from "./option-values.ts";
import type { World } from "./streams.ts";

/** Plain options of `kv schema`. */
export interface SchemaOptions {
  /** Undefined for the list of all. */
  readonly name: string | undefined;
  readonly out: string | undefined;
}

export function schemaCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("schema", world)
    .usage("[art] [optionen]")
    .description("Gibt das Schema einer Art für Editoren aus, als eine einzige Datei.")
    .argument("[art]", "Art der Vereinbarung, oder config für kv.config.yaml; ohne Angabe: was es gibt")
    .option("--list", "zeigen, welche Schemas es gibt")
    .option("-o, --out <datei>", "in diese Datei schreiben")
    .action(async (name: string | undefined, flags: { list?: boolean; out?: string }) => {
      const out = nameOption("--out", flags.out);
      const { runSchema } = await import("./schema.ts");
      done(await runSchema({ name: flags.list ? undefined : name, out }, world));
    });
  return withDetails(command, {
    examples: [
      ["kv schema --list", "welche Schemas es gibt"],
      ["kv schema koordinierungsstelle -o kv.schema.json", "für den Editor"],
    ],
  });
}
