import type { DocumentMeta } from "../../document/document.ts";
import { escapeXml, wordNamespaces, xmlDeclaration } from "./xml.ts";

const producer = "kv";
const noDate = "1980-01-01";

/** docProps/core.xml with the date of the Stand where docx would write the present time. */
export function corePropertiesXml(meta: DocumentMeta): string {
  const date = `${meta.stand ?? noDate}T00:00:00Z`;
  return (
    `${xmlDeclaration}<cp:coreProperties` +
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(meta.title)}</dc:title><dc:creator>${producer}</dc:creator>` +
    `<cp:lastModifiedBy>${producer}</cp:lastModifiedBy><cp:revision>1</cp:revision>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${date}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${date}</dcterms:modified>` +
    `<dc:language>${meta.lang}</dc:language></cp:coreProperties>`
  );
}

/** In the order of the schema (CT_Settings); docx can write neither the languages nor the separators. */
export const settingsXml = (embedsFonts: boolean): string =>
  `${xmlDeclaration}<w:settings ${wordNamespaces}><w:zoom w:percent="100"/>` +
  `${embedsFonts ? "<w:embedTrueTypeFonts/>" : ""}<w:defaultTabStop w:val="709"/>` +
  '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="3"/><w:hyphenationZone w:val="284"/>' +
  '<w:doNotHyphenateCaps/><w:characterSpacingControl w:val="doNotCompress"/>' +
  '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>' +
  compatibility("compatibilityMode", 15) +
  compatibility("overrideTableStyleFontSizeAndJustification", 1) +
  compatibility("enableOpenTypeFeatures", 1) +
  compatibility("doNotFlipMirrorIndents", 1) +
  compatibility("differentiateMultirowTableHeaders", 1) +
  '</w:compat><w:themeFontLang w:val="de-DE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>';

function compatibility(name: string, value: number): string {
  return `<w:compatSetting w:name="${name}" w:uri="http://schemas.microsoft.com/office/word" w:val="${value}"/>`;
}
