import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { clausePlaces } from "../../src/document/clause-places.ts";
import type { Block, Document, Inline } from "../../src/document/document.ts";
import { parseYaml } from "../../src/source/parse-yaml.ts";
import { representable } from "../../src/write/html/element.ts";
import { writeHtml } from "../../src/write/html/html.ts";
import { plainStyle } from "../../src/write/house-style.ts";
import { styleSheet } from "../../src/write/html/style-sheet.ts";
import { documentOf as agreementDocument } from "../agreement.ts";
import { inlineText } from "../inline-text.ts";
import { find, ids, readHtml } from "./html-reading.ts";
import { documentOf, paragraph, sampleDocument, sampleMeta, text } from "./sample-document.ts";

const examples = readdirSync("examples/berlin").map((file) => `examples/berlin/${file}`);
const exampleDocuments = examples.flatMap((file) =>
  ["vereinbarung", "anlage-aufgabenbeschreibung"].map((id) => [file, id] as const),
);
const pageOf = (...blocks: readonly Block[]) => readHtml(writeHtml(documentOf(blocks)));
const hostile = `"><script>alert(1)</script><img src=x onerror='y'> & &amp; </style> <!-- ]]> \``;

async function exampleDocument(file: string, id: string): Promise<Document> {
  return agreementDocument(id, parseYaml(file, readFileSync(file, "utf8")).data);
}

/** What a page shows and what is wrong with it. */
function reading(document: Document): object {
  const html = writeHtml(document);
  const page = readHtml(html);
  const known = ids(page);
  const links = find(page, "a").map(({ attributes }) => attributes["href"] ?? "");
  const attributeNames = page.elements.flatMap((element) => Object.keys(element.attributes));
  return {
    errors: page.errors,
    text: page.elements.find(({ name }) => name === "body")?.text,
    repeatedIds: known.filter((id, index) => known.indexOf(id) < index),
    missingIds: [...clausePlaces(document).keys()].filter((id) => !known.includes(representable(id))),
    deadLinks: links.filter(
      (href) => !href.startsWith("#") || !known.includes(decodeURIComponent(href.slice(1))),
    ),
    elementsThatLoad: page.elements.filter(({ name }) => /^(script|link|img|iframe|object|base)$/.test(name)),
    attributesThatLoadOrRun: attributeNames.filter((name) => /^on|^src|^style$|^action$|^data$/.test(name)),
    style: find(page, "style").map((style) => style.text),
    policy: find(page, "meta").find(({ attributes }) => attributes["http-equiv"] !== undefined)?.attributes[
      "content"
    ],
  };
}

function whole(document: Document): object {
  return {
    errors: [],
    text: expectedText(document),
    repeatedIds: [],
    missingIds: [],
    deadLinks: [],
    elementsThatLoad: [],
    attributesThatLoadOrRun: [],
    style: [styleSheet(plainStyle, "brief").replaceAll("\n", "")],
    policy: "default-src 'none'; style-src 'unsafe-inline'",
  };
}

