import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Block, Document } from "../../src/document/document.ts";
import { embeddedPandoc } from "../../src/io/embedded-pandoc.ts";
import type { Pandoc } from "../../src/io/pandoc.ts";
import { odtTask } from "../../src/write/odt/odt.ts";
import { mostTogether } from "../../src/write/signature-table.ts";
import { everyDocument } from "../every-document.ts";
import { openDocumentText } from "./open-document-text.ts";
import { printedText } from "./printed-text.ts";
import {
  documentOf,
  heading,
  hostileTexts,
  list,
  paragraph,
  sampleDocument,
  sampleMeta,
  text,
} from "./sample-document.ts";
import { descendants, elementsOf, parseXml, type Element } from "./xml-tree.ts";

let pandoc: Pandoc;

beforeAll(() => {
  pandoc = embeddedPandoc();
});
afterAll(() => pandoc.close());

async function write(document: Document, reference?: Uint8Array): Promise<Uint8Array> {
  const { task, finish } = odtTask(document, reference);
  return finish(await pandoc.convert(task));
}

interface Written {
  readonly bytes: Uint8Array;
  readonly part: (name: string) => string;
  /** All elements of content.xml. */
  readonly content: readonly Element[];
}

async function written(document: Document, reference?: Uint8Array): Promise<Written> {
  const bytes = await write(document, reference);
  const parts = unzipSync(bytes);
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  return { bytes, part, content: descendants(parseXml(part("content.xml"))) };
}

const named = ({ content }: Written, name: string) => content.filter((each) => each.name === name);
const attribute = (name: string) => (element: Element) => element.attributes[name] ?? "";
const textOf = (element: Element): string =>
  element.name === "text:note"
    ? ""
    : element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");

/** Without what differs from Word: white space, the numbers of headings, the joiners before lines to write on. */
function textIn({ part }: Written): object {
  const numbers = /(<text:h [^>]*>(?:<[^>]*>)*)[\d.]+<text:tab \/>/g;
  const { main, footnotes } = openDocumentText(part("content.xml").replaceAll(numbers, "$1"));
  return { main: squeezed(main), footnotes: squeezed(footnotes) };
}

const squeezed = (value: string) => value.replaceAll(/[\s\u{A0}\u{2060}|]/gu, "");

function expectedText(document: Document): object {
  const { main, footnotes } = printedText(document);
  return { main: squeezed(main), footnotes: squeezed(footnotes) };
}

describe("every text", () => {
  // LibreOffice reads all others (npm run conformance).
  it("of a document of each sort is in the ODT once and in order", { timeout: 120_000 }, async () => {
    const sorts = /^(mitte|neukoelln-steckbrief|vordruck|netzwerk|schulsozialarbeit)/;
    const examples = (await everyDocument()).filter(({ name }) => sorts.test(name));
    const all = [{ name: "alle-elemente", document: sampleDocument() }, ...examples];
    expect(all).toHaveLength(9);
    for (const { name, document } of all)
      expect({ name, ...textIn(await written(document)) }).toEqual({ name, ...expectedText(document) });
  });

  it("stays what it is, wherever it stands and whatever it says", { timeout: 120_000 }, async () => {
    const anyText = fc.string({
      unit: fc.oneof(
        fc.constantFrom("<", ">", "&", '"', "'", " ", "  ", "\t", "]]>"),
        fc.string({ unit: "binary", maxLength: 1 }),
      ),
      minLength: 1,
    });
    const property = fc.asyncProperty(anyText, async (value) => {
      // XML itself cannot hold these; carriage returns become line feeds.
      fc.pre(!/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(value));
      const document = everywhere(value);
      expect(textIn(await written(document))).toEqual(expectedText(document));
    });
    await fc.assert(property, { numRuns: 25 });
    for (const value of hostileTexts)
      expect(textIn(await written(everywhere(value)))).toEqual(expectedText(everywhere(value)));
  });

  it("of the footer and the marks of a page is literal, too", async () => {
    const meta = { ...sampleMeta, footer: "<a> & b", footerNote: '"c"', mark: "<d>", remark: "e & f" };
    const { part } = await written(documentOf([paragraph("Text")], { meta }));
    const styles = descendants(parseXml(part("styles.xml")));
    const lines = styles.filter(({ name }) => name === "text:p").map(textOf);
    expect(lines).toEqual(["<d>", "e & f", "<a> & b", '"c"Seite 1 von 1']);
  });

  it("of a table in a list is there, although OpenDocument has no such table", async () => {
    const table: Block = {
      type: "table",
      header: [[text("Kopf A")], [text("Kopf B")]],
      rows: [[[text("a"), { type: "footnoteReference", number: 1 }], [text("b")]]],
    };
    const notes = [{ number: 1, id: "n", children: [paragraph("Fußnote.")] }];
    const document = documentOf([list(false, [paragraph("Punkt"), table], [table])], { footnotes: notes });
    const result = await written(document);
    expect(named(result, "table:table")).toEqual([]);
    expect(textIn(result)).toEqual(expectedText(document));
  });
});

