import type { Command } from "commander";
import { withDetails } from "./command-details.ts";
import { scripts, shells } from "./completion/scripts.ts";
import type { ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { listOption } from "./option-values.ts";
import type { World } from "./streams.ts";

/** Prints the script that a shell needs to complete the arguments of kv. */
export function completionCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("completion", world)
    .usage("<shell> [optionen]")
    .description("Gibt ein Skript aus, mit dem die Shell Befehle, Optionen und Werte vervollständigt.")
    .argument("<shell>", shells.join(", "))
    .action((name: string) => {
      const [shell = "bash"] = listOption("shell", [name], shells);
      world.stdout.write(scripts[shell]);
      done(0);
    });
  return withDetails(command, {
    values: { shell: shells },
    examples: [
      ["kv completion bash >> ~/.bashrc", "für bash, ab der nächsten Sitzung"],
      ["kv completion fish > ~/.config/fish/completions/kv.fish", "für fish"],
    ],
  });
}

/** What the scripts call: the word being typed, behind a colon, and behind "--" those before it. */
export function answerCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("__complete", world)
    .argument("<wort>")
    .argument("[davor...]")
    .action(async (word: string, before: string[]) => {
      const { answerShell } = await import("./completion/answer.ts");
      const program = command.parent;
      if (program) await answerShell(program, { before, current: word.replace(/^:/, "") }, world);
      done(0);
    });
  return command;
}
