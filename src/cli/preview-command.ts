import type { Command } from "commander";
import { withDetails } from "./command-details.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { collect, dateOption, namesOption, pathArguments } from "./option-values.ts";
import type { World } from "./streams.ts";

/** Plain options of `kv preview`. */
export interface PreviewOptions {
  /** None for the whole repository. */
  readonly paths: readonly string[];
  /** 0 for any that is free. */
  readonly port: number;
  /** Whether to open the browser; undefined where that depends on who is there. */
  readonly open: boolean | undefined;
  readonly profiles: readonly string[] | undefined;
  /** ISO date. */
  readonly date: string | undefined;
}

interface Flags {
  port?: string;
  open?: boolean;
  profile?: string[];
  date?: string;
}

export function previewCommand(world: World, done: (code: ExitCode) => void): Command {
  const command = germanCommand("preview", world)
    .usage("[pfade…] [optionen]")
    .description(
      "Zeigt Vereinbarungen im Browser dieses Rechners: Dokument, Befunde, Prüfliste, Änderungen. Die Seite folgt jeder gespeicherten Änderung; geschrieben wird nichts.",
    )
    .argument("[pfade...]", "Dateien, Ordner oder Muster (berlin/*.yaml); ohne Angabe das Repository")
    .option("--port <nummer>", "Port auf 127.0.0.1 (ohne Angabe: ein freier)")
    .option("--open", "den Browser öffnen (üblich am Bildschirm dieses Rechners)")
    .option("--no-open", "den Browser nicht öffnen")
    .option("--profile <namen>", "Prüflisten statt der üblichen, mit Komma getrennt", collect)
    .option("--date <JJJJ-MM-TT>", "Stichtag für Punkte und Termine, die vom Datum abhängen")
    .action(async (paths: string[], flags: Flags) => {
      const options = previewOptions(paths, flags);
      const { runPreview } = await import("./preview/preview.ts");
      done(await runPreview(options, world));
    });
  return withDetails(command, {
    examples: [
      ["kv preview mitte.yaml", "eine Vereinbarung, während Sie sie bearbeiten"],
      ["kv preview", "alle Vereinbarungen des Repositorys"],
      ["kv preview --port 8080 --no-open", "nur die Adresse nennen"],
    ],
  });
}

function previewOptions(paths: readonly string[], { port, open, profile, date }: Flags): PreviewOptions {
  return {
    paths: pathArguments(paths),
    port: port === undefined ? 0 : portOption(port),
    open,
    profiles: profile && namesOption("--profile", profile),
    date: dateOption("--date", date),
  };
}

function portOption(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`„${value}“ ist kein Wert für --port.`, "Möglich sind Zahlen von 1 bis 65535.");
}
