import type { DocumentMeta } from "../../document/document.ts";
import { page } from "../docx/page.ts";

/**
 * What pandoc's template for RTF leaves out: language, A4 with our margins, head and foot of the page. The template prints
 * the variable as it is, after the tables of fonts and colours.
 */
export function rtfPage(meta: DocumentMeta): Record<string, string> {
  const { top, right, bottom, left, header, footer } = page.margin;
  const size = String.raw`\deflang1031\paperw${page.width}\paperh${page.height}`;
  const margins = String.raw`\margl${left}\margr${right}\margt${top}\margb${bottom}\headery${header}\footery${footer}`;
  const marks = [meta.mark, meta.remark].flatMap((text) => (text === undefined ? [] : [escapeRtf(text)]));
  const head =
    marks.length === 0 ? "" : String.raw`{\header\pard\qc\f0\fs17 ${marks.join(String.raw`\line `)}\par}`;
  const note = meta.footerNote === "" ? "" : String.raw`${escapeRtf(meta.footerNote)}\line `;
  const number = String.raw`Seite {\field{\*\fldinst PAGE}} von {\field{\*\fldinst NUMPAGES}}`;
  const foot = String.raw`{\footer\pard\ql\f0\fs16 ${escapeRtf(meta.footer)}\line ${note}${number}\par}`;
  return { "header-includes": [size, margins, head, foot].join("\n") };
}

/** RTF is ASCII: anything else is the number of its UTF-16 unit, with a sign for readers that do not know it. */
function escapeRtf(text: string): string {
  return text
    .replaceAll(/[\\{}]/g, String.raw`\$&`)
    .replaceAll(/[^ -~]/g, (unit) => String.raw`\u${((unit.charCodeAt(0) + 0x8000) % 0x10000) - 0x8000}?`);
}
