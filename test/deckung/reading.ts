import type { Profile } from "../../src/check/profile.ts";
import type { Block, Document, Footnote, Inline, Text } from "../../src/document/document.ts";
import { inlinesOf } from "../../src/document/inlines-of.ts";
import { inlineText } from "../inline-text.ts";

/** Running text as a reader sees it: gaps as a line, boxes as ☐ or ☑. */
export interface Passage {
  readonly text: string;
  /** The pieces that came from data. */
  readonly values: readonly Text[];
}

/** One document or checklist, ready to be asked what it says where. */
export interface Reading {
  /** Undefined for a checklist. */
  readonly document: Document | undefined;
  /** By id: headings, paragraphs, list items, tick boxes, signature lines, footnotes. */
  readonly clauses: ReadonlyMap<string, Passage>;
  /** By id of a heading: what stands under it, including lists and tables without ids. */
  readonly sections: ReadonlyMap<string, Passage>;
  /** The same without one clause. */
  readonly without: (id: string) => Reading;
}

export function readingOf(document: Document): Reading {
  const clauses = new Map<string, Passage>();
  const add = (id: string | undefined, prefix: string, inlines: readonly Inline[]): void => {
    if (id !== undefined && id !== "") clauses.set(id, passageOf(prefix, inlines));
  };
  for (const block of document.blocks) {
    if (block.type === "heading") add(block.id, block.number ? `${block.number} ` : "", block.children);
    if (block.type === "paragraph") add(block.id, "", block.children);
    if (block.type === "list")
      for (const item of block.items) add(item.id, "", item.children.flatMap(inlinesOf));
    if (block.type === "tickBoxes")
      for (const { id, checked, children } of block.options) add(id, checked ? "☑ " : "☐ ", children);
    if (block.type === "signatures") for (const line of block.lines) add(line.id, "", line.children);
  }
  for (const note of document.footnotes) add(note.id, "", note.children.flatMap(inlinesOf));
  const without = (id: string) => readingOf(withoutClause(document, id));
  return { document, clauses, sections: sectionsOf(document.blocks), without };
}

/** A checklist: its description, each step with what belongs to it, each item with its remedy. */
export function checklistReading({ definition, steps }: Profile): Reading {
  return readingOfTexts(
    new Map([
      ["beschreibung", definition.description ?? ""],
      ...steps.map(({ titel, inhalt = [] }, index): [string, string] => [
        `schritt-${index + 1}`,
        `${index + 1} ${titel}: ${inhalt.join("; ")}`,
      ]),
      ...definition.allOf.map(({ "x-punkt": { id, titel, abhilfe } }): [string, string] => [
        id,
        `${titel}. ${abhilfe}`,
      ]),
    ]),
  );
}

function readingOfTexts(texts: ReadonlyMap<string, string>): Reading {
  const clauses = new Map([...texts].map(([id, text]): [string, Passage] => [id, { text, values: [] }]));
  const without = (gone: string) => readingOfTexts(new Map([...texts].filter(([id]) => id !== gone)));
  return { document: undefined, clauses, sections: new Map(), without };
}

/** The same with other words in one place. */
export function reworded(reading: Reading, id: string, from: string, text: string): Reading {
  const kind = reading.clauses.get(id)?.text === from ? "clauses" : "sections";
  const passages = new Map(reading[kind]);
  passages.set(id, { text, values: passages.get(id)?.values ?? [] });
  return { ...reading, [kind]: passages };
}

function withoutClause(document: Document, id: string): Document {
  const others = <T extends { readonly id: string | undefined }>(parts: readonly T[]): T[] =>
    parts.filter((part) => part.id !== id);
  const blocks = document.blocks.flatMap((block): Block[] => {
    switch (block.type) {
      case "heading":
      case "paragraph":
        return others([block]);
      case "list":
        return [{ ...block, items: others(block.items) }];
      case "tickBoxes":
        return [{ ...block, options: others(block.options) }];
      case "signatures":
        return [{ ...block, lines: others(block.lines) }];
      default:
        return [block];
    }
  });
  return { ...document, blocks, footnotes: others<Footnote>(document.footnotes) };
}

function sectionsOf(blocks: readonly Block[]): Map<string, Passage> {
  const sections = new Map<string, Passage>();
  blocks.forEach((heading, index) => {
    if (heading.type !== "heading") return;
    const rest = blocks.slice(index + 1);
    const end = rest.findIndex((block) => block.type === "heading" && block.level <= heading.level);
    const parts = (end < 0 ? rest : rest.slice(0, end)).flatMap(linesOf).map((line) => passageOf("", line));
    const text = parts.map((part) => part.text).join("\n");
    sections.set(heading.id, { text, values: parts.flatMap((part) => part.values) });
  });
  return sections;
}

/** A block as lines of text: one per list item, one per table row. */
function linesOf(block: Block): (readonly Inline[])[] {
  if (block.type === "list") return block.items.map((item) => item.children.flatMap(inlinesOf));
  if (block.type === "table") return block.rows.map((row) => row.flatMap((cell) => [...cell, separator]));
  return [inlinesOf(block)];
}

const separator: Text = { type: "text", value: " | ", pointer: undefined };

function passageOf(prefix: string, inlines: readonly Inline[]): Passage {
  const text = inlineText(inlines, { gap: "____", lineBreak: " ", footnoteReference: () => "" });
  return { text: prefix + text.replaceAll("\u{a0}", " "), values: inlines.flatMap(valuesIn) };
}

function valuesIn(inline: Inline): Text[] {
  if (inline.type === "emphasis" || inline.type === "strong") return inline.children.flatMap(valuesIn);
  return inline.type === "text" && inline.pointer !== undefined ? [inline] : [];
}
