import type { Block, Document, ListItem } from "../../document/document.ts";

/** Every id that can be the target of a reference, in reading order. */
export function collectIds(document: Document): string[] {
  const ids: string[] = [];
  for (const block of document.blocks) collectFromBlock(block, ids);
  for (const footnote of document.footnotes) {
    ids.push(footnote.id);
    for (const block of footnote.children) collectFromBlock(block, ids);
  }
  return ids;
}

function collectFromBlock(block: Block, ids: string[]): void {
  switch (block.type) {
    case "heading":
    case "paragraph":
      addIds(block, ids);
      return;
    case "list":
      for (const item of block.items) collectFromItem(item, ids);
      return;
    case "tickBoxes":
      for (const option of block.options) addIds(option, ids);
      return;
    case "signatures":
      for (const line of block.lines) ids.push(line.id);
      return;
    case "table":
    case "pageBreak":
      return;
    default:
      block satisfies never;
  }
}

function collectFromItem(item: ListItem, ids: string[]): void {
  addIds(item, ids);
  for (const child of item.children) collectFromBlock(child, ids);
}

function addIds({ id, formerId }: Pick<ListItem, "id" | "formerId">, ids: string[]): void {
  if (id !== undefined) ids.push(id);
  if (formerId !== undefined) ids.push(formerId);
}
