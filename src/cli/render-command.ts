import type { Command } from "commander";
import { UsageError, type ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { collect, listOption, nameOption, namesOption, pathArguments } from "./option-values.ts";
import type { World } from "./streams.ts";

export const outputFormats = ["md", "docx", "pdf", "html"] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** What belongs to an agreement that is signed; the others are made when asked for. */
export const usualFormats: readonly OutputFormat[] = ["md", "docx", "pdf"];

/** Plain options of `kv render`. */
export interface RenderOptions {
  readonly paths: readonly string[];
  readonly formats: readonly OutputFormat[];
  readonly out: string;
  /** Ids of documents; undefined for all. */
  readonly documents: readonly string[] | undefined;
  /** Art whose documents are written as forms to fill in, instead of agreements; undefined for agreements. */
  readonly blank: string | undefined;
  readonly stdout: boolean;
  readonly draft: boolean;
  /** Replace signed files as well. */
  readonly force: boolean;
  readonly quiet: boolean;
}

interface Flags {
  to?: string[];
  out: string;
  document?: string[];
  blank?: string;
  stdout?: boolean;
  draft?: boolean;
  force?: boolean;
  quiet?: boolean;
}

export function renderCommand(world: World, done: (code: ExitCode) => void): Command {
  return germanCommand("render", world)
    .description("Erzeugt aus Vereinbarungen die Dokumente zum Unterschreiben.")
    .usage("[pfade…] [optionen]")
    .argument("[pfade...]", "Dateien, Ordner oder Muster (berlin/*.yaml); ohne Angabe das Repository")
    .option("--to <formate>", "Formate, mit Komma getrennt: md, docx, pdf, html (üblich: ohne html)", collect)
    .option("-o, --out <ordner>", "Ordner für die Ausgabe", "out")
    .option("--document <kennungen>", "nur diese Dokumente, mit Komma getrennt (ohne Angabe: alle)", collect)
    .option("--draft", "Entwurf: fehlende Angaben werden Lücken, jede Seite trägt ENTWURF")
    .option("--blank <art>", "Vordrucke dieser Art zum Ausfüllen statt Vereinbarungen, ohne Pfade")
    .option("--stdout", "ein einzelnes Dokument ausgeben statt eine Datei zu schreiben")
    .option("--force", "auch unterschriebene PDF-Dateien ersetzen")
    .option("-q, --quiet", "nur Fehler zeigen")
    .action(async (paths: string[], flags: Flags) => {
      const options = renderOptions(paths, flags);
      const { runRender } = await import("./render.ts");
      done(await runRender(options, world));
    });
}

function renderOptions(paths: readonly string[], flags: Flags): RenderOptions {
  const formats = flags.to ? listOption("--to", flags.to, outputFormats) : usualFormats;
  const documents = flags.document && namesOption("--document", flags.document);
  return {
    paths: blankOrPaths(flags.blank, paths),
    blank: flags.blank,
    formats,
    out: nameOption("--out", flags.out),
    documents,
    stdout: flags.stdout ?? false,
    draft: flags.draft ?? false,
    force: flags.force ?? false,
    quiet: flags.quiet ?? false,
  };
}

/** A form needs no data, everything else does. */
function blankOrPaths(blank: string | undefined, paths: readonly string[]): readonly string[] {
  if (blank !== undefined && paths.length > 0)
    throw new UsageError("--blank braucht keine Dateien.", `Vordrucke schreibt: kv render --blank ${blank}`);
  return pathArguments(paths);
}
