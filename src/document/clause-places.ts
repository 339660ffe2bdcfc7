import type { Block, Document, Footnote, Inline } from "./document.ts";
import { plain } from "./plain-text.ts";

/** Every id a document contains (headings, clauses, list items, tick boxes, signature lines, footnotes) with its section, e.g. "Nummer 2.2". */
export function clausePlaces(document: Document): Map<string, string> {
  const places = new Map<string, string>();
  walkIds(document, (id, section) => places.set(id, section));
  return places;
}

/** Calls `visit` for every id in reading order; ids used twice come twice. */
export function walkIds(
  { blocks, footnotes }: { readonly blocks: readonly Block[]; readonly footnotes: readonly Footnote[] },
  visit: (id: string, section: string) => void,
): void {
  let section = "";
  const add = (id: string | undefined): void => {
    if (id !== undefined && id !== "") visit(id, section);
  };
  const enter = (block: Block): void => {
    switch (block.type) {
      case "heading":
        section = sectionOf(block.number, block.children);
        return add(block.id);
      case "paragraph":
        return add(block.id);
      case "list":
        for (const item of block.items) {
          add(item.id);
          item.children.forEach(enter);
        }
        return;
      case "tickBoxes":
        return block.options.forEach((option) => add(option.id));
      case "signatures":
        return block.lines.forEach((line) => add(line.id));
      case "table":
      case "pageBreak":
    }
  };
  blocks.forEach(enter);
  for (const note of footnotes) {
    section = `Fußnote ${note.number}`;
    add(note.id);
  }
}

function sectionOf(number: string | undefined, heading: readonly Inline[]): string {
  return number === undefined ? `„${plain(heading)}“` : `Nummer ${number.replace(/\.$/, "")}`;
}
