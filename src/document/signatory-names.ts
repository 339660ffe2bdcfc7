import type { Document, Inline, SignatureLine } from "./document.ts";

/** The document with names below the lines to sign on, by the ids of the lines; its data and its hash know nothing of them. */
export function withNames(document: Document, names: ReadonlyMap<string, string>): Document {
  if (names.size === 0) return document;
  const named = (line: SignatureLine): SignatureLine => {
    const name = names.get(line.id);
    return name === undefined ? line : { ...line, name };
  };
  const blocks = document.blocks.map((block) =>
    block.type === "signatures" ? { ...block, lines: block.lines.map(named) } : block,
  );
  return { ...document, blocks };
}

/** All lines to sign on, in the order of the document. */
export function signatureLines({ blocks }: Document): SignatureLine[] {
  return blocks.flatMap((block) => (block.type === "signatures" ? block.lines : []));
}

/** What stands below a line: the name, if it is known, over the function. */
export function belowLine({ name, children }: SignatureLine): readonly Inline[] {
  if (name === undefined) return children;
  return [{ type: "text", value: name, pointer: undefined }, { type: "lineBreak" }, ...children];
}
