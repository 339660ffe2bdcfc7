import type { Block, Inline } from "./document.ts";

/** All running text of a block, in reading order. */
export function inlinesOf(block: Block): readonly Inline[] {
  switch (block.type) {
    case "heading":
    case "paragraph":
      return block.children;
    case "list":
      return block.items.flatMap((item) => item.children.flatMap(inlinesOf));
    case "table":
      return [block.header, ...block.rows].flat(2);
    case "tickBoxes":
      return block.options.flatMap((option) => option.children);
    case "signatures":
      return [...block.intro, ...block.lines.flatMap((line) => line.children)];
    case "pageBreak":
      return [];
  }
}
