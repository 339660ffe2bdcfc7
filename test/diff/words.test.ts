import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atomsOf, compareAtoms, inlinesFrom, type Atom, type Piece } from "../../src/diff/words.ts";
import type { Inline } from "../../src/document/document.ts";
import { plain } from "../../src/document/plain-text.ts";

const text = (value: string, pointer?: string): Inline => ({ type: "text", value, pointer });

const shown = (pieces: readonly Piece[]) =>
  pieces.map((piece) => {
    const words = (atoms: Parameters<typeof inlinesFrom>[0]) => plain(inlinesFrom(atoms));
    if (piece.change === "same") return words(piece.next);
    return piece.change === "removed" ? `[-${words(piece.old)}-]` : `[+${words(piece.next)}+]`;
  });

const compare = (old: readonly Inline[], next: readonly Inline[]) =>
  compareAtoms(atomsOf(old, []), atomsOf(next, []));

const inline: fc.Arbitrary<Inline> = fc.oneof(
  fc
    .constantFrom("Der Bezirk", " stellt", " einen Raum", ", ", "z. B. ", "31.12.2026", "„x“")
    .map((each) => text(each)),
  fc.constantFrom("Mitte", "zwei Wörter").map((each) => text(each, "/bezirk")),
  fc.constant<Inline>({
    type: "strong",
    children: [text("fett"), { type: "emphasis", children: [text("beides")] }],
  }),
  fc.constant<Inline>({ type: "lineBreak" }),
  fc.constant<Inline>({ type: "footnoteReference", number: 1 }),
);

describe("atoms", () => {
  it("are the running text, cut", () => {
    fc.assert(
      fc.property(fc.array(inline, { maxLength: 8 }), (inlines) => {
        const again = inlinesFrom(atomsOf(inlines, []));
        expect(plain(again)).toBe(plain(inlines));
        expect(inlinesFrom(atomsOf(again, []))).toEqual(again);
      }),
    );
  });

  it("tell footnotes apart by their id, not by their number", () => {
    const note = (number: number, id: string) => ({ number, id, children: [] });
    const [old] = atomsOf([{ type: "footnoteReference", number: 1 }], [note(1, "grundlage")]);
    const [next] = atomsOf(
      [{ type: "footnoteReference", number: 2 }],
      [note(1, "neu"), note(2, "grundlage")],
    );
    expect(old?.key).toBe(next?.key);
  });
});

describe("compareAtoms", () => {
  it("gives back both texts whole", () => {
    const side = fc.array(inline, { maxLength: 8 });
    fc.assert(
      fc.property(side, side, (old, next) => {
        const pieces = compare(old, next);
        const of = (change: "removed" | "added") =>
          plain(
            inlinesFrom(
              pieces.flatMap((piece) => {
                if (piece.change === "same") return change === "removed" ? piece.old : piece.next;
                if (piece.change !== change) return [];
                return piece.change === "removed" ? piece.old : piece.next;
              }),
            ),
          );
        expect(of("removed")).toBe(plain(old));
        expect(of("added")).toBe(plain(next));
      }),
    );
  });

  it("finds the same the other way round", () => {
    const side = fc.array(fc.constantFrom("eins ", "zwei ", "drei ", "und ", "vier "), { maxLength: 8 });
    const words = (atoms: readonly Atom[]) => atoms.map(({ key }) => key).join("");
    fc.assert(
      fc.property(side, side, (old, next) => {
        const [one, other] = [[text(old.join(""))], [text(next.join(""))]];
        const pieces = (change: Piece["change"], all: readonly Piece[]) =>
          all.flatMap((piece) =>
            piece.change === change ? words(piece.change === "removed" ? piece.old : piece.next) : [],
          );
        const [there, back] = [compare(one, other), compare(other, one)];
        expect(pieces("same", back)).toEqual(pieces("same", there));
        expect(pieces("removed", back)).toEqual(pieces("added", there));
        expect(pieces("added", back)).toEqual(pieces("removed", there));
      }),
    );
  });

  it("keeps words whole, and joins changes that only a short word parts", () => {
    expect(
      shown(
        compare(
          [text("Berichtet wird zum 01.03.2027, halbjährlich.")],
          [text("Berichtet wird zum 01.09.2027, jährlich.")],
        ),
      ),
    ).toEqual(["Berichtet wird zum ", "[-01.03.2027, halbjährlich-]", "[+01.09.2027, jährlich+]", "."]);
  });

  it("sees a change of formatting alone", () => {
    expect(compare([text("fett")], [{ type: "strong", children: [text("fett")] }])).toHaveLength(2);
  });
});
