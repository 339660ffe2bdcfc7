/** From this length on, a run without white space may be wider than a column. */
export const longestRun = 40;

/**
 * Splits text at what is never hyphenated: long runs (addresses of web pages, where the hyphen would be read as a part of
 * them), web addresses and abbreviations with capitals inside ("SenBildJugFam"). They stand at the odd places.
 */
export function splitUnhyphenated(text: string): string[] {
  return text.split(unhyphenated);
}

const unhyphenated = new RegExp(
  `(\\S{${longestRun},}|(?:www\\.|https?:)\\S+|\\p{Lu}\\p{Ll}+\\p{Lu}\\S*)`,
  "u",
);
