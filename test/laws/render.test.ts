import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { buildDocument } from "../../src/document/build-document.ts";
import { parseDialect } from "../../src/document/dialect.ts";
import type { Block, Document, Inline } from "../../src/document/document.ts";
import { inlinesOf } from "../../src/document/inlines-of.ts";
import { markdownParser } from "../../src/document/markdown-parser.ts";
import { TokenTable } from "../../src/document/tokens.ts";
import { glyphRanges } from "../../src/generated/glyphs.ts";
import { documentsFor } from "../../src/kinds/kind.ts";
import { isRecord, setAt, valueAt } from "../../src/source/pointer.ts";
import { characterProblem } from "../../src/source/printable.ts";
import { readPdfText } from "../../src/verify/pdf-text.ts";
import { writeMarkdown } from "../../src/write/markdown.ts";
import { filesIn, scratch } from "../cli/scratch.ts";
import { inlineText } from "../inline-text.ts";
import { runKv } from "../run-kv.ts";
import { textOf } from "../write/docx-reading.ts";
import {
  anyExample,
  dataOf,
  editedExample,
  isFreeText,
  kindOf,
  rewritten,
  type Data,
  runs,
} from "./edited-examples.ts";

/** The documents that data of a kind make. */
function documentsOf(art: string, data: Data): Document[] {
  const { kind } = kindOf(art);
  return documentsFor(kind.art, data).flatMap(
    (definition) => buildDocument(kind, definition, data, { draft: true }).document ?? [],
  );
}

/** Files that one call writes, by name. */
async function rendered(text: string, ...options: string[]): Promise<Map<string, Uint8Array>> {
  const cwd = scratch({ "a.yaml": text });
  const run = await runKv(["render", "a.yaml", "-q", "--draft", ...options], cwd);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  const files = filesIn(cwd).filter((file) => file.startsWith("out/"));
  return new Map(files.map((file) => [file, new Uint8Array(readFileSync(join(cwd, file)))]));
}

/** Any characters that the fonts have, in words as long as lines, with all that is markup somewhere. */
const glyph = fc
  .constantFrom(...glyphRanges)
  .chain(([first, last]) => fc.integer({ min: first, max: last }))
  .map((code) => String.fromCodePoint(code));
const piece = fc.oneof(
  { weight: 3, arbitrary: glyph },
  { weight: 2, arbitrary: fc.constantFrom(..."*_#|`~$^&<>{}[]()\\\"'=+-:;/@%.!?„“–…­".split("")) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      " ",
      " Verwaltungsvereinbarung",
      " Jugend-Amt",
      "fi",
      "ffl",
      "2026",
      "1. ",
      "http://a.b/c_d",
      " *so* ",
      " _so_ ",
      "**so** ",
      "`so`",
      "[so](hier)",
      "<b>so</b>",
      "&amp;",
      "#strong[so]",
    ),
  },
);
const printable = fc
  .array(piece, { minLength: 1, maxLength: 24 })
  .map((pieces) => pieces.join("").replaceAll(/\s+/g, " ").normalize("NFC"))
  // pdf.js puts a mark that has no letter of its own (NFC) at the end of its line.
  // A soft hyphen between signs that no word has side by side takes one of them with it.
  .filter((text) => !/\p{M}|(?<![a-zäöüß])\u00AD|\u00AD(?![a-zäöüß])/u.test(text))
  .filter((text) => [...text].every((each) => characterProblem(each) === undefined));

/** A document of an example, some of whose texts are any words between two marks. */
const markedDocument = fc
  .tuple(anyExample, fc.nat(), fc.array(fc.tuple(fc.nat(), printable), { minLength: 3, maxLength: 6 }))
  .map(([example, which, texts]) => {
    const data = dataOf(example);
    const all = documentsOf(example.art, data);
    const chosen = all[which % all.length];
    const id = chosen?.meta.id ?? "";
    const places = [...new Set(textsIn(chosen).flatMap(({ pointer }) => pointer ?? []))];
    // Formats differ in how often they say the title.
    const atTheEdge = JSON.stringify(chosen?.meta);
    const free = places.filter((each) => {
      const node = kindOf(example.art).kind.tree.at(each);
      // What is emphasised beside a text must stand in it.
      const isQuoted = valueAt(data, each.replace(/[^/]*$/, "hervorhebung")) !== undefined;
      const value = valueAt(data, each);
      if (typeof value !== "string" || atTheEdge.includes(JSON.stringify(value).slice(1, -1))) return false;
      return node && isFreeText(node) && !isQuoted;
    });
    const marked = new Map(
      texts.map(([place, text], index) => [free[place % free.length] ?? "", `Qx${index} ${text} Qy${index}`]),
    );
    marked.delete("");
    for (const [pointer, text] of marked) setAt(data, pointer, text);
    const told = () => `${example.name} ${id} ${JSON.stringify([...marked])}`;
    return { art: example.art, id, data, texts: [...marked.values()], [fc.toStringMethod]: told };
  });

