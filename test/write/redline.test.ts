import validate from "@ooxml-tools/validate";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { buildDocument } from "../../src/document/build-document.ts";
import type { Block, Document, Inline } from "../../src/document/document.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { documentsFor, type Kind } from "../../src/kinds/kind.ts";
import { writeDocx } from "../../src/write/docx/docx.ts";
import { redlineDocx } from "../../src/write/docx/redline.ts";
import { agreementData, documentOf as agreementDocument } from "../agreement.ts";
import { changedExample, documentPairs, type ChangedExample } from "../diff/changed-examples.ts";
import { editedAnywhere, examplesOf, someEdits } from "../diff/anywhere.ts";
import { editedPairs, unlikePairs } from "../diff/document-pairs.ts";
import { documentOf, heading, list, paragraph, sampleDocument, sampleMeta, text } from "./sample-document.ts";
import { settleChanges, type Settling } from "./settle-changes.ts";
import { shownLines, type WordText } from "./word-text.ts";
import { descendants, parseXml } from "./xml-tree.ts";

const revision = { author: "Bezirksamt <Mitte> & „Amt“", date: "2026-09-01" };

const redlineOf = (old: Document, next: Document) => redlineDocx(old, next, revision);

function partOf(bytes: Uint8Array, name: string): string {
  return strFromU8(unzipSync(bytes)[`word/${name}.xml`] ?? new Uint8Array());
}

function wordText(bytes: Uint8Array): WordText {
  const part = (name: string) => parseXml(partOf(bytes, name));
  return { document: part("document"), footnotes: part("footnotes"), numbering: part("numbering") };
}

function settled(redline: Uint8Array, settling: Settling): string[] {
  const { document, footnotes, numbering } = wordText(redline);
  const [body, notes] = [settleChanges(document, settling), settleChanges(footnotes, settling)];
  return shownLines({ document: body, footnotes: notes, numbering });
}

const shown = async (document: Document) => shownLines(wordText(await writeDocx(document)));

const outcomes = (redline: Uint8Array) => ({
  accepted: settled(redline, "accept"),
  rejected: settled(redline, "reject"),
});

/** The law. */
const lawful = async (old: Document, next: Document) => ({
  accepted: await shown(next),
  rejected: await shown(old),
});

/** What Word and LibreOffice have to find in order: numbers once, who and when. */
function expectAnnotated(redline: Uint8Array): void {
  const parts = ["document", "footnotes"].map((name) => parseXml(partOf(redline, name)));
  const marks = parts.flatMap(descendants);
  const changes = marks.filter(({ name }) =>
    /^w:(?:ins|del|moveFrom|moveTo|pPrChange|move(?:From|To)RangeStart)$/.test(name),
  );
  const ids = [...changes, ...marks.filter(({ name }) => name === "w:bookmarkStart")].map(
    ({ attributes }) => attributes["w:id"],
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const { attributes } of changes)
    expect([attributes["w:author"], attributes["w:date"]]).toEqual([revision.author, "2026-09-01T00:00:00Z"]);
}

function builtDocuments(kind: Kind, data: unknown): Map<string, Document> {
  const built = documentsFor(kind.art, data).map((each) => buildDocument(kind, each, data, { draft: false }));
  return new Map(built.flatMap(({ document }) => (document ? [[document.meta.id, document]] : [])));
}

