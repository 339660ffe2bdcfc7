import { distance } from "fastest-levenshtein";

/** The likeliest word meant, or undefined where nothing is near: two letters, in long words a third, may differ. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  const folded = fold(word);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const steps = distance(folded, fold(candidate));
    if (steps < bestDistance) [best, bestDistance] = [candidate, steps];
  }
  if (best !== undefined && bestDistance <= nearEnough(best)) return best;
  return candidates.find((candidate) => folded.length >= 3 && fold(candidate).startsWith(folded));
}

/** Two letters swapped count as two steps. */
function nearEnough(word: string): number {
  return word.length < 4 ? Math.max(0, word.length - 2) : Math.max(2, Math.floor(word.length / 3));
}

/** People type "Neukölln" where the key is "neukoelln". */
export function fold(word: string): string {
  return word
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .replaceAll(/[\s_]+/g, "-");
}

/** The Kennung for a text, e.g. "gefluechtete" for "Geflüchtete"; empty where no letter of it can be kept. */
export function nameFrom(text: string): string {
  return fold(text)
    .replaceAll(/[^a-z0-9-]+/g, "")
    .replaceAll(/^-+|-+$|(?<=-)-+/g, "");
}
