import { createHash } from "node:crypto";
import type { FontFace, HouseStyle } from "../house-style.ts";
import { settingsXml } from "./fixed-parts.ts";
import { font } from "./styles.ts";
import { escapeXml, wordNamespaces, xmlDeclaration } from "./xml.ts";

const relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const fontRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font";

/** Tells Word what to look for should the font be missing after all. */
const usualFont =
  `<w:font w:name="${font}">` +
  '<w:altName w:val="Liberation Sans"/><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>' +
  '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>';

/** In the order of the schema (CT_Font). */
type Place = "embedRegular" | "embedBold" | "embedItalic" | "embedBoldItalic";

interface EmbeddedFace {
  readonly place: Place;
  readonly bytes: Uint8Array;
  readonly key: string;
  readonly number: number;
}

interface NamedFont {
  readonly name: string;
  readonly faces: readonly (readonly [Place, FontFace | undefined])[];
}

/** The table of fonts, the settings that speak of them, and the fonts of a house style that a Word file may carry. */
export function fontParts(style: HouseStyle): [name: string, part: string | Uint8Array][] {
  const embedded: EmbeddedFace[] = [];
  const fonts = fontsOf(style).map(({ name, faces }) => {
    const own = faces.flatMap(([place, face]) => {
      if (!face || !mayBeEmbedded(face)) return [];
      const { bytes } = face;
      const each = { place, bytes, key: keyFor(bytes), number: embedded.length + 1 };
      embedded.push(each);
      return [each];
    });
    return fontXml(name, own);
  });
  const usual = fontsOf(style).some(({ name }) => name === font) ? "" : usualFont;
  return [
    ["word/fontTable.xml", `${xmlDeclaration}<w:fonts ${wordNamespaces}>${usual}${fonts.join("")}</w:fonts>`],
    ["word/settings.xml", settingsXml(embedded.length > 0)],
    ...(embedded.length === 0 ? [] : embeddedParts(embedded)),
  ];
}

function fontsOf({ text, headings }: HouseStyle): NamedFont[] {
  const ofText: NamedFont[] = text
    ? [
        {
          name: text.regular.family,
          faces: [
            ["embedRegular", text.regular],
            ["embedBold", text.bold],
            ["embedItalic", text.italic],
            ["embedBoldItalic", text.boldItalic],
          ],
        },
      ]
    : [];
  if (!headings || headings.family === text?.regular.family) return ofText;
  const place = headings.isBold ? "embedBold" : "embedRegular";
  return [...ofText, { name: headings.family, faces: [[place, headings]] }];
}

/** Word embeds no other outlines, and a file that everybody can edit is more than some licences allow. */
function mayBeEmbedded({ outlines, embedding }: FontFace): boolean {
  return outlines === "truetype" && embedding === "editable";
}

function fontXml(name: string, faces: readonly EmbeddedFace[]): string {
  const embedded = faces.map(
    ({ place, key, number }) => `<w:${place} r:id="rId${number}" w:fontKey="{${key}}"/>`,
  );
  return (
    `<w:font w:name="${escapeXml(name)}"><w:altName w:val="${font}"/><w:charset w:val="00"/>` +
    `<w:family w:val="auto"/><w:pitch w:val="variable"/>${embedded.join("")}</w:font>`
  );
}

function embeddedParts(faces: readonly EmbeddedFace[]): [name: string, part: string | Uint8Array][] {
  const target = (number: number) => `fonts/font${number}.odttf`;
  const relations = faces.map(
    ({ number }) => `<Relationship Id="rId${number}" Type="${fontRelation}" Target="${target(number)}"/>`,
  );
  const xml = `${xmlDeclaration}<Relationships xmlns="${relationships}">${relations.join("")}</Relationships>`;
  const files = faces.map(
    ({ number, bytes, key }) => [`word/${target(number)}`, obfuscated(bytes, key)] as [string, Uint8Array],
  );
  return [["word/_rels/fontTable.xml.rels", xml], ...files];
}

/** A GUID, as Word wants one for each font; here it follows from the font. */
function keyFor(bytes: Uint8Array): string {
  const hex = createHash("sha256").update(bytes).digest("hex").toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}

/** ECMA-376, 17.8.1: the first 32 bytes are combined with the key, last byte first. */
function obfuscated(bytes: Uint8Array, key: string): Uint8Array {
  const mask = Uint8Array.from(Buffer.from(key.replaceAll("-", ""), "hex")).toReversed();
  return bytes.map((byte, index) => (index < 32 ? byte ^ (mask[index % mask.length] ?? 0) : byte));
}
