import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { align, type Likeness } from "../../src/diff/align.ts";
import { similarity } from "../../src/diff/words.ts";

const words: Likeness<string> = {
  key: (item) => item,
  similarity: (old, next) => similarity(old.split(" "), next.split(" ")),
};

const written = (old: readonly string[], next: readonly string[]) =>
  align(old, next, words).map((pair) => `${pair.old ?? "–"} | ${pair.next ?? "–"}`);

describe("align", () => {
  it("keeps both lists whole and in order", () => {
    const list = fc.array(fc.constantFrom("a b", "a b c", "d", "e f", "e g", "h i j"), { maxLength: 12 });
    fc.assert(
      fc.property(list, list, (old, next) => {
        const pairs = align(old, next, words);
        expect(pairs.flatMap((pair) => pair.old ?? [])).toEqual(old);
        expect(pairs.flatMap((pair) => pair.next ?? [])).toEqual(next);
      }),
    );
  });

  it("makes the same pairs the other way round", () => {
    const list = fc.array(fc.constantFrom("a b", "a b c", "d", "e f", "e g", "h i j"), { maxLength: 12 });
    const sorted = (pairs: readonly (readonly (string | undefined)[])[]) =>
      pairs.map((pair) => JSON.stringify(pair)).sort();
    fc.assert(
      fc.property(list, list, (old, next) => {
        const there = align(old, next, words).map((pair) => [pair.old, pair.next]);
        const back = align(next, old, words).map((pair) => [pair.next, pair.old]);
        expect(sorted(back)).toEqual(sorted(there));
      }),
    );
  });

  it("pairs what is alike so that as much as possible is alike", () => {
    const item = fc.constantFrom("a b", "a c", "a b c", "b c d", "a b c d", "x y", "x z", "c d x", "x y z a");
    const list = fc.uniqueArray(item, { maxLength: 4 });
    fc.assert(
      fc.property(list, list, (old, next) => {
        fc.pre(!old.some((each) => next.includes(each)));
        const pairs = align(old, next, words);
        const alike = pairs.flatMap((pair) =>
          pair.old !== undefined && pair.next !== undefined ? [words.similarity(pair.old, pair.next)] : [],
        );
        expect(Math.min(1, ...alike)).toBeGreaterThanOrEqual(0.4);
        expect(alike.reduce((sum, each) => sum + each, 0)).toBeCloseTo(mostAlike(old, next));
      }),
      { numRuns: 300 },
    );
  });

  it("takes for the same what has four words of ten in common, and nothing below", () => {
    const five = "a b c d e";
    expect(written([five], ["a b x y z"])).toEqual([`${five} | a b x y z`]);
    expect(written([five], ["a v x y z"])).toEqual([`${five} | –`, "– | a v x y z"]);
  });

  it("puts what is gone before what has come, also where the lists are compared the other way round", () => {
    expect(written(["b", "c", "rot"], ["blau", "c"])).toEqual(["b | –", "– | blau", "c | c", "rot | –"]);
    expect(written(["blau", "c"], ["b", "c", "rot"])).toEqual(["blau | –", "– | b", "c | c", "– | rot"]);
    expect(written(["z", "c", "y"], ["a", "c", "b"])).toEqual(["z | –", "– | a", "c | c", "y | –", "– | b"]);
  });

  it("finds equal items first, then similar ones, and leaves the rest alone", () => {
    expect(written(["x", "das alte Haus am See", "y"], ["x", "z", "das neue Haus am See", "y"])).toEqual([
      "x | x",
      "– | z",
      "das alte Haus am See | das neue Haus am See",
      "y | y",
    ]);
  });

  it("does not take what is like nothing for a change", () => {
    expect(written(["rot gelb"], ["eins zwei"])).toEqual(["rot gelb | –", "– | eins zwei"]);
  });
});

/** The greatest sum of likeness that pairs can have without crossing, tried out one by one. */
function mostAlike(old: readonly string[], next: readonly string[]): number {
  const [first, ...rest] = old;
  if (first === undefined) return 0;
  const sums = next.map((each, index) => {
    const alike = words.similarity(first, each);
    return alike < 0.4 ? 0 : alike + mostAlike(rest, next.slice(index + 1));
  });
  return Math.max(mostAlike(rest, next), ...sums);
}
