import { glyphRanges } from "../generated/glyphs.ts";

/** Why a character cannot be printed; undefined if it can. */
export type CharacterProblem = "zeichen-steuerzeichen" | "zeichen-privat" | "zeichen-schrift";

/** Line breaks in YAML text are layout; every other control character would vanish or break the page. */
export function characterProblem(character: string): CharacterProblem | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a) return undefined;
  // What nobody sees gets lost in a PDF with the letter beside it; only the soft hyphen is understood everywhere.
  if (/[\p{Cc}\p{Cs}\u2028\u2029]|(?!\u00AD)\p{Cf}/u.test(character)) return "zeichen-steuerzeichen";
  if (/\p{Co}/u.test(character)) return "zeichen-privat";
  return hasGlyph(code) ? undefined : "zeichen-schrift";
}

/** The characters of a text that cannot be printed, each once. */
export function unprintableIn(text: string): string[] {
  // Printable ASCII and German letters are in every font: nearly all text ends here.
  if (/^[\n\x20-\x7E\u00A0-\u00FF\u2013\u201C\u201E\u2026]*$/.test(text)) return [];
  return [...new Set(text)].filter((character) => characterProblem(character) !== undefined);
}

/** "漢, 字", at most five of them. */
export function fewOf(names: readonly string[]): string {
  const most = 5;
  return names.slice(0, most).join(", ") + (names.length > most ? ` und ${names.length - most} weitere` : "");
}

function hasGlyph(code: number): boolean {
  let low = 0;
  let high = glyphRanges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = glyphRanges[middle] ?? [0, 0];
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** As "U+6F22", the name under which anybody can look it up. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
