import { inlinesOf } from "../document/inlines-of.ts";
import type { Block, Document, Inline } from "../document/document.ts";
import { headingFace, type FontFace, type HouseStyle } from "./house-style.ts";
import { symbols } from "./typst-style.ts";

/** A text with characters that a font of the house style lacks. */
export interface MissingGlyphs {
  /** Name of the font. */
  readonly font: string;
  /** Which setting names it. */
  readonly place: "text" | "headings";
  readonly characters: readonly string[];
  readonly text: string;
  /** The field of the data it comes from. */
  readonly pointer: string | undefined;
}

/** What every document needs, whatever its data: letters, digits and the signs of German sentences. */
export const neededCharacters = `${String.fromCodePoint(
  ...Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index),
)}ÄÖÜäöüß§„“–·…`;

/** Printed without a glyph: spaces, and what only says where lines may break. */
const withoutGlyph = /[\p{Zs}\p{Default_Ignorable_Code_Point}\n]/u;
const ours = new RegExp(`[${symbols}]`, "u");

/** The characters of a text that a face lacks, each once. */
export function lackedBy(face: FontFace, text: string): string[] {
  const has = (code: number) => face.characters.some(([first, last]) => first <= code && code <= last);
  return [...new Set(text)].filter(
    (each) => !has(each.codePointAt(0) ?? 0) && !withoutGlyph.test(each) && !ours.test(each),
  );
}

/** The faces that running text is set in, each of which must have every character. */
export function textFaces({ text }: HouseStyle): FontFace[] {
  const all = text ? [text.regular, text.bold, text.italic, text.boldItalic] : [];
  return all.filter((face) => face !== undefined);
}

/** All texts of a document that cannot be set in the fonts of the style. */
export function missingGlyphs({ meta, blocks, footnotes }: Document, style: HouseStyle): MissingGlyphs[] {
  const found: MissingGlyphs[] = [];
  const heading = headingFace(style);
  const look = (text: string, pointer: string | undefined, place: MissingGlyphs["place"]): void => {
    const faces = place === "headings" ? (heading ? [heading] : []) : textFaces(style);
    const characters = [...new Set(faces.flatMap((face) => lackedBy(face, text)))];
    const face = faces.find((each) => lackedBy(each, text).length > 0);
    if (face)
      found.push({ font: face.family, place: style.headings ? place : "text", characters, text, pointer });
  };
  const enter = (inline: Inline, place: MissingGlyphs["place"]): void => {
    if (inline.type === "text") look(inline.value, inline.pointer, place);
    else if (inline.type === "reference") look(inline.value, undefined, place);
    else if ("children" in inline) inline.children.forEach((each) => enter(each, place));
  };
  const visit = (block: Block): void => {
    if (block.type === "heading") look(block.number ?? "", undefined, "headings");
    for (const inline of inlinesOf(block)) enter(inline, block.type === "heading" ? "headings" : "text");
  };
  for (const text of [meta.footer, meta.footerNote, meta.mark ?? "", meta.remark ?? ""])
    look(text, undefined, "text");
  for (const block of [...blocks, ...footnotes.flatMap(({ children }) => children)]) visit(block);
  return found;
}
