import type { Document } from "../../document/document.ts";
import type { Insertion } from "./package.ts";
import type { WriterState } from "./state.ts";
import { escapeXml, xmlDeclaration } from "./xml.ts";

/** The namespace of the part that lists the fields of a form. */
export const formNamespace = "urn:kv:formular";

const relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const officeRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/**
 * The fields of a form in the order of their content controls, with their keys in full. Word limits tags to 64
 * characters, and LibreOffice before 7.5 drops them; both keep this part.
 */
export function formParts({ meta }: Document, state: WriterState): ReadonlyMap<string, string> {
  const fields = state.fieldKeys.map((key) =>
    key === undefined ? "<feld/>" : `<feld name="${escapeXml(key)}"/>`,
  );
  const list = `<formular xmlns="${formNamespace}" art="${escapeXml(meta.art)}" dokument="${escapeXml(meta.id)}">`;
  return new Map([
    ["customXml/item1.xml", `${xmlDeclaration}${list}${fields.join("")}</formular>`],
    ["customXml/itemProps1.xml", propertiesXml],
    ["customXml/_rels/item1.xml.rels", relationsXml],
  ]);
}

const propertiesXml =
  `${xmlDeclaration}<ds:datastoreItem ds:itemID="{7A1D2A0E-3C2B-4E57-9C0B-5F0A6B7C8D9E}"` +
  ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">' +
  `<ds:schemaRefs><ds:schemaRef ds:uri="${formNamespace}"/></ds:schemaRefs></ds:datastoreItem>`;

const relationsXml =
  `${xmlDeclaration}<Relationships xmlns="${relationships}"><Relationship Id="rId1"` +
  ` Type="${officeRelationships}/customXmlProps" Target="itemProps1.xml"/></Relationships>`;

/** Where the parts of the file are listed. */
export const formInsertions: readonly Insertion[] = [
  {
    part: "[Content_Types].xml",
    before: "</Types>",
    xml:
      '<Override PartName="/customXml/itemProps1.xml"' +
      ' ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>',
  },
  {
    part: "word/_rels/document.xml.rels",
    before: "</Relationships>",
    xml: `<Relationship Id="rIdFormular" Type="${officeRelationships}/customXml" Target="../customXml/item1.xml"/>`,
  },
];
