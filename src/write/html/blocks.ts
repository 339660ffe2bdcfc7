import type {
  Block,
  Cell,
  Footnote,
  FootnoteReference,
  Heading,
  Inline,
  List,
  Reference,
  Signatures,
  Table,
  TickBoxes,
} from "../../document/document.ts";
import { belowLine } from "../../document/signatory-names.ts";
import { splitUnhyphenated } from "../unhyphenated.ts";
import { element, escapeHtml, fragment, picture } from "./element.ts";

/** A gap as characters, so that it is there without our styles, too: in a reading view or a copy. */
const gap = "_".repeat(16);

/** Writes the nodes of one document; remembers what links and labels need. */
export class HtmlWriter {
  readonly #footnotes: readonly Footnote[];
  readonly #targets: ReadonlySet<string>;
  /** How often each footnote has been referred to so far. */
  readonly #referred = new Map<number, number>();
  #tables = 0;

  /** References to anything but the targets are text. */
  constructor(footnotes: readonly Footnote[], targets: ReadonlySet<string>) {
    this.#footnotes = footnotes;
    this.#targets = targets;
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.#block(block)).join("\n");
  }

  /** All footnotes; to be written last, when it is known where they are referred to. */
  endnotes(): string {
    if (this.#footnotes.length === 0) return "";
    // A footnote may refer to another one: all texts come before the first link back.
    const texts = this.#footnotes.map((note) => this.blocks(note.children));
    const items = this.#footnotes.map((note, index) =>
      element("li", { id: note.id }, `${texts[index]}${this.#linksBack(note.number)}`),
    );
    const list = element("ol", {}, `\n${items.join("\n")}\n`);
    return element("section", { class: "fussnoten", role: "doc-endnotes", "aria-label": "Fußnoten" }, list);
  }

  #block(block: Block): string {
    switch (block.type) {
      case "heading":
        return this.#heading(block);
      case "paragraph":
        return element("p", { id: block.id, class: block.role }, this.#inlines(block.children));
      case "list":
        return this.#list(block);
      case "table":
        return this.#table(block);
      case "tickBoxes":
        return this.#tickBoxes(block);
      case "signatures":
        return this.#signatures(block);
      case "pageBreak":
        return element("div", { class: "seitenumbruch" }, "");
    }
  }

  #heading({ level, number, id, children }: Heading): string {
    const text = this.#inlines(children);
    const name = `h${level}`;
    const target = id === "" ? undefined : id;
    if (number === undefined) return element(name, { id: target }, text);
    const printed = element("span", { class: "nummer" }, escapeHtml(number));
    return element(name, { id: target, class: "nummeriert" }, `${printed} ${text}`);
  }

  #list({ ordered, items }: List): string {
    const written = items.map(({ id, children }) => element("li", { id }, this.blocks(children)));
    return element(ordered ? "ol" : "ul", {}, `\n${written.join("\n")}\n`);
  }

  /** Wider than a phone: the table scrolls by itself, also with the keyboard, and not the page. */
  #table({ header, rows }: Table): string {
    this.#tables += 1;
    const cells = (row: readonly Cell[], name: string, scope?: string) =>
      element("tr", {}, row.map((cell) => element(name, { scope }, this.#inlines(cell))).join(""));
    const head = element("thead", {}, cells(header, "th", "col"));
    const body = element("tbody", {}, `\n${rows.map((row) => cells(row, "td")).join("\n")}\n`);
    const attributes = { class: "tabelle", role: "region", "aria-label": `Tabelle ${this.#tables}` };
    return element("div", { ...attributes, tabindex: "0" }, element("table", {}, `\n${head}\n${body}\n`));
  }

  #tickBoxes({ options }: TickBoxes): string {
    const items = options.map(({ id, checked, children }) => {
      const box = checked ? picture("angekreuzt", "☑") : picture("nicht angekreuzt", "☐");
      return element("li", { id }, `${box} ${element("span", { class: "text" }, this.#inlines(children))}`);
    });
    return plainList("kaestchen", items);
  }

  #signatures({ intro, lines }: Signatures): string {
    const start = intro.length === 0 ? [] : [element("p", {}, this.#inlines(intro))];
    const items = lines.map((each) => {
      const { id } = each;
      const line = picture("auszufüllen: Unterschrift", "", { class: "linie" });
      const target = id === "" ? undefined : id;
      return element(
        "li",
        { id: target },
        `${line}${element("span", { class: "text" }, this.#inlines(belowLine(each)))}`,
      );
    });
    const attributes = { class: "unterschriften", role: "group", "aria-label": "Unterschriften" };
    return element("div", attributes, `\n${[...start, plainList("zeilen", items)].join("\n")}\n`);
  }

  #inlines(inlines: readonly Inline[]): string {
    return inlines.map((inline) => this.#inline(inline)).join("");
  }

  #inline(inline: Inline): string {
    switch (inline.type) {
      case "text":
        return writeText(inline.value);
      case "reference":
        return this.#reference(inline);
      case "emphasis":
        return element("em", {}, this.#inlines(inline.children));
      case "strong":
        return element("strong", {}, this.#inlines(inline.children));
      case "change":
        return element(inline.change === "added" ? "ins" : "del", {}, this.#inlines(inline.children));
      case "footnoteReference":
        return this.#footnoteReference(inline);
      case "gap":
        return picture(`auszufüllen: ${inline.label}`, gap, { class: "luecke" });
      case "lineBreak":
        return "<br>";
    }
  }

  #reference({ target, value }: Reference): string {
    if (!this.#targets.has(target)) return writeText(value);
    return element("a", { href: fragment(target) }, writeText(value));
  }

  #footnoteReference({ number }: FootnoteReference): string {
    const note = this.#footnotes[number - 1];
    if (!note) return element("sup", {}, String(number));
    const occurrence = (this.#referred.get(number) ?? 0) + 1;
    this.#referred.set(number, occurrence);
    const link = {
      id: referenceId(number, occurrence),
      href: fragment(note.id),
      role: "doc-noteref",
      "aria-label": `Fußnote ${number}`,
    };
    return element("sup", {}, element("a", link, String(number)));
  }

  /** One for each place that refers to the footnote. */
  #linksBack(number: number): string {
    const places = this.#referred.get(number) ?? 0;
    return Array.from({ length: places }, (_, index) => {
      const which = places === 1 ? "" : `, Stelle ${index + 1}`;
      const link = {
        href: fragment(referenceId(number, index + 1)),
        role: "doc-backlink",
        "aria-label": `Zurück zum Text von Fußnote ${number}${which}`,
      };
      // The selector keeps it from becoming a coloured picture.
      return ` ${element("a", link, "↩\uFE0E")}`;
    }).join("");
  }
}

/** Lists without marks are lists no more for some screen readers, unless they say so. */
function plainList(name: string, items: readonly string[]): string {
  return element("ul", { class: name, role: "list" }, `\n${items.join("\n")}\n`);
}

/** No clause has a colon in its id. */
function referenceId(number: number, occurrence: number): string {
  return `fussnotenzeichen:${number}:${occurrence}`;
}

function writeText(text: string): string {
  return splitUnhyphenated(text)
    .map((part, index) =>
      index % 2 === 1 ? element("span", { class: "ungetrennt" }, escapeHtml(part)) : escapeHtml(part),
    )
    .join("");
}
