import type { Block, Document, Footnote, Inline } from "./document.ts";
import { plain } from "./plain-text.ts";

/** Every id a document contains (headings, clauses, list items, tick boxes, signature lines, footnotes) with its section, e.g. "Nummer 2.2". */
export function clausePlaces(document: Document): Map<string, string> {
  const places = new Map<string, string>();
  walkIds(document, (id, section) => places.set(id, section));
  return places;
}

interface Identified {
  readonly id: string | undefined;
  readonly formerId?: string;
}

/** Calls `visit` for every id in reading order; ids used twice come twice. */
export function walkIds(
  { blocks, footnotes }: { readonly blocks: readonly Block[]; readonly footnotes: readonly Footnote[] },
  visit: (id: string, section: string) => void,
): void {
  let section = "";
  const add = ({ id, formerId }: Identified): void => {
    for (const each of [id, formerId]) if (each !== undefined && each !== "") visit(each, section);
  };
  const enter = (block: Block): void => {
    switch (block.type) {
      case "heading":
        section = sectionOf(block.number, block.children);
        return add(block);
      case "paragraph":
        return add(block);
      case "list":
        for (const item of block.items) {
          add(item);
          item.children.forEach(enter);
        }
        return;
      case "tickBoxes":
        return block.options.forEach(add);
      case "signatures":
        return block.lines.forEach(add);
      case "table":
      case "pageBreak":
    }
  };
  blocks.forEach(enter);
  for (const note of footnotes) {
    section = `Fußnote ${note.number}`;
    add(note);
  }
}

function sectionOf(number: string | undefined, heading: readonly Inline[]): string {
  return number === undefined ? `„${plain(heading)}“` : `Nummer ${number.replace(/\.$/, "")}`;
}
