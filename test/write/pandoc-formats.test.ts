import { strFromU8, unzipSync } from "fflate";
import { convert } from "pandoc-wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Block, Document, Inline } from "../../src/document/document.ts";
import { embeddedPandoc } from "../../src/io/embedded-pandoc.ts";
import { createTypstCompiler } from "../../src/io/typst-compiler.ts";
import type { Pandoc } from "../../src/io/pandoc.ts";
import { pandocFormats, styledDocx, type PandocFormat } from "../../src/write/pandoc/formats.ts";
import { pandocTask } from "../../src/write/pandoc/task.ts";
import { everyDocument } from "../every-document.ts";
import { documentOf, heading, paragraph, sampleDocument, sampleMeta, text } from "./sample-document.ts";

let pandoc: Pandoc;

beforeAll(() => {
  pandoc = embeddedPandoc();
});
afterAll(() => pandoc.close());

const formats: readonly PandocFormat[] = [...pandocFormats.filter(({ name }) => name !== "odt"), styledDocx];
const zipped = new Set(["epub", "docx"]);

async function write(document: Document, format: PandocFormat): Promise<Uint8Array> {
  return pandoc.convert(pandocTask(document, format));
}

/** What a reader of the format sees, as far as letters and signs go. */
async function shown(bytes: Uint8Array, { name }: PandocFormat): Promise<string> {
  const source = zipped.has(name) ? "" : strFromU8(bytes);
  switch (name) {
    case "plain":
      return source;
    case "rtf":
      return rtfText(source);
    case "icml":
      return unescaped(source.replaceAll(/<[^>]*>/g, ""));
    case "xwiki":
      return source.replaceAll(/~(.)/g, "$1");
    default: {
      const files = zipped.has(name) ? { in: new Blob([new Uint8Array(bytes)]) } : {};
      const input = zipped.has(name) ? { "input-files": ["in"] } : {};
      const options = { from: name, to: "html", standalone: true, ...input };
      const { stdout } = await convert(options, source, files);
      return unescaped(stdout.replace(/^.*<body>/s, "").replaceAll(/<[^>]*>/g, ""));
    }
  }
}

/** The same for whole documents: of LaTeX and Typst, pandoc reads neither all cells nor all links that it writes. */
async function shownLetters(bytes: Uint8Array, format: PandocFormat): Promise<string> {
  if (format.name === "typst") return strFromU8(bytes);
  if (format.name === "latex") return strFromU8(bytes).replaceAll(/\\text[a-z]+/g, "");
  return shown(bytes, format);
}

function rtfText(source: string): string {
  const token = /\\([{}\\])|\\u(-?\d+) ?.|\\[a-z]+-?\d* ?|[{}]/g;
  return source.replaceAll(token, (_, sign?: string, code?: string) =>
    code === undefined ? (sign ?? "") : String.fromCharCode((Number(code) + 0x10000) % 0x10000),
  );
}

function unescaped(xml: string): string {
  return xml
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

/** The texts of a document in reading order, cut where a footnote, a line to write on or a new line stands. */
function textsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case "heading":
        return [block.number ?? "", ...inlineTexts(block.children)];
      case "paragraph":
        return inlineTexts(block.children);
      case "list":
        return block.items.flatMap(({ children }) => textsOf(children));
      case "table":
        return [block.header, ...block.rows].flat().flatMap(inlineTexts);
      case "tickBoxes":
        return block.options.flatMap(({ children }) => inlineTexts(children));
      case "signatures":
        return [...inlineTexts(block.intro), ...block.lines.flatMap(({ children }) => inlineTexts(children))];
      case "pageBreak":
        return [];
    }
  });
}

function inlineTexts(inlines: readonly Inline[]): string[] {
  return inlines.flatMap((inline) => {
    if (inline.type === "text" || inline.type === "reference") return [inline.value];
    return "children" in inline ? inlineTexts(inline.children) : [];
  });
}

/** Quotes, dashes and spaces are what formats write in their own way. */
const letters = (value: string) => value.replaceAll(/[^\p{L}\p{N}]/gu, "");

/** The texts that are not there, or not in order; plain text sets the lines of cells beside each other. */
function missing(document: Document, seen: string, { name }: PandocFormat): string[] {
  const whole = letters(seen);
  if (name === "plain")
    return textsOf(document.blocks)
      .flatMap((each) => each.split(/[\s-]/))
      .filter((word) => !whole.includes(letters(word)));
  let place = 0;
  const body = textsOf(document.blocks).filter((each) => {
    const found = whole.indexOf(letters(each), place);
    if (found >= 0) place = found + letters(each).length;
    return found < 0;
  });
  const notes = document.footnotes.flatMap(({ children }) => textsOf(children));
  const { footer, footerNote, mark = "", remark = "" } = document.meta;
  const others = [...notes, footer, footerNote, mark, remark];
  return [...body, ...others.filter((each) => !whole.includes(letters(each)))];
}

