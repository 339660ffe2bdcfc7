import type { Command, Option } from "commander";

/** What `--help` and the completion in a shell need to know beside arguments and options. */
export interface CommandDetails {
  /** Values by flag (`--format`) or name of an argument, where there are only some. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** Calls that work, each with what it does. */
  readonly examples: readonly (readonly [call: string, what: string])[];
}

/** Where explanations of examples begin. */
const column = 39;

export function withDetails(command: Command, { values = {}, examples }: CommandDetails): Command {
  for (const [name, choices] of Object.entries(values)) {
    const place: Option | Command["registeredArguments"][number] | undefined =
      command.options.find(({ long }) => long === name) ??
      command.registeredArguments.find((argument) => argument.name() === name);
    if (!place) throw new Error(`${command.name()} has no ${name}`);
    // Not through choices(), which would check the values itself, with English messages.
    place.argChoices = [...choices];
  }
  const lines = examples.map(([call, what]) => {
    const start = `  ${call}`;
    const gap = start.length < column ? " ".repeat(column - start.length) : `\n${" ".repeat(column)}`;
    return `${start}${gap}${what}`;
  });
  return command.addHelpText("after", `\nBeispiele:\n${lines.join("\n")}`);
}
