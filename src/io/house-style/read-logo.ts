import type { LogoFlaw } from "../../findings/house-style-flaws.ts";
import type { Cause } from "../../findings/finding.ts";
import type { Hausstil } from "../../generated/config.ts";
import { largestPicture, readPicture } from "../../read/picture.ts";
import { UnfitPicture } from "../../read/unfit-picture.ts";
import type { Logo, Picture } from "../../write/house-style.ts";
import type { NamedFile, StyleSource } from "./style-source.ts";

/** Undefined where it has none, or none that can be used. */
export async function readLogo(settings: Hausstil["logo"], source: StyleSource): Promise<Logo | undefined> {
  if (!settings) return undefined;
  const named = { pointer: "/hausstil/logo/datei", datei: settings.datei };
  const other = settings.fuer_word;
  const forWord = other === undefined ? named : { pointer: "/hausstil/logo/fuer_word", datei: other };
  const picture = await readNamed(named, source);
  const wordPicture = forWord === named ? picture : await readNamed(forWord, source);
  if (!picture || !wordPicture) return undefined;
  const { format } = wordPicture;
  if (format === "svg") {
    source.add(forWord.pointer, unfit(forWord, forWord === named ? "svg-allein" : "svg-fuer-word"));
    return undefined;
  }
  const { alternativtext: alt, breite: width } = settings;
  return { picture, forWord: { ...wordPicture, format }, alt, width };
}

function unfit({ datei }: NamedFile, mangel: LogoFlaw, was = ""): Cause {
  return { code: "logo-ungeeignet", args: { datei, mangel, was } };
}

async function readNamed(named: NamedFile, source: StyleSource): Promise<Picture | undefined> {
  const bytes = source.bytes(named, largestPicture, (size) => unfit(named, "zu-gross", size));
  if (!bytes) return undefined;
  try {
    const picture = readPicture(bytes);
    await prove(picture);
    return picture;
  } catch (error) {
    if (!(error instanceof UnfitPicture)) throw error;
    source.add(named.pointer, unfit(named, error.flaw, error.found));
    return undefined;
  }
}

/** Only what passed every other test gets to Typst. */
async function prove(picture: Picture): Promise<void> {
  const { pictureProblem } = await import("./print-problem.ts");
  const problem = pictureProblem(picture);
  if (problem !== undefined) throw new UnfitPicture(problem.includes("CMYK") ? "cmyk" : "beschaedigt");
}