function textsIn(document: Document | undefined): Extract<Inline, { type: "text" }>[] {
  const enter = (inline: Inline): Extract<Inline, { type: "text" }>[] =>
    inline.type === "text" ? [inline] : "children" in inline ? inline.children.flatMap(enter) : [];
  return [...(document?.blocks ?? []), ...(document?.footnotes ?? []).flatMap(({ children }) => children)]
    .flatMap(inlinesOf)
    .flatMap(enter);
}

const count = (whole: string, part: string) => whole.split(part).length - 1;

describe("the text of every field", () => {
  it("is literal, and as often in md, docx and pdf as its document has it", async () => {
    let seen = 0;
    const law = fc.asyncProperty(markedDocument, async ({ art, id, data, texts }) => {
      const tree = textsIn(documentsOf(art, data).find(({ meta }) => meta.id === id))
        .map(({ value }) => value)
        .join("\n");
      const files = await rendered(stringify(data), "--document", id, "--to", "md,docx,pdf");
      const file = (ending: string) =>
        [...files].find(([name]) => name.endsWith(ending))?.[1] ?? new Uint8Array();
      const read = {
        md: markdownText(strFromU8(file(".md"))),
        docx: wordText(file(".docx")),
        pdf: await pdfText(file(".pdf")),
      };
      for (const text of texts) {
        seen++;
        const times = count(tree, text);
        expect({ text, isThere: times > 0 }).toEqual({ text, isThere: true });
        const found = {
          md: count(read.md, text),
          docx: count(read.docx, text),
          pdf: count(read.pdf, onLines(text)),
        };
        expect({ text, ...found }).toEqual({ text, md: times, docx: times, pdf: times });
      }
    });
    await fc.assert(law, runs(8));
    expect(seen).toBeGreaterThan(0);
  });
});

function markdownText(markdown: string): string {
  const inlines = markdownParser()
    .parse(markdown, {})
    .flatMap(({ children }) => children ?? []);
  return inlines.map(({ type, content }) => (type === "softbreak" ? " " : content)).join("");
}

function wordText(bytes: Uint8Array): string {
  const parts = unzipSync(bytes);
  return ["word/document.xml", "word/footnotes.xml"]
    .map((name) => textOf(strFromU8(parts[name] ?? new Uint8Array())))
    .join("\n");
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  const { pages } = await readPdfText(bytes);
  return onLines(pages.map(({ body, notes }) => body + notes).join(""));
}

/**
 * Where lines end, nobody can tell: without spaces and hyphens. The hyphen that divides a word is the same glyph as the one
 * of the text, and pdf.js leaves both out.
 */
function onLines(text: string): string {
  return text.normalize("NFC").replaceAll(/[\s\u{AD}\u{200B}\u{2010}\u{2011}\u{2060}-]/gu, "");
}

describe("the Markdown of a document", () => {
  it("has the same parts and words when it is read again, and is the same when written again", () => {
    const law = fc.property(editedExample(), ({ art, after }) => {
      for (const { meta, ...content } of documentsOf(art, after)) {
        const bare = { ...meta, mark: undefined, remark: undefined, footer: "", footerNote: "" };
        const written = writeMarkdown({ ...content, meta: bare });
        const boxes = written.replaceAll(/^- \[([ x])\]/gm, String.raw`- \[$1\]`);
        const { blocks, footnotes } = parseDialect(boxes, new TokenTable(), (construct) => {
          throw new Error(`not in the dialect: ${construct}`);
        });
        expect([meta.id, shapesOf(blocks)]).toEqual([meta.id, shapesOf(content.blocks)]);
        expect(footnotes.map(({ children }) => shapesOf(children))).toEqual(
          content.footnotes.map(({ children }) => shapesOf(children)),
        );
        const unnumbered = blocks.map((block): Block =>
          block.type === "heading" ? { ...block, number: undefined } : block,
        );
        expect(writeMarkdown({ meta: bare, blocks: unnumbered, footnotes })).toBe(boxes);
      }
    });
    fc.assert(law, runs(30));
  });
});

