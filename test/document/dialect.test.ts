import { describe, expect, it } from "vitest";
import { parseDialect } from "../../src/document/dialect.ts";
import type { Block } from "../../src/document/document.ts";
import { plain } from "../../src/document/plain-text.ts";
import { numberDocument } from "../../src/document/numbering.ts";
import { TokenTable } from "../../src/document/tokens.ts";

function parse(markdown: string, tokens = new TokenTable()) {
  const problems: string[] = [];
  const parsed = parseDialect(markdown, tokens, (construct, line) => problems.push(`${construct} ${line}`));
  const report = {
    unknownTarget: (id: string) => problems.push(`no target ${id}`),
    repeatedId: (id: string) => problems.push(`twice ${id}`),
  };
  return { ...numberDocument(parsed, report), problems };
}

const headings = (blocks: readonly Block[]) =>
  blocks.flatMap((block) =>
    block.type === "heading" ? [`${block.number ?? "-"} ${plain(block.children)}`] : [],
  );

describe("the dialect", () => {
  it("numbers sections, not the title and not what says .ohne-nummer", () => {
    const { blocks } = parse(
      "# T\n\n## Vorab {.ohne-nummer}\n\n## A\n\n### A a\n\n### A b\n\n## B\n\n### B a\n\n#### B a a\n",
    );
    expect(headings(blocks)).toEqual([
      "- T",
      "- Vorab",
      "1. A",
      "1.1. A a",
      "1.2. A b",
      "2. B",
      "2.1. B a",
      "2.1.1. B a a",
    ]);
  });

  it("gives cross-references the number of the section, or the title where there is none", () => {
    const { blocks } = parse(
      "# T\n\n## Ende {#ende .ohne-nummer}\n\n## A {#a}\n\nText {#k}\n\nSiehe [](#a), [](#k), [](#ende).[^n]\n\n[^n]: Siehe [](#n). {#n}\n",
    );
    const last = blocks.at(-1);
    expect(last?.type === "paragraph" && plain(last.children)).toBe("Siehe Nummer 1, Nummer 1, „Ende“.");
  });

  it("reports references to nowhere and ids used twice", () => {
    expect(parse("# T {#a}\n\nText [](#weg) {#a}\n").problems).toEqual(["twice a", "no target weg"]);
  });

  it("makes a list of tick boxes only where every item has one", () => {
    const tokens = new TokenTable();
    const box = (checked: boolean) => tokens.add({ type: "checkbox", checked });
    const { blocks } = parse(`- ${box(true)} ja {#ja}\n- ${box(false)} nein\n\nText\n\n- ohne\n`, tokens);
    expect(blocks.map((block) => block.type)).toEqual(["tickBoxes", "paragraph", "list"]);
    const [first] = blocks;
    expect(
      first?.type === "tickBoxes" &&
        first.options.map(({ id, checked, children }) => [id, checked, plain(children)]),
    ).toEqual([
      ["ja", true, "ja"],
      [undefined, false, "nein"],
    ]);
  });

  it("keeps paragraphs apart where only lines fit: at boxes and signatures", () => {
    const tokens = new TokenTable();
    const box = tokens.add({ type: "checkbox", checked: true });
    const value = tokens.add({ type: "text", value: "Eins.\n\nZwei.", pointer: "/x" });
    const { blocks, problems } = parse(
      `- ${box} Text\n\n  ${value}\n\n::: unterschriften\nOrt\n\nTag\n\n- A {#a}\n\n  B\n:::\n`,
      tokens,
    );
    const [boxes, signatures] = blocks;
    expect(problems).toEqual([]);
    expect(boxes?.type === "tickBoxes" && plain(boxes.options[0]?.children ?? [])).toBe("Text Eins. Zwei.");
    expect(signatures).toMatchObject({
      intro: [{ value: "Ort" }, { type: "lineBreak" }, { value: "Tag" }],
      lines: [{ id: "a", children: [{ value: "A" }, { type: "lineBreak" }, { value: "B" }] }],
    });
  });

  it("never reads a value as markup, and closes emphasis around any value", () => {
    const tokens = new TokenTable();
    const value = (text: string) => tokens.add({ type: "text", value: text, pointer: "/x" });
    const { blocks } = parse(`**${value("*a*, ")}** ${value("# b")} ${value("[c](d)")}\n`, tokens);
    expect(blocks).toHaveLength(1);
    const [block] = blocks;
    expect(block?.type === "paragraph" && block.children[0]).toMatchObject({
      type: "strong",
      children: [{ value: "*a*, ", pointer: "/x" }],
    });
    expect(block?.type === "paragraph" && plain(block.children)).toBe("*a*,  # b [c](d)");
  });

  it("keeps footnotes in the order of their references", () => {
    const { footnotes } = parse("Eins.[^b] Zwei.[^a]\n\n[^a]: A {#fa}\n\n[^b]: B {#fb}\n");
    expect(footnotes.map(({ number, id }) => [number, id])).toEqual([
      [1, "fb"],
      [2, "fa"],
    ]);
  });

  it("takes ids from values", () => {
    const tokens = new TokenTable();
    const { blocks } = parse(
      `Text {#aufgabe-${tokens.add({ type: "text", value: "netz-1", pointer: "/id" })} }\n`,
      tokens,
    );
    expect(blocks[0]).toMatchObject({ type: "paragraph", id: "aufgabe-netz-1" });
  });

  it("reads signatures and page breaks", () => {
    const { blocks, problems } = parse(
      "::: unterschriften\nBerlin\n\n- A {#a}\n- B {#b}\n:::\n\n::: seitenumbruch\n:::\n",
    );
    expect(problems).toEqual([]);
    expect(blocks).toMatchObject([
      { type: "signatures", lines: [{ id: "a" }, { id: "b" }] },
      { type: "pageBreak" },
    ]);
  });
});
