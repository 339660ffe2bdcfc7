import { Option, type Command } from "commander";
import { withDetails } from "./command-details.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { germanCommand, proposeValue } from "./german-commander.ts";
import { listOption } from "./option-values.ts";
import type { World } from "./streams.ts";

/** Plain options of `kv templates eject`. */
export interface EjectOptions {
  readonly names: readonly string[];
  readonly all: boolean;
  readonly force: boolean;
}

export type ListFormat = "text" | "json";

/** Plain options of `kv templates check`. */
export interface TemplatesCheckOptions {
  /** Kinds; none means all. */
  readonly kinds: readonly string[];
  readonly format: ListFormat;
}

export function templatesCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("templates", world)
    .usage("<befehl> [optionen]")
    .description("Zeigt und prüft Vorlagen und Prüflisten und kopiert sie in das eigene Repository.")
    .argument("[befehl]")
    .action((name: string | undefined) => {
      if (name === undefined) return command.outputHelp();
      const known = command.commands.map((each) => each.name());
      throw new UsageError(`Den Befehl „templates ${name}“ gibt es nicht.`, proposeValue(name, known));
    });
  return command
    .addCommand(listCommand(world, done))
    .addCommand(checkCommand(world, done))
    .addCommand(ejectCommand(world, done));
}

function checkCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("check", world)
    .usage("[arten…] [optionen]")
    .description("Prüft alle Vorlagen, eigene und eingebaute, ohne Daten gegen Schema und Helfer.")
    .argument("[arten...]", "nur diese Arten (ohne Angabe: alle)")
    .addOption(new Option("--format <format>", "Ausgabe: text oder json").default("text", "text"))
    .action(async (kinds: string[], flags: { format: string }) => {
      const [format = "text"] = listOption<ListFormat>("--format", [flags.format], ["text", "json"]);
      const { runTemplatesCheck } = await import("./templates.ts");
      done(await runTemplatesCheck({ kinds, format }, world));
    });
  return withDetails(command, {
    values: { "--format": ["text", "json"] },
    examples: [
      ["kv templates check", "alle Arten"],
      ["kv templates check kooperation", "nur eine"],
    ],
  });
}

function listCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("list", world)
    .usage("[optionen]")
    .description("Zeigt je Art die Dokumente, Vorlagen und Prüflisten und woher sie kommen.")
    .addOption(new Option("--format <format>", "Ausgabe: text oder json").default("text", "text"))
    .action(async (flags: { format: string }) => {
      const [format = "text"] = listOption<ListFormat>("--format", [flags.format], ["text", "json"]);
      const { runTemplatesList } = await import("./templates.ts");
      done(await runTemplatesList(format, world));
    });
  return withDetails(command, {
    values: { "--format": ["text", "json"] },
    examples: [
      ["kv templates list", "was gilt und woher es kommt"],
      ["kv templates list --format json", "dasselbe für Programme"],
    ],
  });
}

function ejectCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("eject", world)
    .usage("[namen…] [optionen]")
    .description("Kopiert eingebaute Dateien in die eigenen Ordner; dort lassen sie sich ändern.")
    .argument("[namen...]", "Dateien, Arten oder Bausteine; ohne Namen werden die möglichen gezeigt")
    .option("--all", "alle Vorlagen, Bausteine und Stammdaten")
    .option("--force", "vorhandene, geänderte Dateien ersetzen")
    .action(async (names: string[], flags: { all?: boolean; force?: boolean }) => {
      const options = { names, all: flags.all ?? false, force: flags.force ?? false };
      const { runTemplatesEject } = await import("./templates.ts");
      done(await runTemplatesEject(options, world));
    });
  return withDetails(command, {
    examples: [
      ["kv templates eject", "was sich kopieren lässt"],
      ["kv templates eject kooperation", "die Vorlagen einer Art"],
      ["kv templates eject unterschriften", "ein Baustein"],
    ],
  });
}
