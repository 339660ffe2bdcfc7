import validate from "@ooxml-tools/validate";
import { strFromU8, unzipSync } from "fflate";
import { PDFDict, PDFDocument, PDFName, type PDFHexString, type PDFString } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { createTypstCompiler } from "../../src/io/typst-compiler.ts";
import { writeDocx } from "../../src/write/docx/docx.ts";
import { redlineDocx } from "../../src/write/docx/redline.ts";
import { logoSize, plainStyle, type HouseStyle } from "../../src/write/house-style.ts";
import { writeHtml } from "../../src/write/html/html.ts";
import { missingGlyphs } from "../../src/write/missing-glyphs.ts";
import { writePdf, type TypstCompiler } from "../../src/write/pdf/pdf.ts";
import { TooManyPages } from "../../src/write/too-many-pages.ts";
import { writeTypst } from "../../src/write/typst.ts";
import { agreementData, documentOf } from "../agreement.ts";
import { everyDocument } from "../every-document.ts";
import { houseStyle, houseStyleSettings } from "../own-house-style.ts";
import { find, readHtml } from "./html-reading.ts";

const documents = await everyDocument();
const alt = "Logo des Bezirksamtes Musterstadt";
const lines = ["Bezirksamt Musterstadt", "Jugendamt, Zimmer 12", "Brückenplatz 1 · 12345 Musterstadt"];

let style: HouseStyle;
let compiler: TypstCompiler;

beforeAll(async () => {
  style = await houseStyle();
  compiler = createTypstCompiler(style);
});

const anAgreement = () => documentOf("vereinbarung", agreementData());

describe("a PDF in a house style", () => {
  it.each(documents)("of $name passes Typst's own PDF/UA-1 and PDF/A-3a checks", ({ document }) => {
    // The invented font has no letters but those of German; the text of some examples has more.
    const own = missingGlyphs(document, style).length === 0 ? style : { ...style, text: undefined };
    const source = writeTypst(document, [], { style: own });
    expect(compiler.compile(source, "ua-1").length).toBeGreaterThan(10_000);
    expect(compiler.compile(source, "a-3a").length).toBeGreaterThan(10_000);
  });

  it("has its logo as one figure with a description, whatever the number of pages", async () => {
    const pdf = await PDFDocument.load(await writePdf(await anAgreement(), [], compiler, style));
    expect(pdf.getPageCount()).toBeGreaterThan(2);
    const figures = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
      if (!(object instanceof PDFDict) || object.get(PDFName.of("S")) !== PDFName.of("Figure")) return [];
      return [(object.lookup(PDFName.of("Alt")) as PDFString | PDFHexString).decodeText()];
    });
    expect(figures).toEqual([alt]);
  });

  it("is set in its fonts alone, but for boxes", async () => {
    const pdf = await PDFDocument.load(await writePdf(await anAgreement(), [], compiler, style));
    const fonts = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
      const name = object instanceof PDFDict ? object.get(PDFName.of("FontName")) : undefined;
      return name instanceof PDFName ? [name.decodeText().replace(/^[A-Z]{6}\+/, "")] : [];
    });
    expect([...new Set(fonts)].sort()).toEqual([
      "KvProbe-Bold",
      "KvProbe-Regular",
      "KvProbeBlack-Regular",
      "SourceSans3-Regular",
    ]);
  });

  it("has the page limit of its document, and says how many pages there are", async () => {
    const { document } = documents.find(({ name }) => name === "steglitz-zehlendorf-steckbrief") ?? {};
    if (!document) throw new Error("no Steckbrief");
    const { logo, letterhead, footer } = style;
    const modest = { ...plainStyle, logo, letterhead, footer, fingerprint: "bescheiden" };
    const written = await writePdf(document, [], createTypstCompiler(modest), modest);
    expect((await PDFDocument.load(written)).getPageCount()).toBe(1);
    const tall = { ...modest, footer: Array.from({ length: 60 }, () => "Zeile") };
    await expect(writePdf(document, [], createTypstCompiler(tall), tall)).rejects.toThrow(TooManyPages);
  });

  it("gives the foot the room it needs, however narrow the margins", async () => {
    const document = await anAgreement();
    const bottom = (own: Partial<HouseStyle>) => {
      const source = writeTypst(document, [], { style: { ...style, margins: { bottom: 20 }, ...own } });
      return Number(/bottom: ([\d.]+)cm/.exec(source)?.[1]);
    };
    const long = "Zeile ".repeat(16);
    expect(bottom({ footer: [] })).toBeGreaterThan(2);
    expect(bottom({ footer: [long] })).toBeGreaterThan(bottom({ footer: [] }));
    expect(bottom({ footer: [long, long, long] })).toBeGreaterThan(bottom({ footer: [long] }));
    expect(bottom({ margins: { bottom: 50 } })).toBe(5);
  });
});

