import { Tab } from "docx";
import type { ParagraphChild } from "docx";
import type { ChangeKind, Heading } from "../../document/document.ts";
import { additionsIn, writeInlines } from "./inlines.ts";
import type { Place, WriterState } from "./state.ts";
import { noNumbering, StyledParagraph } from "./styled-paragraph.ts";
import type { StyledParagraphOptions } from "./styled-paragraph.ts";
import { representable } from "./xml.ts";

const styles = { 1: "Title", 2: "Heading1", 3: "Heading2", 4: "Heading3" } as const;

type Numbering = Pick<StyledParagraphOptions, "numbering" | "indent">;

const unnumbered: Numbering = { numbering: noNumbering, indent: { left: 0, hanging: 0 } };
const numberedByText: Numbering = { numbering: noNumbering, indent: { left: 709, hanging: 709 } };

export function writeHeading(heading: Heading, state: WriterState, place: Place): StyledParagraph {
  const opening = state.takePageBreak(place.change);
  const text = state.bookmarks.around(heading, writeInlines(heading.children, state, place));
  const { numbering, prefix } = numberOf(heading, state, place);
  return new StyledParagraph({
    style: styles[heading.level],
    opening,
    children: [...prefix, ...text],
    end: state.paragraphEnd(place.change),
    additions: additionsIn(heading.children),
    ...numbering,
  });
}

interface HeadingNumber {
  readonly numbering: Numbering;
  readonly prefix: readonly ParagraphChild[];
}

function numberOf(heading: Heading, state: WriterState, { change }: Place): HeadingNumber {
  const { level, number } = heading;
  if (number === undefined) return { numbering: level === 1 ? {} : unnumbered, prefix: [] };
  if (level === 1) return { numbering: {}, prefix: numberRuns(heading, " ", state, change) };
  const placed = state.sections.next(level - 2, number);
  switch (placed.type) {
    case "style":
      return { numbering: {}, prefix: [] };
    case "instance":
      return { numbering: { numbering: { id: placed.id, level: level - 2 } }, prefix: [] };
    case "text":
      return {
        numbering: numberedByText,
        prefix: [...numberRuns(heading, "", state, change), state.textRun({ children: [new Tab()] }, change)],
      };
    default:
      return placed satisfies never;
  }
}

function numberRuns(
  { number = "", formerNumber }: Heading,
  space: string,
  state: WriterState,
  change: ChangeKind | undefined,
): ParagraphChild[] {
  const run = (text: string, of: ChangeKind | undefined) =>
    state.textRun({ text: representable(text) + space }, of);
  if (formerNumber === undefined) return [run(number, change)];
  return [run(formerNumber, "removed"), run(number, "added")];
}
