import { ParseSpeeds, PDFDocument, PDFName, PDFRawStream, PDFRef } from "pdf-lib";
import type { Document } from "../../document/document.ts";
import { plainStyle, type HouseStyle } from "../house-style.ts";
import { TooManyPages } from "../too-many-pages.ts";
import { writeTypst, type Attachment } from "../typst.ts";
import { formFields } from "../form-fields.ts";
import { addFields } from "./fields.ts";
import { withUaIdentification } from "./xmp.ts";

/** Turns Typst source into a PDF; where fonts and the native compiler come from is not the writer's business. */
export interface TypstCompiler {
  /** Throws with the compiler's own message where the source does not compile: always our mistake. */
  readonly compile: (source: string, standard: PdfStandard) => Uint8Array;
  /** What elements with a label say about themselves. */
  readonly query: (source: string, label: string) => unknown;
  /** The whole regular font, for form fields: nobody knows yet what will be written into them. */
  readonly regularFont: () => Uint8Array;
}

/** The compiler takes one standard per call. */
export type PdfStandard = "a-3a" | "ua-1";

/** Throws TooManyPages. The compiler has the fonts and the logo of the style. */
export async function writePdf(
  document: Document,
  attachments: readonly Attachment[],
  compiler: TypstCompiler,
  style: HouseStyle = plainStyle,
): Promise<Uint8Array> {
  const { maxPages = Infinity } = document.meta;
  const printed = async (balanced: boolean) => {
    const bytes = compiler.compile(writeTypst(document, attachments, { style, balanced }), "a-3a");
    // Without this, pdf-lib writes the present time and its own name into the file.
    return PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  };
  const balanced = await printed(true);
  if (balanced.getPageCount() <= maxPages) return finish(balanced, document, compiler);
  // Columns were balanced by guess: full ones hold a little more.
  const full = await printed(false);
  if (full.getPageCount() > maxPages) throw new TooManyPages(document, full.getPageCount());
  return finish(full, document, compiler);
}

/** What Typst cannot say: the title in the window, PDF/UA, fields to sign in. */
async function finish(
  pdf: PDFDocument,
  document: Document,
  { regularFont }: TypstCompiler,
): Promise<Uint8Array> {
  pdf.catalog.set(PDFName.of("ViewerPreferences"), pdf.context.obj({ DisplayDocTitle: true }));
  identifyAsUa(pdf);
  addFields(pdf, formFields(document), regularFont);
  const bytes = await pdf.save({
    useObjectStreams: false,
    updateFieldAppearances: false,
    // Nothing else waits for this thread.
    objectsPerTick: Number.POSITIVE_INFINITY,
  });
  return withFinalLineBreak(bytes);
}

/** Programs that sign append their objects; PDF/A wants each at the start of a line, and pdf-lib leaves the last one open. */
function withFinalLineBreak(bytes: Uint8Array): Uint8Array {
  const ended = new Uint8Array(bytes.length + 1);
  ended.set(bytes);
  ended[bytes.length] = 0x0a;
  return ended;
}

/** PDF/A wants the metadata uncompressed. */
function identifyAsUa({ catalog, context }: PDFDocument): void {
  const key = PDFName.of("Metadata");
  const metadata = catalog.lookup(key);
  if (!(metadata instanceof PDFRawStream)) throw new Error("the PDF has no metadata");
  const xmp = withUaIdentification(new TextDecoder().decode(metadata.getContents()));
  const stream = context.stream(new TextEncoder().encode(xmp), { Type: "Metadata", Subtype: "XML" });
  const reference = catalog.get(key);
  if (reference instanceof PDFRef) context.assign(reference, stream);
}
