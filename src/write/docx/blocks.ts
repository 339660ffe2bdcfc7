import type { FileChild } from "docx";
import type { Block, Inline } from "../../document/document.ts";
import { writeHeading } from "./headings.ts";
import { writeList } from "./lists.ts";
import { writeParagraph } from "./paragraphs.ts";
import { writeSignatures } from "./signatures.ts";
import type { Place, WriterState } from "./state.ts";
import { writeTable } from "./tables.ts";
import { writeTickBoxes } from "./tick-boxes.ts";

export function writeBlocks(blocks: readonly Block[], state: WriterState, place: Place): FileChild[] {
  const kept = paragraphsToKeep(blocks);
  return blocks.flatMap((block) => {
    const keepNext = place.keepNext || kept.has(block);
    const within = { ...place, keepNext, change: block.change ?? place.change };
    return state.duringMove(block.move, () => writeBlock(block, state, within));
  });
}

function writeBlock(block: Block, state: WriterState, place: Place): FileChild[] {
  switch (block.type) {
    case "heading":
      return [writeHeading(block, state, place)];
    case "paragraph":
      return [writeParagraph(block, state, place)];
    case "list":
      return writeList(block, state, place, writeBlocks);
    case "table":
      return writeTable(block, state, place);
    case "tickBoxes":
      return writeTickBoxes(block, state, place);
    case "signatures":
      return writeSignatures(block, state, place);
    case "pageBreak":
      state.breakPageBeforeNext(place.change);
      return [];
    default:
      return block satisfies never;
  }
}

/**
 * The sentence people agree to must not stand on another page than their signatures; a sentence that introduces a list
 * or a table stays with its beginning.
 */
function paragraphsToKeep(blocks: readonly Block[]): ReadonlySet<Block> {
  const kept = new Set<Block>();
  let signaturesFollow = false;
  let next: Block | undefined;
  for (const block of blocks.toReversed()) {
    signaturesFollow = block.type === "signatures" || (signaturesFollow && block.type === "paragraph");
    const introduces =
      block.type === "paragraph" &&
      next !== undefined &&
      introduced.has(next.type) &&
      isShort(block.children);
    if (signaturesFollow || introduces) kept.add(block);
    next = block;
  }
  return kept;
}

/** A long text would leave its page empty to stay with what follows. */
function isShort(inlines: readonly Inline[]): boolean {
  return inlines.reduce((sum, inline) => sum + (inline.type === "text" ? inline.value.length : 0), 0) < 500;
}

const introduced: ReadonlySet<Block["type"]> = new Set(["list", "tickBoxes", "table"]);
