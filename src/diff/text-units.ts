import { walkIds } from "../document/clause-places.ts";
import type { Block, Document, Inline, Text } from "../document/document.ts";
import { inlinesOf } from "../document/inlines-of.ts";

export type UnitKind = "heading" | "paragraph" | "item" | "row" | "box" | "signature" | "note";

/** A stretch of text that stands by itself: a heading, a paragraph, a list item, a row of a table, a footnote. */
export interface TextUnit {
  readonly kind: UnitKind;
  /** Id of the clause; undefined for text that nothing refers to. */
  readonly id: string | undefined;
  /** The section it stands in, e.g. "Nummer 2.2". */
  readonly section: string;
  /** With the number of a heading and the mark of a tick box, since these are read as well. */
  readonly inlines: readonly Inline[];
}

/** A document as the list of its texts, in reading order; page breaks have none. */
export function textUnits(document: Document): TextUnit[] {
  const units: TextUnit[] = [];
  const sections = new Map<string, string>();
  walkIds(document, (id, section) => sections.set(id, section));
  let section = "";
  const add = (kind: UnitKind, id: string | undefined, inlines: readonly Inline[]): void => {
    section = (id === undefined ? undefined : sections.get(id)) ?? section;
    units.push({ kind, id: id === "" ? undefined : id, section, inlines });
  };
  const enter = (block: Block): void => {
    switch (block.type) {
      case "heading":
        return add("heading", block.id, [...numberOf(block.number), ...block.children]);
      case "paragraph":
        return add("paragraph", block.id, block.children);
      case "list":
        return block.items.forEach(({ id, children: [first, ...rest] }) => {
          if (first?.type === "paragraph") add("item", id ?? first.id, first.children);
          else if (first) enter(first);
          rest.forEach(enter);
        });
      case "table":
        return [block.header, ...block.rows].forEach((cells) => add("row", undefined, joined(cells)));
      case "tickBoxes":
        return block.options.forEach(({ id, checked, children }) =>
          add("box", id, [text(checked ? "☑ " : "☐ "), ...children]),
        );
      case "signatures":
        add("signature", undefined, block.intro);
        return block.lines.forEach(({ id, children }) => add("signature", id, children));
      case "pageBreak":
    }
  };
  document.blocks.forEach(enter);
  for (const { number, id, children } of document.footnotes) {
    section = `Fußnote ${number}`;
    add("note", id, children.flatMap(inlinesOf));
  }
  return units;
}

function numberOf(number: string | undefined): Inline[] {
  return number === undefined ? [] : [text(`${number} `)];
}

function joined(cells: readonly (readonly Inline[])[]): Inline[] {
  return cells.flatMap((cell, index) => (index === 0 ? cell : [text(" | "), ...cell]));
}

function text(value: string): Text {
  return { type: "text", value, pointer: undefined };
}

/** The fields whose values a text shows; asked for once for each change, and made once. */
export function pointersIn(unit: TextUnit): ReadonlySet<string> {
  const known = pointersOfUnits.get(unit);
  if (known) return known;
  const pointers = new Set<string>();
  const visit = (inline: Inline): void => {
    if ("children" in inline) inline.children.forEach(visit);
    else if ("pointer" in inline && inline.pointer !== undefined) pointers.add(inline.pointer);
  };
  unit.inlines.forEach(visit);
  pointersOfUnits.set(unit, pointers);
  return pointers;
}

const pointersOfUnits = new WeakMap<TextUnit, ReadonlySet<string>>();
