import { Document as WordDocument, Packer } from "docx";
import type { Document } from "../../document/document.ts";
import { closeTables, writeBlocks } from "./blocks.ts";
import { corePropertiesXml, fontTableXml, settingsXml } from "./fixed-parts.ts";
import { writeFootnotes } from "./footnotes.ts";
import { writeFooter, writeHeader } from "./header-footer.ts";
import { numberingXml } from "./numbering-xml.ts";
import { repack } from "./package.ts";
import { page } from "./page.ts";
import { inBody, WriterState } from "./state.ts";
import { stylesXml } from "./styles-xml.ts";

const styles = stylesXml();

/** The document as a .docx file. Depends on nothing but the document: the same document gives the same bytes. */
export async function writeDocx(document: Document): Promise<Uint8Array> {
  const state = new WriterState(document);
  const header = writeHeader(document.meta);
  const word = new WordDocument({
    sections: [
      {
        properties: { page: { size: { width: page.width, height: page.height }, margin: page.margin } },
        ...(header !== undefined && { headers: { default: header } }),
        footers: { default: writeFooter(document.meta) },
        children: closeTables(writeBlocks(document.blocks, state, inBody)),
      },
    ],
    footnotes: writeFootnotes(document.footnotes, state),
    // The styles are ours alone (below); docx's own would only cost time.
    styles: { importedStyles: [] },
  });
  // Compressed once, by repack.
  const archive = await Packer.compiler
    .compile(word)
    .generateAsync({ type: "uint8array", compression: "STORE" });
  return repack(archive, partsOf(document, state));
}

/** The parts docx cannot write as we need them. */
function partsOf(document: Document, state: WriterState): ReadonlyMap<string, string> {
  return new Map([
    ["docProps/core.xml", corePropertiesXml(document.meta)],
    ["word/fontTable.xml", fontTableXml],
    ["word/numbering.xml", numberingXml(state.numbering.all)],
    ["word/settings.xml", settingsXml],
    ["word/styles.xml", styles],
  ]);
}
