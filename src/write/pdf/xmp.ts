/**
 * PDF/UA-1 identification, which Typst cannot write beside PDF/A-3a. PDF/A allows it only together with the description of
 * its schema (ISO 19005-3, 6.6.2.3.1).
 */
const identification = "<pdfuaid:part>1</pdfuaid:part>";

const schema =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>' +
  "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>" +
  "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>" +
  '<rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>' +
  "<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>" +
  "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>" +
  "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>";

/** Adds to the metadata packet that Typst writes that the file is PDF/UA-1. */
export function withUaIdentification(xmp: string): string {
  return [
    ["<rdf:Description ", '<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" '],
    ["<pdfaExtension:schemas><rdf:Bag>", `<pdfaExtension:schemas><rdf:Bag>${schema}`],
    ["</pdfaid:conformance>", `</pdfaid:conformance>${identification}`],
  ].reduce((text, [anchor = "", replacement = ""]) => {
    if (!text.includes(anchor)) throw new Error(`the metadata of the PDF lack ${anchor}`);
    return text.replace(anchor, replacement);
  }, xmp);
}