describe.each(formats)("$name", (format) => {
  it("has every text of a document of each sort, in order", { timeout: 120_000 }, async () => {
    const sorts = /^(vordruck-vereinbarung|netzwerk)/;
    const examples = (await everyDocument()).filter(({ name }) => sorts.test(name));
    for (const { name, document } of [{ name: "alle-elemente", document: sampleDocument() }, ...examples]) {
      const written = await write(document, format);
      expect({ name, missing: missing(document, await shownLetters(written, format), format) }).toEqual({
        name,
        missing: [],
      });
    }
  });

  it("takes no text for markup", { timeout: 120_000 }, async () => {
    const signs = [
      "*a*",
      "**b**",
      "_c_",
      "{{d}}",
      "[[e]]",
      "''f''",
      "<b>g</b>",
      "&amp;",
      "# h",
      "1. i",
      "- j",
      "== k ==",
    ];
    const more = [
      "`l`",
      "$m$",
      "@n",
      "((o))",
      "^p^",
      "~q~",
      "{r}",
      "[s](t)",
      "\\u",
      "%v",
      "|w|",
      "]]>",
      "//x//",
      "--y--",
    ];
    const blocks = [...signs, ...more].flatMap((sign) => [paragraph(sign), paragraph(`Vor ${sign} nach`)]);
    const found = tell(await shown(await write(documentOf(blocks, { meta: bare }), format), format));
    expect(found.length).toBeGreaterThan(300);
    const taken = [...signs, ...more].filter((sign) => !found.includes(tell(`${sign}Vor ${sign} nach`)));
    expect(taken).toEqual([]);
  });

  it("is the same bytes every time", async () => {
    const first = await write(sampleDocument(), format);
    await write(documentOf([paragraph("anders")]), format);
    expect(Buffer.compare(first, await write(sampleDocument(), format))).toBe(0);
  });
});

/** Typst and plain text make other signs of quotes and dashes; pandoc reads "|" of LaTeX as nothing. */
const tell = (value: string) => value.replaceAll(/[\s'’‘`–—|-]/g, "");

const bare = { ...sampleMeta, title: "", footer: "", footerNote: "", mark: undefined, remark: undefined };

describe("what each format can do of its own", () => {
  const task = (name: string) => {
    const format = pandocFormats.find((each) => each.name === name);
    if (!format) throw new Error(name);
    return pandocTask(sampleDocument(), format);
  };

  it("prints footer and page numbers on the pages of RTF, A4", async () => {
    const rtf = strFromU8(await pandoc.convert(task("rtf")));
    expect(rtf).toContain(String.raw`\deflang1031\paperw11906\paperh16838`);
    expect(rtf).toMatch(/\{\\footer.*Pr\\u252\?fsumme 0123456789ab.*NUMPAGES/);
    expect(rtf).toMatch(/\{\\header.*ENTWURF/);
  });

  it("is Typst that Typst can set", async () => {
    const source = strFromU8(await pandoc.convert(task("typst")));
    expect(createTypstCompiler().query(source, "nothing")).toEqual([]);
  });

  it("names title and language of an EPUB, and identifies it by its checksum", async () => {
    const parts = unzipSync(await pandoc.convert(task("epub")));
    const opf = strFromU8(parts["EPUB/content.opf"] ?? new Uint8Array());
    expect(opf).toMatch(/<dc:title[^>]*>Kooperationsvereinbarung<\/dc:title>/);
    expect(opf).toContain("<dc:language>de-DE</dc:language>");
    expect(opf).toMatch(/urn:uuid:01234567-89ab-8000-8000-0{12}/);
    expect(opf).toContain("2026-09-01T00:00:00Z");
  });

  it("gives every format an ending of its own", () => {
    const endings = [...formats.map(({ ending }) => ending), "md", "pdf", "html", "odt"];
    expect(new Set(endings).size).toBe(endings.length);
  });

  it("prints the number of a section once", async () => {
    const format = pandocFormats.find(({ name }) => name === "plain") as PandocFormat;
    const document = documentOf([
      heading(1, undefined, "Titel"),
      heading(2, "1.", "Eins"),
      paragraph([text("x")]),
    ]);
    const plain = strFromU8(await write(document, format));
    expect(plain.match(/1\. Eins/g)).toHaveLength(1);
  });
});
