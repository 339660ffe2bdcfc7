import { createHash, type Hash } from "node:crypto";
import { inflateSync } from "node:zlib";
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFString,
  type PDFDocument,
  type PDFObject,
} from "pdf-lib";

/** What signing and later validation add to a document without changing what it shows. */
const besideContent = new Set(["AcroForm", "DSS", "Extensions", "Metadata", "Perms", "Version"]);
/** Streams that unpack to more are compared as they are. */
const largestStream = 64 * 1024 * 1024;

/**
 * One number for everything that makes pages and attachments, however the file was stored: equal for files that look alike
 * and hold the same, signed or not. With `withoutFields`, form fields of any kind make no difference either.
 */
export function contentDigest({ catalog, context }: PDFDocument, withoutFields = false): string {
  return new Digest((object) => context.lookup(object), withoutFields).of(catalog);
}

class Digest {
  readonly #lookup: (object: PDFObject) => PDFObject | undefined;
  readonly #withoutFields: boolean;
  readonly #hash: Hash = createHash("sha256");
  /** Number of each group by the order it was met in: the same wherever it lies in the file. */
  readonly #met = new Map<PDFObject, number>();

  constructor(lookup: (object: PDFObject) => PDFObject | undefined, withoutFields: boolean) {
    this.#lookup = lookup;
    this.#withoutFields = withoutFields;
  }

  of(catalog: PDFDict): string {
    this.#dict(catalog, (key) => !besideContent.has(key));
    return this.#hash.digest("hex");
  }

  #add(...parts: readonly (string | Uint8Array)[]): void {
    // With its length, so that two parts never read as one.
    for (const part of parts) this.#hash.update(`${part.length}:`).update(part);
  }

  #any(reference: PDFObject | undefined): void {
    const object = reference instanceof PDFRef ? this.#lookup(reference) : reference;
    if (object instanceof PDFDict || object instanceof PDFArray || object instanceof PDFRawStream) {
      if (this.#isKnown(object)) return;
      if (object instanceof PDFRawStream) this.#stream(object);
      else if (object instanceof PDFArray) this.#array(object);
      else if (isWidget(object)) this.#widget(object);
      else this.#dict(object);
    } else this.#scalar(object);
  }

  #isKnown(object: PDFObject): boolean {
    const number = this.#met.get(object);
    if (number === undefined) this.#met.set(object, this.#met.size);
    else this.#add("known", String(number));
    return number !== undefined;
  }

  #scalar(object: PDFObject | undefined): void {
    // As text: programs write the same words in one encoding or another.
    if (object instanceof PDFString || object instanceof PDFHexString) this.#add("text", object.decodeText());
    else if (object instanceof PDFNumber) this.#add("number", String(object.asNumber()));
    else this.#add(object === undefined ? "nothing" : object.toString());
  }

  #dict(dict: PDFDict, counts: (key: string) => boolean = () => true): void {
    const keys = dict.keys().map((key) => key.decodeText());
    this.#add("dict");
    for (const key of keys.filter(counts).sort()) {
      this.#add(key);
      const value = dict.get(PDFName.of(key));
      if (key === "Annots") this.#annotations(value);
      else this.#any(value);
    }
    this.#add("end");
  }

  #array(array: PDFArray): void {
    this.#add("array");
    for (const item of array.asArray()) this.#any(item);
    this.#add("end");
  }

  /** A field that takes no room, such as that of a timestamp, shows nothing. */
  #annotations(value: PDFObject | undefined): void {
    const list = value instanceof PDFRef ? this.#lookup(value) : value;
    const items = list instanceof PDFArray ? list.asArray() : [];
    this.#add("array");
    for (const item of items) {
      const annotation = this.#lookup(item);
      const isField = annotation instanceof PDFDict && isWidget(annotation);
      if (!isField || !(this.#withoutFields || hasNoRoom(annotation))) this.#any(item);
    }
    this.#add("end");
  }

  /** A signature changes how its field looks, never where it stands; programs write places more or less exactly. */
  #widget(field: PDFDict): void {
    if (this.#withoutFields) this.#add("field");
    else if (!isSignature(field)) this.#dict(field);
    else {
      this.#add("signature", ...boxOf(field).map((each) => each.toFixed(1)));
      this.#any(field.get(PDFName.of("T")));
    }
  }

  #stream(stream: PDFRawStream): void {
    const content = unpacked(stream);
    const packing = content ? ["DecodeParms", "Filter", "Length"] : [];
    this.#dict(stream.dict, (key) => !packing.includes(key));
    this.#add(content ?? stream.contents);
  }
}

function isWidget(dict: PDFDict): boolean {
  return dict.get(PDFName.of("Subtype")) === PDFName.of("Widget");
}

function isSignature(field: PDFDict): boolean {
  return field.get(PDFName.of("FT")) === PDFName.of("Sig");
}

function hasNoRoom(field: PDFDict): boolean {
  const [left, bottom, right, top] = boxOf(field);
  return isSignature(field) && (left === right || bottom === top);
}

function boxOf(field: PDFDict): number[] {
  const box = field.lookup(PDFName.of("Rect"));
  return box instanceof PDFArray
    ? box.asArray().map((each) => (each instanceof PDFNumber ? each.asNumber() : 0))
    : [];
}

/** Only what is packed the usual way; undefined for anything else. */
function unpacked({ dict, contents }: PDFRawStream): Uint8Array | undefined {
  if (dict.get(PDFName.of("Filter")) !== PDFName.of("FlateDecode") || dict.has(PDFName.of("DecodeParms")))
    return undefined;
  try {
    return inflateSync(contents, { maxOutputLength: largestStream });
  } catch {
    return undefined;
  }
}
