import type { Finding } from "../findings/finding.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import type { Document, Inline } from "./document.ts";
import { inlinesOf } from "./inlines-of.ts";

/** A document that needs more pages than it may have: shown at its longest text, and naming the next longest. */
export function tooLongFinding(document: Document, pages: number, parsed: ParsedYaml): Finding {
  const { title, maxPages } = document.meta;
  const longest = textLengths(document).slice(0, 3);
  const pointer = longest[0]?.[0] ?? "";
  const args = {
    dokument: title,
    seiten: pages,
    erlaubt: maxPages ?? pages,
    laengste: longest.map(([at, length]) => `${at} (${length} Zeichen)`),
  };
  return findingIn(parsed, pointer, { code: "dokument-zu-lang", args });
}

/** How many characters each field of the data takes in a document, by pointer, longest first. */
function textLengths(document: Document): [pointer: string, length: number][] {
  const lengths = new Map<string, number>();
  const count = (inline: Inline): void => {
    if ("children" in inline) inline.children.forEach(count);
    if (inline.type !== "text" || inline.pointer === undefined) return;
    lengths.set(inline.pointer, (lengths.get(inline.pointer) ?? 0) + inline.value.length);
  };
  document.blocks.flatMap(inlinesOf).forEach(count);
  return [...lengths].sort((a, b) => b[1] - a[1]);
}
