import { Command, type CommanderError, type Option } from "commander";
import { suggest } from "../findings/suggest.ts";
import { widthOf, type World } from "./streams.ts";

const titles: Readonly<Record<string, string>> = {
  "Usage:": "Aufruf:",
  "Arguments:": "Argumente:",
  "Options:": "Optionen:",
  "Commands:": "Befehle:",
  "Global Options:": "Allgemeine Optionen:",
};

/** A commander command that speaks German, throws instead of exiting and writes to the given streams. */
export function germanCommand(name: string, world: World): Command {
  return new Command(name)
    .exitOverride()
    .helpOption("-h, --help", "diese Hilfe anzeigen")
    .helpCommand(false)
    .usage(name === "kv" ? "<befehl> [optionen]" : "<pfade…> [optionen]")
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      optionDescription: describeOption,
      // Commander would add the choices in English.
      argumentDescription: ({ description }) => description,
      subcommandTerm: (command) => command.name(),
    })
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      // Errors are reported in German by runProgram.
      writeErr: () => {},
      getOutHelpWidth: () => widthOf(world.stdout),
      getOutHasColors: () => false,
    });
}

/** With the default value in German. */
function describeOption({ description, defaultValue }: Option): string {
  return typeof defaultValue === "string" ? `${description} (üblich: ${defaultValue})` : description;
}

interface UsageMessage {
  readonly message: string;
  readonly remedy: string;
}

/** What other commands call the same. */
const otherNames: Readonly<Record<string, string>> = { "--format": "--to", "--to": "--format" };

/** The option that was meant. */
function meantOption(named: string, proposal: string | undefined, options: readonly string[]) {
  const other = otherNames[named.split("=")[0] ?? ""];
  return other !== undefined && options.includes(other) ? other : proposal;
}

/** Commander's English message as a German one; what it names stands in quotes there. `options` are those of the command. */
export function germanUsageMessage(
  error: CommanderError,
  command: string,
  options: readonly string[],
): UsageMessage {
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  const flag = named.split(/[ ,]/).find((part) => part.startsWith("--")) ?? named;
  const proposal = /Did you mean (?:one of )?([^?]+)\?/.exec(error.message)?.[1];
  const help = `Alle Angaben und Optionen zeigt: ${command} --help`;
  const [first] = proposal?.split(", ") ?? [];
  const meant = error.code === "commander.unknownOption" ? meantOption(named, first, options) : first;
  const remedy = meant === undefined ? help : `Meinten Sie „${meant}“?`;
  switch (error.code) {
    case "commander.unknownOption":
      return { message: `Die Option „${named}“ gibt es nicht.`, remedy };
    case "commander.unknownCommand":
      return { message: `Den Befehl „${named}“ gibt es nicht.`, remedy };
    case "commander.help":
      return { message: "Diesen Befehl gibt es nicht.", remedy: help };
    case "commander.optionMissingArgument":
      return { message: `Zur Option „${flag}“ fehlt der Wert.`, remedy: help };
    case "commander.missingArgument":
      return { message: `Es fehlt die Angabe „${named}“.`, remedy: help };
    case "commander.excessArguments":
      return { message: "Das sind zu viele Angaben.", remedy: help };
    default:
      return { message: `Der Aufruf ist nicht verständlich: ${error.message}`, remedy: help };
  }
}

/** "meinten Sie …?" for values of options. */
export function proposeValue(value: string, known: readonly string[]): string {
  const proposal = suggest(value, known);
  return proposal === undefined ? `Möglich ist: ${known.join(", ")}.` : `Meinten Sie „${proposal}“?`;
}