/** Documents in which the text stands in every place that data can have. */
function everywhere(value: string): Document {
  const footnotes = [{ number: 1, id: "n", children: [paragraph(value)] }];
  const blocks: Block[] = [
    heading(1, undefined, "Titel"),
    { ...heading(2, "1.", ""), children: [text(value)] },
    paragraph([text(value), { type: "footnoteReference", number: 1 }]),
    list(true, value),
    { type: "table", header: [[text("A")]], rows: [[[text(value)]]] },
    { type: "tickBoxes", options: [{ id: undefined, checked: true, children: [text(value)] }] },
    { type: "signatures", intro: [text(value)], lines: [{ id: "u", children: [text(value)] }] },
  ];
  return documentOf(blocks, { footnotes });
}

describe("the ODT", () => {
  let sample: Written;
  beforeAll(async () => {
    sample = await written(sampleDocument());
  });

  it("has headings as headings, with their level and their number as text", () => {
    const headings = named(sample, "text:h").map((each) => [
      Number(attribute("text:outline-level")(each)),
      attribute("text:style-name")(each),
      textOf(each),
    ]);
    expect(headings).toEqual([
      [1, "Heading_20_1", "1.Ziele"],
      [1, "Heading_20_1", "2.Rahmen"],
      [2, "Heading_20_2", "2.1.Struktur"],
      [3, "Heading_20_3", "2.1.1.Einzelheiten"],
      [1, "Heading_20_1_20_ohne_20_Nummer", "Verortung"],
      [1, "Heading_20_1", "3.Einverständnis"],
    ]);
    const title = named(sample, "text:p").filter((each) => attribute("text:style-name")(each) === "Title");
    expect(title.map(textOf)).toEqual(["Kooperationsvereinbarung"]);
  });

  it("has footnotes, each once, and the number where one is referred to again", () => {
    expect(named(sample, "text:note")).toHaveLength(2);
    const raised = named(sample, "text:span").filter(
      (each) => attribute("text:style-name")(each) === "Superscript",
    );
    expect(raised.map(textOf)).toEqual(["1"]);
  });

  it("repeats the head of a table, and keeps up to six signatures on one page", () => {
    const tables = named(sample, "table:table");
    expect(tables.map(attribute("table:style-name"))).toEqual(["kvTabelle", "kvUnterschriften"]);
    expect(headRows(sample)).toEqual(["GremiumTurnusVorsitz"]);
    const style = styleElements(sample).find(
      ({ attributes }) => attributes["style:name"] === "kvUnterschriften",
    );
    expect(style && elementsOf(style)[0]?.attributes["style:may-break-between-rows"]).toBe("false");
  });

  it("lets more than six sign in a table whose head comes again", async () => {
    const lines = Array.from({ length: mostTogether + 1 }, (_, index) => ({
      id: `u${index}`,
      children: [text(`Stelle ${index}`)],
    }));
    const result = await written(documentOf([{ type: "signatures", intro: [], lines }]));
    expect(headRows(result)).toEqual(["StelleUnterschrift"]);
    expect(named(result, "table:table-row")).toHaveLength(mostTogether + 2);
  });

  it("ticks boxes, and links to nothing that is not there", () => {
    const boxes = named(sample, "text:span").filter(
      (each) => attribute("text:style-name")(each) === "Kaestchen",
    );
    expect(boxes.map(textOf)).toEqual(["☒", "☐"]);
    const marks = new Set(named(sample, "text:bookmark-start").map(attribute("text:name")));
    const links = named(sample, "text:a").map(attribute("xlink:href"));
    expect(links).toEqual(["#rahmen-struktur", "#ziele"]);
    expect(links.filter((href) => !marks.has(href.slice(1)))).toEqual([]);
  });

  it("is German, A4 with the margins of the Word file, and says title, Stand and Fassung", () => {
    const styles = descendants(parseXml(sample.part("styles.xml")));
    const stated = (element: string, names: readonly string[]) => {
      const found = styles.find(({ name, attributes }) => name === element && (names[0] ?? "") in attributes);
      return names.map((name) => found?.attributes[name]);
    };
    expect(stated("style:text-properties", ["fo:language", "fo:country"])).toEqual(["de", "DE"]);
    const page = ["fo:page-width", "fo:page-height", "fo:margin-left", "fo:margin-right"];
    expect(stated("style:page-layout-properties", page)).toEqual(["595.3pt", "841.9pt", "70.85pt", "56.7pt"]);
    expect(styles.map(textOf)).toContain(sampleMeta.footer);
    const meta = descendants(parseXml(sample.part("meta.xml"))).map(({ name, children }) => [
      name,
      ...children,
    ]);
    expect(meta).toContainEqual(["dc:title", sampleMeta.title]);
    expect(meta).toContainEqual(["dc:date", "2026-09-01T00:00:00Z"]);
  });

  it("uses no style that it does not have", async () => {
    const all = [sampleDocument(), ...(await everyDocument()).slice(0, 4).map(({ document }) => document)];
    for (const document of all) {
      const result = await written(document);
      const known = new Set([
        ...styleElements(result).map(attribute("style:name")),
        ...[...result.part("styles.xml").matchAll(/ style:name="([^"]*)"/g)].map(([, name]) => name ?? ""),
      ]);
      const used = result.content.flatMap(({ name, attributes }) =>
        ["text:style-name", "table:style-name"].flatMap((key) => {
          const style = attributes[key];
          return style === undefined || name.startsWith("style:") ? [] : [style];
        }),
      );
      expect(used.length).toBeGreaterThan(10);
      expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
    }
  });

  it("begins with its type, uncompressed, and is the same bytes every time", async () => {
    const first = await write(sampleDocument());
    await write(documentOf([paragraph("anders")]));
    expect(strFromU8(first.slice(30, 77))).toBe("mimetypeapplication/vnd.oasis.opendocument.text");
    expect(Buffer.compare(first, await write(sampleDocument()))).toBe(0);
  });

  it("sets a Steckbrief in two columns", async () => {
    const meta = { ...sampleMeta, layout: "blatt" as const };
    const result = await written(documentOf([heading(1, undefined, "Titel"), paragraph("Text")], { meta }));
    expect(named(result, "text:section").map(textOf).map(squeezed)).toEqual(["Text"]);
  });
});

const headRows = (each: Written) => named(each, "table:table-header-rows").map(textOf).map(squeezed);

const styleElements = ({ content }: Written) => content.filter(({ name }) => name === "style:style");

describe("with a reference document of others", () => {
  const house =
    '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"' +
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"' +
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"><office:styles>' +
    '<style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:color="#123456"/></style:style>' +
    "</office:styles></office:document-styles>";
  const reference = zipSync({
    mimetype: strToU8("application/vnd.oasis.opendocument.text"),
    "styles.xml": strToU8(house),
    "META-INF/manifest.xml": strToU8("<manifest/>"),
  });

  it("keeps its styles, adds the ones it lacks, and says at the end what the document is", async () => {
    const result = await written(sampleDocument(), reference);
    const styles = result.part("styles.xml");
    expect(styles.match(/style:name="Standard"/g)).toHaveLength(1);
    expect(styles).toContain("#123456");
    expect(styles).toContain('style:name="Unterschriftszeile"');
    const shown = squeezed(named(result, "text:p").map(textOf).join(""));
    expect(shown).toMatch(new RegExp(`^ENTWURF.*${squeezed(sampleMeta.footer)}`));
    expect(styles + result.part("content.xml")).not.toContain('office:version="1.2"');
  });
});