describe("every text", () => {
  it("of a document with every node is there once, in order and unchanged", () => {
    const document = sampleDocument();
    expect(reading(document)).toEqual(whole(document));
  });

  it.each(exampleDocuments)("of %s, %s, is there once, in order and unchanged", async (file, id) => {
    const document = await exampleDocument(file, id);
    expect(reading(document)).toEqual(whole(document));
  });

  it("of an empty draft is there, too", async () => {
    for (const id of ["vereinbarung", "anlage-aufgabenbeschreibung"]) {
      const document = await agreementDocument(id, { art: "koordinierungsstelle" }, true);
      expect(reading(document)).toEqual(whole(document));
    }
  });

  it("stays text, whatever it says and wherever it stands", () => {
    const meta = { ...sampleMeta, title: hostile, footer: hostile, footerNote: hostile };
    const document = everywhere(hostile, { ...meta, mark: hostile, remark: hostile });
    expect(reading(document)).toEqual(whole(document));
    expect(writeHtml(document)).not.toMatch(/<script/i);
    expect(find(readHtml(writeHtml(document)), "title").map((title) => title.text)).toEqual([hostile]);
  });

  it("stays text for any string, also as an id", () => {
    const anyText = fc.string({
      unit: fc.oneof(
        fc.constantFrom("<", ">", "&", '"', "'", "%", "#", "/", " "),
        fc.string({ unit: "binary" }),
      ),
      minLength: 1,
    });
    fc.assert(
      fc.property(anyText, (value) => {
        fc.pre(!/[\n\r]/.test(value));
        const document = everywhere(value, sampleMeta);
        expect(reading(document)).toEqual(whole(document));
      }),
      { numRuns: 200 },
    );
  });

  it("lets no style load anything", () => {
    expect(styleSheet(plainStyle, "brief")).not.toMatch(/@import|url\(|http|<|\\/);
  });

  it("keeps 5,000 characters without a space in one paragraph", () => {
    const page = pageOf(paragraph("a".repeat(5000)));
    expect(find(page, "main")[0]?.text).toBe("a".repeat(5000));
  });
});

describe("same document, same text", () => {
  it("whatever was written before, whenever it is written", async () => {
    const first = writeHtml(sampleDocument());
    writeHtml(documentOf([paragraph("anders", "x")]));
    vi.useFakeTimers({ now: new Date("2044-01-01T00:00:00Z"), toFake: ["Date"] });
    vi.spyOn(Math, "random").mockReturnValue(0.123);
    vi.resetModules();
    const fresh = await import("../../src/write/html/html.ts");
    expect(fresh.writeHtml(sampleDocument())).toBe(first);
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
});

describe("the page", () => {
  const page = readHtml(writeHtml(sampleDocument()));
  const labelled = (role: string) => page.elements.filter(({ attributes }) => attributes["role"] === role);

  it("says its language and title, and fits phones", () => {
    expect(find(page, "html")[0]?.attributes["lang"]).toBe("de");
    expect(find(page, "title")[0]?.text).toBe(sampleMeta.title);
    expect(find(page, "meta").map(({ attributes }) => attributes["content"])).toContain(
      "width=device-width, initial-scale=1",
    );
  });

  it("has one title and the headings with their numbers", () => {
    const headings = page.elements.filter(({ name }) => /^h\d$/.test(name));
    expect(
      headings.map(({ name, attributes, text: said }) => `${name} #${attributes["id"]} ${said}`),
    ).toEqual([
      "h1 #titel Kooperationsvereinbarung",
      "h2 #ziele 1. Ziele",
      "h2 #rahmen 2. Rahmen",
      "h3 #rahmen-struktur 2.1. Struktur",
      "h4 #einzelheiten 2.1.1. Einzelheiten",
      "h2 #verortung Verortung",
      "h2 #einverstaendnis 3. Einverständnis",
    ]);
  });

  it("shows mark and remark in its head, and both lines in its foot", () => {
    expect(find(page, "header")[0]?.text).toBe(`${sampleMeta.remark}${sampleMeta.mark}`);
    expect(find(page, "footer")[0]?.text).toBe(`${sampleMeta.footer}${sampleMeta.footerNote}`);
    const bare = { ...sampleMeta, mark: undefined, remark: undefined, footerNote: "" };
    const clean = readHtml(writeHtml(documentOf([], { meta: bare })));
    expect(find(clean, "header")).toEqual([]);
    expect(find(clean, "p").map((line) => line.text)).toEqual([sampleMeta.footer]);
  });

  it("leads from each reference to its footnote and back", () => {
    const references = labelled("doc-noteref");
    const back = labelled("doc-backlink");
    expect(references.map(({ attributes }) => attributes["href"])).toEqual([
      "#fn-beschluss",
      "#fn-beschluss",
      "#fn-methode",
    ]);
    expect(back.map(({ attributes }) => decodeURIComponent(attributes["href"] ?? ""))).toEqual(
      references.map(({ attributes }) => `#${attributes["id"]}`),
    );
    const labels = [...references, ...back].map(({ attributes }) => attributes["aria-label"]);
    expect(labels).toEqual([
      "Fußnote 1",
      "Fußnote 1",
      "Fußnote 2",
      "Zurück zum Text von Fußnote 1, Stelle 1",
      "Zurück zum Text von Fußnote 1, Stelle 2",
      "Zurück zum Text von Fußnote 2",
    ]);
    expect(labelled("doc-endnotes").map(({ attributes }) => attributes["aria-label"])).toEqual(["Fußnoten"]);
  });

  it("also from a reference inside a footnote", () => {
    const reference: Inline = { type: "footnoteReference", number: 1 };
    const footnotes = [
      { number: 1, id: "eins", children: [paragraph("Eins.")] },
      { number: 2, id: "zwei", children: [paragraph([text("Wie "), reference])] },
    ];
    const document = documentOf([paragraph([{ type: "footnoteReference", number: 2 }])], { footnotes });
    const notes = readHtml(writeHtml(document));
    expect(reading(document)).toEqual(whole(document));
    expect(find(notes, "li").map((note) => note.spoken)).toEqual([
      "Eins. [Zurück zum Text von Fußnote 1]",
      "Wie [Fußnote 1] [Zurück zum Text von Fußnote 2]",
    ]);
  });

  it("says of boxes, gaps and lines to sign on what they are", () => {
    const spoken = find(page, "li").map((item) => item.spoken);
    expect(spoken).toEqual(
      expect.arrayContaining([
        "[angekreuzt] beim Jugendamt",
        "[nicht angekreuzt] bei der regionalen Schulaufsicht",
        "[auszufüllen: Unterschrift]Leitung regionale Schulaufsicht",
        "[auszufüllen: Unterschrift]Leitung Schulamt",
      ]),
    );
    expect(find(page, "p").map((line) => line.spoken)).toContain("Berlin, den [auszufüllen: Datum]");
  });

  it("has tables with column heads that the keyboard can scroll", () => {
    expect(find(page, "th").map(({ attributes, text: said }) => [attributes["scope"], said])).toEqual([
      ["col", "Gremium"],
      ["col", "Turnus"],
      ["col", "Vorsitz"],
    ]);
    const region = labelled("region").map(({ attributes }) => [
      attributes["tabindex"],
      attributes["aria-label"],
    ]);
    expect(region).toEqual([["0", "Tabelle 1"]]);
  });

  it("leads references to their clause, and prints one without target as text", () => {
    const links = find(page, "a").filter(({ attributes }) => attributes["role"] === undefined);
    expect(links.map(({ attributes, text: said }) => [attributes["href"], said])).toEqual([
      ["#rahmen-struktur", "Nummer 2.1"],
      ["#ziele", "Nummer 1"],
    ]);
    const lost = pageOf(paragraph([{ type: "reference", target: "fehlt", value: "Nummer 9" }]));
    expect([find(lost, "a"), find(lost, "main")[0]?.text]).toEqual([[], "Nummer 9"]);
  });
});

/** A document that shows one text, and uses it as an id, in every place there is. */
function everywhere(value: string, meta: Document["meta"]): Document {
  const here: Inline[] = [text(value), { type: "strong", children: [text(value)] }];
  const blocks: Block[] = [
    { type: "heading", level: 1, number: value, id: `1${value}`, children: here },
    { type: "paragraph", id: `2${value}`, role: "partei", children: here },
    { type: "list", ordered: false, items: [{ id: `3${value}`, children: [paragraph(here)] }] },
    { type: "tickBoxes", options: [{ id: `4${value}`, checked: true, children: here }] },
    { type: "table", header: [here], rows: [[here]] },
    { type: "signatures", intro: here, lines: [{ id: `5${value}`, children: here }] },
    paragraph([
      { type: "reference", target: `2${value}`, value },
      { type: "gap", label: value, pointer: undefined, room: "wort" },
      { type: "footnoteReference", number: 1 },
    ]),
  ];
  return { meta, blocks, footnotes: [{ number: 1, id: `6${value}`, children: [paragraph(here)] }] };
}

function expectedText({ meta, blocks, footnotes }: Document): string {
  const notes = footnotes.map((note) => {
    const back = referencesTo(note.number, [...blocks, ...footnotes.flatMap((each) => each.children)]);
    return note.children.map(blockText).join("") + " ↩\uFE0E".repeat(back);
  });
  const parts = [meta.remark ?? "", meta.mark ?? "", ...blocks.map(blockText), ...notes];
  return representable([...parts, meta.footer, meta.footerNote].join(""));
}

function referencesTo(number: number, blocks: readonly Block[]): number {
  return JSON.stringify(blocks).split(`{"type":"footnoteReference","number":${number}}`).length - 1;
}

function blockText(block: Block): string {
  switch (block.type) {
    case "heading":
      return (block.number === undefined ? "" : `${block.number} `) + shownText(block.children);
    case "paragraph":
      return shownText(block.children);
    case "list":
      return block.items.flatMap((item) => item.children.map(blockText)).join("");
    case "table":
      return [block.header, ...block.rows].flat().map(shownText).join("");
    case "tickBoxes":
      return block.options
        .map(({ checked, children }) => `${checked ? "☑" : "☐"} ${shownText(children)}`)
        .join("");
    case "signatures":
      return [block.intro, ...block.lines.map((line) => line.children)].map(shownText).join("");
    case "pageBreak":
      return "";
  }
}

function shownText(inlines: readonly Inline[]): string {
  return inlineText(inlines, { gap: "_".repeat(16), lineBreak: "", footnoteReference: String });
}
