import type { FileChild } from "docx";
import type { Block, List, ListItem, Paragraph } from "../../document/document.ts";
import { additionsIn, writeInlines } from "./inlines.ts";
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
  return list.items.flatMap((item) => {
    const within = { ...place, change: item.change ?? place.change };
    return state.duringMove(item.move, () => writeItem(item, { id, level }, state, within, writeBlocks));
  });
}

function writeItem(
  item: ListItem,
  numbering: { readonly id: number; readonly level: number },
  state: WriterState,
  place: Place,
  writeBlocks: WriteBlocks,
): FileChild[] {
  const { first, rest } = splitItem(item);
  const inside = { ...place, depth: place.depth + 1, keepNext: false };
  const marked = new StyledParagraph({
    style: place.item,
    opening: state.takeOpening(place.change),
    numbering,
    children: state.bookmarks.around(item, firstParagraph(first, state, inside)),
    end: state.paragraphEnd(place.change),
    ...(first && { additions: additionsIn(first.children) }),
  });
  return [marked, ...writeBlocks(rest, state, inside)];
}

/** The mark stands before a paragraph; an item that starts with something else gets an empty one to carry it. */
function splitItem(item: ListItem): { first: Paragraph | undefined; rest: readonly Block[] } {
  const [first, ...rest] = item.children;
  return first?.type === "paragraph" ? { first, rest } : { first: undefined, rest: item.children };
}

function firstParagraph(first: Paragraph | undefined, state: WriterState, place: Place) {
  if (!first) return [];
  return state.bookmarks.around(first, writeInlines(first.children, state, place));
}
