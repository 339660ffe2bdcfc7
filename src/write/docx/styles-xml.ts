import type { ParagraphStyle } from "./styles.ts";
import { sectionsInstance } from "./numbering.ts";
import { escapeXml, wordNamespaces, xmlDeclaration } from "./xml.ts";

const defaults = (size: number, font: string): string =>
  "<w:docDefaults><w:rPrDefault><w:rPr>" +
  fontsXml(font) +
  `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>` +
  '<w:lang w:val="de-DE" w:eastAsia="de-DE" w:bidi="ar-SA"/>' +
  "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>" +
  '<w:spacing w:before="0" w:after="0" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
  '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0"' +
  ' w:defQFormat="0" w:count="376"/>';

const otherStyles =
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">' +
  '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>' +
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>' +
  '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>' +
  '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>' +
  '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
  '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>' +
  '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>' +
  '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>' +
  '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>' +
  '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>' +
  // Never used in our text, but docx always writes a part for endnotes that names it.
  '<w:style w:type="character" w:styleId="EndnoteReference"><w:name w:val="endnote reference"/>' +
  '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>' +
  '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>';

/** `scale` shrinks font sizes and the space around paragraphs, not the widths; `font` is that of the text. */
export function stylesXml(
  looks: readonly (readonly [id: string, style: ParagraphStyle])[],
  { scale, font }: { readonly scale: number; readonly font: string },
): string {
  const styles = looks.map(([id, style]) => styleXml(id, { ...style, ...shrunk(style, scale) }));
  const ownDefaults = defaults(Math.round(22 * scale), font);
  return `${xmlDeclaration}<w:styles ${wordNamespaces}>${ownDefaults}${styles.join("")}${otherStyles}</w:styles>`;
}

function shrunk(style: ParagraphStyle, scale: number): Partial<ParagraphStyle> {
  const lengths = (["size", "before", "after"] as const).flatMap((key) => {
    const length = style[key];
    return length === undefined ? [] : [[key, Math.round(length * scale)] as const];
  });
  return Object.fromEntries(lengths);
}

function styleXml(id: string, style: ParagraphStyle): string {
  const kind = id === "Normal" ? ' w:default="1"' : style.ours ? ' w:customStyle="1"' : "";
  return (
    `<w:style w:type="paragraph"${kind} w:styleId="${id}"><w:name w:val="${style.name}"/>` +
    `${value("basedOn", style.basedOn)}${value("next", style.next)}<w:uiPriority w:val="1"/><w:qFormat/>` +
    `${wrap("pPr", paragraphLook(style))}${wrap("rPr", runLook(style))}</w:style>`
  );
}

function paragraphLook(style: ParagraphStyle): string {
  return (
    flag("keepNext", style.keepNext) +
    flag("keepLines", style.keepLines) +
    (style.sectionLevel === undefined ? "" : sectionNumbering(style.sectionLevel)) +
    (style.rule === undefined
      ? ""
      : `<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="${style.ruleColor ?? "595959"}"/></w:pBdr>`) +
    (style.rightTab === undefined
      ? ""
      : `<w:tabs><w:tab w:val="right" w:pos="${style.rightTab}"/></w:tabs>`) +
    flag("suppressAutoHyphens", style.hyphenation === false || undefined) +
    attributes("spacing", { before: style.before, after: style.after, ...lineSpacing(style.line) }) +
    attributes("ind", style.indent ?? {}) +
    value("jc", style.align) +
    value("outlineLvl", style.sectionLevel)
  );
}

function runLook(style: ParagraphStyle): string {
  return (
    (style.font === undefined ? "" : fontsXml(style.font)) +
    (style.bold ? "<w:b/><w:bCs/>" : "") +
    value("color", style.color) +
    value("spacing", style.letterSpacing) +
    value("sz", style.size) +
    value("szCs", style.size)
  );
}

function fontsXml(font: string): string {
  const name = escapeXml(font);
  return `<w:rFonts w:ascii="${name}" w:eastAsia="${name}" w:hAnsi="${name}" w:cs="${name}"/>`;
}

function sectionNumbering(level: number): string {
  return `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${sectionsInstance}"/></w:numPr>`;
}

function lineSpacing(line: number | undefined): Record<string, number | string> {
  return line === undefined ? {} : { line, lineRule: "auto" };
}

function flag(name: string, on: true | undefined): string {
  return on ? `<w:${name}/>` : "";
}

function value(name: string, content: string | number | undefined): string {
  return content === undefined ? "" : `<w:${name} w:val="${content}"/>`;
}

function attributes(name: string, values: Readonly<Record<string, number | string | undefined>>): string {
  const set = Object.entries(values).filter(([, content]) => content !== undefined);
  return set.length === 0
    ? ""
    : `<w:${name} ${set.map(([key, content]) => `w:${key}="${content}"`).join(" ")}/>`;
}

function wrap(name: string, content: string): string {
  return content === "" ? "" : `<w:${name}>${content}</w:${name}>`;
}
