import { PDFArray, PDFHexString, PDFName, PDFNumber, PDFString } from "pdf-lib";
import type { PDFContext, PDFDict, PDFObject, PDFRef } from "pdf-lib";
import type { FormField } from "../form-fields.ts";
import { formFontName } from "./form-font.ts";

/** A field, or one of its places, that a link of the document became. */
export interface Widget {
  readonly field: FormField;
  readonly annotation: PDFDict;
  readonly reference: PDFRef;
  readonly page: PDFRef;
}

type Entries = Record<string, PDFObject | string | number | readonly PDFObject[]>;

/** The bit that says a field is printed. */
const printed = 4;
/** Bits of field flags (ISO 32000-1, tables 226, 228 and 230). */
const multiline = 1 << 12;
const radio = 1 << 15;
const combo = 1 << 17;
const editable = 1 << 18;

/** Size 0 lets a long text become smaller until it fits into its line. */
const appearanceOf = (size: number) => PDFString.of(`/${formFontName} ${size} Tf 0 g`);
const sizeOfLines = 10;

/** What a field is, wherever it stands. */
export function fieldEntries(field: FormField): Entries {
  const named = { T: PDFHexString.fromText(field.name), TU: PDFHexString.fromText(field.label) };
  switch (field.type) {
    case "signature":
      return { ...named, FT: "Sig" };
    case "option":
      return { ...named, FT: "Btn", Ff: radio, V: "Off" };
    case "text":
      if (field.choices.length > 0) {
        const words = field.choices.map((each) => PDFHexString.fromText(each));
        return { ...named, FT: "Ch", Ff: combo | editable, DA: appearanceOf(0), Opt: words };
      }
      return {
        ...named,
        FT: "Tx",
        ...(field.hasLines && { Ff: multiline }),
        DA: appearanceOf(field.hasLines ? sizeOfLines : 0),
      };
  }
}

/** Makes a link the place of a field, still empty. */
export function becomeWidget(
  context: PDFContext,
  { field, annotation, page }: Widget,
  resources: object | undefined,
): void {
  for (const key of ["A", "Border", "Contents", "Dest"]) annotation.delete(PDFName.of(key));
  const [width, height] = sizeOf(annotation);
  const appearance = (content: string, entries: object = {}) =>
    context.register(
      context.stream(content, {
        Type: "XObject",
        Subtype: "Form",
        BBox: [0, 0, width, height],
        ...entries,
      } as never),
    );
  const widget = {
    Subtype: "Widget",
    F: printed,
    P: page,
    ...(field.type === "signature" && { AP: { N: appearance("") } }),
    ...(field.type === "text" && {
      AP: { N: appearance("/Tx BMC\nEMC\n", { Resources: resources }) },
    }),
    ...(field.type === "option" && {
      AP: { N: { [field.value]: appearance(cross(width, height)), Off: appearance("") } },
      AS: "Off",
      TU: PDFHexString.fromText(`${field.label}: ${field.optionLabel}`),
    }),
  };
  for (const [key, value] of Object.entries(widget))
    annotation.set(PDFName.of(key), context.obj(value as never));
}

function sizeOf(annotation: PDFDict): [number, number] {
  const [left = 0, bottom = 0, right = 0, top = 0] = annotation
    .lookup(PDFName.of("Rect"), PDFArray)
    .asArray()
    .map((each) => (each instanceof PDFNumber ? each.asNumber() : 0));
  return [right - left, top - bottom];
}

/** Drawn, so that it needs no font. */
function cross(width: number, height: number): string {
  const edge = 2.2;
  const [right, top] = [width - edge, height - edge].map((each) => each.toFixed(2));
  return `1.3 w ${edge} ${edge} m ${right} ${top} l ${edge} ${top} m ${right} ${edge} l S\n`;
}
