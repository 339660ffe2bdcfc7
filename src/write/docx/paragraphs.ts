import type { Paragraph } from "../../document/document.ts";
import { additionsIn, writeInlines } from "./inlines.ts";
import { listStep } from "./page.ts";
import type { Place, WriterState } from "./state.ts";
import { noNumbering, StyledParagraph } from "./styled-paragraph.ts";
import type { StyledParagraphOptions } from "./styled-paragraph.ts";
import type { StyleId } from "./styles.ts";

export function writeParagraph(paragraph: Paragraph, state: WriterState, place: Place): StyledParagraph {
  const opening = state.takeOpening(place.change);
  return new StyledParagraph({
    style: styleOf(paragraph, place),
    opening,
    keepNext: place.keepNext,
    children: state.bookmarks.around(paragraph, writeInlines(paragraph.children, state, place)),
    end: state.paragraphEnd(place.change),
    additions: additionsIn(paragraph.children),
    ...(place.depth > 0 && paragraph.role === undefined && underItem(place.depth)),
  });
}

function underItem(depth: number): Pick<StyledParagraphOptions, "numbering" | "indent"> {
  // Without the empty numbering pandoc takes the indented paragraph for a quotation and ends the list.
  return { numbering: noNumbering, indent: { left: depth * listStep } };
}

function styleOf(paragraph: Paragraph, place: Place): StyleId {
  switch (paragraph.role) {
    case "untertitel":
      return "Subtitle";
    case "partei":
      return "Partei";
    case undefined:
      return place.depth > 0 ? place.continuation : place.text;
    default:
      return paragraph.role satisfies never;
  }
}
