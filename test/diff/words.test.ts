import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  atomsOf,
  compareAtoms,
  inlinesFrom,
  similarity,
  wordsOf,
  type Atom,
  type Piece,
} from "../../src/diff/words.ts";
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

describe("the words of a text", () => {
  const gap: Inline = { type: "gap", label: "Datum", pointer: undefined, room: "wort" };
  const reference: Inline = { type: "reference", target: "z", value: "Nummer 2.2" };
  const all: Inline[] = [
    text("Am "),
    gap,
    { type: "lineBreak" },
    reference,
    { type: "footnoteReference", number: 1 },
  ];

  it("are those a reader sees, with a line for each gap", () => {
    expect(wordsOf(atomsOf(all, []))).toBe("Am ____ Nummer 2.2");
  });

  it("are told apart by what they print", () => {
    const key = (each: Inline) => atomsOf([each], [])[0]?.key;
    const line: Inline = { ...gap, room: "zeile" } as Inline;
    const keys = [gap, line, { type: "lineBreak" } as const, text("\u00A0"), reference, text("Nummer")].map(
      key,
    );
    expect(new Set(keys).size).toBe(6);
    expect(key({ type: "emphasis", children: [text("a")] })).not.toBe(key(text("a")));
  });

  it("of marked changes are those of both sides, references whole, and marks in any order alike", () => {
    const changed: Inline = { type: "change", change: "added", children: [text("neu")] };
    expect(atomsOf([changed], []).map((atom) => atom.inline.type)).toEqual(["text"]);
    expect(atomsOf([reference], [])).toHaveLength(1);
    const nested = (one: "strong" | "emphasis", other: "strong" | "emphasis"): Inline => ({
      type: one,
      children: [{ type: other, children: [text("a")] }],
    });
    const [inside] = atomsOf([nested("strong", "emphasis")], []);
    expect(inside?.key).toBe(atomsOf([nested("emphasis", "strong")], [])[0]?.key);
  });

  it("become the same text again, in one piece where it has one source", () => {
    const inlines: Inline[] = [
      text("Eins zwei", "/a"),
      text("drei", "/b"),
      { type: "strong", children: [text("vier fünf"), { type: "emphasis", children: [text("sechs")] }] },
      text("sieben"),
    ];
    expect(inlinesFrom(atomsOf(inlines, []))).toEqual(inlines);
  });
});

describe("the similarity of two texts", () => {
  const of = (old: string, next: string) => similarity(old.split(" "), next.split(" "));

  it("is the part of the words that both have, each as often as it stands there", () => {
    expect(of("a b c d", "a b x y")).toBe(0.5);
    expect(of("a a", "a b")).toBe(0.5);
    expect(of("a b b", "b b b")).toBeCloseTo(4 / 6);
    expect(of("a 1", "1 –")).toBeCloseTo(2 / 3);
    expect([of("–", ","), of("", ""), of("a", "b")]).toEqual([1, 1, 0]);
  });
});

describe("compareAtoms", () => {
  it("takes a short word, a number of three digits or a comma between two changes into them", () => {
    const between = (middle: string) =>
      shown(compare([text(`alt${middle}alt Ende`)], [text(`neu${middle}neu Ende`)]));
    expect(between(" und ")).toEqual(["[-alt und alt-]", "[+neu und neu+]", " Ende"]);
    expect(between(", ")).toEqual(["[-alt, alt-]", "[+neu, neu+]", " Ende"]);
    expect(between(" 123 ")).toEqual(["[-alt 123 alt-]", "[+neu 123 neu+]", " Ende"]);
    expect(between(" wird ")).toHaveLength(6);
    expect(between(" 1234 ")).toHaveLength(6);
    expect(between(" an der ")).toHaveLength(6);
  });

  it("leaves a gap between two changes by itself, and a short word at an end", () => {
    const gap: Inline = { type: "lineBreak" };
    expect(shown(compare([text("alt"), gap, text("alt")], [text("neu"), gap, text("neu")]))).toHaveLength(5);
    expect(shown(compare([text("so alt")], [text("so neu")]))).toEqual(["so ", "[-alt-]", "[+neu+]"]);
    expect(shown(compare([text("alt so")], [text("neu so")]))).toEqual(["[-alt-]", "[+neu+]", " so"]);
  });

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
