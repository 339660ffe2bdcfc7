import { scalarsOf, type YamlNode } from "./yaml-nodes.ts";

/**
 * Text in YAML means the same however it is written: a blank line starts a paragraph, a single line break is a space.
 * Paragraphs are joined by an empty line, so that the same text has the same hash in every notation.
 */
export function normalizeTexts(nodes: readonly YamlNode[]): void {
  for (const scalar of scalarsOf(nodes))
    if (typeof scalar.value === "string")
      scalar.value = normalText(scalar.value, scalar.type !== "BLOCK_LITERAL");
}

/** Only a literal block (|) still has its line breaks; in all other notations the parser has folded them already. */
function normalText(written: string, isFolded: boolean): string {
  // Nearly all texts are like this.
  if (/^[\x21-\x7E\u00C0-\u00FF](?:[\x20-\x7E\u00C0-\u00FF]*[\x21-\x7E\u00C0-\u00FF])?$/.test(written))
    return written;
  // An umlaut can be encoded in two ways that look the same; spaces at the edges cannot be seen at all.
  const text = written.normalize("NFC").replaceAll(/^[ \t\n]+|(?<![ \t\n])[ \t\n]+$/g, "");
  if (!text.includes("\n")) return text;
  // Each looks behind itself: begun anew at every space of a long run, the search would take the square of its length.
  const separator = isFolded ? /(?<!\s)\s*\n\s*/ : /(?<![ \t])[ \t]*\n[ \t]*\n\s*/;
  return text
    .split(separator)
    .map((paragraph) => paragraph.replaceAll(/(?<![ \t])[ \t]*\n[ \t]*/g, " "))
    .join("\n\n");
}
