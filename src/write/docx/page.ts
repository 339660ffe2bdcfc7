import type { DocumentMeta } from "../../document/document.ts";
import { hasLetterhead, type HouseStyle } from "../house-style.ts";

/** Measures of the page in twips (1/20 pt, 567 to the centimetre). */
export const page = {
  width: 11906,
  height: 16838,
  margin: { top: 1134, right: 1134, bottom: 1417, left: 1417, header: 425, footer: 510, gutter: 0 },
} as const;

/** On a "blatt", which has to hold much. */
export const denseMargin = { ...page.margin, top: 907, right: 1021, bottom: 1134, left: 1021 } as const;

/** Makes room for a letterhead. */
const highMargin = { ...denseMargin, top: 680 } as const;

/** What is usually left between the margins: 16.5 cm. */
export const usualTextWidth = page.width - page.margin.left - page.margin.right;

/** Where text stands on the page; a house style has a say in it. */
export interface PageLayout {
  readonly margin: Readonly<Record<keyof typeof page.margin, number>>;
  readonly textWidth: number;
}

export function pageLayout({ layout }: DocumentMeta, style: HouseStyle): PageLayout {
  const { margins } = style;
  if (layout === "blatt")
    return { margin: hasLetterhead(style) ? highMargin : denseMargin, textWidth: usualTextWidth };
  const own = Object.entries(margins).map(([side, length]) => [side, twips(length)] as const);
  const margin = { ...page.margin, ...Object.fromEntries(own) };
  return { margin, textWidth: page.width - margin.left - margin.right };
}

/** Of millimetres. */
export function twips(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4);
}

/** Step of indentation of lists. */
export const listStep = 425;

/** Space between a table and the paragraph after it, which Word can only give to that paragraph. */
export const spaceAfterTable = 160;