describe("accepting all changes gives the new document, rejecting all the old one", () => {
  it("for documents with some edits, with every kind of change", async () => {
    const found = new Set<string>();
    const law = async ([old, next]: readonly [Document, Document]) => {
      const redline = await redlineOf(old, next);
      expect(outcomes(redline)).toEqual(await lawful(old, next));
      expectAnnotated(redline);
      kindsOfChange(redline).forEach((kind) => found.add(kind));
    };
    await fc.assert(fc.asyncProperty(editedPairs, law), { numRuns: 300 });
    expect([...found]).toEqual(expect.arrayContaining(everyKind));
  }, 120_000);

  it("for documents that have little in common", async () => {
    await fc.assert(
      fc.asyncProperty(unlikePairs, async ([old, next]) => {
        expect(outcomes(await redlineOf(old, next))).toEqual(await lawful(old, next));
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it("for the examples with changed data", async () => {
    let count = 0;
    const law = async ([file, edits]: ChangedExample) => {
      for (const [old, next] of await documentPairs(file, edits)) {
        const redline = await redlineOf(old, next);
        expect(outcomes(redline)).toEqual(await lawful(old, next));
        expectAnnotated(redline);
        count++;
      }
    };
    await fc.assert(fc.asyncProperty(changedExample, law), { numRuns: 30 });
    expect(count).toBeGreaterThan(60);
  }, 120_000);

  it.each([
    ["kooperation", "kooperation"],
    ["netzwerk", "nrw"],
  ])(
    "for the examples of the kind %s, changed anywhere",
    async (name, folder) => {
      const { kind } = await loadKind(name);
      let count = 0;
      const law = async (data: unknown, edits: Parameters<typeof editedAnywhere>[1]) => {
        const after = builtDocuments(kind, editedAnywhere(data, edits));
        for (const [id, old] of builtDocuments(kind, data)) {
          const next = after.get(id);
          if (!next) continue;
          expect(outcomes(await redlineOf(old, next))).toEqual(await lawful(old, next));
          count++;
        }
      };
      const pair = fc.asyncProperty(fc.constantFrom(...examplesOf(name, folder)), someEdits, law);
      await fc.assert(pair, { numRuns: 15 });
      expect(count).toBeGreaterThan(10);
    },
    120_000,
  );

  it("for a document with everything that comes or goes", async () => {
    const [nothing, everything] = [documentOf([]), sampleDocument()];
    expect(outcomes(await redlineOf(nothing, everything))).toEqual(await lawful(nothing, everything));
    expect(outcomes(await redlineOf(everything, nothing))).toEqual(await lawful(everything, nothing));
  });

  it("would not hold without a mark that says what happens to the end of a paragraph", async () => {
    const redline = await redlineOf(documentOf([paragraph("eins")]), documentOf([paragraph("zwei drei")]));
    const document = partOf(redline, "document");
    expect(settled(redline, "accept")).toEqual(["BodyText: zwei drei"]);
    const spoiled = {
      ...wordText(redline),
      document: parseXml(document.replace(/<w:rPr><w:del[^>]*\/><\/w:rPr>/u, "")),
    };
    expect(shownLines({ ...spoiled, document: settleChanges(spoiled.document, "accept") })).toEqual([
      "BodyText: ",
      "BodyText: zwei drei",
    ]);
    const joined = document.replace(/<w:del [^>]*><w:r>(.*?)<\/w:r><\/w:del>/u, "<w:r>$1</w:r>");
    expect(() => settleChanges(parseXml(joined), "accept")).toThrow("words without an end");
  });
});

const everyKind = [
  "w:p w:ins",
  "w:p w:del",
  "w:p w:pPrChange",
  "w:hyperlink w:del",
  "w:hyperlink w:ins",
  "w:p w:moveFrom",
  "w:p w:moveTo",
  "w:rPr w:moveFrom",
  "w:rPr w:moveTo",
  "w:rPr w:ins",
  "w:rPr w:del",
  "w:trPr w:ins",
  "w:trPr w:del",
  "w:ins w:footnoteReference",
  "w:del w:footnoteReference",
  "w:footnotes w:ins",
  "w:footnotes w:del",
];

/** Where changes stand, and what is in them. */
function kindsOfChange(redline: Uint8Array): string[] {
  const changes = new Set(["w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:pPrChange"]);
  const body = descendants(parseXml(partOf(redline, "document"))).flatMap((element) => {
    const children = element.children.filter((child) => typeof child !== "string");
    const inside = children
      .filter(({ name }) => changes.has(name))
      .map(({ name }) => `${element.name} ${name}`);
    const hasSign =
      changes.has(element.name) && descendants(element).some(({ name }) => name === "w:footnoteReference");
    return [...inside, ...(hasSign ? [`${element.name} w:footnoteReference`] : [])];
  });
  const notes = descendants(parseXml(partOf(redline, "footnotes"))).filter(({ name }) =>
    /^w:(ins|del)$/.test(name),
  );
  return [
    ...body.filter((kind) => !kind.startsWith("w:pPr ")),
    ...notes.map(({ name }) => `w:footnotes ${name}`),
    ...(body.includes("w:pPr w:pPrChange") ? ["w:p w:pPrChange"] : []),
  ];
}

describe("a redline", () => {
  const pair = async () => {
    const data = agreementData();
    const next = { ...data, bericht: { turnus: "halbjaehrlich" } };
    return [
      await agreementDocument("vereinbarung", data),
      await agreementDocument("vereinbarung", next),
    ] as const;
  };

  it("shows the words that changed, not the paragraphs they stand in", async () => {
    const [old, next] = await pair();
    const xml = partOf(await redlineOf(old, next), "document");
    const words = (name: string) => [
      ...xml.matchAll(new RegExp(`<w:${name} xml:space="preserve">([^<]*)<`, "gu")),
    ];
    expect(words("delText").map(([, word]) => word)).toEqual(["jährlich"]);
    const added = [...xml.matchAll(/<w:ins [^>]*>.*?<\/w:ins>/gsu)].map(([each]) =>
      each.replaceAll(/<[^>]*>/gu, ""),
    );
    expect(added).toEqual(["halbjährlich"]);
    expect(xml).not.toMatch(/<w:rPr><w:(?:ins|del) /u);
  });

  it("depends on nothing but the documents, and does not change them", async () => {
    const [old, next] = [
      sampleDocument(),
      documentOf([list(true, "anders"), heading(2, "1.", "Ziele", "ziele")]),
    ];
    const first = await redlineOf(old, next);
    vi.useFakeTimers({ now: new Date("2044-05-06T07:08:09Z"), toFake: ["Date"] });
    expect(await redlineOf(old, next)).toEqual(first);
    vi.useRealTimers();
    expect(old).toEqual(sampleDocument());
  });

  it("has no changes where the documents have none", async () => {
    const xml = partOf(await redlineOf(sampleDocument(), sampleDocument()), "document");
    expect(xml).not.toMatch(/<w:(?:ins|del|pPrChange) /u);
  });

  it("has head and foot of the new document", async () => {
    const next = documentOf([], {
      meta: { ...sampleMeta, footer: "neue Fußzeile", remark: "neuer Vermerk" },
    });
    const redline = await redlineOf(sampleDocument(), next);
    expect(partOf(redline, "footer1")).toContain("neue Fußzeile");
    expect(partOf(redline, "header1")).toContain("neuer Vermerk");
  });

  it("writes boxes and gaps as characters, because Word tracks no change of a control", async () => {
    const boxes = (checked: boolean): Block[] => [
      { type: "tickBoxes", options: [{ id: "ort", checked, children: [text("beim Jugendamt")] }] },
      paragraph([{ type: "gap", label: "Datum", pointer: undefined, room: "wort" }]),
    ];
    const meta = { ...sampleMeta, isForm: true } as const;
    const redline = await redlineOf(documentOf(boxes(true)), documentOf(boxes(false), { meta }));
    const xml = partOf(redline, "document");
    expect(xml).not.toContain("<w:sdt>");
    expect(xml).toMatch(/<w:del [^>]*><w:r>.*?☒.*?<\/w:del><w:ins [^>]*><w:r>.*?☐.*?<\/w:ins>/u);
    expect(Object.keys(unzipSync(redline)).filter((name) => name.startsWith("customXml"))).toEqual([]);
  });

  it("tracks a page break as a change of the paragraph after it", async () => {
    const [eins, zwei] = [paragraph("eins"), paragraph("zwei")];
    const redline = await redlineOf(
      documentOf([eins, zwei]),
      documentOf([eins, { type: "pageBreak" }, zwei]),
    );
    expect(partOf(redline, "document")).toMatch(
      /<w:pageBreakBefore\/><w:pPrChange [^>]*><w:pPr><w:pStyle w:val="BodyText"\/><\/w:pPr><\/w:pPrChange>/u,
    );
  });

  it("lets Word count the headings, or writes all numbers where Word could not", async () => {
    const headings = (...numbers: string[]) =>
      documentOf(numbers.map((number, index) => heading(2, number, `Abschnitt ${index}`, `a${index}`)));
    const [two, three, other] = [headings("1.", "2."), headings("1.", "2.", "3."), headings("1.", "7.")];
    const counted = await redlineOf(two, three);
    expect(outcomes(counted)).toEqual(await lawful(two, three));
    expect(settled(counted, "accept")[2]).toBe("Heading1: 3.\tAbschnitt 2");
    expect(partOf(counted, "document")).not.toContain("<w:numId");
    const written = await redlineOf(two, other);
    expect(outcomes(written)).toEqual(await lawful(two, other));
    expect(partOf(written, "document")).toMatch(/<w:delText [^>]*>2\.<.*<w:t [^>]*>7\.</u);
  });

  it("leads links to the place they mean, before and after", async () => {
    const reference: Inline = { type: "reference", target: "ziele", value: "Nummer 1" };
    const link = paragraph([text("Es gilt "), reference, text(".")], "verweis");
    const [ziel, rest] = [
      paragraph("Ziele sind vereinbart.", "ziele"),
      paragraph("Alles Weitere folgt.", "rest"),
    ];
    const end = paragraph("Ende des Textes.", "ende");
    const [old, next] = [documentOf([ziel, rest, end, link]), documentOf([rest, end, ziel, link])];
    const redline = await redlineOf(old, next);
    expect(outcomes(redline)).toEqual(await lawful(old, next));
    expect(settled(redline, "reject").at(-1)).toBe("BodyText: Es gilt [Nummer 1](Ziele sind vereinbart.).");
    const names = [...partOf(redline, "document").matchAll(/<w:bookmarkStart w:name="([^"]*)"/gu)].map(
      ([, name]) => name,
    );
    expect(names).toContain("ziele_alt");
    expect(new Set(names).size).toBe(names.length);
  });

  it("tells what was moved from what is gone, at both of its places by one name", async () => {
    const [eins, zwei, drei] = [
      paragraph("Erstens dies."),
      list(false, "Zweitens", "und das"),
      paragraph("Drittens jenes."),
    ];
    const redline = await redlineOf(documentOf([eins, drei, zwei]), documentOf([zwei, eins, drei]));
    const xml = partOf(redline, "document");
    const ranges = [
      ...xml.matchAll(/<w:(move(?:From|To)Range(?:Start|End)) [^>]*?(?:w:name="([^"]*)"[^>]*)?\/>/gu),
    ];
    expect(ranges.map(([, mark, name]) => [mark, name])).toEqual([
      ["moveToRangeStart", "verschoben1"],
      ["moveToRangeEnd", undefined],
      ["moveFromRangeStart", "verschoben1"],
      ["moveFromRangeEnd", undefined],
    ]);
    expect(xml).not.toMatch(/<w:(?:ins|delText)/u);
  });

  it("is not what an ordinary document with marked words is", async () => {
    const xml = partOf(await writeDocx(sampleDocument()), "document");
    expect(xml).toContain("<w:strike/>");
    expect(xml).not.toMatch(/<w:(?:ins|del) /u);
  });
});

describe("the Open XML SDK", () => {
  it("finds nothing in redlines", async () => {
    const generated = fc.sample(editedPairs, { numRuns: 10, seed: 2026 });
    const examples = await documentPairs(
      "mitte.yaml",
      fc.sample(changedExample, { numRuns: 8, seed: 5 }).flatMap(([, edits]) => edits),
    );
    const pairs = [
      ...generated,
      ...examples,
      [documentOf([]), sampleDocument()],
      [sampleDocument(), documentOf([])],
    ] as const;
    for (const [index, [old, next]] of pairs.entries()) {
      const objections = await validate(await redlineOf(old, next), "docx", "Microsoft365");
      expect([index, objections.map(({ description, path }) => `${path.xpath}: ${description}`)]).toEqual([
        index,
        [],
      ]);
    }
  }, 60_000);
});
