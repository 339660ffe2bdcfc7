import type { DocumentMeta } from "../../document/document.ts";
import { denseMargin, page } from "../docx/page.ts";
import { escapeXml, xmlDeclaration } from "../docx/xml.ts";
import { font, listLevels, odtNames, odtStyles } from "./styles.ts";
import type { OdtStyle } from "./styles.ts";

/** The namespaces of every part. */
export const odtNamespaces = [
  ["office", "office"],
  ["style", "style"],
  ["text", "text"],
  ["table", "table"],
  ["fo", "xsl-fo-compatible"],
  ["svg", "svg-compatible"],
  ["meta", "meta"],
  ["config", "config"],
]
  .map(([prefix, name]) => ` xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join("");

/** Lengths are in twips everywhere else. */
export function points(twips: number): string {
  return `${twips / 20}pt`;
}

/** styles.xml of the reference document: how everything looks, the page, its head and foot. */
export function stylesXml(meta: DocumentMeta): string {
  const scale = meta.layout === "blatt" ? 0.76 : 1;
  return (
    `${xmlDeclaration}<office:document-styles${odtNamespaces} office:version="1.3">` +
    `<office:font-face-decls>${fontFace(font, "swiss")}${fontFace("OpenSymbol", "system")}</office:font-face-decls>` +
    `<office:styles>${defaults(scale)}${namedStyles(scale)}</office:styles>` +
    `<office:automatic-styles>${pageLayout(meta)}</office:automatic-styles>` +
    `<office:master-styles>${masterPage(meta)}</office:master-styles></office:document-styles>`
  );
}

/** The named styles alone, each by its name: a document in the house style of others may lack them. */
export function namedStyles(scale: number): string {
  return [...odtStyles.map((style) => paragraphStyle(style, scale)), otherStyles].join("");
}

function fontFace(name: string, family: string): string {
  return `<style:font-face style:name="${name}" svg:font-family="${name}" style:font-family-generic="${family}"/>`;
}

function defaults(scale: number): string {
  const size = `${11 * scale}pt`;
  return (
    '<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="115%"' +
    ' fo:orphans="2" fo:widows="2" fo:hyphenation-ladder-count="3" style:tab-stop-distance="35.45pt"' +
    ' style:writing-mode="lr-tb" fo:text-align="start"/>' +
    `<style:text-properties style:font-name="${font}" fo:font-size="${size}" fo:language="de" fo:country="DE"` +
    ' fo:hyphenate="true" fo:hyphenation-remain-char-count="3" fo:hyphenation-push-char-count="3"/></style:default-style>' +
    '<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/></style:default-style>' +
    '<style:default-style style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:default-style>'
  );
}

function paragraphStyle(style: OdtStyle, scale: number): string {
  const parent = style.parent === undefined ? "" : ` style:parent-style-name="${style.parent}"`;
  const next = style.next === undefined ? "" : ` style:next-style-name="${style.next}"`;
  const outline =
    style.sectionLevel === undefined
      ? ""
      : ` style:default-outline-level="${style.sectionLevel + 1}" style:list-style-name=""`;
  return (
    `<style:style style:name="${style.name}" style:display-name="${escapeXml(style.display)}"` +
    ` style:family="paragraph"${parent}${next}${outline}>${paragraphLook(style, scale)}${textLook(style, scale)}</style:style>`
  );
}

function paragraphLook(style: OdtStyle, scale: number): string {
  const { indent = {} } = style;
  const scaled = (twips: number | undefined) => twips && points(Math.round(twips * scale));
  const properties = attributes({
    "fo:margin-top": style.before === 0 ? "0pt" : scaled(style.before),
    "fo:margin-bottom": scaled(style.after),
    "fo:margin-left": indent.left === undefined ? undefined : points(indent.left),
    "fo:text-indent": indent.hanging === undefined ? undefined : points(-indent.hanging),
    "fo:line-height": style.line && `${Math.round((style.line * 100) / 240)}%`,
    "fo:text-align": style.align === "left" ? "start" : style.align,
    "fo:keep-with-next": style.keepNext && "always",
    "fo:keep-together": style.keepLines && "always",
    "fo:break-before": style.breakBefore && "page",
    "fo:border-top": style.rule && "0.5pt solid #595959",
    "fo:padding-top": style.rule && "4pt",
  });
  const tab =
    style.rightTab === undefined
      ? ""
      : `<style:tab-stops><style:tab-stop style:position="${points(style.rightTab)}" style:type="right"/></style:tab-stops>`;
  return properties === "" && tab === ""
    ? ""
    : `<style:paragraph-properties${properties}>${tab}</style:paragraph-properties>`;
}

function textLook(style: OdtStyle, scale: number): string {
  const properties = attributes({
    "fo:font-size": style.size && `${Math.round(style.size * scale) / 2}pt`,
    "fo:font-weight": style.bold && "bold",
    "fo:color": style.color && `#${style.color}`,
    "fo:letter-spacing": style.letterSpacing && points(style.letterSpacing),
    "fo:hyphenate": style.hyphenation === false ? "false" : undefined,
  });
  return properties === "" ? "" : `<style:text-properties${properties}/>`;
}

function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined || value === false ? [] : [` ${name}="${value}"`]))
    .join("");
}

function characterStyle(name: string, display: string, properties: string): string {
  return `<style:style style:name="${name}" style:display-name="${display}" style:family="text"><style:text-properties ${properties}/></style:style>`;
}

