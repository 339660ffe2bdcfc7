import { codePointName, unprintableIn } from "../source/printable.ts";
import type { Document, Inline } from "./document.ts";
import { inlinesOf } from "./inlines-of.ts";

/** A text that cannot be printed as it is; of a long one, the part around the first of its characters. */
export interface UnprintableText {
  readonly text: string;
  readonly characters: readonly string[];
  /** What stands before them in a template, which has written them in another way; empty where the text is no template's. */
  readonly before: string;
}

/**
 * What no page could show, wherever it came from: Stammdaten, labels of a schema, art.yaml, an entity of a template. Data
 * and the text of templates are checked before, where their place is known.
 */
export function unprintableTexts({ meta, blocks, footnotes }: Document): UnprintableText[] {
  const inlines = [...blocks, ...footnotes.flatMap((note) => note.children)].flatMap(inlinesOf);
  const found = new Map<string, UnprintableText>();
  const look = (text: string, isTemplate: boolean): void => {
    const characters = unprintableIn(text);
    if (characters.length === 0) return;
    const at = text.indexOf(characters[0] ?? "");
    const before = text.slice(Math.max(0, at - wordsShown), at);
    found.set(text, {
      text: before + text.slice(at, at + wordsShown),
      characters,
      before: isTemplate ? before.trim() : "",
    });
  };
  const enter = (inline: Inline): void => {
    if (inline.type === "text") look(inline.value, inline.pointer === undefined);
    else if (inline.type === "gap") look(inline.label, false);
    else if ("children" in inline) inline.children.forEach(enter);
  };
  for (const text of [meta.title, meta.footerNote]) look(text, false);
  inlines.forEach(enter);
  return [...found.values()];
}

/** In letters: so much of a text is shown on either side. */
const wordsShown = 30;

/** The text with the names of such characters in their place: for reports, which have to say what is wrong. */
export function withNames(text: string): string {
  const names = unprintableIn(text);
  return names.length === 0
    ? text
    : [...text].map((each) => (names.includes(each) ? `[${codePointName(each)}]` : each)).join("");
}
