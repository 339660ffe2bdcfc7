import { Option, type Command } from "commander";
import { withDetails } from "./command-details.ts";
import type { ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { dateOption, listOption, nameOption } from "./option-values.ts";
import type { World } from "./streams.ts";

export const ciSystems = ["gitlab", "github", "keine"] as const;
export type CiSystem = (typeof ciSystems)[number];

/** Plain options of `kv init`. */
export interface InitOptions {
  /** Folder of the repository; undefined for the one that the working directory belongs to. */
  readonly folder: string | undefined;
  /** Undefined where nothing was said. */
  readonly art: string | undefined;
  readonly bezirk: string | undefined;
  readonly ci: CiSystem | undefined;
  /** Name of the agreement's file, without ending. */
  readonly name: string | undefined;
  /** Stand of the draft; undefined for today. */
  readonly stand: string | undefined;
  /** Ask nothing. */
  readonly yes: boolean;
}

interface Flags {
  art?: string;
  bezirk?: string;
  ci?: string;
  name?: string;
  date?: string;
  yes?: boolean;
}

export function initCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("init", world)
    .usage("[ordner] [optionen]")
    .description("Legt ein Repository für Vereinbarungen an, eine neue Vereinbarung oder beides.")
    .argument("[ordner]", "Ordner des Repositorys (ohne Angabe: hier)")
    .option("--art <art>", "eine Vereinbarung dieser Art anlegen, mit allen Feldern erklärt")
    .option("--bezirk <bezirk>", "eine Vereinbarung über eine Koordinierungsstelle anlegen")
    .option("--name <name>", "Name der Datei (ohne Angabe: der Bezirk oder die Art)")
    .addOption(
      new Option("--ci <system>", "Prüfung bei jeder Änderung: gitlab, github, keine (üblich: gitlab)"),
    )
    .option("--date <JJJJ-MM-TT>", "Stand des Entwurfs (ohne Angabe: heute)")
    .option("-y, --yes", "nichts fragen")
    .action(async (folder: string | undefined, flags: Flags) => {
      const options = initOptions(folder, flags);
      const { runInit } = await import("./init/init.ts");
      done(await runInit(options, world));
    });
  return withDetails(command, {
    values: { "--ci": ciSystems },
    examples: [
      ["kv init vereinbarungen-mitte --bezirk mitte", "Repository mit einer ersten Vereinbarung"],
      ["kv init --art kooperation --name ganztag", "im Repository eine weitere Vereinbarung"],
    ],
  });
}

function initOptions(folder: string | undefined, flags: Flags): InitOptions {
  const ci = flags.ci === undefined ? undefined : listOption("--ci", [flags.ci], ciSystems)[0];
  return {
    folder: nameOption("ordner", folder),
    art: nameOption("--art", flags.art),
    bezirk: nameOption("--bezirk", flags.bezirk),
    ci,
    name: nameOption("--name", flags.name),
    stand: dateOption("--date", flags.date),
    yes: flags.yes ?? false,
  };
}
