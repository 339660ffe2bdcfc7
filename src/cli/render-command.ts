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
  /** File that says who signs; undefined where nobody's name is printed. */
  readonly personen: string | undefined;
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
  personen?: string;
  draft?: boolean;
  force?: boolean;
  quiet?: boolean;
}

const entriesHelp = `
Protokolle, Berichte und Schlichtungsvermerke aus „verlauf“ entstehen nur, wenn
--document sie nennt: „auswertung“ meint alle, „auswertung:2026“ einen Eintrag.`;

export function renderCommand(world: World, done: (code: ExitCode) => void): Command {
  return germanCommand("render", world)
    .description("Erzeugt aus Vereinbarungen die Dokumente zum Unterschreiben.")
    .argument("[pfade...]", "Dateien, Ordner oder Muster (berlin/*.yaml)")
    .option("--to <formate>", "Formate, mit Komma getrennt: md, docx, pdf, html (üblich: ohne html)", collect)
    .option("-o, --out <ordner>", "Ordner für die Ausgabe", "out")
    .option(
      "--document <kennungen>",
      "nur diese Dokumente, mit Komma getrennt (ohne Angabe: alle der Vereinbarung)",
      collect,
    )
    .option("--draft", "Entwurf: fehlende Angaben werden Lücken, jede Seite trägt ENTWURF")
    .option("--blank <art>", "Vordrucke dieser Art zum Ausfüllen statt Vereinbarungen, ohne Pfade")
    .option("--stdout", "ein einzelnes Dokument ausgeben statt eine Datei zu schreiben")
    .option("--personen <datei>", "Namen der Unterzeichnenden aus dieser Datei (nicht aus dem Repository)")
    .option("--force", "auch unterschriebene PDF-Dateien ersetzen")
    .option("-q, --quiet", "nur Fehler zeigen")
    .addHelpText("after", entriesHelp)
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
    personen: personenOption(flags),
    draft: flags.draft ?? false,
    force: flags.force ?? false,
    quiet: flags.quiet ?? false,
  };
}

/** A form has no agreement that somebody would sign yet. */
function personenOption({ personen, blank }: Flags): string | undefined {
  if (personen !== undefined && blank !== undefined)
    throw new UsageError(
      "--personen und --blank schließen sich aus.",
      "Lassen Sie eine der beiden Optionen weg.",
    );
  return nameOption("--personen", personen);
}

/** A form needs no data, everything else does. */
function blankOrPaths(blank: string | undefined, paths: readonly string[]): readonly string[] {
  if (blank === undefined && paths.length === 0)
    throw new UsageError("Es fehlt die Angabe „pfade“.", "Hilfe: kv render --help");
  if (blank !== undefined && paths.length > 0)
    throw new UsageError("--blank braucht keine Dateien.", `Vordrucke schreibt: kv render --blank ${blank}`);
  return pathArguments(paths);
}
