import { readFileSync } from "node:fs";
import { join } from "node:path";
import validate from "@ooxml-tools/validate";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { plain } from "../../src/document/plain-text.ts";
import type { Block, Document } from "../../src/document/document.ts";
import { writeDocx } from "../../src/write/docx/docx.ts";
import { mostTogether } from "../../src/write/signature-table.ts";
import { agreementData, documentOf } from "../agreement.ts";
import { scratch } from "../cli/scratch.ts";
import { everyDocument } from "../every-document.ts";
import { runKv } from "../run-kv.ts";
import { paragraphs, part, textOf, type Parts } from "./docx-reading.ts";
import { printedText } from "./printed-text.ts";
import { sampleDocument } from "./sample-document.ts";

interface Written {
  readonly name: string;
  readonly document: Document;
  readonly bytes: Uint8Array;
  readonly parts: Parts;
}

let all: readonly Written[];

const partsIn = (bytes: Uint8Array): Parts =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, xml]) => [name, strFromU8(xml)]));

/** Twelve parties: more than sign side by side. */
const manySignatories = Array.from({ length: 10 }, (_, index) => ({
  id: `p${index}`,
  bezeichnung: `die Stelle ${index}`,
  vertreten_durch: `die Leitung ${index}`,
  unterschrift: `Leitung ${index}`,
}));

beforeAll(async () => {
  const many = await documentOf("vereinbarung", { ...agreementData(), weitere_parteien: manySignatories });
  const documents = [
    ...(await everyDocument()),
    { name: "viele-unterschriften", document: many },
    { name: "alle-elemente", document: sampleDocument() },
  ];
  all = await Promise.all(
    documents.map(async ({ name, document }) => {
      const bytes = await writeDocx(document);
      return { name, document, bytes, parts: partsIn(bytes) };
    }),
  );
  expect(all.length).toBeGreaterThan(40);
});

const main = ({ parts }: Written) => part(parts, "word/document.xml");
const matches = (xml: string, pattern: RegExp) =>
  [...xml.matchAll(pattern)].map((match) => match[1] ?? match[0]);

/** A gap is as wide as there is room. */
const withoutGaps = (text: string) => text.replaceAll(/[\u00A0\n]/gu, "");

/** All blocks, those in lists and footnotes too, in order. */
function blocksOf(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) =>
    block.type === "list" ? [block, ...block.items.flatMap((item) => blocksOf(item.children))] : [block],
  );
}

/** Names of the documents for which the two differ, with both. */
function differing<T>(found: (written: Written) => T, expected: (written: Written) => T): unknown[] {
  return all.flatMap((written) => {
    const [is, should] = [found(written), expected(written)];
    return JSON.stringify(is) === JSON.stringify(should) ? [] : [{ name: written.name, is, should }];
  });
}

