import type { DocumentMeta } from "../../document/document.ts";
import { plainStyle, type HouseStyle } from "../house-style.ts";
import type { WriterState } from "./state.ts";
import { font, houseStyles, paragraphStyles, type ParagraphStyle } from "./styles.ts";
import { stylesXml } from "./styles-xml.ts";
import { wordColor } from "./xml.ts";

type Layout = DocumentMeta["layout"];

const scales: Readonly<Record<Layout, number>> = { brief: 1, blatt: 0.76 };
const usual = new Map<Layout, string>();

/** word/styles.xml for a layout, in a house style. */
export function stylesFor(layout: Layout, { style, textWidth }: WriterState): string {
  const isUsual = style.fingerprint === plainStyle.fingerprint;
  const known = isUsual ? usual.get(layout) : undefined;
  const xml =
    known ?? stylesXml(looksOf(style, layout, textWidth), { scale: scales[layout], font: textFontOf(style) });
  if (isUsual) usual.set(layout, xml);
  return xml;
}

function textFontOf({ text }: HouseStyle): string {
  return text?.regular.family ?? font;
}

/** On a "blatt", little room is left around the letterhead. */
const dense = { BriefkopfLinie: { ...houseStyles.BriefkopfLinie, before: 40, after: 20 } };

function looksOf(style: HouseStyle, layout: Layout, textWidth: number): [id: string, look: ParagraphStyle][] {
  const forHouse = layout === "blatt" ? { ...houseStyles, ...dense } : houseStyles;
  const own = style.fingerprint === undefined ? {} : forHouse;
  return Object.entries<ParagraphStyle>({ ...paragraphStyles, ...own }).map(([id, look]) => [
    id,
    { ...look, ...ownLook(id, style, textWidth) },
  ]);
}

const headings = new Set(["Title", "Heading1", "Heading2", "Heading3"]);
const withRule = new Set(["FusszeileKennung", "BriefkopfLinie"]);

function ownLook(id: string, style: HouseStyle, textWidth: number): Partial<ParagraphStyle> {
  const face = style.headings;
  const [color, ruleColor] = [wordColor(style.headingColor), wordColor(style.ruleColor)];
  if (headings.has(id))
    return {
      ...(face && { font: face.family, bold: face.isBold }),
      ...(color !== undefined && { color }),
    };
  if (withRule.has(id)) return { ...(ruleColor !== undefined && { ruleColor }) };
  return id === "FusszeileSeite" ? { rightTab: textWidth } : {};
}
