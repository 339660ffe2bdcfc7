import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
  type PDFDocument,
} from "pdf-lib";
import { fieldScheme } from "../field-scheme.ts";

/** The bit that says a field is printed. */
const printed = 4;

/** A field that a link of the document became. */
interface PlacedField {
  readonly id: string;
  readonly annotation: PDFDict;
  readonly reference: PDFRef;
  readonly page: PDFRef;
}

/** Turns the placeholder links into empty signature fields; `labels` are read aloud, by id. */
export function addSignatureFields(pdf: PDFDocument, labels: ReadonlyMap<string, string>): void {
  const placed = findPlaceholders(pdf);
  if (placed.length === 0) return;
  const elements = structureElements(pdf);
  for (const field of placed) {
    becomeSignature(pdf, field, labels.get(field.id) ?? field.id);
    becomeForm(elements, field.annotation);
  }
  const fields = placed.map(({ reference }) => reference);
  // SigFlags 1: there are signature fields.
  pdf.catalog.set(PDFName.of("AcroForm"), pdf.context.obj({ Fields: fields, SigFlags: 1 }));
}

function findPlaceholders(pdf: PDFDocument): PlacedField[] {
  return pdf.getPages().flatMap((page) => {
    const annotations = page.node.Annots()?.asArray() ?? [];
    return annotations.flatMap((reference): PlacedField[] => {
      const annotation = pdf.context.lookup(reference);
      if (!(annotation instanceof PDFDict) || !(reference instanceof PDFRef)) return [];
      const id = placeholderId(annotation);
      return id === undefined ? [] : [{ id, annotation, reference, page: page.ref }];
    });
  });
}

function placeholderId(annotation: PDFDict): string | undefined {
  const action = annotation.lookupMaybe(PDFName.of("A"), PDFDict);
  const uri = action?.lookupMaybe(PDFName.of("URI"), PDFString);
  const text = uri?.decodeText();
  return text?.startsWith(fieldScheme) ? text.slice(fieldScheme.length) : undefined;
}

function becomeSignature(
  { context }: PDFDocument,
  { id, annotation, page }: PlacedField,
  label: string,
): void {
  for (const key of ["A", "Border", "Contents", "Dest"]) annotation.delete(PDFName.of(key));
  const [left = 0, bottom = 0, right = 0, top = 0] = annotation
    .lookup(PDFName.of("Rect"), PDFArray)
    .asArray()
    .map((each) => (each instanceof PDFNumber ? each.asNumber() : 0));
  const box = [0, 0, right - left, top - bottom];
  const appearance = context.register(context.stream("", { Type: "XObject", Subtype: "Form", BBox: box }));
  const entries = {
    Subtype: "Widget",
    FT: "Sig",
    F: printed,
    P: page,
    AP: { N: appearance },
    T: PDFHexString.fromText(id),
    TU: PDFHexString.fromText(label),
  };
  for (const [key, value] of Object.entries(entries))
    annotation.set(PDFName.of(key), context.obj(value as never));
}

/** Every structure element by the number that an annotation refers to it with. */
function structureElements(pdf: PDFDocument): ReadonlyMap<number, PDFDict> {
  const root = pdf.catalog.lookup(PDFName.of("StructTreeRoot"), PDFDict);
  const numbers = root.lookup(PDFName.of("ParentTree"), PDFDict).lookup(PDFName.of("Nums"), PDFArray);
  const elements = new Map<number, PDFDict>();
  for (let index = 0; index + 1 < numbers.size(); index += 2) {
    const element = numbers.lookup(index + 1);
    if (element instanceof PDFDict) elements.set(numbers.lookup(index, PDFNumber).asNumber(), element);
  }
  return elements;
}

function becomeForm(elements: ReadonlyMap<number, PDFDict>, annotation: PDFDict): void {
  const number = annotation.lookup(PDFName.of("StructParent"), PDFNumber).asNumber();
  const element = elements.get(number);
  if (!element) throw new Error(`the field ${number} has no structure element`);
  element.set(PDFName.of("S"), PDFName.of("Form"));
  element.delete(PDFName.of("Alt"));
  unwrapOnlyChild(element);
}

/** pyHanko, judging what later signatures changed, knows a field by its path, and only without an array before its end. */
function unwrapOnlyChild(element: PDFDict): void {
  const key = PDFName.of("K");
  const children = element.lookup(key);
  const [only, second] = children instanceof PDFArray ? children.asArray() : [];
  if (only !== undefined && second === undefined) element.set(key, only);
}
