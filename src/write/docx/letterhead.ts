import {
  ImageRun,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { FileChild } from "docx";
import type { DocumentMeta } from "../../document/document.ts";
import { hasLetterhead, isLogoAbove, logoSize, type Logo } from "../house-style.ts";
import { twips } from "./page.ts";
import type { WriterState } from "./state.ts";
import { StyledParagraph } from "./styled-paragraph.ts";
import { representable } from "./xml.ts";

const none = { left: 0, right: 0 };

/** Logo and lines at the top of the first page: side by side, or one above the other where the logo is wide. */
export function writeLetterhead(state: WriterState, layout: DocumentMeta["layout"]): FileChild[] {
  const { style, textWidth } = state;
  if (!hasLetterhead(style)) return [];
  const { logo } = style;
  const size = logo && logoSize(logo, (textWidth * 25.4) / 1440, layout);
  const picture = logo && size && pictureOf(logo, size);
  const rule = new StyledParagraph({ style: "BriefkopfLinie", children: [] });
  const logoWidth = twips(size?.width ?? 0);
  if (!picture || isLogoAbove(logoWidth, textWidth) || style.letterhead.length === 0)
    return [...(picture ? [picture] : []), ...linesOf(style.letterhead, "Briefkopf", layout), rule];
  const widths = [logoWidth, textWidth - logoWidth];
  const cells = [[picture], linesOf(style.letterhead, "BriefkopfRechts", layout)].map(
    (children, column) =>
      new TableCell({
        width: { size: widths[column] ?? 0, type: WidthType.DXA },
        margins: none,
        verticalAlign: "center",
        children,
      }),
  );
  const table = new Table({
    rows: [new TableRow({ cantSplit: true, children: cells })],
    columnWidths: widths,
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: TableBorders.NONE,
  });
  return [table, rule];
}

/** On a "blatt", which has to hold a page, they stand in one line. */
function linesOf(
  lines: readonly string[],
  style: "Briefkopf" | "BriefkopfRechts",
  layout: DocumentMeta["layout"],
): StyledParagraph[] {
  const runs = lines.map((line, index) => {
    const gap = layout === "blatt" && index > 0 ? "\u2003" : "";
    return new TextRun({ text: gap + representable(line), ...(index === 0 && { bold: true }) });
  });
  const paragraphs = layout === "blatt" ? [runs] : runs.map((run) => [run]);
  return paragraphs.map((children) => new StyledParagraph({ style, children }));
}

/** At 96 pixels to the inch. */
const pixels = (millimetres: number) => (millimetres * 96) / 25.4;

function pictureOf(
  { forWord, alt }: Logo,
  { width, height }: { readonly width: number; readonly height: number },
): StyledParagraph {
  const image = new ImageRun({
    type: forWord.format,
    data: forWord.bytes,
    transformation: { width: pixels(width), height: pixels(height) },
    altText: { id: "1", name: "Logo", description: representable(alt), title: "" },
  });
  return new StyledParagraph({ style: "Briefkopf", children: [image] });
}
