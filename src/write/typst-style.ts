import type { DocumentMeta } from "../document/document.ts";
import {
  footLines,
  hasLetterhead,
  headingFace,
  isLogoAbove,
  logoSize,
  type Color,
  type FontFace,
  type HouseStyle,
  type Picture,
  type Side,
} from "./house-style.ts";
import { typstString, typstText } from "./typst-text.ts";

/** Under this path Typst finds the logo. */
export const logoPath = "/kv-logo";

const ownFont = "Source Sans 3";

/** Boxes, arrows and ticks are always ours: fonts for text rarely have them. */
export const symbols = String.raw`\u{2010}\u{2011}\u{2190}-\u{21FF}\u{25A0}-\u{27BF}`;

/** A4, in millimetres. */
const page = { width: 210, height: 297 };

const usualMargins = {
  brief: { left: 25, right: 23, top: 24, bottom: 29 },
  blatt: { left: 18, right: 18, top: 19, bottom: 22 },
} as const satisfies Record<DocumentMeta["layout"], Record<Side, number>>;

/** From the text to the first line of the foot, a line of it, and what printers leave white below. */
const foot = { descent: 9, line: 3.5, edge: 5 } as const;

/** The margins in millimetres; the lower one is never too small for the foot. */
function marginsOf(meta: DocumentMeta, style: HouseStyle): Record<Side, number> {
  const usual = usualMargins[meta.layout];
  if (style.fingerprint === undefined) return usual;
  const wanted = meta.layout === "blatt" ? denseMargins(style) : { ...usual, ...style.margins };
  const width = page.width - wanted.left - wanted.right;
  // Beside the first line stands the number of the page.
  const texts = [`${meta.footer}      Seite 10 von 10`, meta.footerNote, ...style.footer];
  const lines = texts.reduce((sum, text) => sum + footLines(text, width, style), 0);
  const needed = foot.descent + lines * foot.line + foot.edge;
  return { ...wanted, bottom: Math.max(wanted.bottom, Math.ceil(needed)) };
}

/** Between the margins of a "brief"; in the columns of a "blatt" the same proportions are right. */
export function textWidthTwips(meta: DocumentMeta, style: HouseStyle): number {
  const { left, right } = marginsOf({ ...meta, layout: "brief" }, style);
  return Math.floor(((page.width - left - right) * 1440) / 25.4 / 10) * 10;
}

/** A "blatt" has to hold a page: its letterhead begins higher up. */
function denseMargins(style: HouseStyle): Record<Side, number> {
  const usual = usualMargins.blatt;
  return hasLetterhead(style) ? { ...usual, top: 15 } : usual;
}

export function marginCall(meta: DocumentMeta, style: HouseStyle): string {
  const { left, right, top, bottom } = marginsOf(meta, style);
  const [l, r, t, b] = [left, right, top, bottom].map((length) => `${length / 10}cm`);
  return `(left: ${l}, right: ${r}, top: ${t}, bottom: ${b})`;
}

/** What `#set text` says of the font of the text. */
export function textFontArguments({ text }: HouseStyle): string {
  return text ? faceArguments(text.regular) : `font: ${typstString(ownFont)}`;
}

/** The exact weight and width of the face: no face of the machine can then be nearer. */
function faceArguments(face: FontFace): string {
  const ours = `(name: ${typstString(ownFont)}, covers: regex("[${symbols}]"))`;
  const { typstFamily, weight, stretch } = face;
  return `font: (${ours}, ${typstString(typstFamily)}), weight: ${weight}, stretch: ${stretch}%`;
}

/** What `#set text` says to set a text in this face and no other. */
export function exactFace(face: FontFace): string {
  return `${faceArguments(face)}, style: "${face.isItalic ? "italic" : "normal"}"`;
}

export function boldWeight({ text }: HouseStyle): string {
  return text ? String(text.bold.weight) : '"bold"';
}

/** What an own font asks for: no face is wanted that was not given. */
export function fontRules({ text }: HouseStyle): string[] {
  if (!text) return [];
  const upright = text.italic ? [] : ["#show emph: it => it.body"];
  const uprightBold = text.boldItalic ? [] : ["#show strong: it => { show emph: inner => inner.body; it }"];
  const bold = `#set strong(delta: 0)\n#show strong: set text(weight: ${text.bold.weight})`;
  return [bold, ...upright, ...uprightBold];
}

export function headingRules(style: HouseStyle): string[] {
  const face = headingFace(style);
  const font = face && [
    `#show heading: set text(${faceArguments(face)})`,
    "#show heading: it => { show emph: inner => inner.body; it }",
  ];
  const color = style.headingColor && `#show heading: set text(fill: ${colorCall(style.headingColor)})`;
  return [font ?? [], color ?? []].flat();
}

export function colorCall(color: Color): string {
  return `rgb(${typstString(color)})`;
}

/** Typst sees by itself what is PNG or JPEG. */
export function imageSource(path: string, { format }: Picture): string {
  return `${typstString(path)}${format === "svg" ? ', format: "svg"' : ""}`;
}

/** Logo and lines at the top of the first page. The logo is a figure: it says who writes, and says it once. */
export function letterhead(meta: DocumentMeta, style: HouseStyle): string {
  const { logo, letterhead: lines, ruleColor } = style;
  const isDense = meta.layout === "blatt";
  const { left, right } = marginsOf(meta, style);
  const textWidth = page.width - left - right;
  const size = logo && logoSize(logo, textWidth, meta.layout);
  const image =
    logo &&
    size &&
    `image(${imageSource(logoPath, logo.picture)}, width: ${size.width}mm, alt: ${typstString(logo.alt)})`;
  const isAbove = size === undefined || isLogoAbove(size.width, textWidth);
  const align = isAbove ? "left" : "right";
  const text =
    lines.length === 0
      ? []
      : [
          `align(${align}, { set text(size: ${isDense ? 8.5 : 9.5}pt, hyphenate: false); set par(leading: 0.5em); ${letterheadLines(lines, isDense)} })`,
        ];
  const columns = isAbove ? "(1fr,)" : "(auto, 1fr)";
  const cells = [image ?? [], text].flat().join(", ");
  const stroke = `0.8pt${ruleColor === undefined ? "" : ` + ${colorCall(ruleColor)}`}`;
  return `#block(width: 100%, below: ${isDense ? "0.35cm" : "0.9cm"}, {
  grid(columns: ${columns}, column-gutter: 0.8cm, row-gutter: ${isDense ? "0.15cm" : "0.3cm"}, align: horizon, ${cells})
  v(${isDense ? "-0.75em" : "-0.4em"})
  line(length: 100%, stroke: ${stroke})
})`;
}

function letterheadLines(lines: readonly string[], isDense: boolean): string {
  return lines
    .map((line, index) => (index === 0 ? `strong[${typstText(line)}]` : `[${typstText(line)}]`))
    .join(isDense ? "; h(1.2em, weak: true); " : "; linebreak(); ");
}
