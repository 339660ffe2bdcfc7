import type { DocumentMeta } from "../../document/document.ts";
import {
  facesOf,
  hasLetterhead,
  isLogoAbove,
  logoSize,
  type FontFace,
  type HouseStyle,
  type Logo,
} from "../house-style.ts";
import { element, escapeHtml } from "./element.ts";

const usualFonts = '"Source Sans 3", "Source Sans Pro", Arial, sans-serif';

/** The fonts of the text, first the one that is wanted. */
export function textFonts({ text }: HouseStyle): string {
  return text ? `${quoted(text.regular.family)}, Arial, sans-serif` : usualFonts;
}

/** What a house style adds to the Content-Security-Policy: nothing is loaded, but what the page itself holds may be shown. */
export function ownPolicy(style: HouseStyle): string {
  const images = style.logo ? "; img-src data:" : "";
  return facesOf(style).some(mayBeEmbedded) ? `${images}; font-src data:` : images;
}

/** What a house style adds to the style sheet; nothing in it is text as somebody wrote it. */
export function ownStyles(style: HouseStyle, layout: DocumentMeta["layout"]): string {
  if (style.fingerprint === undefined) return "";
  const { headings, headingColor, ruleColor } = style;
  const rules = [
    ...facesOf(style)
      .filter(mayBeEmbedded)
      .map((face) => fontFace(face, style)),
    ruleColor === undefined ? [] : `:root { --linie: ${ruleColor}; }`,
    headingColor === undefined
      ? []
      : `:root { --ueberschrift: ${headingColor}; }\nh1, h2, h3, h4 { color: var(--ueberschrift); }`,
    headings ? `h1, h2, h3, h4 { ${headingFont(headings)} }` : [],
    hasLetterhead(style) ? letterheadStyles : [],
    onDarkScreens(style),
    layout === "brief" ? pageMargins(style) : denseLetterhead,
  ].flat();
  return rules.map((rule) => `${rule}\n`).join("");
}

/** Anybody can take a font out of a page: not every licence allows that, and then it is only named. */
function mayBeEmbedded({ embedding }: FontFace): boolean {
  return embedding === "editable";
}

function fontFace(face: FontFace, { headings }: HouseStyle): string {
  const weight = face === headings ? face.weight : face.weight < 550 ? 400 : 700;
  const [format, type] = face.outlines === "truetype" ? ["truetype", "font/ttf"] : ["opentype", "font/otf"];
  const look = `font-weight: ${weight}; font-style: ${face.isItalic ? "italic" : "normal"};`;
  const source = `url(${dataUrl(face.bytes, type)}) format("${format}")`;
  return `@font-face { font-family: ${quoted(face.family)}; ${look} src: ${source}; }`;
}

function headingFont({ family, weight }: FontFace): string {
  return `font-family: ${quoted(family)}, Arial, sans-serif; font-weight: ${weight};`;
}

/** A name as a string of CSS; of what could end it, nothing is left. */
function quoted(family: string): string {
  return `"${family.replaceAll(/[^\p{L}\p{N} ._-]/gu, "")}"`;
}

function dataUrl(bytes: Uint8Array, type: string): string {
  return `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
}

const letterheadStyles = `.briefkopf { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 2rem; margin-block-end: 2rem; padding-block-end: 0.6rem; border-block-end: 1.5px solid var(--linie); }
.briefkopf img { max-width: 100%; height: auto; }
.briefkopf p { margin: 0; font-size: 0.9rem; line-height: 1.4; }
.briefkopf p:first-child { font-weight: bold; }
.briefkopf img + div { text-align: end; }
.gestapelt { flex-direction: column; align-items: start; }
.gestapelt img + div { text-align: start; }
@media print { .briefkopf { break-inside: avoid; } .briefkopf p { font-size: 9.5pt; } }`;

/** On a single sheet of paper the lines stand in one. */
const denseLetterhead =
  "@media print { .briefkopf { margin-block-end: 0.3rem; padding-block-end: 0.2rem; } .briefkopf p { display: inline; margin-inline-start: 1em; font-size: 8.5pt; } }";

/** Colours are chosen for white paper, and so are logos. */
function onDarkScreens({ headingColor, ruleColor, logo }: HouseStyle): string[] {
  const rules = [
    headingColor === undefined ? [] : ":root { --ueberschrift: var(--schrift); }",
    ruleColor === undefined ? [] : ":root { --linie: #8c8c8c; }",
    logo ? ".briefkopf img { padding: 0.4rem; background: #fff; }" : [],
  ].flat();
  return rules.length === 0 ? [] : [`@media screen and (prefers-color-scheme: dark) { ${rules.join(" ")} }`];
}

/** Head and foot are within the margins on paper made of HTML, and beyond them in a PDF. */
const headHeight = 9;
const footHeight = 13;
const smallestMargin = 10;

function pageMargins({ margins }: HouseStyle): string[] {
  const { top, right, bottom, left } = margins;
  const lengths = {
    "margin-top": top && Math.max(top - headHeight, smallestMargin),
    "margin-right": right,
    "margin-bottom": bottom && Math.max(bottom - footHeight, smallestMargin),
    "margin-left": left,
  };
  const set = Object.entries(lengths).flatMap(([name, length]) =>
    length === undefined ? [] : [`${name}: ${length}mm;`],
  );
  return set.length === 0 ? [] : [`@page { ${set.join(" ")} }`];
}

/** In millimetres, on a wide screen. */
const textWidth = 162;

/** Logo and lines at the top of the page; empty without them. */
export function letterhead(style: HouseStyle, layout: DocumentMeta["layout"]): string[] {
  if (!hasLetterhead(style)) return [];
  const { logo } = style;
  const size = logo && logoSize(logo, textWidth, layout);
  const lines = style.letterhead.map((line) => element("p", {}, escapeHtml(line)));
  const content = [
    logo && size ? picture(logo, size) : [],
    lines.length === 0 ? [] : element("div", {}, lines.join("")),
  ].flat();
  const isAbove = isLogoAbove(size?.width ?? textWidth, textWidth);
  return [element("div", { class: isAbove ? "briefkopf gestapelt" : "briefkopf" }, content.join(""))];
}

const types = { png: "image/png", jpg: "image/jpeg", svg: "image/svg+xml" } as const;

/** An element without content: it has no end. */
function picture({ picture: { bytes, format }, alt }: Logo, size: ReturnType<typeof logoSize>): string {
  const pixels = (length: number) => String(Math.round((length * 96) / 25.4));
  const attributes = {
    src: dataUrl(bytes, types[format]),
    alt,
    width: pixels(size.width),
    height: pixels(size.height),
  };
  return element("img", attributes, "").replace(/<\/img>$/, "");
}
