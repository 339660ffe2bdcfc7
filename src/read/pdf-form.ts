import { constants, inflateSync } from "node:zlib";
import {
  decodePDFRawStream,
  EncryptedPDFError,
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFString,
  pdfDocEncodingDecode,
  utf16Decode,
  type PDFObject,
} from "pdf-lib";
import { readFieldName, readKey } from "../write/form-fields.ts";
import { UnreadableForm, type FilledField, type FilledForm } from "./filled-form.ts";

/** Throws UnreadableForm. */
export async function readPdfForm(bytes: Uint8Array): Promise<FilledForm> {
  refuseTruncated(bytes);
  refuseBombs(bytes);
  try {
    const pdf = await PDFDocument.load(bytes, {
      updateMetadata: false,
      throwOnInvalidObject: true,
      parseSpeed: ParseSpeeds.Fastest,
    });
    return formOf(fieldsOf(pdf));
  } catch (error) {
    if (error instanceof UnreadableForm) throw error;
    throw new UnreadableForm(error instanceof EncryptedPDFError ? "verschluesselt" : "beschaedigt");
  }
}

/** What is missing at the end might be what was filled in. */
function refuseTruncated(bytes: Uint8Array): void {
  const end = new TextDecoder("latin1").decode(bytes.subarray(-1024));
  if (!/startxref\s+\d+\s+%%EOF/.test(end)) throw new UnreadableForm("beschaedigt");
}

/** The first byte of packed data. */
const deflated = 0x78;
const mostStreams = 20_000;
const mostUnpacked = 64 * 1024 * 1024;

/** pdf-lib unpacks streams without a limit. No program uses these old filters for a form. */
function refuseBombs(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes("/LZWDecode") || file.includes("/RunLengthDecode"))
    throw new UnreadableForm("beschaedigt");
  let left = mostUnpacked;
  let streams = 0;
  for (let at = file.indexOf("stream"); at >= 0; at = file.indexOf("stream", at + 6)) {
    const start = at + (file[at + 6] === 0x0d ? 8 : 7);
    if (file.subarray(at - 3, at).equals(Buffer.from("end"))) continue;
    if (++streams > mostStreams) throw new UnreadableForm("zu-gross");
    left -= unpackedSize(file.subarray(start), left);
  }
}

/** Also of what is packed twice. */
function unpackedSize(packed: Uint8Array, limit: number): number {
  if (packed[0] !== deflated) return 0;
  try {
    // What follows the stream is left alone.
    const unpacked = inflateSync(packed, {
      maxOutputLength: limit,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    return unpacked.length + unpackedSize(unpacked, limit);
  } catch (error) {
    if (error instanceof UnreadableForm) throw error;
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw new UnreadableForm("zu-gross");
    return 0;
  }
}

/** A field that has no fields below it, with what it inherits. */
interface PdfField {
  readonly name: string;
  readonly type: string;
  readonly value: PDFObject | undefined;
}

/** Every field once: a file may lead in circles. */
function fieldsOf({ catalog, context }: PDFDocument): PdfField[] {
  const form = context.lookup(catalog.get(PDFName.of("AcroForm")));
  if (!(form instanceof PDFDict)) throw new UnreadableForm("ohne-felder");
  const seen = new Set<unknown>();
  const fields: PdfField[] = [];
  const none = { name: "", type: "", value: undefined };
  const open = kidsOf(form, "Fields").map((kid) => ({ kid, above: none as PdfField }));
  for (let next = open.shift(); next; next = open.shift()) {
    const dict = context.lookup(next.kid);
    if (seen.has(next.kid) || !(dict instanceof PDFDict)) continue;
    if (next.kid instanceof PDFRef) seen.add(next.kid);
    const field = fieldOf(dict, next.above);
    const below = kidsOf(dict, "Kids").filter((kid) => {
      const lower = context.lookup(kid);
      return !seen.has(kid) && lower instanceof PDFDict && lower.has(PDFName.of("T"));
    });
    if (below.length === 0) fields.push(field);
    open.push(...below.map((kid) => ({ kid, above: field })));
  }
  return fields;
}

function kidsOf(dict: PDFDict, key: string): readonly PDFObject[] {
  const kids = dict.lookup(PDFName.of(key));
  return kids instanceof PDFArray ? kids.asArray() : [];
}

function fieldOf(dict: PDFDict, above: PdfField): PdfField {
  const partial = textOf(dict.lookup(PDFName.of("T")));
  const type = dict.lookup(PDFName.of("FT"));
  return {
    name: [above.name, partial].filter((part) => part !== "").join("."),
    type: type instanceof PDFName ? type.decodeText() : above.type,
    value: dict.lookup(PDFName.of("V")) ?? above.value,
  };
}

function formOf(fields: readonly PdfField[]): FilledForm {
  if (fields.length === 0) throw new UnreadableForm("ohne-felder");
  const own = fields.flatMap(({ name }) => readFieldName(name) ?? []);
  const art = own[0]?.art;
  if (art === undefined) throw new UnreadableForm("kein-vordruck");
  const signed = fields.filter(({ type, value }) => type === "Sig" && value instanceof PDFDict);
  const filled = fields.filter(({ type }) => type !== "Sig").flatMap((field) => filledField(field, art));
  const keys = own.filter((each) => each.art === art).map(({ key }) => key);
  return { art, fields: filled, keys, outside: [], signatures: signed.map(({ name }) => name) };
}

function filledField({ name, type, value }: PdfField, art: string): FilledField[] {
  const text = textOf(value).replaceAll(/\r\n?/g, "\n");
  if (text.trim() === "" || (type === "Btn" && text === "Off")) return [];
  const read = readFieldName(name);
  const key = read?.art === art ? readKey(read.key) : undefined;
  return [{ key, name, text }];
}

function textOf(object: PDFObject | undefined): string {
  if (object instanceof PDFName) return object.decodeText();
  if (object instanceof PDFString || object instanceof PDFHexString) return decoded(object.asBytes());
  if (object instanceof PDFRawStream) return decoded(decodePDFRawStream(object).decode());
  return object instanceof PDFArray ? object.asArray().map(textOf).join("; ") : "";
}

/** A byte order mark says which encoding a text has; without one it is PDFDocEncoding. */
function decoded(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder().decode(bytes);
  const isUtf16 = (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe);
  return isUtf16 ? utf16Decode(bytes) : pdfDocEncodingDecode(bytes);
}
