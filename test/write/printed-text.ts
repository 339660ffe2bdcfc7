import type { Block, Document, Inline } from "../../src/document/document.ts";
import { mostTogether, signatureColumns } from "../../src/write/signature-table.ts";
import { inlineText } from "../inline-text.ts";

export interface PrintedText {
  readonly main: string;
  readonly footnotes: string;
}

/** What Word shows of a document, without numbers, tabs and tick boxes. */
export function printedText(document: Document): PrintedText {
  const printer = new Printer();
  return {
    main: document.blocks.map((block) => printer.block(block)).join(""),
    footnotes: document.footnotes
      .flatMap(({ children }) => children.map((block) => printer.block(block)))
      .join(""),
  };
}

class Printer {
  readonly #referred = new Set<number>();

  block(block: Block): string {
    switch (block.type) {
      case "heading":
      case "paragraph":
        return this.#inlines(block.children);
      case "list":
        return block.items.flatMap((item) => item.children.map((child) => this.block(child))).join("");
      case "table":
        return [block.header, ...block.rows]
          .flat()
          .map((cell) => this.#inlines(cell, 25))
          .join("");
      case "tickBoxes":
        return block.options.map((option) => this.#inlines(option.children)).join("");
      case "signatures": {
        const head = block.lines.length > mostTogether ? signatureColumns.join("") : "";
        const lines = block.lines.map((line) => this.#inlines(line.children));
        return [this.#inlines(block.intro), head, ...lines].join("");
      }
      case "pageBreak":
        return "";
    }
  }

  #inlines(inlines: readonly Inline[], gapWidth = 46): string {
    const footnoteReference = (number: number) => this.#footnoteReference(number);
    return inlineText(inlines, { gap: "\u{A0}".repeat(gapWidth), lineBreak: "\n", footnoteReference });
  }

  /** Word prints the number of the first reference itself; a further one is a link with the number as text. */
  #footnoteReference(number: number): string {
    if (this.#referred.has(number)) return String(number);
    this.#referred.add(number);
    return "";
  }
}
