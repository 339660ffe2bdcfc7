import type { Block, Document } from "../document/document.ts";

/** On a "blatt", title and subtitle stand across the page and the rest in two columns; otherwise all is one body. */
export function splitHead({ meta, blocks }: Document): [head: readonly Block[], body: readonly Block[]] {
  if (meta.layout !== "blatt") return [[], blocks];
  const isHead = (block: Block) =>
    (block.type === "heading" && block.level === 1) ||
    (block.type === "paragraph" && block.role === "untertitel");
  const end = blocks.findIndex((block) => !isHead(block));
  return end < 0 ? [blocks, []] : [blocks.slice(0, end), blocks.slice(end)];
}
