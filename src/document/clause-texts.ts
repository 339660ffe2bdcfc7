import { walkIds } from "./clause-places.ts";
import type { Block, Document, Inline } from "./document.ts";
import { inlinesOf } from "./inlines-of.ts";
import { plain } from "./plain-text.ts";

/** A clause with its section ("Nummer 2.2") and its text. */
export interface ClauseText {
  readonly section: string;
  readonly text: string;
}

/** The wording of every clause by its id; what comes from the data reads "…". Headings and signature lines count as well. */
export function clauseTexts(document: Document): Map<string, ClauseText> {
  const texts = new Map<string, string>();
  const enter = (block: Block): void => {
    if (block.type === "list") {
      for (const { id, children } of block.items) {
        if (id !== undefined) texts.set(id, children.map((child) => wordingOf(inlinesOf(child))).join(" "));
        children.forEach(enter);
      }
    } else if (block.type === "tickBoxes") {
      for (const { id, children } of block.options) if (id !== undefined) texts.set(id, wordingOf(children));
    } else if (block.type === "signatures") {
      for (const { id, children } of block.lines) texts.set(id, wordingOf(children));
    } else if ((block.type === "heading" || block.type === "paragraph") && block.id !== undefined) {
      texts.set(block.id, wordingOf(block.children));
    }
  };
  document.blocks.forEach(enter);
  for (const { id, children } of document.footnotes) texts.set(id, wordingOf(children.flatMap(inlinesOf)));
  const clauses = new Map<string, ClauseText>();
  walkIds(document, (id, section) => clauses.set(id, { section, text: texts.get(id) ?? "" }));
  return clauses;
}

function wordingOf(inlines: readonly Inline[]): string {
  // A list of two reads like a list of three.
  return plain(inlines.map(withoutData)).replaceAll(/…(?:(?:, |; | und )…)+/g, "…");
}

function withoutData(inline: Inline): Inline {
  if ("children" in inline) return { ...inline, children: inline.children.map(withoutData) };
  return inline.type === "text" && inline.pointer !== undefined ? { ...inline, value: "…" } : inline;
}
