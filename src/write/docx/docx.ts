import { Document as WordDocument, Packer } from "docx";
import type { Block, Document } from "../../document/document.ts";
import { plainStyle, type HouseStyle } from "../house-style.ts";
import { splitHead } from "../split-head.ts";
import { writeBlocks } from "./blocks.ts";
import { corePropertiesXml } from "./fixed-parts.ts";
import { fontParts } from "./font-parts.ts";
import { writeFootnotes } from "./footnotes.ts";
import { writeFooter, writeHeader } from "./header-footer.ts";
import { numberingXml } from "./numbering-xml.ts";
import { formInsertions, formParts } from "./form-parts.ts";
import { withMoveRanges } from "./move-ranges.ts";
import { writeLetterhead } from "./letterhead.ts";
import { repack } from "./package.ts";
import { page } from "./page.ts";
import { inBody, WriterState } from "./state.ts";
import { closeTables } from "./table-ends.ts";
import { stylesFor } from "./styles-for.ts";

/** The document as a .docx file. Depends on nothing but the document and the style: the same ones give the same bytes. */
export async function writeDocx(document: Document, style: HouseStyle = plainStyle): Promise<Uint8Array> {
  return wordFile(document, new WriterState(document, style));
}

/** The document as a .docx file, written as the state says. */
export async function wordFile(document: Document, state: WriterState): Promise<Uint8Array> {
  const header = writeHeader(document.meta);
  const pageProperties = { size: { width: page.width, height: page.height }, margin: state.page.margin };
  const [head, body] = splitHead(document);
  const written = (blocks: readonly Block[]) =>
    withMoveRanges(closeTables(writeBlocks(blocks, state, inBody), state), state);
  const first = (blocks: readonly Block[]) => ({
    properties: { page: pageProperties },
    ...(header !== undefined && { headers: { default: header } }),
    footers: { default: writeFooter(document.meta, state) },
    children: [...writeLetterhead(state, document.meta.layout), ...written(blocks)],
  });
  const inColumns = (blocks: readonly Block[]) => ({
    properties: { type: "continuous" as const, column: { count: 2, space: 510 }, page: pageProperties },
    children: written(blocks),
  });
  const word = new WordDocument({
    sections: head.length === 0 ? [first(body)] : [first(head), inColumns(body)],
    footnotes: writeFootnotes(document.footnotes, state),
    // The styles are ours alone (below); docx's own would only cost time.
    styles: { importedStyles: [] },
  });
  // Compressed once, by repack.
  const archive = await Packer.compiler
    .compile(word)
    .generateAsync({ type: "uint8array", compression: "STORE" });
  return document.meta.isForm
    ? repack(archive, new Map([...partsOf(document, state), ...formParts(document, state)]), formInsertions)
    : repack(archive, partsOf(document, state), []);
}

/** The parts docx cannot write as we need them. */
function partsOf(document: Document, state: WriterState): ReadonlyMap<string, string | Uint8Array> {
  return new Map<string, string | Uint8Array>([
    ["docProps/core.xml", corePropertiesXml(document.meta)],
    ["word/numbering.xml", numberingXml(state.numbering.all)],
    ["word/styles.xml", stylesFor(document.meta.layout, state)],
    ...fontParts(state.style),
  ]);
}
