import { Option, type Command } from "commander";
import { withDetails } from "./command-details.ts";
import type { ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { listOption } from "./option-values.ts";
import type { World } from "./streams.ts";

export type DoctorFormat = "text" | "json";

export function doctorCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("doctor", world)
    .usage("[optionen]")
    .description("Prüft, ob auf diesem Rechner und in diesem Ordner alles bereit ist.")
    .addOption(new Option("--format <format>", "Ausgabe: text oder json").default("text", "text"))
    .action(async (flags: { format: string }) => {
      const [format = "text"] = listOption<DoctorFormat>("--format", [flags.format], ["text", "json"]);
      const { runDoctor } = await import("./doctor.ts");
      done(await runDoctor(format, world));
    });
  return withDetails(command, {
    values: { "--format": ["text", "json"] },
    examples: [
      ["kv doctor", "ist alles bereit?"],
      ["kv doctor --format json", "dasselbe für Programme"],
    ],
  });
}
