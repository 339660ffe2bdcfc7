import type { FileChild } from "docx";
import type { Block, List, ListItem } from "../../document/document.ts";
import { writeInlines } from "./inlines.ts";
import { bulletsInstance, deepestLevel } from "./numbering.ts";
import type { Place, WriterState } from "./state.ts";
import { StyledParagraph } from "./styled-paragraph.ts";

type WriteBlocks = (blocks: readonly Block[], state: WriterState, place: Place) => FileChild[];

/** Takes the writer of blocks as an argument because items hold blocks and blocks hold lists. */
export function writeList(
  list: List,
  state: WriterState,
  place: Place,
  writeBlocks: WriteBlocks,
): FileChild[] {
  const level = Math.min(place.depth, deepestLevel);
  // A numbering of its own for every list, or it would go on counting where the last one ended.
  const id = list.ordered ? state.numbering.add("decimals", new Map([[level, 1]])) : bulletsInstance;
  const inside = { ...place, depth: place.depth + 1, keepNext: false };
  return list.items.flatMap((item) => {
    const { first, rest } = splitItem(item);
    const opening = state.takeOpening();
    const children = state.bookmarks.around(item.id, firstParagraph(first, state, inside));
    const marked = new StyledParagraph({ style: place.item, opening, numbering: { id, level }, children });
    return [marked, ...writeBlocks(rest, state, inside)];
  });
}

/** The mark stands before a paragraph; an item that starts with something else gets an empty one to carry it. */
function splitItem(item: ListItem): { first: Block | undefined; rest: readonly Block[] } {
  const [first, ...rest] = item.children;
  return first?.type === "paragraph" ? { first, rest } : { first: undefined, rest: item.children };
}

function firstParagraph(first: Block | undefined, state: WriterState, place: Place) {
  if (first?.type !== "paragraph") return [];
  return state.bookmarks.around(first.id, writeInlines(first.children, state, place));
}
