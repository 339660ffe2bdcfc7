import { glyphRanges } from "../generated/glyphs.ts";

/** Why a character cannot be printed; undefined if it can. */
export type CharacterProblem = "zeichen-steuerzeichen" | "zeichen-privat" | "zeichen-schrift";

/** Line breaks in YAML text are layout; every other control character would vanish or break the page. */
export function characterProblem(character: string): CharacterProblem | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a) return undefined;
  if (/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u.test(character))
    return "zeichen-steuerzeichen";
  if (/\p{Co}/u.test(character)) return "zeichen-privat";
  return hasGlyph(code) ? undefined : "zeichen-schrift";
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
