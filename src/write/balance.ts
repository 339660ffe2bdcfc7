import type { Block } from "../document/document.ts";
import { inlinesOf } from "../document/inlines-of.ts";
import { plain } from "../document/plain-text.ts";

/** What a column of a "blatt" holds, in characters, measured with room to spare. */
const columnHolds = 3300;
/** What starting a block costs in characters: rests of lines, space around it. */
const costOfBlock = 45;

/**
 * The place where the second of two columns begins, so that both are about equally long: before the section that comes
 * closest to the middle. Undefined where the columns are full anyway.
 */
export function secondColumn(blocks: readonly Block[]): number | undefined {
  const weights = blocks.map(weightOf);
  const total = sum(weights);
  const middles = blocks.flatMap((block, index) => {
    if (block.type !== "heading" || index === 0) return [];
    const before = sum(weights.slice(0, index));
    return [{ index, longer: Math.max(before, total - before) }];
  });
  const best = middles.sort((a, b) => a.longer - b.longer)[0];
  return best && best.longer <= columnHolds ? best.index : undefined;
}

function weightOf(block: Block): number {
  const lines = block.type === "list" ? block.items.length : block.type === "heading" ? 2 : 1;
  return plain(inlinesOf(block)).length + lines * costOfBlock;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
