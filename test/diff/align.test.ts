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
