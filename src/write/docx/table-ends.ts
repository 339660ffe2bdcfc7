import { Table as WordTable } from "docx";
import type { FileChild } from "docx";
import { spaceAfterTable } from "./page.ts";
import type { WriterState } from "./state.ts";
import { StyledParagraph } from "./styled-paragraph.ts";
import type { StyledParagraphOptions } from "./styled-paragraph.ts";
import type { ParagraphEnd } from "./tracked-changes.ts";

/**
 * Word joins two tables that touch, and cannot end a text with one: a paragraph without height parts them. In a redline
 * it also comes after paragraphs that changes may take away, because their end needs a paragraph to become one with.
 */
export function closeTables(children: readonly FileChild[], state: WriterState): FileChild[] {
  const closed: FileChild[] = [];
  let tablePrecedes = false;
  for (const child of children) {
    if (child instanceof WordTable) close(closed, state, tablePrecedes ? spaceAfterTable : undefined);
    if (wouldJoin(closed.at(-1), child))
      closed.push(new WithoutHeight({ end: state.paragraphEnd("removed") }));
    closed.push(child);
    if (!endOf(child)) tablePrecedes = child instanceof WordTable;
  }
  close(closed, state, undefined);
  return closed;
}

function close(closed: FileChild[], state: WriterState, spaceBefore: number | undefined): void {
  const last = closed.at(-1);
  const end = endOf(last);
  const opening = { pageBreakBefore: false, spaceBefore };
  if (end) {
    // LibreOffice leaves a paragraph that looks like the first that vanishes: not like a heading or an item, please.
    const start = closed.findLastIndex((each) => !vanishTogether(end, endOf(each))) + 1;
    const first = state.duringMove(endOf(closed[start])?.move, () => state.paragraphEnd(end.change));
    closed.splice(start, 0, new WithoutHeight({ end: first }));
    closed.push(new WithoutHeight({ opening, keepNext: true }));
  } else if (last instanceof WordTable) closed.push(new WithoutHeight({ opening }));
}

/**
 * LibreOffice 7.4 makes one addition of two where a paragraph ends with the one and the next begins with the other;
 * rejecting it would take the end between them. It also takes an added footnote at the end for more than it is. A paragraph between the two, without height and removed, prevents it.
 */
function wouldJoin(last: FileChild | undefined, next: FileChild): boolean {
  if (!(last instanceof StyledParagraph && next instanceof StyledParagraph) || last.end) return false;
  const beginsWithAddition = next.end ? next.end.change === "added" : next.additions?.first;
  return last.additions?.sign === true || (last.additions?.last === true && beginsWithAddition === true);
}

/** LibreOffice keeps what moves apart from what comes and goes. */
function vanishTogether(one: ParagraphEnd, other: ParagraphEnd | undefined): boolean {
  return one.change === other?.change && (one.move === undefined) === (other.move === undefined);
}

/** Of a paragraph that changes may take away. */
function endOf(child: FileChild | undefined): ParagraphEnd | undefined {
  return child instanceof StyledParagraph ? child.end : undefined;
}

class WithoutHeight extends StyledParagraph {
  constructor(options: Pick<StyledParagraphOptions, "opening" | "keepNext" | "end">) {
    super({ style: "Tabellenende", children: [], ...options });
  }
}
