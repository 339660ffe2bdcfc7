import {
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  type PDFObject,
} from "pdf-lib";
import { verifyCms } from "./cms.ts";
import { contentDigest } from "./content-digest.ts";
import type { LaterChanges, Signature, SignatureField } from "./pdf-facts.ts";

/** More fields than any agreement has. */
const mostFields = 500;

export function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
}

/** The content of a PDF as one number. */
export async function contentOf(bytes: Uint8Array): Promise<string> {
  return contentDigest(await openPdf(bytes));
}

/** All signature fields in their order, with what is in them. */
export async function readSignatures(pdf: PDFDocument, bytes: Uint8Array): Promise<SignatureField[]> {
  const fields: SignatureField[] = [];
  for (const field of signatureFields(pdf)) {
    const value = field.lookup(PDFName.of("V"));
    const id = textIn(field, "T") ?? "";
    const signature = value instanceof PDFDict ? await readSignature(value, pdf, bytes) : undefined;
    fields.push({ id, label: textIn(field, "TU") ?? id, signature });
  }
  return fields;
}

function signatureFields({ catalog }: PDFDocument): PDFDict[] {
  const form = catalog.lookup(PDFName.of("AcroForm"));
  const list = form instanceof PDFDict ? form.lookup(PDFName.of("Fields")) : undefined;
  const found: PDFDict[] = [];
  const visit = (items: PDFObject | undefined, depth: number): void => {
    if (!(items instanceof PDFArray) || depth > 10) return;
    for (let index = 0; index < items.size(); index++) {
      const field = items.lookup(index);
      if (found.length > mostFields) throw new Error("too many fields");
      if (!(field instanceof PDFDict) || found.includes(field)) continue;
      if (field.get(PDFName.of("FT")) === PDFName.of("Sig")) found.push(field);
      else visit(field.lookup(PDFName.of("Kids")), depth + 1);
    }
  };
  visit(list, 0);
  return found;
}

async function readSignature(value: PDFDict, pdf: PDFDocument, bytes: Uint8Array): Promise<Signature> {
  const range = signedRange(value, bytes);
  const contents = value.lookup(PDFName.of("Contents"));
  const written = dateIn(textIn(value, "M"));
  const fallback = { signer: textIn(value, "Name"), date: written };
  if (!range || !(contents instanceof PDFHexString))
    return { ...fallback, state: "range", laterChanges: "other" };
  const cms = contents.asBytes();
  const signed = Buffer.concat([bytes.subarray(0, range.gap), bytes.subarray(range.behindGap, range.end)]);
  const isTimestamp = value.get(PDFName.of("SubFilter")) === PDFName.of("ETSI.RFC3161");
  const { state, signer, date } = await verifyCms(cms, signed);
  return {
    signer,
    date: written ?? date,
    state: isTimestamp ? "unknown" : state,
    laterChanges: await changesBehind(range.end, pdf, bytes),
  };
}

interface SignedRange {
  readonly gap: number;
  readonly behindGap: number;
  readonly end: number;
}

/** Everything from the first byte on but the signature itself; undefined where anything else is left out. */
function signedRange(value: PDFDict, bytes: Uint8Array): SignedRange | undefined {
  const range = value.lookup(PDFName.of("ByteRange"));
  if (!(range instanceof PDFArray) || range.size() !== 4) return undefined;
  const numbers = range.asArray().map((each) => (each instanceof PDFNumber ? each.asNumber() : Number.NaN));
  const [start = 0, gap = 0, behindGap = 0, length = 0] = numbers;
  const end = behindGap + length;
  const isSound = numbers.every((each) => Number.isSafeInteger(each) && each >= 0) && end <= bytes.length;
  if (!isSound || start !== 0 || behindGap <= gap) return undefined;
  const leftOut = Buffer.from(bytes.subarray(gap, behindGap)).toString("latin1");
  return /^<[0-9A-Fa-f]*>$/.test(leftOut) ? { gap, behindGap, end } : undefined;
}

/** Compares the file as it was signed with the file as it is. */
async function changesBehind(end: number, pdf: PDFDocument, bytes: Uint8Array): Promise<LaterChanges> {
  const isLineBreak =
    bytes.length - end < 3 && /^\s*$/.test(Buffer.from(bytes.subarray(end)).toString("latin1"));
  if (isLineBreak) return "none";
  try {
    const signed = await openPdf(bytes.subarray(0, end));
    if (contentDigest(signed) === contentDigest(pdf)) return "signatures";
    return contentDigest(signed, true) === contentDigest(pdf, true) ? "form" : "other";
  } catch {
    return "other";
  }
}

function textIn(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(PDFName.of(key));
  if (!(value instanceof PDFString) && !(value instanceof PDFHexString)) return undefined;
  return value.decodeText().slice(0, 500);
}

/** `D:20260922101500+02'00'` → `2026-09-22`, the day where it was signed. */
function dateIn(text: string | undefined): string | undefined {
  const [, year, month, day] = /^D:(\d{4})(\d\d)(\d\d)/.exec(text ?? "") ?? [];
  return year === undefined ? undefined : `${year}-${month}-${day}`;
}
