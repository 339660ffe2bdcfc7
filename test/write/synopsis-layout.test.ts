import { describe, expect, it } from "vitest";
import type { Cell, Inline, Table } from "../../src/document/document.ts";
import { createTypstCompiler } from "../../src/io/typst-compiler.ts";
import { readPdf } from "../../src/verify/read-pdf.ts";
import { columnWidths } from "../../src/write/column-widths.ts";
import { writePdf } from "../../src/write/pdf/pdf.ts";
import { paragraphs, part, partsOf } from "./docx-reading.ts";
import { documentOf, heading, text } from "./sample-document.ts";

const compiler = createTypstCompiler();

/** Without one, the file is read as none of ours. */
const attachment = {
  name: "dokument.md",
  text: "x",
  mimeType: "text/markdown",
  description: "Text",
  relationship: "alternative",
} as const;

const removed = (value: string): Inline => ({ type: "change", change: "removed", children: [text(value)] });

/** Two headings above each other, then what they head; `above` lines before them. */
function table(above: number, leads: readonly boolean[]): Table {
  const lines = (word: string, count: number): Cell =>
    Array.from({ length: count }, (_, index) => [
      text(`${word}${index}`),
      { type: "lineBreak" } as const,
    ]).flat();
  const rows = [
    [lines("davor", above), [text("gleich")]],
    [[text("KOPF-EINS")], [text("gleich")]],
    [[text("KOPF-ZWEI")], [text("gleich")]],
    [lines("danach", 5), [text("gleich")]],
  ];
  return { type: "table", header: [[text("Bisher")], [text("Neu")]], rows, leads };
}

async function pagesOf(block: Table): Promise<string[]> {
  const facts = await readPdf(
    await writePdf(documentOf([heading(1, undefined, "Synopse"), block]), [attachment], compiler),
  );
  if (facts.unreadable) throw new Error("the PDF cannot be read");
  return facts.pages.map(({ body }) => body);
}

/** For each height above: on which pages the headings and the row below them stand. */
async function pagesOfHeadings(leads: readonly boolean[]): Promise<string[]> {
  const found = new Set<string>();
  for (let above = 34; above < 52; above += 1) {
    const pages = await pagesOf(table(above, leads));
    const page = (word: string) => pages.findIndex((each) => each.includes(word));
    const first = page("KOPF-EINS");
    expect(first).toBeGreaterThanOrEqual(0);
    found.add(`${page("KOPF-ZWEI") - first} ${page("danach0") - first}`);
  }
  return [...found].sort();
}

describe("a row that heads the ones below", () => {
  it("stays on one page with them in the PDF, wherever it stands", async () => {
    expect(await pagesOfHeadings([false, true, true, false])).toEqual(["0 0"]);
    expect((await pagesOfHeadings([])).length).toBeGreaterThan(1);
  });

  it("stays with the next row in Word", async () => {
    const parts = await partsOf(documentOf([table(2, [false, true, true, false])]));
    const kept = paragraphs(part(parts, "word/document.xml"))
      .filter(({ style, properties }) => style === "Tabellentext" && properties.includes("<w:keepNext"))
      .map((each) => each.text);
    expect(kept).toEqual(["KOPF-EINS", "gleich", "KOPF-ZWEI", "gleich"]);
  });
});

describe("many rows that head the ones below", () => {
  it("go on over several pages, each once", async () => {
    const titles = Array.from({ length: 120 }, (_, index) => `KOPF-${index}-`);
    const rows = [...titles, "danach"].map((each) => [[text(each)], [text("gleich")]]);
    const leads = titles.map(() => true);
    const pages = await pagesOf({ ...table(0, leads), rows });
    const words = pages.join(" ").split(/\s+/);
    expect(pages.length).toBeGreaterThan(2);
    expect(titles.filter((each) => words.filter((word) => word === each).length !== 1)).toEqual([]);
  });
});

describe("a row that is longer than a page", () => {
  it.each([1, 2])("may stand below %i rows that head it, anywhere on the page", async (heads) => {
    for (const above of [1, 30, 38, 42, 44, 60]) {
      const sentence = (word: string, count: number) => [[text(`${word} `.repeat(count))], [text("gleich")]];
      const head = Array.from({ length: heads }, (_, index) => [[text(`KOPF-${index}`)], [text("gleich")]]);
      const rows = [
        sentence("davor", above * 6),
        ...head,
        sentence("auf", 2000),
        ...head,
        sentence("Ende", 1),
      ];
      const leads = rows.map((_, index) => index % (heads + 1) !== 0);
      const pages = await pagesOf({ ...table(0, leads), rows });
      expect(pages.join(" ").match(/auf/g)).toHaveLength(2000);
    }
  });
});

describe("a marked word", () => {
  it("is never hyphenated, however narrow the line, but for one that would not fit", async () => {
    const long = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrente";
    for (const before of Array.from({ length: 12 }, (_, index) => "wort ".repeat(index))) {
      const row = [[text(before), removed("halbjaehrlich"), text(" "), removed(long)], [text("gleich")]];
      const pages = await pagesOf({
        type: "table",
        header: [[text("A")], [text("B")]],
        rows: [row],
        shares: [1, 3],
      });
      expect(pages.join("")).toContain("halbjaehrlich");
      expect(pages.join("")).not.toContain(long);
    }
  });
});

describe("the columns of a table", () => {
  it("share the width as the table says", () => {
    expect(columnWidths({ ...table(1, []), shares: [5, 5, 3] }, 3, 1300)).toEqual([500, 500, 300]);
  });
});
