import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { houseStyleFindings } from "../../check/house-style.ts";
import type { Finding } from "../../findings/finding.ts";
import type { Einstellungen, Hausstil } from "../../generated/config.ts";
import type { ParsedYaml } from "../../source/parse-yaml.ts";
import { plainStyle, type HouseStyle } from "../../write/house-style.ts";
import { lackedBy, textFaces } from "../../write/missing-glyphs.ts";
import { lackingCharacters } from "./lacking-characters.ts";
import { readFonts } from "./read-fonts.ts";
import { readLogo } from "./read-logo.ts";
import { StyleSource } from "./style-source.ts";

/** The house style that the settings describe, with its files; it can be used where nothing is found. */
export async function readHouseStyle(
  parsed: ParsedYaml,
  settings: Einstellungen,
  root: string,
): Promise<{ readonly style: HouseStyle; readonly findings: readonly Finding[] }> {
  const { hausstil } = settings;
  if (!hausstil || Object.keys(hausstil).length === 0) return { style: plainStyle, findings: [] };
  const source = new StyleSource(parsed, root);
  const style = await read(hausstil, source);
  for (const [name, lines] of [
    ["briefkopf", style.letterhead] as const,
    ["fusszeile", style.footer] as const,
  ])
    checkLines(`/hausstil/${name}`, lines, style, source);
  return { style, findings: [...houseStyleFindings(parsed, settings), ...source.findings] };
}

async function read(hausstil: Hausstil, source: StyleSource): Promise<HouseStyle> {
  const { briefkopf = [], fusszeile = [], schrift, farben, raender } = hausstil;
  const { oben: top, unten: bottom, links: left, rechts: right } = raender ?? {};
  const margins = Object.entries({ top, bottom, left, right }).filter(([, length]) => length !== undefined);
  const style = {
    logo: await readLogo(hausstil.logo, source),
    letterhead: briefkopf,
    footer: fusszeile,
    ...(await readFonts(schrift, source)),
    headingColor: farben?.ueberschriften,
    ruleColor: farben?.linien,
    margins: Object.fromEntries(margins),
  };
  return { ...style, fingerprint: fingerprintOf(style) };
}

/** A font of the repository has its own gaps. */
function checkLines(pointer: string, lines: readonly string[], style: HouseStyle, source: StyleSource): void {
  for (const [index, line] of lines.entries()) {
    const face = textFaces(style).find((each) => lackedBy(each, line).length > 0);
    if (face) source.add(`${pointer}/${index}`, lackingCharacters(face, lackedBy(face, line), line));
  }
}

/** Where the files lie and what they are called makes no difference. */
function fingerprintOf(style: Omit<HouseStyle, "fingerprint">): string {
  const withHashes = JSON.parse(
    JSON.stringify(style, (_, value: unknown) => (value instanceof Uint8Array ? sha256(value) : value)),
  ) as unknown;
  return sha256(canonicalize(withHashes) ?? "");
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