/** Blocks as Markdown can say them: boxes are items, signatures a table, page breaks nothing. */
function shapesOf(blocks: readonly Block[]): unknown[] {
  return blocks.flatMap((block): unknown[] => {
    switch (block.type) {
      case "heading":
        return [[`h${block.level}`, [block.number ?? "", shown(block.children)].join(" ").trim()]];
      case "paragraph":
        return [["p", shown(block.children)]];
      case "list":
        return [[block.ordered ? "ol" : "ul", ...block.items.map(({ children }) => shapesOf(children))]];
      case "tickBoxes":
        return [
          [
            "ul",
            ...block.options.map(({ checked, children }) => [
              ["p", `[${checked ? "x" : " "}] ${shown(children)}`],
            ]),
          ],
        ];
      case "table":
        return [
          ["table", ...[block.header, ...block.rows].map((row) => row.map((cell) => shown(cell, "<br>")))],
        ];
      case "signatures": {
        const rows = block.lines.map(({ children }) => ["_".repeat(16), shown(children, "<br>")]);
        const intro = block.intro.length > 0 ? [["p", shown(block.intro)]] : [];
        return [...intro, ["table", ["Unterschrift", "Funktion"], ...rows]];
      }
      case "pageBreak":
        return [];
    }
  });
}

/** With marks at the words, whatever spaces are inside them. */
function shown(inlines: readonly Inline[], lineBreak = "\n"): string {
  return inlines
    .map((inline) => {
      if (inline.type !== "strong" && inline.type !== "emphasis")
        return inlineText([inline], {
          gap: "_".repeat(16),
          lineBreak,
          footnoteReference: (number) => `[^${number}]`,
        });
      const mark = inline.type === "strong" ? "b" : "i";
      return shown(inline.children, lineBreak).replace(/^(\s*)(.*?)(\s*)$/s, `$1<${mark}>$2</${mark}>$3`);
    })
    .join("")
    .trim();
}

describe("the same data", () => {
  it("make the same bytes, in whatever order and notation they are written", async () => {
    const law = fc.asyncProperty(editedExample(), fc.nat(), async ({ after: data }, seed) => {
      const after = unsigned(data);
      const formats = ["--to", "md,docx,html"];
      const [first, second] = [
        await rendered(stringify(after), ...formats),
        await rendered(rewritten(after, seed, { comments: true }), ...formats),
      ];
      expect(different(first, second)).toEqual([]);
    });
    await fc.assert(law, runs(12));
  });

  it("make the same PDF", async () => {
    const law = fc.asyncProperty(editedExample(), fc.nat(), async ({ art, after: data }, seed) => {
      const after = unsigned(data);
      const all = documentsOf(art, after);
      const options = ["--document", all[seed % all.length]?.meta.id ?? "", "--to", "pdf"];
      const [first, second] = [
        await rendered(stringify(after), ...options),
        await rendered(rewritten(after, seed), ...options),
      ];
      expect(first.size).toBe(1);
      expect(different(first, second)).toEqual([]);
    });
    await fc.assert(law, runs(4));
  });
});

/** What was signed may not change. */
function unsigned(data: Data): Data {
  const { verlauf, ...rest } = data;
  if (!isRecord(verlauf)) return data;
  const { unterschriften: _, ...life } = verlauf;
  return { ...rest, verlauf: life };
}

function different(first: Map<string, Uint8Array>, second: Map<string, Uint8Array>): string[] {
  const names = [...new Set([...first.keys(), ...second.keys()])];
  return names.filter(
    (name) => !Buffer.from(first.get(name) ?? []).equals(Buffer.from(second.get(name) ?? [])),
  );
}
