import type { Block, Inline } from "./document.ts";

/** The same block with other running text: `map` gets what stands in one paragraph, cell or label. */
export function mapInlines(block: Block, map: (inlines: readonly Inline[]) => readonly Inline[]): Block {
  switch (block.type) {
    case "heading":
    case "paragraph":
      return { ...block, children: map(block.children) };
    case "list":
      return {
        ...block,
        items: block.items.map((item) => ({
          ...item,
          children: item.children.map((child) => mapInlines(child, map)),
        })),
      };
    case "table":
      return {
        ...block,
        header: block.header.map(map),
        rows: block.rows.map((row) => row.map(map)),
      };
    case "tickBoxes":
      return {
        ...block,
        options: block.options.map((option) => ({ ...option, children: map(option.children) })),
      };
    case "signatures":
      return {
        ...block,
        intro: map(block.intro),
        lines: block.lines.map((line) => ({ ...line, children: map(line.children) })),
      };
    case "pageBreak":
      return block;
  }
}
