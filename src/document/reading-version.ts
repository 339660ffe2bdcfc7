import type { Block, Document } from "./document.ts";

/** Its mark on every page. */
export const readingMark = "LESEFASSUNG";

/** The new text as the Änderungsvereinbarung leaves it, to be read: marked on every page, with nothing to sign. */
export function readingVersion({ meta, blocks, footnotes }: Document): Document {
  const mark = [meta.mark ?? [], readingMark].flat().join(" · ");
  const title = `${meta.title} (Lesefassung)`;
  return { meta: { ...meta, title, mark, isReading: true }, blocks: blocks.map(withoutSigning), footnotes };
}

/** Whoever looks for the line to sign on must find which paper has it. */
function withoutSigning(block: Block): Block {
  if (block.type !== "signatures") return block;
  const value = "Dies ist eine Lesefassung; unterschrieben wird allein die Änderungsvereinbarung.";
  const children = [{ type: "strong", children: [{ type: "text", value, pointer: undefined }] }] as const;
  return { type: "paragraph", id: undefined, role: undefined, children };
}
