/** A command of a log as GitHub's runner understands it. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Those of actions/runner. */
const known = new Set(
  [
    [
      "add-mask",
      "add-matcher",
      "add-path",
      "debug",
      "echo",
      "endgroup",
      "error",
      "group",
      "internal-set-repo-path",
    ],
    ["notice", "remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning"],
  ].flat(),
);

const unescapeData = (text: string) =>
  text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
const unescapeProperty = (text: string) =>
  text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");

/** The commands that the runner would find in a log: "::name key=value::message" at the start of a line, "##[name]" anywhere in it. */
export function commandsIn(log: string): WorkflowCommand[] {
  return log.split(/\r\n|\n|\r/).flatMap((line) => modern(line.trimStart()) ?? ancient(line) ?? []);
}

function modern(line: string): WorkflowCommand | undefined {
  const [, name = "", properties = "", message = ""] = /^::([^ ]*?)(?: (.*?))?::(.*)$/s.exec(line) ?? [];
  if (!known.has(name)) return undefined;
  const pairs = properties
    .split(",")
    .filter((pair) => pair !== "")
    .map((pair): [string, string] => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), unescapeProperty(pair.slice(at + 1))];
    });
  return { name, properties: Object.fromEntries(pairs), message: unescapeData(message) };
}

function ancient(line: string): WorkflowCommand | undefined {
  const [, name = "", message = ""] = /##\[([^ \]]*)[^\]]*\](.*)$/s.exec(line) ?? [];
  return known.has(name) ? { name, properties: {}, message } : undefined;
}
