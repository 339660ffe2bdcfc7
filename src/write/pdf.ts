import { ParseSpeeds, PDFDocument, PDFName } from "pdf-lib";
import type { Document } from "../document/document.ts";
import { writeTypst, type Attachment } from "./typst.ts";

/** Turns Typst source into a PDF; where fonts and the native compiler come from is not the writer's business. */
export interface TypstCompiler {
  /** Throws with the compiler's own message where the source does not compile: always our mistake. */
  readonly compile: (source: string, standard: PdfStandard) => Uint8Array;
}

/** The compiler takes one standard per call. */
export type PdfStandard = "a-3a" | "ua-1";

/** Thrown where a document needs more pages than it may have. */
export class TooManyPages extends Error {
  readonly document: Document;
  readonly pages: number;

  constructor(document: Document, pages: number) {
    super(`${document.meta.id} needs ${pages} pages`);
    this.document = document;
    this.pages = pages;
  }
}

/** Throws TooManyPages. */
export async function writePdf(
  document: Document,
  attachments: readonly Attachment[],
  compiler: TypstCompiler,
): Promise<Uint8Array> {
  const bytes = compiler.compile(writeTypst(document, attachments), "a-3a");
  // Without this, pdf-lib writes the present time and its own name into the file.
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  const { maxPages } = document.meta;
  if (maxPages !== undefined && pdf.getPageCount() > maxPages)
    throw new TooManyPages(document, pdf.getPageCount());
  return finish(pdf);
}

/** What Typst cannot say: viewers show the title of the document instead of the file name. */
async function finish(pdf: PDFDocument): Promise<Uint8Array> {
  pdf.catalog.set(PDFName.of("ViewerPreferences"), pdf.context.obj({ DisplayDocTitle: true }));
  return pdf.save({
    useObjectStreams: false,
    updateFieldAppearances: false,
    // Nothing else waits for this thread.
    objectsPerTick: Number.POSITIVE_INFINITY,
  });
}
