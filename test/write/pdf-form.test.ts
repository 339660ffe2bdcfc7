import { PDFDict, PDFDocument, PDFName, PDFRadioGroup, PDFSignature, PDFTextField } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { createTypstCompiler } from "../../src/io/typst-compiler.ts";
import { fieldName, readFieldName, readKey } from "../../src/write/form-fields.ts";
import { writePdf } from "../../src/write/pdf/pdf.ts";
import { writeTypst } from "../../src/write/typst.ts";
import { agreementData, blankOf, documentOf } from "../agreement.ts";

const compiler = createTypstCompiler();

async function formOf(id: string): Promise<PDFDocument> {
  const bytes = await writePdf(await blankOf(id), [], compiler);
  return PDFDocument.load(bytes, { updateMetadata: false });
}

describe("the blank PDF", () => {
  it("is a form whose fields are named by kind and pointer, places of one field together", async () => {
    const form = (await formOf("vereinbarung")).getForm();
    const places = form.getField("koordinierungsstelle#/bezirk").acroField.getWidgets();
    expect(places.length).toBeGreaterThanOrEqual(3);
    expect(form.getField("koordinierungsstelle#/weitere_ressorts/0")).toBeInstanceOf(PDFTextField);
    const place = form.getField("koordinierungsstelle#/verortung/ort");
    expect(place instanceof PDFRadioGroup && place.getOptions()).toEqual(["jugendamt", "schulaufsicht"]);
    expect(form.getFields().filter((field) => field instanceof PDFSignature)).toHaveLength(2);
    expect(form.getField("koordinierungsstelle#:Datum")).toBeInstanceOf(PDFTextField);
  });

  it("says what belongs where, and gives texts of several paragraphs several lines", async () => {
    const form = (await formOf("anlage-aufgabenbeschreibung")).getForm();
    const field = (pointer: string) => form.getField(`koordinierungsstelle#${pointer}`);
    const label = (pointer: string) => String(field(pointer).acroField.dict.lookup(PDFName.of("TU")));
    const decoded = (pointer: string) =>
      Buffer.from(label(pointer).slice(1, -1), "hex").swap16().toString("utf16le").slice(1);
    expect(decoded("/aufgabenbeschreibung/naechste_pruefung")).toBe("Nächste Überprüfung (TT.MM.JJJJ)");
    expect(decoded("/gremien/0/turnus")).toContain("vierteljährlich");
    const text = field("/aufgabenbeschreibung/aufgaben/0/konkretisierung");
    expect(text instanceof PDFTextField && text.isMultiline()).toBe(true);
    const title = field("/aufgabenbeschreibung/aufgaben/0/titel");
    expect(title instanceof PDFTextField && title.isMultiline()).toBe(false);
  });

  it("brings the font to write with, and leaves appearances to nobody", async () => {
    const form = (await formOf("vereinbarung")).catalog.lookup(PDFName.of("AcroForm"), PDFDict);
    const resources = form.lookup(PDFName.of("DR"), PDFDict).lookup(PDFName.of("Font"), PDFDict);
    expect(resources.keys().map(String)).toEqual(["/SourceSans3"]);
    expect(form.has(PDFName.of("NeedAppearances"))).toBe(false);
  });

  it("passes Typst's own PDF/UA-1 check", async () => {
    for (const id of ["vereinbarung", "anlage-aufgabenbeschreibung"])
      expect(compiler.compile(writeTypst(await blankOf(id), []), "ua-1").length).toBeGreaterThan(10_000);
  });

  it("alone is a form: a draft has lines, no fields but the signatures", async () => {
    const draft = await documentOf("vereinbarung", { ...agreementData(), bericht: {} }, true);
    const pdf = await PDFDocument.load(await writePdf(draft, [], compiler), { updateMetadata: false });
    expect(
      pdf
        .getForm()
        .getFields()
        .every((field) => field instanceof PDFSignature),
    ).toBe(true);
  });
});

describe("the name of a field", () => {
  it.each(["/a/0/b", "/a.b/c~0d~1e", ":Datum", ":z. B. Ort", "/a#b"])("of %s leads back to it", (key) => {
    const name = fieldName("art", key);
    expect(name).not.toContain(".");
    expect(readFieldName(name)).toEqual({ art: "art", key });
  });

  it.each(["Text1", "", "/bezirk", "a.b#/c"])("is not %o", (name) => {
    expect(readFieldName(name)).toBeUndefined();
  });

  it("tells pointer and value of a box apart", () => {
    expect(readKey("/ort=jugendamt")).toMatchObject({ pointer: "/ort", value: "jugendamt" });
    expect(readKey(":Datum")).toMatchObject({ pointer: undefined, label: "Datum" });
  });
});