describe("a Word file in a house style", () => {
  const parts = (bytes: Uint8Array) => unzipSync(bytes);

  it("is in order for the Open XML SDK, also as a redline", async () => {
    const old = await anAgreement();
    const next = await documentOf("vereinbarung", {
      ...agreementData(),
      bericht: { turnus: "halbjaehrlich" },
    });
    const files = [
      ...(await Promise.all(documents.slice(0, 8).map(({ document }) => writeDocx(document, style)))),
      ...(await Promise.all(documents.slice(-4).map(({ document }) => writeDocx(document, style)))),
      await redlineDocx(old, next, { author: "Fassung 2", date: "2026-09-01" }, style),
    ];
    for (const bytes of files) expect(await validate(bytes, "docx", "Microsoft365")).toEqual([]);
  }, 120_000);

  it("says all lines, describes the logo and carries the fonts", async () => {
    const files = parts(await writeDocx(await anAgreement(), style));
    const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
    for (const line of lines) expect(text("word/document.xml")).toContain(`>${line}</w:t>`);
    expect(text("word/document.xml")).toContain(`descr="${alt}"`);
    expect(text("word/footer1.xml")).toContain("www.musterstadt.example");
    const fonts = Object.keys(files).filter((name) => name.endsWith(".odttf"));
    expect(fonts).toHaveLength(5);
    const keys = [...text("word/fontTable.xml").matchAll(/r:id="rId(\d)" w:fontKey="\{([^}]*)\}"/g)];
    const restored = keys.map(([, number, key = ""]) => {
      const bytes = Uint8Array.from(files[`word/fonts/font${number}.odttf`] ?? []);
      const mask = Buffer.from(key.replaceAll("-", ""), "hex").toReversed();
      for (let index = 0; index < 32; index++) bytes[index] = (bytes[index] ?? 0) ^ (mask[index % 16] ?? 0);
      return bytes;
    });
    expect(restored).toEqual(
      [style.text?.regular, style.text?.bold, style.text?.italic, style.text?.boldItalic, style.headings].map(
        (face) => face?.bytes,
      ),
    );
  });

  it("has the same bytes each time", async () => {
    const first = await writeDocx(await anAgreement(), style);
    await writeDocx(await documentOf("anlage-aufgabenbeschreibung", agreementData()), style);
    expect(Buffer.from(await writeDocx(await anAgreement(), style)).equals(Buffer.from(first))).toBe(true);
  });
});

describe("an HTML page in a house style", () => {
  it("holds logo and fonts itself, loads nothing and still runs nothing", async () => {
    const html = writeHtml(await anAgreement(), style);
    const page = readHtml(html);
    expect(page.errors).toEqual([]);
    const [image, second] = find(page, "img");
    expect([image?.attributes["alt"], second]).toEqual([alt, undefined]);
    expect(image?.attributes["src"]).toMatch(/^data:image\/svg\+xml;base64,/);
    const policy = find(page, "meta").find(({ attributes }) => attributes["http-equiv"])?.attributes[
      "content"
    ];
    expect(policy).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:");
    const urls = [...html.matchAll(/url\(([^)]{0,12})/g)].map(([, start]) => start);
    expect(new Set(urls)).toEqual(new Set(["data:font/tt"]));
    expect(urls).toHaveLength(5);
    for (const line of lines) expect(page.elements.some(({ text }) => text === line)).toBe(true);
  });

  it("leaves its policy alone where it has neither logo nor font", async () => {
    const { hausstil } = houseStyleSettings();
    const { briefkopf, farben } = hausstil;
    const plain = await houseStyle({
      version: 1,
      hausstil: { briefkopf: briefkopf ?? [], farben: farben ?? {} },
    });
    const html = writeHtml(await anAgreement(), plain);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it("shows hostile lines as text", async () => {
    const hostile = `</div><script>alert(1)</script><img src=x onerror='y'>`;
    const html = writeHtml(await anAgreement(), { ...plainStyle, letterhead: [hostile], fingerprint: "x" });
    expect(find(readHtml(html), "script")).toEqual([]);
    expect(find(readHtml(html), "img")).toEqual([]);
    expect(readHtml(html).elements.some(({ text }) => text === hostile)).toBe(true);
  });
});

describe("a font that may only be printed", () => {
  it("is part of the PDF and of nothing that can be edited", async () => {
    const { text } = style;
    if (!text) throw new Error("no font");
    const print = { ...style, headings: undefined, text: { ...text } };
    for (const name of ["regular", "bold", "italic", "boldItalic"] as const)
      Object.assign(print.text, { [name]: { ...text[name], embedding: "print" } });
    const document = await anAgreement();
    const fonts = Object.keys(unzipSync(await writeDocx(document, print))).filter((each) =>
      each.endsWith("odttf"),
    );
    expect(fonts).toEqual([]);
    expect(writeHtml(document, print)).not.toContain("@font-face");
    expect(writeHtml(document, print)).toContain('"Kv Probe"');
    expect(compiler.compile(writeTypst(document, [], { style: print }), "a-3a").length).toBeGreaterThan(
      10_000,
    );
  });
});

describe("the logo", () => {
  it.each([
    ["as wide as it is said to be", { width: 50, pixels: [300, 100] }, [50, 50 / 3]],
    ["never wider than the text", { width: 180, pixels: [600, 100] }, [150, 25]],
    ["16 mm high where nothing is said", { width: undefined, pixels: [200, 100] }, [32, 16]],
    ["70 mm wide at most where nothing is said", { width: undefined, pixels: [1000, 100] }, [70, 7]],
    ["never so high that it takes the page", { width: 100, pixels: [100, 400] }, [10, 40]],
  ] as const)("is %s", (_, { width, pixels }, [expectedWidth, expectedHeight]) => {
    const picture = { bytes: new Uint8Array(), format: "png", width: pixels[0], height: pixels[1] } as const;
    const size = logoSize({ picture, width }, 150, "brief");
    expect(size.width).toBeCloseTo(expectedWidth);
    expect(size.height).toBeCloseTo(expectedHeight);
  });
});
