import type { FontFlaw } from "../../findings/house-style-flaws.ts";
import type { Cause } from "../../findings/finding.ts";
import type { Hausstil } from "../../generated/config.ts";
import { largestFont } from "../../read/largest-font.ts";
import type { FontFace, HouseStyle } from "../../write/house-style.ts";
import { lackedBy, neededCharacters } from "../../write/missing-glyphs.ts";
import { lackingCharacters } from "./lacking-characters.ts";
import { readFontFile } from "./read-font-file.ts";
import type { NamedFile, StyleSource } from "./style-source.ts";

type Schrift = NonNullable<Hausstil["schrift"]>;

/** The faces of the text, and what each has to be. */
const places = [
  { name: "normal", isBold: false, isItalic: false },
  { name: "fett", isBold: true, isItalic: false },
  { name: "kursiv", isBold: false, isItalic: true },
  { name: "fett_kursiv", isBold: true, isItalic: true },
] as const;

type TextPlace = (typeof places)[number];

/** From this weight on a face is bold. */
const boldFrom = 550;

/** The fonts that the settings name; one that cannot be used is a finding. */
export async function readFonts(
  settings: Hausstil["schrift"],
  source: StyleSource,
): Promise<Pick<HouseStyle, "text" | "headings">> {
  const { text, ueberschriften } = settings ?? {};
  const [headings, ...faces] = await Promise.all([
    readFace({ pointer: "/hausstil/schrift/ueberschriften", datei: ueberschriften }, source),
    ...places.map(({ name }) => readFace(textFile(name, text), source)),
  ]);
  const [regular, bold, italic, boldItalic] = faces;
  for (const [index, place] of places.entries()) {
    const face = faces[index];
    const flaw = face && regular && mixUp(face, regular, place);
    const named = textFile(place.name, text);
    if (flaw && isNamed(named)) source.add(named.pointer, unfit(named, ...flaw));
  }
  return { headings, text: regular && bold && { regular, bold, italic, boldItalic } };
}

/** What the settings may leave out. */
interface OptionalFile {
  readonly pointer: string;
  readonly datei: string | undefined;
}

function isNamed(file: OptionalFile): file is NamedFile {
  return file.datei !== undefined;
}

function textFile(name: TextPlace["name"], text: Schrift["text"]): OptionalFile {
  return { pointer: `/hausstil/schrift/text/${name}`, datei: text?.[name] };
}

function unfit({ datei }: NamedFile, mangel: FontFlaw, was = ""): Cause {
  return { code: "schrift-ungeeignet", args: { datei, mangel, was } };
}

/** Whether a file is another face than it is said to be: two mixed up would print everything bold. */
function mixUp(
  face: FontFace,
  regular: FontFace,
  { isBold, isItalic }: TextPlace,
): [FontFlaw, string] | undefined {
  if (face.weight >= boldFrom !== isBold) return ["staerke", String(face.weight)];
  if (face.isItalic !== isItalic) return ["lage", face.isItalic ? "kursiver" : "gerader"];
  return face.typstFamily === regular.typstFamily ? undefined : ["familie", face.family];
}

async function readFace(named: OptionalFile, source: StyleSource): Promise<FontFace | undefined> {
  if (!isNamed(named)) return undefined;
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
