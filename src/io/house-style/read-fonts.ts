import type { FontFlaw } from "../../findings/house-style-flaws.ts";
import type { Cause } from "../../findings/finding.ts";
import type { Hausstil } from "../../generated/config.ts";
import { largestFont } from "../../read/font.ts";
import { codePointName, fewOf } from "../../source/printable.ts";
import type { FontFace, HouseStyle } from "../../write/house-style.ts";
import { lackedBy, neededCharacters } from "../../write/missing-glyphs.ts";
import { readFontFile } from "./read-font-file.ts";
import type { NamedFile, StyleSource } from "./style-source.ts";

/** The faces of the text, and what each has to be. */
const expected = {
  normal: { isBold: false, isItalic: false },
  fett: { isBold: true, isItalic: false },
  kursiv: { isBold: false, isItalic: true },
  fett_kursiv: { isBold: true, isItalic: true },
} as const;

/** From this weight on a face is bold. */
const boldFrom = 550;

/** The fonts that the settings name; one that cannot be used is a finding. */
export async function readFonts(
  settings: Hausstil["schrift"],
  source: StyleSource,
): Promise<Pick<HouseStyle, "text" | "headings">> {
  const { text, ueberschriften } = settings ?? {};
  const named = (place: string, datei: string): NamedFile => ({
    pointer: `/hausstil/schrift/${place}`,
    datei,
  });
  const read = (place: string, datei: string | undefined) =>
    datei === undefined ? undefined : readFace(named(place, datei), source);
  const [headings, regular, bold, italic, boldItalic] = await Promise.all([
    read("ueberschriften", ueberschriften),
    ...(["normal", "fett", "kursiv", "fett_kursiv"] as const).map((place) =>
      read(`text/${place}`, text?.[place]),
    ),
  ]);
  for (const [place, face] of Object.entries({
    normal: regular,
    fett: bold,
    kursiv: italic,
    fett_kursiv: boldItalic,
  })) {
    const flaw = face && regular && mixUp(face, regular, expected[place as keyof typeof expected]);
    const at = named(`text/${place}`, text?.[place as keyof typeof expected] ?? "");
    if (flaw) source.add(at.pointer, unfit(at, ...flaw));
  }
  return { headings, text: regular && bold && { regular, bold, italic, boldItalic } };
}

function unfit({ datei }: NamedFile, mangel: FontFlaw, was = ""): Cause {
  return { code: "schrift-ungeeignet", args: { datei, mangel, was } };
}

/** Whether a file is another face than it is said to be: two mixed up would print everything bold. */
function mixUp(
  face: FontFace,
  regular: FontFace,
  { isBold, isItalic }: { readonly isBold: boolean; readonly isItalic: boolean },
): [FontFlaw, string] | undefined {
  if (face.weight >= boldFrom !== isBold) return ["staerke", String(face.weight)];
  if (face.isItalic !== isItalic) return ["lage", face.isItalic ? "kursiver" : "gerader"];
  return face.typstFamily === regular.typstFamily ? undefined : ["familie", face.family];
}

async function readFace(named: NamedFile, source: StyleSource): Promise<FontFace | undefined> {
  const bytes = source.bytes(named, largestFont, (size) => unfit(named, "zu-gross", size));
  if (!bytes) return undefined;
  const read = await readFontFile(bytes);
  if ("flaw" in read) {
    source.add(named.pointer, unfit(named, read.flaw));
    return undefined;
  }
  // Only what passed every other test gets to Typst.
  const { faceProblem, typstFamily } = await import("./print-problem.ts");
  const { facts } = read;
  const family = typstFamily(bytes, facts.family);
  const face = { ...facts, bytes, typstFamily: family ?? facts.family };
  const lacking = lackedBy(face, neededCharacters);
  if (lacking.length > 0) {
    source.add(named.pointer, lackingCharacters(face, lacking, undefined));
    return undefined;
  }
  if (family === undefined || faceProblem(face) !== undefined) {
    source.add(named.pointer, unfit(named, "beschaedigt"));
    return undefined;
  }
  return face;
}

export function lackingCharacters(
  { family }: Pick<FontFace, "family">,
  lacking: readonly string[],
  text: string | undefined,
): Cause {
  const zeichen = fewOf(lacking.map((each) => `${each} (${codePointName(each)})`));
  return { code: "schrift-zeichen", args: { schrift: family, zeichen, text } };
}
