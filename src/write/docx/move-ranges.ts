import type { FileChild } from "docx";
import type { WriterState } from "./state.ts";
import { StyledParagraph } from "./styled-paragraph.ts";
import type { ParagraphEnd } from "./tracked-changes.ts";

/** Marks where each move begins and ends, at both of its places. */
export function withMoveRanges(children: readonly FileChild[], state: WriterState): FileChild[] {
  const marked: FileChild[] = [];
  let open: { readonly end: ParagraphEnd; readonly mark: FileChild } | undefined;
  for (const child of children) {
    const end = child instanceof StyledParagraph ? child.end : undefined;
    if (open && !isSameMove(open.end, end)) {
      marked.push(open.mark);
      open = undefined;
    }
    const range = open || end?.move === undefined ? undefined : state.moveRange(end.change, end.move);
    if (end && range) {
      marked.push(range[0]);
      open = { end, mark: range[1] };
    }
    marked.push(child);
  }
  return open ? [...marked, open.mark] : marked;
}

function isSameMove(one: ParagraphEnd, other: ParagraphEnd | undefined): boolean {
  return one.move === other?.move && one.change === other?.change;
}
