import { parse } from "opentype.js";
import type { FontFlaw } from "../findings/house-style-flaws.ts";
import type { FontFace } from "../write/house-style.ts";

/** What a font file says of itself; how Typst calls its family is not in it. */
export type FontFacts = Omit<FontFace, "bytes" | "typstFamily">;

export type ReadFont = { readonly facts: FontFacts } | { readonly flaw: FontFlaw };

/** Reads a font by what it is, not by what it is called. Whatever else is thrown says that the file is broken. */
export function readFont(bytes: Uint8Array): ReadFont {
  const flaw = formatFlaw(bytes);
  if (flaw) return { flaw };
  refuseEndlessMaps(bytes);
  const font = parse(Uint8Array.from(bytes).buffer) as unknown as ParsedFont;
  const { os2, cmap, fvar } = font.tables;
  if (fvar) return { flaw: "variabel" };
  const embedding = embeddingOf(os2.fsType);
  if (embedding !== "editable" && embedding !== "print") return { flaw: embedding };
  return {
    facts: {
      family: nameOf(font, "fontFamily"),
      weight: os2.usWeightClass,
      stretch: stretches[os2.usWidthClass - 1] ?? 100,
      isItalic: (os2.fsSelection & italic) !== 0,
      isBold: (os2.fsSelection & bold) !== 0,
      outlines: font.outlinesFormat === "cff" ? "cff" : "truetype",
      embedding,
      letterWidth: letterWidthOf(font),
      characters: rangesOf(Object.keys(cmap.glyphIndexMap).map(Number)),
    },
  };
}

/** The part of opentype.js's Font that is used here; its types leave the tables open. */
interface ParsedFont {
  readonly names: Readonly<Record<string, Names>> &
    Readonly<Record<"windows" | "macintosh" | "unicode", Record<string, Names> | undefined>>;
  readonly outlinesFormat: string;
  readonly unitsPerEm: number;
  charToGlyph(letter: string): { readonly advanceWidth: number };
  readonly tables: {
    readonly os2: {
      readonly fsType: number;
      readonly fsSelection: number;
      readonly usWeightClass: number;
      readonly usWidthClass: number;
    };
    readonly cmap: { readonly glyphIndexMap: Readonly<Record<string, number>> };
    readonly fvar?: object;
  };
}

type Names = Readonly<Record<string, string>>;

const italic = 1;
const bold = 1 << 5;
/** usWidthClass 1 to 9 in per cent. */
const stretches = [50, 62.5, 75, 87.5, 100, 112.5, 125, 150, 200];

function formatFlaw(bytes: Uint8Array): FontFlaw | undefined {
  const start = Buffer.from(bytes.subarray(0, 4)).toString("latin1");
  if (start === "ttcf") return "sammlung";
  if (start.startsWith("wOF")) return "webschrift";
  return ["\0\u0001\0\0", "OTTO", "true"].includes(start) ? undefined : "format";
}

/** OS/2 fsType: of several permissions the least restrictive holds; PDFs hold parts of a font, never all of it. */
function embeddingOf(fsType: number): "editable" | "print" | FontFlaw {
  const [restricted, print, editable, noSubsetting, bitmapOnly] = [0x2, 0x4, 0x8, 0x100, 0x200].map(
    (bit) => (fsType & bit) !== 0,
  );
  if (restricted && !print && !editable) return "lizenz";
  if (noSubsetting || bitmapOnly) return "lizenz-ganz";
  return print && !editable ? "print" : "editable";
}

function nameOf({ names }: ParsedFont, name: string): string {
  const platform = names.windows ?? names.macintosh ?? names.unicode ?? {};
  const all = platform[name] ?? {};
  const found = all["en"] ?? Object.values(all)[0] ?? "";
  if (found === "") throw new Error("the font has no name");
  return found;
}

function letterWidthOf(font: ParsedFont): number {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const sum = letters.reduce((total, letter) => total + font.charToGlyph(letter).advanceWidth, 0);
  const width = sum / letters.length / font.unitsPerEm;
  if (!(width > 0 && width < mostEms)) throw new Error(`letters ${width} ems wide`);
  return width;
}

/** No letter is as wide; documents would have no room for it. */
const mostEms = 3;

function rangesOf(codes: readonly number[]): [first: number, last: number][] {
  const ranges: [number, number][] = [];
  for (const code of [...codes].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges;
}

/** All there are in Unicode. */
const mostCharacters = 0x110000;

/**
 * A table of a few bytes can say that it maps billions of characters. Typst lists them all before anything can stop it,
 * so such a font never gets there. Throws.
 */
function refuseEndlessMaps(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = Array.from({ length: view.getUint16(4) }, (_, index) => 12 + index * 16);
  const starts = tables.filter((at) => view.getUint32(at) === 0x636d6170).map((at) => view.getUint32(at + 8));
  for (const start of starts) {
    const subtables = Array.from({ length: view.getUint16(start + 2) }, (_, index) => start + 4 + index * 8);
    const counts = subtables.map((at) => mappedIn(view, start + view.getUint32(at + 4)));
    if (counts.reduce((sum, count) => sum + count, 0) > mostCharacters * 4)
      throw new Error("endless character map");
  }
}

/** How many characters a subtable of cmap speaks of, found or not. */
function mappedIn(view: DataView, at: number): number {
  const format = view.getUint16(at);
  if (format === 4) {
    const length = view.getUint16(at + 6);
    const segments = Array.from({ length: length / 2 }, (_, index) => at + 14 + index * 2);
    return segments.reduce(
      (sum, end) => sum + Math.max(0, view.getUint16(end) - view.getUint16(end + length + 2) + 1),
      0,
    );
  }
  if (format === 10) return view.getUint32(at + 16);
  if (format !== 12 && format !== 13) return 0;
  const groups = Array.from(
    { length: Math.min(view.getUint32(at + 12), view.byteLength / 12) },
    (_, index) => at + 16 + index * 12,
  );
  return groups.reduce(
    (sum, group) => sum + Math.max(0, view.getUint32(group + 4) - view.getUint32(group) + 1),
    0,
  );
}
