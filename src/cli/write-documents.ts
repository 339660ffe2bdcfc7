import { resolve } from "node:path";
import type { Document } from "../document/document.ts";
import { withNames } from "../document/signatory-names.ts";
import { isSignedPdf } from "../io/signed-file.ts";
import { counted, escapeControls } from "../report/text.ts";
import { codePointName, fewOf } from "../source/printable.ts";
import { attachmentsFor } from "../write/attachments.ts";
import { facesOf, type HouseStyle } from "../write/house-style.ts";
import { writeMarkdown } from "../write/markdown.ts";
import { missingGlyphs } from "../write/missing-glyphs.ts";
import type { TypstCompiler } from "../write/pdf/pdf.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { outputFormats, type PandocChoice, type RenderFormat } from "./render-command.ts";
import { widthOf, type World } from "./streams.ts";
import type { PandocWriter } from "./use-pandoc.ts";
import { version } from "./version.ts";
import { writeTogether } from "./write-together.ts";

/** A file that is going to be written. */
export interface OutputFile {
  readonly format: RenderFormat;
  /** Relative to the working directory, e.g. `out/examples/berlin/mitte/mitte-vereinbarung.pdf`. */
  readonly path: string;
}

/** A document to write in one format. */
export interface WritableFile extends OutputFile {
  readonly document: Document;
  /** The data it prints; they travel with the PDF. */
  readonly printed: Readonly<Record<string, unknown>>;
  /** Fingerprint of the templates the document comes from. */
  readonly vorlagen: string;
  readonly style: HouseStyle;
  /** Who signs, by the ids of the lines: printed, and nowhere else. */
  readonly names?: ReadonlyMap<string, string>;
  /** The version that prints it; this one, unless a thread prints for another. */
  readonly kv?: string;
}

interface WriteOptions {
  readonly force: boolean;
  readonly pandoc?: PandocChoice;
}

/** Writes the only document of a plan, which `write` makes, to standard output. */
export async function writeToStdout(
  plan: readonly OutputFile[],
  world: World,
  choice: PandocChoice | undefined,
  write: (pandoc: PandocWriter | undefined) => Promise<Uint8Array>,
): Promise<ExitCode> {
  if (plan.length !== 1) {
    const remedy = "Wählen Sie eine Datei, ein Format mit --to und ein Dokument mit --document.";
    throw new UsageError(`--stdout gibt genau ein Dokument aus, hier wären es ${plan.length}.`, remedy);
  }
  await withPandoc(plan, choice, world, async (pandoc) => {
    world.stdout.write(await write(pandoc));
  });
  return 0;
}

/** Writes all files or none; a signed one is replaced only with `force`. */
export async function writeAll(
  plan: readonly WritableFile[],
  world: World,
  options: WriteOptions,
): Promise<void> {
  await writeOutputs(plan, world, options, async (add, pandoc) => {
    for (const file of plan) {
      add(file, await writerFor(file, pandoc)());
      // Lets an interrupt through, and native memory go.
      await new Promise((next) => setImmediate(next));
    }
  });
}

/** The same for files that `fill` makes one by one; in which order, makes no difference. */
export async function writeOutputs<File extends OutputFile>(
  plan: readonly File[],
  world: World,
  { force, pandoc: choice }: WriteOptions,
  fill: (add: (file: File, bytes: Uint8Array) => void, pandoc: PandocWriter | undefined) => Promise<void>,
): Promise<void> {
  if (!force) refuseSigned(plan, world.cwd);
  let done = 0;
  try {
    await withPandoc(plan, choice, world, (pandoc) =>
      writeTogether(world, async (add) => {
        const addFile = (file: File, bytes: Uint8Array) => {
          showProgress(++done, file, plan.length, world);
          add(file.path, bytes);
        };
        await fill(addFile, pandoc);
      }),
    );
  } finally {
    clearProgress(plan, world);
  }
}

function refuseSigned(plan: readonly OutputFile[], cwd: string): void {
  const signed = plan.find(({ format, path }) => format === "pdf" && isSignedPdf(resolve(cwd, path)));
  if (!signed) return;
  throw new UsageError(
    `${signed.path} ist unterschrieben; es wurde nichts geschrieben.`,
    "Verschieben Sie die Datei oder nennen Sie mit -o einen anderen Ordner; ersetzen lässt sie sich nur mit --force.",
  );
}

