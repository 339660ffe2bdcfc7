import { inflateSync } from "node:zlib";
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFStream,
  type PDFRawStream,
  type PDFString,
} from "pdf-lib";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { hashOf } from "../../src/document/identity.ts";
import { plainStyle } from "../../src/write/house-style.ts";
import { createTypstCompiler } from "../../src/io/typst-compiler.ts";
import { attachmentsFor } from "../../src/write/attachments.ts";
import { writePdf } from "../../src/write/pdf/pdf.ts";
import { writeTypst } from "../../src/write/typst.ts";
import { agreementData, buildOne, documentOf } from "../agreement.ts";
import { everyDocument } from "../every-document.ts";
import { sampleDocument } from "./sample-document.ts";

const compiler = createTypstCompiler();
const origin = { kv: "0.0.0", vorlagen: "0".repeat(64), style: plainStyle };

async function pdfOf(id: string, data: unknown): Promise<Uint8Array> {
  const { document, printed } = await buildOne(id, data);
  if (!document) throw new Error("no document");
  return writePdf(document, attachmentsFor(document, printed, origin), compiler);
}

/** The attached files by name, read the way a PDF reader does. */
async function attachmentsOf(
  bytes: Uint8Array,
): Promise<Map<string, { text: string; relationship: string }>> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const files = pdf.catalog.lookup(PDFName.of("AF"), PDFArray);
  const found = new Map<string, { text: string; relationship: string }>();
  for (let index = 0; index < files.size(); index++) {
    const file = files.lookup(index, PDFDict);
    const name = file.lookup(PDFName.of("UF")) as PDFString;
    const stream = file.lookup(PDFName.of("EF"), PDFDict).lookup(PDFName.of("F"), PDFStream) as PDFRawStream;
    const isDeflated = stream.dict.lookup(PDFName.of("Filter")) !== undefined;
    const content = isDeflated ? inflateSync(stream.contents) : Buffer.from(stream.contents);
    const relationship = String(file.get(PDFName.of("AFRelationship")));
    found.set(name.decodeText(), { text: content.toString("utf8"), relationship });
  }
  return found;
}

const documents = await everyDocument();

describe("the PDF", () => {
  it.each(documents)("of $name passes Typst's own PDF/UA-1 and PDF/A-3a checks", async ({ document }) => {
    expect(compiler.compile(writeTypst(document, []), "ua-1").length).toBeGreaterThan(10_000);
    expect((await writePdf(document, [], compiler)).length).toBeGreaterThan(10_000);
  });

  it("of a document with every element and hostile text compiles as PDF/UA-1", () => {
    const { meta, ...rest } = sampleDocument();
    const printable = JSON.parse(JSON.stringify({ meta, ...rest }).replaceAll("𝛼", "α")) as ReturnType<
      typeof sampleDocument
    >;
    expect(compiler.compile(writeTypst(printable, []), "ua-1").length).toBeGreaterThan(10_000);
  });

  it("carries the printed data, the text and the origin", async () => {
    const bytes = await pdfOf("vereinbarung", { ...agreementData(), vermerk: 'Zeichen: " \\ # „ü“' });
    const files = await attachmentsOf(bytes);
    expect([...files.keys()].sort()).toEqual(["daten.yaml", "dokument.md", "herkunft.json"]);
    const data = parse(files.get("daten.yaml")?.text ?? "") as Record<string, unknown>;
    expect(data).toMatchObject({ bezirk: "mitte", vermerk: 'Zeichen: " \\ # „ü“' });
    expect(Object.keys(data)).not.toContain("aufgabenbeschreibung");
    const herkunft = JSON.parse(files.get("herkunft.json")?.text ?? "") as { pruefsumme: string };
    expect(herkunft.pruefsumme).toBe(hashOf(data));
    expect(files.get("dokument.md")?.text).toContain("# Kooperationsvereinbarung");
    expect([...files.values()].map((file) => file.relationship).sort()).toEqual([
      "/Alternative",
      "/Source",
      "/Supplement",
    ]);
  });

  it("carries in full what the file writes once and uses twice", async () => {
    const office = { name: "Amt" };
    const document = await documentOf("vereinbarung", agreementData());
    const [data] = attachmentsFor(document, { b: [office], a: office }, origin);
    expect(data?.text).toBe("a:\n  name: Amt\nb:\n  - name: Amt\n");
  });

  it("shows its title in the viewer and keeps its language", async () => {
    const pdf = await PDFDocument.load(await pdfOf("vereinbarung", agreementData()), {
      updateMetadata: false,
    });
    expect(pdf.getTitle()).toBe("Kooperationsvereinbarung Bezirk Mitte");
    expect(String(pdf.catalog.lookup(PDFName.of("ViewerPreferences")))).toContain("/DisplayDocTitle true");
    expect(String(pdf.catalog.lookup(PDFName.of("Lang")))).toContain("de-DE");
    expect(pdf.catalog.lookup(PDFName.of("Outlines"))).toBeDefined();
  });

  it("has the same bytes however often and after whatever else it is made", async () => {
    const first = await pdfOf("vereinbarung", agreementData());
    await pdfOf("anlage-aufgabenbeschreibung", agreementData());
    expect(Buffer.from(await pdfOf("vereinbarung", agreementData())).equals(Buffer.from(first))).toBe(true);
    const other = await writePdf(
      await documentOf("vereinbarung", agreementData()),
      [],
      createTypstCompiler(),
    );
    const same = await writePdf(await documentOf("vereinbarung", agreementData()), [], compiler);
    expect(Buffer.from(other).equals(Buffer.from(same))).toBe(true);
  });

  it("ends with a line break, so that PDF/A holds after a signature was appended", async () => {
    const bytes = Buffer.from(await pdfOf("vereinbarung", agreementData()));
    expect(bytes.subarray(-6).toString("latin1")).toBe("%%EOF\n");
  });

  it("holds each signature field in a Form element of its own, without an array between", async () => {
    const pdf = await PDFDocument.load(await pdfOf("vereinbarung", agreementData()));
    const forms = pdf.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFDict && object.get(PDFName.of("S")) === PDFName.of("Form") ? [object] : [],
      );
    const fields = forms.map((form) =>
      form
        .lookup(PDFName.of("K"), PDFDict)
        .lookup(PDFName.of("Obj"), PDFDict)
        .lookup(PDFName.of("T"), PDFHexString),
    );
    expect(fields.map((name) => name.decodeText()).sort()).toEqual([
      "unterschrift-jugendamt",
      "unterschrift-schulaufsicht",
    ]);
  });
});
