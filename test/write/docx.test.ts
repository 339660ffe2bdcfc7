import * as fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Block, Inline } from "../../src/document/document.ts";
import { writeDocx } from "../../src/write/docx/docx.ts";
import { paragraphStyles } from "../../src/write/docx/styles.ts";
import { representable } from "../../src/write/docx/xml.ts";
import { headingNumbers, paragraphs, part, partsOf, textOf, unbalancedTags } from "./docx-reading.ts";
import { printedText } from "./printed-text.ts";
import { documentOf, heading, list, paragraph, sampleDocument, sampleMeta, text } from "./sample-document.ts";

const body = async (...blocks: readonly Block[]) =>
  part(await partsOf(documentOf(blocks)), "word/document.xml");
const matches = (xml: string, pattern: RegExp) =>
  [...xml.matchAll(pattern)].map((match) => match[1] ?? match[0]);
const cells = (...texts: readonly string[]): Inline[][] => texts.map((each) => [text(each)]);
const signatories = (count: number): Block => ({
  type: "signatures",
  intro: [text("Berlin, den")],
  lines: Array.from({ length: count }, (_, index) => ({
    id: `u${index}`,
    children: [text(`Leitung ${index}`)],
  })),
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("text", () => {
  it("prints every text of the tree once, in order and unchanged", async () => {
    const document = sampleDocument();
    const parts = await partsOf(document);
    const main = textOf(part(parts, "word/document.xml")).replaceAll(/[\t☒☐]/gu, "");
    const printed = printedText(document);
    expect(main).toBe(printed.main);
    const notes = textOf(part(parts, "word/footnotes.xml")).replaceAll("\t", "");
    expect(notes).toBe(printed.footnotes);
  });

  it("keeps any text literal and the XML well formed", async () => {
    const anyText = fc.string({
      unit: fc.oneof(fc.constantFrom("{", "}", "<", "&", " ", "\u{A0}"), fc.string({ unit: "binary" })),
    });
    await fc.assert(
      fc.asyncProperty(anyText, async (value) => {
        const xml = await body(paragraph([text(value)]));
        expect(textOf(xml)).toBe(representable(value));
        expect(unbalancedTags(xml)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("marks what XML cannot hold instead of writing a broken file", () => {
    expect(representable("a\u{1}b\u{D800}c\u{FFFE}d😀\t\n")).toBe("a\u{FFFD}b\u{FFFD}c\u{FFFD}d😀\t\n");
  });

  it("keeps 5,000 characters in one paragraph", async () => {
    const long = "Wörter & mehr ".repeat(400);
    expect(paragraphs(await body(paragraph(long))).map((each) => each.text)).toEqual([long]);
  });

  it("writes well-formed parts", async () => {
    const parts = await partsOf(sampleDocument());
    const broken = Object.entries(parts).filter(([, xml]) => unbalancedTags(xml).length > 0);
    expect(broken.map(([name]) => name)).toEqual([]);
  });
});

describe("same document, same bytes", () => {
  it("whatever was written before, whenever it is written", async () => {
    vi.useFakeTimers({ now: new Date("2031-05-06T07:08:09Z"), toFake: ["Date"] });
    const first = await writeDocx(sampleDocument());
    await writeDocx(documentOf([list(true, "anders"), paragraph("anders", "x")]));
    vi.setSystemTime(new Date("2044-01-01T00:00:00Z"));
    vi.spyOn(Math, "random").mockReturnValue(0.123);
    expect(await writeDocx(sampleDocument())).toEqual(first);
    vi.resetModules();
    const fresh = await import("../../src/write/docx/docx.ts");
    expect(await fresh.writeDocx(sampleDocument())).toEqual(first);
  });

  it("dates the file by its Stand and names neither a person nor the present", async () => {
    const core = part(await partsOf(sampleDocument()), "docProps/core.xml");
    expect(matches(core, />(\d{4}-[^<]*)</gu)).toEqual(["2026-09-01T00:00:00Z", "2026-09-01T00:00:00Z"]);
    expect(core).toContain(`<dc:title>${sampleMeta.title}</dc:title>`);
    expect(core).toContain("<dc:language>de-DE</dc:language>");
    expect(core).toContain("<dc:creator>kv</dc:creator><cp:lastModifiedBy>kv</cp:lastModifiedBy>");
    const undated = documentOf([], { meta: { ...sampleMeta, stand: undefined } });
    expect(part(await partsOf(undated), "docProps/core.xml")).toContain("1980-01-01T00:00:00Z");
  });

  it("does not change the document it is given", async () => {
    const document = sampleDocument();
    await writeDocx(document);
    expect(document).toEqual(sampleDocument());
  });
});

describe("headings", () => {
  it("takes the styles of Word and lets Word count", async () => {
    const parts = await partsOf(sampleDocument());
    const found = paragraphs(part(parts, "word/document.xml")).filter((each) =>
      /^(?:Title|Heading)/u.test(each.style),
    );
    expect(found.map((each) => `${each.style} ${each.text}`)).toEqual([
      "Title Kooperationsvereinbarung",
      "Heading1 Ziele",
      "Heading1 Rahmen",
      "Heading2 Struktur",
      "Heading3 Einzelheiten",
      "Heading1 Verortung",
      "Heading1 Einverständnis",
    ]);
    expect(headingNumbers(parts)).toEqual(["1.", "2.", "2.1.", "2.1.1.", undefined, "3."]);
  });

  it.each([
    [["1.", "2.", "4.", "4.1.", "4.2.", "5.", "5.1."]],
    [["1.", "1.1.", "1.3.", "1.4.", "2.", "2.1."]],
    [["3.", "3.1.", "3.2.", "7."]],
    [["2.1.", "2.2.", "3.", "3.1.", "2.5."]],
  ])("prints the numbers asked for: %j", async (numbers) => {
    const blocks = numbers.map((number) =>
      heading(number.split(".").length > 2 ? 3 : 2, number, "Titel", `n${number}`),
    );
    expect(headingNumbers(await partsOf(documentOf(blocks)))).toEqual(numbers);
  });

  it("writes out a number Word could not count to", async () => {
    const [clause] = paragraphs(await body(heading(2, "§ 3", "Geltung")));
    expect(clause?.text).toBe("§ 3\tGeltung");
    expect(clause?.properties).toContain('<w:numId w:val="0"/>');
  });
});

describe("lists", () => {
  it("numbers each ordered list from 1 and nests", async () => {
    const parts = await partsOf(
      documentOf([
        list(true, "a", [paragraph("b"), list(true, "b1"), paragraph("noch b")]),
        list(true, "c"),
        list(false, "d"),
      ]),
    );
    const items = paragraphs(part(parts, "word/document.xml")).map((item) => ({
      text: item.text,
      level: /<w:ilvl w:val="(\d)"/u.exec(item.properties)?.[1],
      id: /<w:numId w:val="(\d+)"/u.exec(item.properties)?.[1] ?? "",
    }));
    expect(items.map((item) => `${item.text} ${item.level}`)).toEqual([
      "a 0",
      "b 0",
      "b1 1",
      "noch b 0",
      "c 0",
      "d 0",
    ]);
    const [a, b, nested, more, c, bullet] = items.map((item) => item.id);
    expect([b, more]).toEqual([a, "0"]);
    expect(new Set([a, nested, c, bullet]).size).toBe(4);
    const numbering = part(parts, "word/numbering.xml");
    expect(numbering).toContain(
      `<w:num w:numId="${c}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>`,
    );
    expect(numbering).toContain(
      `<w:num w:numId="${nested}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/>`,
    );
  });
});

describe("references", () => {
  it("leads every link to exactly one bookmark with a name Word takes", async () => {
    const parts = await partsOf(sampleDocument());
    const xml = part(parts, "word/document.xml") + part(parts, "word/footnotes.xml");
    const names = matches(xml, /<w:bookmarkStart w:name="([^"]*)"/gu);
    const anchors = matches(xml, /<w:hyperlink [^>]*w:anchor="([^"]*)"/gu);
    expect(anchors).toEqual(["rahmen_struktur", "fn_beschluss", "ziele"]);
    for (const anchor of anchors) expect(names.filter((name) => name === anchor)).toHaveLength(1);
    for (const name of names) expect(name).toMatch(/^[A-Za-z]\w{0,39}$/u);
    expect(names).toEqual(
      expect.arrayContaining(["aufgabe_a1", "aufgabe_a1_text", "ort_jugendamt", "unterschrift_schulamt"]),
    );
    const ids = matches(xml, /<w:bookmarkStart [^>]*w:id="(\d+)"/gu);
    expect(new Set(ids).size).toBe(names.length);
    expect(matches(xml, /<w:bookmarkEnd w:id="(\d+)"/gu).sort()).toEqual(ids.sort());
  });

  it("keeps long and similar ids apart, also for Word, which ignores case", async () => {
    const stem = "x".repeat(50);
    const ids = [`${stem}1`, `${stem}2`, "größe", "groesse", "GROESSE", "1"];
    const xml = await body(...ids.map((id) => paragraph("Text", id)));
    const names = matches(xml, /<w:bookmarkStart w:name="([^"]*)"/gu);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(ids.length);
    expect(names.every((name) => name.length <= 40)).toBe(true);
  });

  it("prints a reference without target as text", async () => {
    const xml = await body(paragraph([{ type: "reference", target: "fehlt", value: "Nummer 9" }]));
    expect(xml).not.toContain("<w:hyperlink");
    expect(textOf(xml)).toBe("Nummer 9");
  });
});

describe("footnotes", () => {
  it("are Word's own, in the order of their numbers, each referred to once", async () => {
    const parts = await partsOf(sampleDocument());
    expect(matches(part(parts, "word/document.xml"), /<w:footnoteReference w:id="(\d+)"/gu)).toEqual([
      "1",
      "2",
    ]);
    const notes = matches(part(parts, "word/footnotes.xml"), /<w:footnote w:id="\d+">.*?<\/w:footnote>/gsu);
    expect(notes.map((note) => textOf(note))).toEqual([
      "\tDrs. 16/3548 vom 05.10.2010.Zweiter Absatz.",
      "\tSiehe Nummer 1",
    ]);
    expect(notes.every((note) => note.split("<w:footnoteRef/>").length === 2)).toBe(true);
  });

  it("are not touched by what the body ends with", async () => {
    const { footnotes } = sampleDocument();
    const parts = await partsOf(documentOf([signatories(1), { type: "pageBreak" }], { footnotes }));
    const [, , first] = paragraphs(part(parts, "word/footnotes.xml"));
    expect(first?.properties).toBe('<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>');
  });
});

describe("content controls", () => {
  it("makes tick boxes that show their state and carry their label", async () => {
    const found = paragraphs(part(await partsOf(sampleDocument()), "word/document.xml")).filter(
      (each) => each.style === "Ankreuzfeld",
    );
    expect(found.map((each) => each.text)).toEqual([
      "☒\tbeim Jugendamt",
      "☐\tbei der regionalen Schulaufsicht",
    ]);
    expect(found.map((each) => matches(each.xml, /<w14:checked w14:val="(\d)"/gu))).toEqual([["1"], ["0"]]);
    expect(found[0]?.xml).toContain('<w:alias w:val="beim Jugendamt"/>');
  });

  it("makes a gap a named line without visible label, and keeps names as short as Word wants", async () => {
    const xml = await body(
      paragraph([{ type: "gap", label: "Datum ".repeat(20), pointer: undefined, room: "wort" }]),
    );
    expect(textOf(xml)).toMatch(/^\u{A0}{46}$/u);
    expect(xml).toContain('<w:u w:val="single"/>');
    expect(matches(xml, /<w:alias w:val="([^"]*)"/gu).map((alias) => alias.length)).toEqual([64]);
  });
});

describe("tables and signatures", () => {
  it("repeats the header row and keeps rows whole, whatever the number of cells", async () => {
    const xml = await body({
      type: "table",
      header: cells("A", "B"),
      rows: [cells("1"), cells("1", "2", "3")],
    });
    const rows = matches(xml, /<w:tr>.*?<\/w:tr>/gsu);
    expect(rows.map((row) => row.includes("<w:tblHeader/>"))).toEqual([true, false, false]);
    expect(rows.map((row) => row.includes("<w:cantSplit/>"))).toEqual([true, true, true]);
    expect(rows.map((row) => row.split("<w:tc>").length - 1)).toEqual([3, 3, 3]);
    const widths = matches(xml, /<w:gridCol w:w="(\d+)"/gu).map(Number);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(9355);
  });

  it.each([
    [1, [false]],
    [2, [false, false]],
    [6, [true, true, true, true, false, false]],
  ])("keeps %i signatories together if they fit on a page", async (count, kept) => {
    const found = paragraphs(
      await body(heading(2, "1.", "Ja"), paragraph("Einverstanden."), signatories(count)),
    );
    expect(found.slice(1, 3).map((each) => each.properties.includes("<w:keepNext/>"))).toEqual([true, false]);
    expect(paragraphStyles.OrtUndDatum.keepNext).toBe(true);
    const lines = found.filter((each) => each.style === "Unterschriftszeile");
    expect(lines.map((line) => line.properties.includes("<w:keepNext/>"))).toEqual(kept);
  });

  it("sets more signatories in a table that repeats its head, with room to sign in each row", async () => {
    const xml = await body(signatories(7));
    const rows = matches(xml, /<w:tr>.*?<\/w:tr>/gsu);
    expect(rows.map((row) => row.includes("<w:tblHeader/>"))).toEqual([true, ...Array(7).fill(false)]);
    expect(rows.every((row) => row.includes("<w:cantSplit/>"))).toBe(true);
    const texts = rows.map((row) => paragraphs(row).map((each) => each.text));
    expect(texts[0]).toEqual(["Stelle", "Unterschrift"]);
    expect(texts.slice(1)).toEqual(Array.from({ length: 7 }, (_, index) => [`Leitung ${index}`, ""]));
  });

  it("has no empty paragraphs but those Word demands", async () => {
    const empty = paragraphs(part(await partsOf(sampleDocument()), "word/document.xml")).filter(
      (each) => each.text === "",
    );
    // The cell beside the third signatory, and the end of the text after a table.
    expect(empty.map((each) => each.style)).toEqual(["Normal", "Tabellenende"]);
  });
});

describe("pages", () => {
  it("breaks the page before the next paragraph, once", async () => {
    const blocks: Block[] = [
      paragraph("vorher"),
      { type: "pageBreak" },
      { type: "pageBreak" },
      paragraph("nachher"),
    ];
    const found = paragraphs(await body(...blocks, paragraph("weiter"), { type: "pageBreak" }));
    expect(found.map((each) => each.properties.includes("<w:pageBreakBefore/>"))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("prints mark and remark in the head, identification and page number in the foot", async () => {
    const parts = await partsOf(sampleDocument());
    expect(paragraphs(part(parts, "word/header1.xml")).map((each) => each.text)).toEqual([
      sampleMeta.mark,
      sampleMeta.remark,
    ]);
    const footer = part(parts, "word/footer1.xml");
    expect(paragraphs(footer).map((each) => each.text)).toEqual([
      sampleMeta.footer,
      `${sampleMeta.footerNote}\tSeite  von `,
    ]);
    expect(matches(footer, /<w:instrText[^>]*>([^<]*)</gu)).toEqual(["PAGE", "NUMPAGES"]);
    const plain = await partsOf(
      documentOf([], { meta: { ...sampleMeta, mark: undefined, remark: undefined } }),
    );
    expect(Object.keys(plain).filter((name) => name.includes("header"))).toEqual([]);
  });

  it("is German, hyphenated, and uses no style that is not there", async () => {
    const parts = await partsOf(sampleDocument());
    const styles = part(parts, "word/styles.xml");
    expect(styles).toContain('<w:lang w:val="de-DE"');
    expect(part(parts, "word/settings.xml")).toContain("<w:autoHyphenation/>");
    const known = new Set(matches(styles, /w:styleId="([^"]*)"/gu));
    const used = Object.values(parts).flatMap((xml) =>
      matches(xml, /<w:(?:[pr]Style|basedOn|next) w:val="([^"]*)"/gu),
    );
    expect(used.filter((style) => !known.has(style))).toEqual([]);
  });
});
