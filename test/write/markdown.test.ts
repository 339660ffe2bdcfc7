import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDialect } from "../../src/document/dialect.ts";
import type { Block, Document } from "../../src/document/document.ts";
import { markdownParser } from "../../src/document/markdown-parser.ts";
import { TokenTable } from "../../src/document/tokens.ts";
import { writeMarkdown } from "../../src/write/markdown.ts";
import { agreementData, documentOf } from "../agreement.ts";
import { sampleMeta, hostileTexts } from "./sample-document.ts";

const bare = { ...sampleMeta, mark: undefined, remark: undefined, footer: "", footerNote: "" };

/** Reads written Markdown back: numbers are text then, and tick boxes plain items. */
function reread(markdown: string): Document {
  const { blocks, footnotes } = parseDialect(markdown, new TokenTable(), (construct) => {
    throw new Error(`not in the dialect: ${construct}`);
  });
  const unnumbered = blocks.map((block): Block =>
    block.type === "heading" ? { ...block, number: undefined } : block,
  );
  return { meta: bare, blocks: unnumbered, footnotes };
}

describe("written Markdown", () => {
  it.each(["vereinbarung", "anlage-aufgabenbeschreibung"])(
    "of the document %s is the same after reading and writing it again",
    async (id) => {
      const data = {
        ...agreementData(),
        vermerk: "Muster *1*",
        fassung: { nummer: 1, stand: "2026-09-01", status: "entwurf" },
      };
      const once = writeMarkdown(await documentOf(id, data)).replaceAll(
        /^- \[([ x])\]/gm,
        String.raw`- \[$1\]`,
      );
      expect(writeMarkdown(reread(once))).toBe(once);
    },
  );

  it("shows any text literally", () => {
    const piece = fc.constantFrom(
      ...hostileTexts,
      "*",
      "_",
      "#",
      "|",
      "[a](b)",
      "1.",
      "-",
      "+",
      "=",
      "~~",
      "`",
      "$x$",
      "&amp;",
      ":::",
      "{#a}",
      "[^1]",
      "\\",
      " ",
      "Łódź",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const value = pieces.join("");
        fc.pre(value.trim() !== "");
        const paragraph = (text: string): Block => ({
          type: "paragraph",
          id: undefined,
          role: undefined,
          children: [{ type: "text", value: text, pointer: undefined }],
        });
        const markdown = writeMarkdown({
          meta: bare,
          blocks: [paragraph(value), paragraph("Ende")],
          footnotes: [],
        });
        expect(textsOf(markdown)).toEqual([value, "Ende"]);
      }),
      { numRuns: 500 },
    );
  });

  it("shows a part in bold whatever it begins or ends with", () => {
    const piece = fc.array(fc.constantFrom("a", "ß", "7", " ", ".", "(", "*", "_", "\\", "–", "„", "`"), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(piece, piece, piece, (before, part, after) => {
        fc.pre(part.join("").trim() !== "");
        const [first, bold, last] = [before, part, after].map((each) => each.join(""));
        const text = (value = "") => ({ type: "text", value, pointer: undefined }) as const;
        const children = [
          text(`x${first}`),
          { type: "strong", children: [text(bold)] },
          text(`${last}x`),
        ] as const;
        const block: Block = { type: "paragraph", id: undefined, role: undefined, children };
        const markdown = writeMarkdown({ meta: bare, blocks: [block], footnotes: [] });
        const [, inline] = markdownParser().parse(markdown, {});
        const read = (inline?.children ?? []).map(({ type, content }) =>
          type.startsWith("strong") ? "|" : content,
        );
        const space = /^(\s*)(.*?)(\s*)$/.exec(bold ?? "") ?? [];
        expect(read.join("")).toBe(`x${first}${space[1]}|${space[2]}|${space[3]}${last}x`);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("addresses of web pages", () => {
  it.each([
    ["https://www.example.org/a_b_c?d=*e*", "<https://www.example.org/a_b_c?d=*e*>"],
    ["Siehe https://example.org/a.", "Siehe https://example.org/a."],
    ["https://example.org/a|b_c", String.raw`https://example.org/a\|b\_c`],
  ])("stay whole: %s", (value, expected) => {
    const text = { type: "text", value, pointer: undefined } as const;
    const blocks: Block[] = [{ type: "paragraph", id: undefined, role: undefined, children: [text] }];
    expect(writeMarkdown({ meta: bare, blocks, footnotes: [] })).toBe(`${expected}\n`);
  });
});

/** What a CommonMark reader sees: the text of each block, which must all be plain paragraphs. */
function textsOf(markdown: string): string[] {
  const tokens = markdownParser().parse(markdown, {});
  expect(new Set(tokens.map((token) => token.type))).toEqual(
    new Set(["paragraph_open", "inline", "paragraph_close"]),
  );
  return tokens.flatMap(({ type, children }) =>
    type === "inline" ? [(children ?? []).map(literal).join("")] : [],
  );
}

function literal(token: { type: string; content: string }): string {
  if (token.type === "text" || token.type === "text_special") return token.content;
  throw new Error(`${token.type} is markup`);
}
