/** In characters: as much as stands in one or two lines below a signature. */
export const longestName = 80;

/** A longer word would not fit below the line; lines break behind hyphens as well. */
const tooLongWord = /[^ -]{31}/u;

/**
 * Whether a text can be the name of a person who signs: letters, with what stands between them in names and degrees. Nothing
 * else, because names are the one thing on the pages that no data vouch for.
 */
export function isSignatoryName(text: string): boolean {
  if (text.length > longestName || tooLongWord.test(text)) return false;
  return /^\p{L}[\p{L}\p{M}'’.,-]*(?: [\p{L}\p{M}'’.,-]+)*$/u.test(text);
}
