import { below, descendants, elementsOf, valueOf, type Element } from "./xml-tree.ts";

/** The parts of a Word file that hold its text. */
export interface WordText {
  readonly document: Element;
  readonly footnotes: Element;
  readonly numbering: Element;
}

/**
 * What a reader sees, line by line: each paragraph with style, number, page break, bold and italic words, footnotes and
 * the paragraphs its links lead to; each row of a table with its cells. Paragraphs without height are left out.
 */
export function shownLines(word: WordText): string[] {
  const reader = new Reader(word);
  return reader.lines(below(word.document, "w:body") as Element);
}

class Reader {
  readonly #notes: ReadonlyMap<string, Element>;
  readonly #numbers: Numbers;
  readonly #targets = new Map<string, string>();

  constructor({ document, footnotes, numbering }: WordText) {
    this.#numbers = new Numbers(numbering);
    this.#notes = new Map(elementsOf(footnotes).map((note) => [note.attributes["w:id"] ?? "", note]));
    for (const paragraph of [document, footnotes].flatMap(descendants).filter(({ name }) => name === "w:p"))
      for (const [index, mark] of elementsOf(paragraph).entries())
        if (mark.name === "w:bookmarkStart")
          this.#targets.set(
            mark.attributes["w:name"] ?? "",
            elementsOf(paragraph).slice(index).map(plainText).join(""),
          );
  }

  lines(container: Element): string[] {
    return elementsOf(container).flatMap((child) => {
      if (child.name === "w:p") return this.#paragraph(child);
      return child.name === "w:tbl" ? this.#table(child) : [];
    });
  }

  #table(table: Element): string[] {
    const rows = elementsOf(table).filter(({ name }) => name === "w:tr");
    const cells = (row: Element) => elementsOf(row).filter(({ name }) => name === "w:tc");
    return [
      "table",
      ...rows.map(
        (row) =>
          `| ${cells(row)
            .map((cell) => this.lines(cell).join(" / "))
            .join(" | ")}`,
      ),
      "end",
    ];
  }

  #paragraph(paragraph: Element): string[] {
    const properties = below(paragraph, "w:pPr");
    const style = valueOf(below(properties, "w:pStyle")) ?? "";
    const text = this.#inlines(elementsOf(paragraph));
    if (style === "Tabellenende" && text === "") return [];
    if (below(properties, "w:sectPr")) return [];
    const pageBreak = below(properties, "w:pageBreakBefore") ? "new page, " : "";
    return [`${pageBreak}${style}: ${this.#numbers.of(style, below(properties, "w:numPr"))}${text}`];
  }

  #inlines(elements: readonly Element[]): string {
    return elements
      .map((element) => this.#inline(element))
      .join("")
      .replaceAll(/(<\/[bi^]+>)\1?/gu, "$1");
  }

  #inline(element: Element): string {
    switch (element.name) {
      case "w:r":
        return this.#run(element);
      case "w:hyperlink": {
        const text = this.#inlines(elementsOf(element));
        const anchor = element.attributes["w:anchor"] ?? "";
        const target = this.#targets.get(anchor);
        if (text === "") return "";
        if (target === undefined) throw new Error(`a link leads nowhere: ${anchor}`);
        return `[${text}](${target})`;
      }
      case "w:sdt":
        return this.#inlines(elementsOf(below(element, "w:sdtContent") as Element));
      default:
        return "";
    }
  }

  /** Letter by letter, because runs begin and end anywhere. */
  #run(run: Element): string {
    const look = below(run, "w:rPr");
    const raised = valueOf(below(look, "w:rStyle")) === "FootnoteReference";
    const marks = [below(look, "w:b") && "b", below(look, "w:i") && "i", raised && "^"]
      .filter((mark) => mark)
      .join("");
    const note = below(run, "w:footnoteReference")?.attributes["w:id"];
    if (note !== undefined) return `{${this.#note(note)}}`;
    const text = plainText(run);
    return marks === "" ? text : Array.from(text, (letter) => `${letter}<${marks}>`).join("");
  }

  #note(id: string): string {
    const note = this.#notes.get(id);
    if (!note) throw new Error(`no footnote ${id}`);
    return this.lines(note).join(" / ");
  }
}

function plainText(element: Element): string {
  if (element.name === "w:t") return element.children.join("");
  if (element.name === "w:tab") return "\t";
  if (element.name === "w:br") return "\n";
  return elementsOf(element).map(plainText).join("");
}

/** Counts as Word does. */
class Numbers {
  readonly #kinds = new Map<
    string,
    { readonly kind: string; readonly starts: ReadonlyMap<number, number> }
  >();
  readonly #sections = [0, 0, 0];
  readonly #lists = new Map<string, number>();
  readonly #started = new Set<string>();

  constructor(numbering: Element) {
    for (const instance of elementsOf(numbering).filter(({ name }) => name === "w:num")) {
      const starts = elementsOf(instance).flatMap((override) => {
        const start = valueOf(below(override, "w:startOverride"));
        return start === undefined ? [] : [[Number(override.attributes["w:ilvl"]), Number(start)] as const];
      });
      const kind = valueOf(below(instance, "w:abstractNumId")) ?? "";
      this.#kinds.set(instance.attributes["w:numId"] ?? "", { kind, starts: new Map(starts) });
    }
  }

  /** What stands before the text, with a tab. */
  of(style: string, properties: Element | undefined): string {
    const ofStyle = /^Heading(\d)$/u.exec(style)?.[1];
    const id = valueOf(below(properties, "w:numId")) ?? (ofStyle === undefined ? "0" : "1");
    const level = Number(valueOf(below(properties, "w:ilvl")) ?? Number(ofStyle) - 1);
    const instance = this.#kinds.get(id);
    if (instance === undefined) return "";
    if (instance.kind === "1") return `${" ".repeat(level)}•\t`;
    if (instance.kind === "0") return `${this.#section(id, level, instance.starts)}\t`;
    const count = (this.#lists.get(`${id}/${level}`) ?? 0) + 1;
    this.#lists.set(`${id}/${level}`, count);
    return `${" ".repeat(level)}${count}.\t`;
  }

  #section(id: string, level: number, starts: ReadonlyMap<number, number>): string {
    const start = this.#started.has(`${id}/${level}`) ? undefined : starts.get(level);
    this.#started.add(`${id}/${level}`);
    this.#sections.fill(0, level + 1);
    this.#sections[level] = start ?? (this.#sections[level] ?? 0) + 1;
    return this.#sections
      .slice(0, level + 1)
      .map((count) => `${count}.`)
      .join("");
  }
}
