import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRef, PDFString, type PDFDocument } from "pdf-lib";
import type { FormField } from "../form-fields.ts";
import { fieldScheme } from "../typst.ts";
import { addFormFont, formFontName } from "./form-font.ts";
import { becomeWidget, fieldEntries, type Widget } from "./widgets.ts";

/** Bits of SigFlags: there are signature fields. */
const hasSignatures = 1;

/** Turns the placeholder links into empty fields; `fields` are found by the keys that the links name. */
export function addFields(
  pdf: PDFDocument,
  fields: ReadonlyMap<string, FormField>,
  regularFont: () => Uint8Array,
): void {
  const widgets = findPlaceholders(pdf, fields);
  if (widgets.length === 0) return;
  const elements = structureElements(pdf);
  const resources = widgets.some(({ field }) => field.type === "text")
    ? { Font: { [formFontName]: addFormFont(pdf.context, regularFont()) } }
    : undefined;
  for (const widget of widgets) {
    becomeWidget(pdf.context, widget, resources);
    becomeForm(elements, widget.annotation);
  }
  const form = {
    Fields: withSameName(widgets).map((each) => addField(pdf, each)),
    ...(resources && { DR: resources }),
    ...(widgets.some(({ field }) => field.type === "signature") && { SigFlags: hasSignatures }),
  };
  pdf.catalog.set(PDFName.of("AcroForm"), pdf.context.obj(form));
}

function findPlaceholders(pdf: PDFDocument, fields: ReadonlyMap<string, FormField>): Widget[] {
  return pdf.getPages().flatMap((page) => {
    const annotations = page.node.Annots()?.asArray() ?? [];
    return annotations.flatMap((reference): Widget[] => {
      const annotation = pdf.context.lookup(reference);
      if (!(annotation instanceof PDFDict) || !(reference instanceof PDFRef)) return [];
      const key = placeholderKey(annotation);
      if (key === undefined) return [];
      const field = fields.get(key);
      if (!field) throw new Error(`the document has no field ${key}`);
      return [{ field, annotation, reference, page: page.ref }];
    });
  });
}

function placeholderKey(annotation: PDFDict): string | undefined {
  const action = annotation.lookupMaybe(PDFName.of("A"), PDFDict);
  const uri = action?.lookupMaybe(PDFName.of("URI"), PDFString);
  const text = uri?.decodeText();
  return text?.startsWith(fieldScheme) ? decodeURIComponent(text.slice(fieldScheme.length)) : undefined;
}

/** Places that are filled in together. What has no field in the data may mean something else at each place. */
function withSameName(widgets: readonly Widget[]): Widget[][] {
  const groups = new Map<string, Widget[]>();
  const times = new Map<string, number>();
  for (const widget of widgets) {
    const { name } = widget.field;
    const count = (times.get(name) ?? 0) + 1;
    times.set(name, count);
    const key = isShared(widget) || count === 1 ? name : `${name} ${count}`;
    groups.set(key, [...(groups.get(key) ?? []), { ...widget, field: { ...widget.field, name: key } }]);
  }
  return [...groups.values()];
}

function isShared({ field }: Widget): boolean {
  return field.type !== "signature" && field.name.includes("#/");
}

/** One widget is its field itself; several have a field above them. */
function addField({ context }: PDFDocument, widgets: readonly Widget[]): PDFRef {
  const [first, second] = widgets;
  if (!first) throw new Error("a field without a place");
  const entries = context.obj(fieldEntries(first.field));
  if (!second && first.field.type !== "option") {
    for (const [key, value] of entries.entries()) first.annotation.set(key, value);
    return first.reference;
  }
  const field = context.register(entries);
  entries.set(PDFName.of("Kids"), context.obj(widgets.map(({ reference }) => reference)));
  for (const { annotation } of widgets) annotation.set(PDFName.of("Parent"), field);
  return field;
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
