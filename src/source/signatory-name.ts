/** In characters: as much as stands in one or two lines below a signature. */
export const longestName = 80;

/**
 * Whether a text can be the name of a person who signs: letters, with what stands between them in names and degrees. Nothing
 * else, because names are the one thing on the pages that no data vouch for.
 */
export function isSignatoryName(text: string): boolean {
  return text.length <= longestName && /^\p{L}[\p{L}\p{M}'’.,-]*(?: [\p{L}\p{M}'’.,-]+)*$/u.test(text);
}
