import type { Block, Document } from "./document.ts";

/** Every id a document contains: headings, clauses, list items, tick boxes, signature lines, footnotes. */
export function clauseIds(document: Document): Set<string> {
  const ids = new Set<string>(document.footnotes.map((note) => note.id));
  const add = (id: string | undefined) => id !== undefined && id !== "" && ids.add(id);
  const visit = (block: Block): void => {
    switch (block.type) {
      case "heading":
      case "paragraph":
        add(block.id);
        break;
      case "list":
        for (const item of block.items) {
          add(item.id);
          item.children.forEach(visit);
        }
        break;
      case "tickBoxes":
        for (const option of block.options) add(option.id);
        break;
      case "signatures":
        for (const line of block.lines) add(line.id);
        break;
      case "table":
      case "pageBreak":
        break;
    }
  };
  document.blocks.forEach(visit);
  return ids;
}
