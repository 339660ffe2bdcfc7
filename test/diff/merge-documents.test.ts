import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeDocuments } from "../../src/diff/merge-documents.ts";
import { plain } from "../../src/document/plain-text.ts";
import type { Block, Document, Inline } from "../../src/document/document.ts";
import { documentOf, heading, list, paragraph, text } from "../write/sample-document.ts";
import { editedPairs } from "./document-pairs.ts";

const marked = (blocks: readonly Block[]): string[] => {
  const inWords = (inlines: readonly Inline[]): string =>
    inlines
      .map((inline) => {
        if (inline.type === "footnoteReference") return `^${inline.number}`;
        if (inline.type !== "change") return plain([inline]);
        return inline.change === "removed"
          ? `[-${inWords(inline.children)}-]`
          : `[+${inWords(inline.children)}+]`;
      })
      .join("");
  const signs = { removed: "- ", added: "+ " };
  return blocks.map((block) => {
    const sign = block.change ? signs[block.change] : "";
    if (block.type === "heading" || block.type === "paragraph") return sign + inWords(block.children);
    if (block.type !== "list") return sign + block.type;
    const items = block.items.map(
      ({ change, children }) => (change ? signs[change] : "") + marked(children).join(" / "),
    );
    return `${sign}(${items.join("; ")})`;
  });
};

const merged = (old: readonly Block[], next: readonly Block[]) =>
  marked(mergeDocuments(documentOf(old), documentOf(next)).blocks);

describe("a merged document", () => {
  it("marks words, items and paragraphs where they alone have changed", () => {
    expect(
      merged(
        [
          paragraph("Berichtet wird jährlich."),
          list(false, "Eins bleibt", "Zwei geht"),
          paragraph("Fällt weg"),
        ],
        [paragraph("Berichtet wird halbjährlich."), list(false, "Eins bleibt", "Drei kommt hinzu")],
      ),
    ).toEqual([
      "Berichtet wird [-jährlich-][+halbjährlich+].",
      "(Eins bleibt; - Zwei geht; + Drei kommt hinzu)",
      "- Fällt weg",
    ]);
  });

  it("finds a clause by its id, whatever became of its words", () => {
    expect(merged([paragraph("ganz alt", "x")], [paragraph("etwas Neues", "x")])).toHaveLength(1);
    expect(merged([paragraph("ganz alt", "x")], [paragraph("etwas Neues", "y")])).toHaveLength(2);
  });

  it("does not mix what is of another kind", () => {
    const title = "Ziele der Arbeit";
    expect(merged([heading(2, "1.", title, "z")], [heading(3, "1.", title, "z")])).toHaveLength(2);
    expect(merged([list(true, title)], [list(false, title)])).toHaveLength(2);
  });

  it("numbers footnotes as they stand in it, and tells them apart by their id", () => {
    const note = (number: number, id: string) => ({ number, id, children: [paragraph(`Zu ${id}.`)] });
    const sign = (number: number): Inline => ({ type: "footnoteReference", number });
    const of = (blocks: Block[], ...ids: string[]): Document =>
      documentOf(blocks, { footnotes: ids.map((id, index) => note(index + 1, id)) });
    const old = of([paragraph([text("Eins"), sign(1), text(" und zwei"), sign(2)])], "a", "b");
    const next = of(
      [paragraph([text("Eins"), sign(1), text(" und zwei"), sign(2), text(" und zwei"), sign(2)])],
      "c",
      "b",
    );
    const { blocks, footnotes } = mergeDocuments(old, next);
    expect(marked(blocks)).toEqual(["Eins[-^1-][+^2+] und zwei^3[+ und zwei2+]"]);
    expect(footnotes.map(({ number, id, children }) => `${number} ${id} ${marked(children).join()}`)).toEqual(
      ["1 a [-Zu a.-]", "2 c [+Zu c.+]", "3 b Zu b."],
    );
  });

  it("is the new document where nothing changed", () => {
    fc.assert(
      fc.property(editedPairs, ([old]) => {
        const again = mergeDocuments(old, structuredClone(old)).blocks;
        expect(JSON.stringify(again)).not.toMatch(/"(?:change|former\w+)":/u);
      }),
    );
  });
});
