import { CommanderError, type Command } from "commander";
import { OutputError } from "../io/write-files.ts";
import { escapeControls } from "../report/text.ts";
import { amendCommand } from "./amend-command.ts";
import { answerCommand, completionCommand } from "./completion-command.ts";
import { configCommand } from "./config-command.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { checklistCommand } from "./checklist-command.ts";
import { diffCommand } from "./diff-command.ts";
import { doctorCommand } from "./doctor-command.ts";
import { explainCommand } from "./explain-command.ts";
import { germanCommand, germanUsageMessage } from "./german-commander.ts";
import { importCommand } from "./import-command.ts";
import { initCommand } from "./init-command.ts";
import { ownErrorText } from "./own-error.ts";
import { previewCommand } from "./preview-command.ts";
import { renderCommand } from "./render-command.ts";
import { schemaCommand } from "./schema-command.ts";
import { statusCommand } from "./status-command.ts";
import type { World } from "./streams.ts";
import { templatesCommand } from "./templates-command.ts";
import { validateCommand } from "./validate-command.ts";
import { verifyCommand } from "./verify-command.ts";
import { version } from "./version.ts";

/** Parses the arguments and runs the command; the one place where errors end. */
export async function runProgram(argv: readonly string[], world: World): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = createProgram(world, (code) => {
    exitCode = code;
  });
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return 0;
    }
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    return report(error, calledCommand(argv, program), world);
  }
}

/** The program with all commands; `done` receives the exit code of the one that ran. */
export function createProgram(world: World, done: (code: ExitCode) => void): Command {
  const program = germanCommand("kv", world)
    .description(
      "Kooperationsvereinbarungen als Code: YAML prüfen und als Markdown, DOCX, PDF, HTML und ODT ausgeben.",
    )
    .version(version, "-V, --version", "Version anzeigen")
    .helpCommand("help [befehl]", "Hilfe zu einem Befehl anzeigen")
    .addHelpText(
      "after",
      `
Beispiele:
  kv init vereinbarungen --bezirk mitte      Repository mit erster Vereinbarung
  kv validate examples/                      alle Vereinbarungen eines Ordners
  kv explain P-22                            Meldung, Punkt oder Feld erklären
  kv render examples/berlin/mitte.yaml       Vereinbarung und Anlage erzeugen
  kv render mitte.yaml --to pdf --draft      Entwurf mit Lücken
  kv preview mitte.yaml                      Vorschau im Browser, folgt jeder Änderung
  kv checklist examples/berlin --format pdf  Prüfliste als Tabelle
  kv status                                  was überfällig und bald fällig ist
  kv diff mitte.yaml                         Änderungen seit dem letzten Commit
  kv amend mitte.yaml                        nächste Fassung anlegen
  kv verify mitte-vereinbarung.pdf           ein PDF und seine Unterschriften
  kv import vereinbarung.pdf -o mitte.yaml   ausgefüllten Vordruck einlesen

Rückgabewerte: 0 in Ordnung · 1 Befunde · 2 nicht ausführbar · 3 Fehler in kv`,
    );
  program.addCommand(initCommand(world, done));
  program.addCommand(validateCommand(world, done));
  program.addCommand(renderCommand(world, done));
  program.addCommand(previewCommand(world, done));
  program.addCommand(checklistCommand(world, done));
  program.addCommand(statusCommand(world, done));
  program.addCommand(diffCommand(world, done));
  program.addCommand(amendCommand(world, done));
  program.addCommand(verifyCommand(world, done));
  program.addCommand(importCommand(world, done));
  program.addCommand(templatesCommand(world, done));
  program.addCommand(explainCommand(world, done));
  program.addCommand(schemaCommand(world, done));
  program.addCommand(configCommand(world, done));
  program.addCommand(doctorCommand(world, done));
  program.addCommand(completionCommand(world, done));
  program.addCommand(answerCommand(world, done), { hidden: true });
  return program;
}

function report(error: unknown, command: Command, world: World): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const options = command.options.flatMap(({ long }) => long ?? []);
    const { message, remedy } = germanUsageMessage(error, fullName(command), options);
    return complain(world, message, remedy);
  }
  if (error instanceof UsageError) return complain(world, error.message, error.remedy);
  if (error instanceof OutputError)
    return complain(
      world,
      `Nicht geschrieben: ${error.message}`,
      "Alle Dateien sind so, wie sie vorher waren.",
    );
  world.stderr.write(ownErrorText(error, world));
  return 3;
}

function complain(world: World, message: string, remedy?: string): ExitCode {
  const text = escapeControls(message);
  world.stderr.write(`kv: ${text}\n${remedy === undefined ? "" : `    ${escapeControls(remedy)}\n`}`);
  return 2;
}

/** The command whose help to point to. */
function calledCommand(argv: readonly string[], program: Command): Command {
  const [first, ...rest] = argv;
  const named = program.commands.find((command) => command.name() === first);
  return named ? calledCommand(rest, named) : program;
}

/** "kv templates list" */
function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}
