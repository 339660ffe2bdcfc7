import { distance } from "fastest-levenshtein";

/** The likeliest word meant, or undefined where nothing is near: at most a third of its letters may differ. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  const folded = fold(word);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const steps = distance(folded, fold(candidate));
    if (steps < bestDistance) [best, bestDistance] = [candidate, steps];
  }
  if (best !== undefined && bestDistance <= Math.max(1, Math.floor(best.length / 3))) return best;
  return candidates.find((candidate) => folded.length >= 3 && fold(candidate).startsWith(folded));
}

/** People type "Neukölln" where the key is "neukoelln". */
function fold(word: string): string {
  return word
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .replaceAll(/[\s_]+/g, "-");
}