const compilers = new Map<string | undefined, TypstCompiler>();

/** One for each style in the whole run: starting it takes longer than a document. */
export async function typstCompiler(style: HouseStyle): Promise<TypstCompiler> {
  const { createTypstCompiler } = await import("../io/typst-compiler.ts");
  const compiler = compilers.get(style.fingerprint) ?? createTypstCompiler(style);
  compilers.set(style.fingerprint, compiler);
  return compiler;
}

/** Gives `write` a pandoc that is ready, where the plan needs one, and ends it afterwards. */
async function withPandoc(
  plan: readonly OutputFile[],
  choice: PandocChoice | undefined,
  world: World,
  write: (pandoc: PandocWriter | undefined) => Promise<void>,
): Promise<void> {
  const isOwn = ({ format }: OutputFile) => outputFormats.some((each) => each === format);
  if (!choice || (choice.reference === undefined && plan.every(isOwn))) return write(undefined);
  const { usePandoc } = await import("./use-pandoc.ts");
  return usePandoc(plan, choice, world, write);
}

/** Each writer is loaded when its format is asked for. What travels inside the PDF knows nothing of the names. */
export function writerFor(
  { document, printed, format, vorlagen, style, names = new Map(), kv = version }: Omit<WritableFile, "path">,
  pandoc?: PandocWriter,
): () => Promise<Uint8Array> {
  const shown = withNames(document, names);
  if (pandoc?.formats.has(format)) return () => pandoc.write(shown, format);
  switch (format) {
    case "md":
      return async () => new TextEncoder().encode(writeMarkdown(shown));
    case "docx":
      return async () => (await import("../write/docx/docx.ts")).writeDocx(shown, style);
    case "pdf":
      return async () => {
        refuseMissingGlyphs(shown, style);
        const [{ writePdf }, typst] = await Promise.all([
          import("../write/pdf/pdf.ts"),
          typstCompiler(style),
        ]);
        const origin = { kv, vorlagen, style };
        return writePdf(shown, attachmentsFor(document, printed, origin), typst, style);
      };
    case "html":
      return async () =>
        new TextEncoder().encode((await import("../write/html/html.ts")).writeHtml(shown, style));
    default:
      throw new Error(`no writer for ${format}`);
  }
}

/** Agreements were checked before; reports say more than those. */
function refuseMissingGlyphs(document: Document, style: HouseStyle): void {
  const [missing] = facesOf(style).length === 0 ? [] : missingGlyphs(document, style);
  if (!missing) return;
  const names = missing.characters.map((each) => `${each} (${codePointName(each)})`);
  throw new UsageError(
    escapeControls(`Der Schrift „${missing.font}“ fehlen Zeichen: ${fewOf(names)}, in „${missing.text}“.`),
    "Ersetzen Sie die Zeichen, oder verwenden Sie im Hausstil eine Schrift, die sie hat.",
  );
}

function showProgress(number: number, { path }: OutputFile, all: number, { stderr }: World): void {
  if (!stderr.isTTY || all < 2) return;
  // A line that wraps could not be overwritten.
  const line = escapeControls(`[${number}/${all}] ${path}`).slice(0, widthOf(stderr) - 1);
  stderr.write(`\r\u001B[K${line}`);
}

function clearProgress(plan: readonly OutputFile[], { stderr }: World): void {
  if (stderr.isTTY && plan.length > 1) stderr.write("\r\u001B[K");
}

/** "6 Dateien aus 1 Vereinbarung unter out/ (0,3 s)." */
export function writtenFiles(
  plan: readonly OutputFile[],
  from: string,
  out: string,
  milliseconds: number,
): string {
  const files = counted(plan.length, "Datei", "Dateien");
  const seconds = (milliseconds / 1000).toFixed(1).replace(".", ",");
  const where = plan.length === 1 ? `: ${plan[0]?.path}` : ` unter ${out.replace(/\/+$/, "")}/`;
  return escapeControls(`${files}${from}${where} (${seconds} s).`);
}
