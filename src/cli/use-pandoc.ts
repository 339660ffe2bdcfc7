import { resolve } from "node:path";
import type { Document } from "../document/document.ts";
import { reasonOf } from "../io/file-errors.ts";
import { PandocFailure, type Pandoc } from "../io/pandoc.ts";
import { readWhole } from "../io/whole-file.ts";
import { odtTask } from "../write/odt/odt.ts";
import { pandocFormats, styledDocx } from "../write/pandoc/formats.ts";
import { referenceKind } from "../write/pandoc/reference-kind.ts";
import { pandocTask } from "../write/pandoc/task.ts";
import { UsageError } from "./exit.ts";
import type { PandocChoice, RenderFormat } from "./render-command.ts";
import type { World } from "./streams.ts";
import type { OutputFile } from "./write-documents.ts";

/** A pandoc that is ready, with the formats that are its own to write. */
export interface PandocWriter {
  readonly formats: ReadonlySet<RenderFormat>;
  write(document: Document, format: RenderFormat): Promise<Uint8Array>;
}

/** What it matters of a file here; agreements are no forms and come without their documents. */
type PandocFile = Pick<OutputFile, "format"> & { readonly document?: Document };

/** Starts the chosen pandoc, hands it to `write` and ends it. What went wrong with it is said in German. */
export async function usePandoc(
  plan: readonly PandocFile[],
  choice: PandocChoice,
  world: World,
  write: (pandoc: PandocWriter) => Promise<void>,
): Promise<void> {
  const reference = readReference(choice.reference, plan, world.cwd);
  let pandoc: Pandoc | undefined;
  try {
    pandoc = await openPandoc(choice, world);
    await write(writerOf(pandoc, reference));
  } catch (error) {
    throw error instanceof PandocFailure ? inGerman(error, choice) : error;
  } finally {
    pandoc?.close();
  }
}

async function openPandoc({ which }: PandocChoice, world: World): Promise<Pandoc> {
  if (which === "installed") {
    const { installedPandoc } = await import("../io/installed-pandoc.ts");
    return installedPandoc(undefined, (close) => world.onInterrupt?.(close));
  }
  return (await import("../io/embedded-pandoc.ts")).embeddedPandoc();
}

interface Reference {
  readonly bytes: Uint8Array;
  readonly kind: "odt" | "docx";
}

function writerOf(pandoc: Pandoc, reference: Reference | undefined): PandocWriter {
  const styled = reference?.kind === "docx" ? [styledDocx.name] : [];
  return {
    formats: new Set([...pandocFormats.map(({ name }) => name), ...styled]),
    async write(document, name) {
      if (name === "odt") {
        const { task, finish } = odtTask(document, reference?.kind === "odt" ? reference.bytes : undefined);
        return finish(await pandoc.convert(task));
      }
      const format = pandocFormats.find((each) => each.name === name);
      return pandoc.convert(
        format ? pandocTask(document, format) : pandocTask(document, styledDocx, reference?.bytes),
      );
    },
  };
}

function readReference(
  file: string | undefined,
  plan: readonly PandocFile[],
  cwd: string,
): Reference | undefined {
  if (file === undefined) return undefined;
  const bytes = readBytes(file, cwd);
  const kind = referenceKind(bytes);
  if (!kind)
    throw new UsageError(
      `${file} ist weder ein ODT- noch ein Word-Dokument; es wurde nichts geschrieben.`,
      "Speichern Sie in LibreOffice oder Word ein leeres Dokument mit Ihren Formatvorlagen.",
    );
  if (!plan.some(({ format }) => format === kind))
    throw new UsageError(
      `${file} gilt für ${kind}; verlangt ist dieses Format nicht.`,
      `Ergänzen Sie: --to ${kind}`,
    );
  if (kind === "docx" && plan.some(({ document }) => document?.meta.isForm))
    throw new UsageError(
      "Vordrucke in Word haben Felder, die pandoc nicht schreibt; --reference-doc nimmt dafür kein Word-Dokument.",
      "Lassen Sie --reference-doc weg.",
    );
  return { bytes, kind };
}

function readBytes(file: string, cwd: string): Uint8Array {
  try {
    return readWhole(resolve(cwd, file));
  } catch (error) {
    throw new UsageError(
      `${file}: ${reasonOf(error)}`,
      "Nennen Sie hinter --reference-doc ein ODT oder DOCX.",
    );
  }
}

const install = "npm install pandoc-wasm";

function inGerman({ problem, message }: PandocFailure, { which, reference }: PandocChoice): Error {
  const isInstalled = which === "installed";
  const without = "Ohne --pandoc nimmt kv das eigene pandoc.";
  const nothing = "es wurde nichts geschrieben.";
  switch (problem) {
    case "fehlt":
      return isInstalled
        ? new UsageError(`Auf diesem Rechner ist kein pandoc zu finden; ${nothing}`, without)
        : new UsageError(
            `Dafür fehlt das Paket pandoc-wasm; ${nothing}`,
            `Nachholen: ${install} (oder mit dem pandoc dieses Rechners: --pandoc installed)`,
          );
    case "fremd":
      return new UsageError(`Das Programm „pandoc“ dieses Rechners ist nicht pandoc; ${nothing}`, without);
    case "zu-alt":
      return new UsageError(
        `Das pandoc dieses Rechners hat die Version ${message}, kv braucht 2.17 oder später; ${nothing}`,
        without,
      );
    case "zu-lange":
      return new UsageError(
        `pandoc antwortet nicht und wurde beendet; ${nothing}`,
        isInstalled ? without : undefined,
      );
    case "gescheitert": {
      const said = `pandoc ist gescheitert: ${firstLine(message)}; ${nothing}`;
      if (reference !== undefined) return new UsageError(said, "Versuchen Sie es ohne --reference-doc.");
      // Nothing but kv's own text has gone into its own pandoc.
      return isInstalled ? new UsageError(said, without) : new Error(said);
    }
  }
}

/** Without a full stop, and without what would not fit on a line. */
function firstLine(text: string): string {
  const line = text.split("\n").find((each) => each.trim() !== "") ?? "ohne Angabe von Gründen";
  return line.trim().slice(0, 200).replace(/\.$/, "");
}
