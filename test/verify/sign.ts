import { webcrypto } from "node:crypto";
import { Integer, ObjectIdentifier, OctetString, PrintableString, UTCTime } from "asn1js";
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef, PDFString } from "pdf-lib";
import {
  Attribute,
  AttributeTypeAndValue,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  Time,
} from "pkijs";

export type Algorithm = "RSASSA-PKCS1-v1_5" | "RSA-PSS" | "ECDSA";

/** A key and a certificate that vouches for itself. */
export interface Signer {
  readonly certificate: Certificate;
  readonly key: webcrypto.CryptoKey;
}

export async function makeSigner(name: string, algorithm: Algorithm = "ECDSA"): Promise<Signer> {
  const parameters =
    algorithm === "ECDSA"
      ? { name: algorithm, namedCurve: "P-256" }
      : { name: algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
  const keys = (await webcrypto.subtle.generateKey(parameters, true, [
    "sign",
    "verify",
  ])) as webcrypto.CryptoKeyPair;
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: 1 });
  for (const holder of [certificate.issuer, certificate.subject])
    holder.typesAndValues.push(
      new AttributeTypeAndValue({ type: "2.5.4.3", value: new PrintableString({ value: name }) }),
    );
  certificate.notBefore = new Time({ type: 0, value: new Date("2026-01-01") });
  certificate.notAfter = new Time({ type: 0, value: new Date("2036-01-01") });
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(keys.privateKey, "SHA-256");
  return { certificate, key: keys.privateKey };
}

/** A CMS signature over bytes that are not in it. */
async function cmsOver(bytes: Uint8Array, { certificate, key }: Signer): Promise<Uint8Array> {
  const digest = await webcrypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  const attributes = [
    new Attribute({
      type: "1.2.840.113549.1.9.3",
      values: [new ObjectIdentifier({ value: "1.2.840.113549.1.7.1" })],
    }),
    new Attribute({
      type: "1.2.840.113549.1.9.5",
      values: [new UTCTime({ valueDate: new Date("2026-09-22T10:00:00Z") })],
    }),
    new Attribute({ type: "1.2.840.113549.1.9.4", values: [new OctetString({ valueHex: digest })] }),
  ];
  const { issuer, serialNumber } = certificate;
  const cms = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: "1.2.840.113549.1.7.1" }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
      }),
    ],
    certificates: [certificate],
  });
  await cms.sign(key, 0, "SHA-256", new Uint8Array(bytes).buffer);
  const content = cms.toSchema(true);
  return new Uint8Array(new ContentInfo({ contentType: "1.2.840.113549.1.7.2", content }).toSchema().toBER());
}

const room = 8000;
/** As wide as any number that takes its place. */
const blank = "**********";

/** Signs one field the way signing programs do: by appending to the file. */
export async function signField(
  bytes: Uint8Array,
  id: string,
  signer: Signer,
  day = "20260922",
): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const { reference, field } = fieldNamed(pdf, id);
  const number = pdf.context.largestObjectNumber + 1;
  field.set(PDFName.of("V"), PDFRef.of(number));
  // As programs do: the same name in another encoding, the same place less exactly.
  field.set(PDFName.of("T"), PDFString.of(id));
  const box = field.lookup(PDFName.of("Rect"), PDFArray).asRectangle();
  const { x, y, width, height } = box;
  const corners = [x, y, x + width, y + height].map((each) => Number(each.toFixed(3)));
  field.set(PDFName.of("Rect"), pdf.context.obj(corners));
  const range = `/ByteRange [0 ${blank} ${blank} ${blank}] /Contents <${"0".repeat(room)}>`;
  const kind = "/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached";
  const appended = append(bytes, pdf, [
    [reference.objectNumber, field.toString()],
    [number, `<< ${kind} /M (D:${day}101500+02'00') ${range} >>`],
  ]);
  return fillSignature(appended, signer);
}

export function fieldNamed(pdf: PDFDocument, id: string): { reference: PDFRef; field: PDFDict } {
  const fields = pdf.catalog.lookup(PDFName.of("AcroForm"), PDFDict).lookup(PDFName.of("Fields"), PDFArray);
  for (const reference of fields.asArray()) {
    const field = pdf.context.lookup(reference, PDFDict);
    const text = field.lookup(PDFName.of("T"));
    const name = text instanceof PDFString || text instanceof PDFHexString ? text.decodeText() : "";
    if (name === id && reference instanceof PDFRef) return { reference, field };
  }
  throw new Error(`no field ${id}`);
}

/** An incremental update: new versions of objects behind what is there. */
export function append(
  bytes: Uint8Array,
  pdf: PDFDocument,
  objects: readonly (readonly [number, string])[],
): Uint8Array {
  const before = Buffer.from(bytes).toString("latin1");
  const [, previous] = [...before.matchAll(/startxref\s+(\d+)/g)].at(-1) ?? [];
  let text = before.endsWith("\n") ? "" : "\n";
  const rows = objects.map(([number, content]) => {
    const offset = String(before.length + text.length).padStart(10, "0");
    text += `${number} 0 obj\n${content}\nendobj\n`;
    return `${number} 1\n${offset} 00000 n \n`;
  });
  const start = before.length + text.length;
  const size = Math.max(pdf.context.largestObjectNumber, ...objects.map(([number]) => number)) + 1;
  const { Root, ID } = pdf.context.trailerInfo;
  text += `xref\n${rows.join("")}trailer\n<< /Size ${size} /Root ${String(Root)} /ID ${String(ID)} /Prev ${previous} >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(before + text, "latin1"));
}

async function fillSignature(bytes: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const text = Buffer.from(bytes).toString("latin1");
  const start = text.lastIndexOf(`<${"0".repeat(room)}>`);
  const end = start + room + 2;
  const numbers = [start, end, text.length - end].map((each) => String(each).padEnd(blank.length));
  const ranged = text.replace(`0 ${blank} ${blank} ${blank}`, `0 ${numbers.join(" ")}`);
  const signed = Buffer.from(ranged.slice(0, start) + ranged.slice(end), "latin1");
  const cms = Buffer.from(await cmsOver(signed, signer)).toString("hex");
  const filled = `${ranged.slice(0, start)}<${cms.padEnd(room, "0")}>${ranged.slice(end)}`;
  return new Uint8Array(Buffer.from(filled, "latin1"));
}
