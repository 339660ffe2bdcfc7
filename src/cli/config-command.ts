import { Option, type Command } from "commander";
import { withDetails } from "./command-details.ts";
import type { ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { collect, dateOption, listOption, namesOption } from "./option-values.ts";
import type { World } from "./streams.ts";

/** Plain options of `kv config`. */
export interface ConfigOptions {
  readonly format: "text" | "json";
  readonly profiles: readonly string[] | undefined;
  readonly today: string | undefined;
}

export function configCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("config", world)
    .usage("[optionen]")
    .description("Zeigt, welche Einstellungen hier gelten und woher jede kommt.")
    .addOption(new Option("--format <format>", "Ausgabe: text oder json").default("text", "text"))
    .option("--profile <namen>", "wie bei kv validate: was dann gälte", collect)
    .option("--date <JJJJ-MM-TT>", "wie bei kv validate: was dann gälte")
    .action(async (flags: { format: string; profile?: string[]; date?: string }) => {
      const [format = "text"] = listOption("--format", [flags.format], ["text", "json"]);
      const profiles = flags.profile && namesOption("--profile", flags.profile);
      const { runConfig } = await import("./config.ts");
      done(await runConfig({ format, profiles, today: dateOption("--date", flags.date) }, world));
    });
  return withDetails(command, {
    values: { "--format": ["text", "json"] },
    examples: [
      ["kv config", "was hier gilt und woher es kommt"],
      ["kv config --format json", "dasselbe für Programme"],
    ],
  });
}
