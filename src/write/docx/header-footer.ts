import { Footer, Header, PageNumber, Tab, TextRun } from "docx";
import type { DocumentMeta } from "../../document/document.ts";
import { letterScale } from "../house-style.ts";
import { usualTextWidth } from "./page.ts";
import type { WriterState } from "./state.ts";
import { StyledParagraph } from "./styled-paragraph.ts";
import type { StyleId } from "./styles.ts";
import { representable } from "./xml.ts";

/** Head of every page; undefined if nothing has to be said there. */
export function writeHeader(meta: DocumentMeta): Header | undefined {
  const children = [...line("Vermerk", meta.mark), ...line("Header", meta.remark)];
  return children.length === 0 ? undefined : new Header({ children });
}

/** A longer note and the page number do not fit on one line; measured with the usual font and margins. */
const longestNote = 100;

/**
 * What identifies the document has a line to itself, because with a long name it fills one; the page number stands at
 * the right end of the next.
 */
export function writeFooter(meta: DocumentMeta, { style, textWidth }: WriterState): Footer {
  const pageNumber = new TextRun({
    children: [new Tab(), "Seite ", PageNumber.CURRENT, " von ", PageNumber.TOTAL_PAGES],
  });
  const note = meta.footerNote === "" ? [] : [new TextRun(representable(meta.footerNote))];
  const room = (longestNote * Math.min(1, textWidth / usualTextWidth)) / letterScale(style);
  const lines = meta.footerNote.length > room ? [note, [pageNumber]] : [[...note, pageNumber]];
  return new Footer({
    children: [
      ...line("FusszeileKennung", meta.footer),
      ...lines.map((children) => new StyledParagraph({ style: "FusszeileSeite", children })),
      ...style.footer.flatMap((text) => line("FusszeileHaus", text)),
    ],
  });
}

function line(style: StyleId, text: string | undefined): StyledParagraph[] {
  if (text === undefined || text === "") return [];
  return [new StyledParagraph({ style, children: [new TextRun(representable(text))] })];
}
