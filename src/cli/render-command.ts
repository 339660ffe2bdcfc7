import type { Command } from "commander";
import { pandocFormats, type PandocFormat } from "../write/pandoc/formats.ts";
import { withDetails } from "./command-details.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { germanCommand } from "./german-commander.ts";
import { collect, listOption, nameOption, namesOption, pathArguments } from "./option-values.ts";
import type { World } from "./streams.ts";

/** What kv writes by itself. */
export const outputFormats = ["md", "docx", "pdf", "html"] as const;
export type OutputFormat = (typeof outputFormats)[number];

const pandocNames = pandocFormats.map(({ name }) => name);
const renderFormats = [...outputFormats, ...pandocNames] as const;
export type RenderFormat = (typeof renderFormats)[number];

/** What belongs to an agreement that is signed; the others are made when asked for. */
export const usualFormats: readonly OutputFormat[] = ["md", "docx", "pdf"];

/** Plain options of `kv render`. */
export interface RenderOptions {
  readonly paths: readonly string[];
  readonly formats: readonly RenderFormat[];
  readonly pandoc: PandocChoice;
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

/** Which pandoc writes, and in whose style. */
export interface PandocChoice {
  /** "eingebettet" is pandoc-wasm. */
  readonly which: "eingebettet" | "installed";
  /** File with the page and the styles of what pandoc writes; undefined for kv's own. */
  readonly reference: string | undefined;
}

interface Flags {
  to?: string[];
  pandoc?: string;
  referenceDoc?: string;
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
  const command = germanCommand("render", world)
    .description("Erzeugt aus Vereinbarungen die Dokumente zum Unterschreiben.")
    .usage("[pfade…] [optionen]")
    .argument("[pfade...]", "Dateien, Ordner oder Muster (berlin/*.yaml); ohne Angabe das Repository")
    .option(
      "--to <formate>",
      `Formate, mit Komma getrennt: md, docx, pdf, html; durch pandoc: ${pandocNames.join(", ")} (üblich: md, docx, pdf)`,
      collect,
    )
    .option("-o, --out <ordner>", "Ordner für die Ausgabe", "out")
    .option(
      "--document <kennungen>",
      "nur diese Dokumente, mit Komma getrennt (ohne Angabe: alle der Vereinbarung)",
      collect,
    )
    .option("--draft", "Entwurf: fehlende Angaben werden Lücken, jede Seite trägt ENTWURF")
    .option("--blank <art>", "Vordrucke dieser Art zum Ausfüllen statt Vereinbarungen, ohne Pfade")
    .option("--pandoc <welches>", "installed: das pandoc dieses Rechners statt pandoc-wasm")
    .option("--reference-doc <datei>", "ODT oder DOCX, deren Seite und Formatvorlagen pandoc übernimmt")
    .option("--stdout", "ein einzelnes Dokument ausgeben statt eine Datei zu schreiben")
    .option("--personen <datei>", "Namen der Unterzeichnenden aus dieser Datei (nicht aus dem Repository)")
    .option("--force", "auch unterschriebene PDF-Dateien und ausgefüllte Vordrucke ersetzen")
    .option("-q, --quiet", "nur Fehler zeigen")
    .addHelpText("after", entriesHelp)
    .action(async (paths: string[], flags: Flags) => {
      const options = renderOptions(paths, flags);
      const { runRender } = await import("./render.ts");
      done(await runRender(options, world));
    });
  return withDetails(command, {
    values: { "--to": renderFormats, "--pandoc": ["installed"] },
    examples: [
      ["kv render mitte.yaml", "alle Dokumente als md, docx und pdf"],
      ["kv render mitte.yaml --to pdf --draft", "Entwurf mit Lücken für fehlende Angaben"],
      ["kv render --blank koordinierungsstelle", "Vordrucke zum Ausfüllen"],
    ],
  });
}

function renderOptions(paths: readonly string[], flags: Flags): RenderOptions {
  const formats = flags.to ? formatsOption(flags.to) : usualFormats;
  const documents = flags.document && namesOption("--document", flags.document);
  return {
    paths: blankOrPaths(flags.blank, paths),
    blank: flags.blank,
    formats,
    pandoc: pandocChoice(flags, formats),
    out: nameOption("--out", flags.out),
    documents,
    stdout: flags.stdout ?? false,
    personen: personenOption(flags),
    draft: flags.draft ?? false,
    force: flags.force ?? false,
    quiet: flags.quiet ?? false,
  };
}

/** Many know a format by the ending of its files. */
function formatsOption(given: readonly string[]): RenderFormat[] {
  const formats: readonly PandocFormat[] = pandocFormats;
  for (const value of namesOption("--to", given)) {
    const meant = formats.find(({ ending, otherNames }) => [ending, ...(otherNames ?? [])].includes(value));
    if (meant && meant.name !== value)
      throw new UsageError(`„${value}“ ist kein Wert für --to.`, `Meinten Sie „${meant.name}“?`);
  }
  return listOption("--to", given, renderFormats);
}

function pandocChoice(flags: Flags, formats: readonly RenderFormat[]): PandocChoice {
  const [given] = flags.pandoc === undefined ? [] : listOption("--pandoc", [flags.pandoc], ["installed"]);
  const reference = nameOption("--reference-doc", flags.referenceDoc);
  const isAsked = formats.some((format) => pandocNames.some((name) => name === format));
  const isStyled = formats.some((format) => format === "odt" || format === "docx");
  if (given !== undefined && !isAsked && !(reference !== undefined && isStyled))
    throw new UsageError(
      "--pandoc betrifft nur Formate, die pandoc schreibt; hier ist keines verlangt.",
      `Diese Formate sind: ${pandocNames.join(", ")}.`,
    );
  if (reference !== undefined && !isStyled)
    throw new UsageError(
      "--reference-doc wirkt nur auf odt und docx.",
      "Ergänzen Sie zum Beispiel: --to odt",
    );
  return { which: given ?? "eingebettet", reference };
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
  if (blank !== undefined && paths.length > 0)
    throw new UsageError("--blank braucht keine Dateien.", `Vordrucke schreibt: kv render --blank ${blank}`);
  return pathArguments(paths);
}
