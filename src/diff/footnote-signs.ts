import type { Document, FootnoteReference, Inline, Reference } from "../document/document.ts";
import { mapInlines } from "../document/map-inlines.ts";

/** Leads nowhere: printed without a link. */
export const noTarget = "";

/**
 * A document as it can be merged with another one. The first sign of each footnote in the text stays one; what prints
 * a footnote's number otherwise becomes a reference, because that number is text and may have changed. Marks of an
 * earlier comparison are gone.
 */
export function withPlainSigns(document: Document): Document {
  const seen = new Set<number>();
  const ids = new Map(document.footnotes.map(({ number, id }) => [number, id]));
  const isFirst = ({ number }: FootnoteReference) => {
    if (!ids.has(number) || seen.has(number)) return false;
    seen.add(number);
    return true;
  };
  const inText = replacing((sign) =>
    isFirst(sign) ? sign : asReference(sign.number, ids.get(sign.number) ?? noTarget),
  );
  // Word knows no footnotes within footnotes.
  const inFootnote = replacing(({ number }) => asReference(number, noTarget));
  const blocks = document.blocks.map((block) => mapInlines(block, inText));
  const footnotes = document.footnotes.map((footnote) => ({
    ...footnote,
    children: footnote.children.map((block) => mapInlines(block, inFootnote)),
  }));
  return { ...document, blocks, footnotes };
}

function asReference(number: number, target: string): Reference {
  return { type: "reference", target, value: String(number), raised: true };
}

type Replacement = (sign: FootnoteReference) => FootnoteReference | Reference;

function replacing(replace: Replacement): (inlines: readonly Inline[]) => readonly Inline[] {
  const all = (inlines: readonly Inline[]): readonly Inline[] =>
    inlines.flatMap((inline): readonly Inline[] => {
      if (inline.type === "change") return all(inline.children);
      if (inline.type === "footnoteReference") return [replace(inline)];
      return "children" in inline ? [{ ...inline, children: all(inline.children) }] : [inline];
    });
  return all;
}
