import { deflateSync, inflateSync } from "node:zlib";
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFStream, PDFString } from "pdf-lib";

/** Replaces the content of an attached file and saves the whole PDF again. */
export async function withAttachment(
  bytes: Uint8Array,
  name: string,
  change: (text: string) => string,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const files = pdf.catalog.lookup(PDFName.of("AF"), PDFArray);
  for (let index = 0; index < files.size(); index++) {
    const file = files.lookup(index, PDFDict);
    if (!String(file.get(PDFName.of("F"))).includes(name)) continue;
    const embedded = file.lookup(PDFName.of("EF"), PDFDict);
    const old = embedded.lookup(PDFName.of("F"), PDFStream) as PDFRawStream;
    const isPacked = old.dict.has(PDFName.of("Filter"));
    const text = Buffer.from(isPacked ? inflateSync(old.contents) : old.contents).toString("utf8");
    const contents = deflateSync(Buffer.from(change(text)));
    const dict = old.dict.clone();
    dict.set(PDFName.of("Filter"), PDFName.of("FlateDecode"));
    dict.set(PDFName.of("Length"), pdf.context.obj(contents.length));
    const reference = pdf.context.register(PDFRawStream.of(dict, contents));
    for (const key of ["F", "UF"])
      if (embedded.has(PDFName.of(key))) embedded.set(PDFName.of(key), reference);
  }
  return pdf.save({ useObjectStreams: false });
}

/** Adds an empty signature field to the first page and saves the whole PDF again. */
export async function blankField(pdf: PDFDocument): Promise<Uint8Array> {
  const [page] = pdf.getPages();
  const field = pdf.context.register(
    pdf.context.obj({
      Type: "Annot",
      Subtype: "Widget",
      FT: "Sig",
      T: PDFString.of("unterschrift"),
      Rect: [50, 50, 150, 80],
      F: 4,
    }),
  );
  page?.node.addAnnot(field);
  pdf.catalog.set(PDFName.of("AcroForm"), pdf.context.obj({ Fields: [field], SigFlags: 1 }));
  return pdf.save({ useObjectStreams: false });
}