const bullets = listLevels.map(
  ({ level }) =>
    `<text:list-level-style-bullet text:level="${level}" text:bullet-char="${level % 2 === 1 ? "•" : "–"}">`,
);
const numbers = listLevels.map(
  ({ level }) =>
    `<text:list-level-style-number text:level="${level}" style:num-format="1" style:num-suffix="." text:start-value="1">`,
);

function listStyle(name: string, kind: "bullet" | "number", openings: readonly string[]): string {
  const levels = openings.map((opening, index) => {
    const { left, hanging } = listLevels[index] ?? { left: 0, hanging: 0 };
    return (
      `${opening}<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">` +
      `<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="${points(left)}"` +
      ` fo:text-indent="${points(-hanging)}" fo:margin-left="${points(left)}"/>` +
      `</style:list-level-properties></text:list-level-style-${kind}>`
    );
  });
  const display = name.replaceAll("_20_", " ");
  return `<text:list-style style:name="${name}" style:display-name="${display}">${levels.join("")}</text:list-style>`;
}

const raised = 'style:text-position="super 58%"';
/** Links within the document look like the text around them. */
const plainLink = 'style:text-underline-style="none"';

const otherStyles = [
  characterStyle("Emphasis", "Emphasis", 'fo:font-style="italic"'),
  characterStyle("Strong_20_Emphasis", "Strong Emphasis", 'fo:font-weight="bold"'),
  characterStyle("Superscript", "Superscript", raised),
  characterStyle("Strikeout", "Strikeout", 'style:text-line-through-style="solid"'),
  characterStyle("Footnote_20_Symbol", "Footnote Symbol", raised),
  characterStyle("Footnote_20_anchor", "Footnote anchor", raised),
  characterStyle("Internet_20_link", "Internet link", plainLink),
  characterStyle("Visited_20_Internet_20_Link", "Visited Internet Link", plainLink),
  characterStyle("Definition", "Definition", plainLink),
  characterStyle(odtNames.sign, "Kästchen", 'style:font-name="OpenSymbol" fo:hyphenate="false"'),
  listStyle("List_20_1", "bullet", bullets),
  listStyle("Numbering_20_1", "number", numbers),
  '<text:notes-configuration text:note-class="footnote" text:citation-style-name="Footnote_20_Symbol"' +
    ' text:citation-body-style-name="Footnote_20_anchor" text:default-style-name="Footnote" style:num-format="1"' +
    ' text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>',
].join("");

function pageLayout(meta: DocumentMeta): string {
  const margin = meta.layout === "blatt" ? denseMargin : page.margin;
  const hasHead = meta.mark !== undefined || meta.remark !== undefined;
  // The head and the foot lie within the page's own margins, where Word puts them into the margin.
  const top = hasHead ? margin.header : margin.top;
  const foot = margin.bottom - margin.footer;
  return (
    '<style:page-layout style:name="Seite"><style:page-layout-properties' +
    ` fo:page-width="${points(page.width)}" fo:page-height="${points(page.height)}" style:print-orientation="portrait"` +
    ` fo:margin-top="${points(top)}" fo:margin-bottom="${points(margin.footer)}"` +
    ` fo:margin-left="${points(margin.left)}" fo:margin-right="${points(margin.right)}" style:writing-mode="lr-tb">` +
    '<style:footnote-sep style:width="0.5pt" style:distance-before-sep="4pt" style:distance-after-sep="4pt"' +
    ' style:line-style="solid" style:adjustment="left" style:rel-width="30%" style:color="#595959"/>' +
    `</style:page-layout-properties>${hasHead ? headArea(margin.top - margin.header) : ""}` +
    `${footArea(foot, meta)}</style:page-layout>`
  );
}

function headArea(height: number): string {
  return `<style:header-style><style:header-footer-properties fo:min-height="${points(height)}" fo:margin-bottom="0pt"/></style:header-style>`;
}

/** Heights of the lines of the foot in twips, with the space and the rule above them. */
const footHeights = { first: 294, further: 184, last: 202 };

/** So many letters of what identifies the document stand on one line. */
const lettersInFoot = 124;

/** The foot ends where it does in Word; what is left above it is space. */
function footArea(height: number, meta: DocumentMeta): string {
  const further = Math.max(Math.ceil(meta.footer.length / lettersInFoot) - 1, 0);
  const lines = footHeights.first + footHeights.further * further + footHeights.last * lastLines(meta).length;
  const gap = Math.max(height - lines, 60);
  return `<style:footer-style><style:header-footer-properties fo:min-height="0pt" fo:margin-top="${points(gap)}"/></style:footer-style>`;
}

/** A longer note and the page number do not fit on one line. */
const longestNote = 100;

function lastLines({ footerNote }: DocumentMeta): string[] {
  const number =
    'Seite <text:page-number text:select-page="current">1</text:page-number> von <text:page-count>1</text:page-count>';
  const note = escapeXml(footerNote);
  return footerNote.length > longestNote ? [note, `<text:tab/>${number}`] : [`${note}<text:tab/>${number}`];
}

function masterPage(meta: DocumentMeta): string {
  const head = [...line("Vermerk", meta.mark), ...line("Header", meta.remark)].join("");
  const foot = [
    ...line("FusszeileKennung", meta.footer),
    ...lastLines(meta).map((each) => `<text:p text:style-name="FusszeileSeite">${each}</text:p>`),
  ].join("");
  return (
    '<style:master-page style:name="Standard" style:page-layout-name="Seite">' +
    `${head === "" ? "" : `<style:header>${head}</style:header>`}<style:footer>${foot}</style:footer></style:master-page>`
  );
}

function line(style: string, text: string | undefined): string[] {
  if (text === undefined || text === "") return [];
  return [`<text:p text:style-name="${style}">${escapeXml(text)}</text:p>`];
}