describe("every Word document", () => {
  it("says its language and title", () => {
    const stated = (each: Written) => {
      const core = part(each.parts, "docProps/core.xml");
      const lang = /<w:lang w:val="([^"]*)"/.exec(part(each.parts, "word/styles.xml"))?.[1];
      return [lang, ...matches(core, /<dc:(?:language|title)>([^<]*)</g).sort()];
    };
    expect(differing(stated, ({ document }) => ["de-DE", ...["de-DE", document.meta.title].sort()])).toEqual(
      [],
    );
  });

  it("marks its headings as such, each on its level", () => {
    const found = (each: Written) =>
      paragraphs(main(each)).flatMap(({ style, text }) => {
        const level = style === "Title" ? 1 : Number(/^Heading(\d)$/.exec(style)?.[1]) + 1;
        // A number Word could not count to stands before a tab.
        return Number.isNaN(level) ? [] : [`${level} ${withoutGaps(text.replace(/^.*\t/, "")).trim()}`];
      });
    const expected = ({ document }: Written) =>
      blocksOf(document.blocks).flatMap((block) =>
        block.type === "heading" ? [`${block.level} ${plain(block.children).trim()}`] : [],
      );
    expect(differing(found, expected)).toEqual([]);
  });

  it("has a header row in every table with columns, first and nowhere else", () => {
    const found = (each: Written) =>
      matches(main(each), /<w:tbl>.*?<\/w:tbl>/gsu).map((table) =>
        matches(table, /<w:tr>.*?<\/w:tr>/gsu).flatMap((row, index) =>
          row.includes("<w:tblHeader/>") ? [index] : [],
        ),
      );
    const expected = ({ document }: Written) =>
      blocksOf(document.blocks).flatMap((block) => {
        if (block.type === "table") return [[0]];
        if (block.type !== "signatures") return [];
        // Side by side, they are no table with columns.
        return block.lines.length > mostTogether ? [[0]] : [[]];
      });
    expect(differing(found, expected)).toEqual([]);
  });

  it("has a control with its label as alternative text for every tick box", () => {
    const found = (each: Written) =>
      matches(main(each), /<w:sdt>.*?<\/w:sdt>/gsu)
        .filter((control) => control.includes("<w14:checkbox>"))
        .map((control) => [
          textOf(`<w:t xml:space="preserve">${/<w:alias w:val="([^"]*)"/.exec(control)?.[1] ?? ""}</w:t>`),
          control.includes('<w14:checked w14:val="1"/>'),
        ]);
    const shortened = (label: string) => (label.length > 64 ? `${label.slice(0, 63)}…` : label);
    const expected = ({ document }: Written) =>
      blocksOf(document.blocks).flatMap((block) =>
        block.type === "tickBoxes"
          ? block.options.map(({ checked, children }) => [shortened(plain(children)), checked])
          : [],
      );
    expect(differing(found, expected)).toEqual([]);
    expect(all.filter((each) => found(each).length > 0).length).toBeGreaterThan(10);
  });

  it("has no empty paragraph for spacing", () => {
    const found = (each: Written) =>
      paragraphs(main(each).replaceAll(/<w:tbl>.*?<\/w:tbl>/gsu, ""))
        .filter(
          ({ text, xml, style }) => text === "" && !xml.includes("<w:sectPr>") && style !== "Tabellenende",
        )
        .map(({ xml }) => xml);
    expect(differing(found, () => [])).toEqual([]);
  });

  it("has every text once, in order, and unchanged", () => {
    const found = ({ parts }: Written) =>
      ["word/document.xml", "word/footnotes.xml"].map((name) =>
        withoutGaps(textOf(part(parts, name)).replaceAll(/[\t☒☐]/gu, "")),
      );
    const expected = ({ document }: Written) => {
      const { main: body, footnotes } = printedText(document);
      return [body, footnotes].map(withoutGaps);
    };
    expect(differing(found, expected)).toEqual([]);
  });
});

describe("the Open XML SDK", () => {
  const objections = async (bytes: Uint8Array) =>
    (await validate(bytes, "docx", "Microsoft365")).map(
      ({ description, path }) => `${path.partUri} ${path.xpath}: ${description}`,
    );

  it("finds nothing in any Word document", async () => {
    const cwd = scratch({ "mitte.yaml": readFileSync("examples/berlin/mitte.yaml") });
    await runKv(["checklist", "mitte.yaml", "--format", "docx", "-o", "bericht.docx"], cwd);
    const files = [
      ...all.map(({ name, bytes }) => [name, bytes] as const),
      ["bericht", new Uint8Array(readFileSync(join(cwd, "bericht.docx")))] as const,
    ];
    for (const [name, bytes] of files) expect([name, await objections(bytes)]).toEqual([name, []]);
  }, 120_000);

  it("finds what does not belong where it stands", async () => {
    const bytes = await writeDocx(sampleDocument());
    const document = partsIn(bytes)["word/document.xml"] ?? "";
    const spoiled = document.replace("<w:tblHeader/>", '<w:tblHeader w:val="vielleicht"/>');
    const files = { ...unzipSync(bytes), "word/document.xml": strToU8(spoiled) };
    expect(await objections(zipSync(files))).toEqual([expect.stringContaining("invalid value")]);
  });
});
