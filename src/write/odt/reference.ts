import { strToU8 } from "fflate";
import type { DocumentMeta } from "../../document/document.ts";
import { xmlDeclaration } from "../docx/xml.ts";
import { packOdt } from "./package.ts";
import { odtNamespaces, stylesXml } from "./styles-xml.ts";

/**
 * What new documents of LibreOffice say of themselves; a file that says nothing is laid out as programs of 2005 did.
 */
const settings = [
  // As in Word, the wider of two spaces counts, not their sum.
  "AddParaTableSpacing:false",
  "AddParaTableSpacingAtStart",
  "AddParaSpacingToTableCells",
  "AddParaLineSpacingToTableCells",
  "TabsRelativeToIndent",
  "UseFormerLineSpacing:false",
  "UseFormerObjectPositioning:false",
  "UseFormerTextWrapping:false",
  "AddExternalLeading",
];

const settingsXml =
  `${xmlDeclaration}<office:document-settings${odtNamespaces} office:version="1.3"><office:settings>` +
  '<config:config-item-set config:name="ooo:configuration-settings" xmlns:ooo="http://openoffice.org/2004/office">' +
  settings
    .map((each) => each.split(":"))
    .map(
      ([name, value = "true"]) =>
        `<config:config-item config:name="${name}" config:type="boolean">${value}</config:config-item>`,
    )
    .join("") +
  "</config:config-item-set></office:settings></office:document-settings>";

const emptyContent =
  `${xmlDeclaration}<office:document-content${odtNamespaces} office:version="1.3"><office:body><office:text/></office:body>` +
  "</office:document-content>";

/** The document pandoc takes styles and page from: an ODT without text. Its foot names the Fassung, so each document has its own. */
export function referenceOdt(meta: DocumentMeta): Uint8Array {
  return packOdt({
    "content.xml": strToU8(emptyContent),
    "settings.xml": strToU8(settingsXml),
    "styles.xml": strToU8(stylesXml(meta)),
  });
}
