import { Paragraph, Tab, TextRun } from "docx";
import type { Footnote } from "../../document/document.ts";
import { writeBlocks } from "./blocks.ts";
import { furtherInFootnote, inFootnote } from "./state.ts";
import type { WriterState } from "./state.ts";
import { closeTables } from "./table-ends.ts";
import { StyledParagraph } from "./styled-paragraph.ts";

export type WordFootnotes = Record<string, { readonly children: readonly Paragraph[] }>;

/** Word's footnotes by their id, which is their number: Word counts the references in the text the same way. */
export function writeFootnotes(footnotes: readonly Footnote[], state: WriterState): WordFootnotes {
  return Object.fromEntries(
    footnotes.map((footnote) => [String(footnote.number), { children: writeFootnote(footnote, state) }]),
  );
}

function writeFootnote(footnote: Footnote, state: WriterState): Paragraph[] {
  // What the end of the body asks of the next paragraph is not meant for a footnote.
  state.takeOpening(undefined);
  const blocks = [
    ...writeBlocks(footnote.children.slice(0, 1), state, inFootnote),
    ...writeBlocks(footnote.children.slice(1), state, furtherInFootnote),
  ];
  const children = closeTables(blocks, state);
  const [first] = children;
  // docx sets the number at the front of the first paragraph, directly before this tab.
  const text = first instanceof Paragraph ? children : [emptyParagraph(), ...children];
  const start = text[0];
  if (start instanceof Paragraph) start.addRunToFront(new TextRun({ children: [new Tab()] }));
  return text as Paragraph[];
}

function emptyParagraph(): Paragraph {
  return new StyledParagraph({ style: "FootnoteText", children: [] });
}
