import type { FileChild } from "docx";
import type { Block } from "../../document/document.ts";
import { paragraphsToKeep } from "../kept-paragraphs.ts";
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
