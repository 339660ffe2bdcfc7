import type {
  Block,
  Cell,
  Change,
  Document,
  Footnote,
  Gap,
  GapRoom,
  Heading,
  Inline,
  List,
  SignatureLine,
  Signatures,
  Table,
  TickBox,
} from "../document/document.ts";
import { plain } from "../document/plain-text.ts";
import { secondColumn } from "./balance.ts";
import { columnWidths } from "./column-widths.ts";
import { boxKey, gapKey } from "./form-fields.ts";
import { mostTogether } from "./signature-table.ts";
import { splitHead } from "./split-head.ts";
import { hasLetterhead, letterScale, plainStyle, type HouseStyle } from "./house-style.ts";
import { typstLayout } from "./typst-layout.ts";
import { letterhead, textWidthTwips } from "./typst-style.ts";
import { typstString, typstText } from "./typst-text.ts";

/** A file that travels inside the PDF. */
export interface Attachment {
  readonly name: string;
  readonly text: string;
  readonly mimeType: string;
  readonly description: string;
  /** PDF/A-3 AFRelationship. */
  readonly relationship: "source" | "data" | "alternative" | "supplement";
}

/** Rows stay on one page, unless a text in them might be longer than one. */
const longestUnbrokenCell = 1200;

/** In letters: a marked word that fits into a column of a Synopse. */
const longestWhole = 28;

/**
 * Typst writes a link with this scheme where a field belongs; so rectangle, tag, parent tree and tab order are right. What
 * follows is the key of the field (form-fields.ts), encoded.
 */
export const fieldScheme = "kv-feld:";

/** More rows above each other do not all have to stay together. */
const mostLeads = 3;
/** In letters: several of them are less than a page. */
const longestLead = 200;

/** Rows of a table. Those that head others are a header: Typst leaves none alone at the end of a page, repeated or not. */
function withLeads(rows: readonly string[], leads: readonly boolean[]): string[] {
  const lines: string[] = [];
  let waiting: string[] = [];
  for (const [index, row] of rows.entries()) {
    waiting.push(row);
    if (leads[index] && index < rows.length - 1) continue;
    const before = waiting.slice(0, -1);
    const together = before.slice(-mostLeads);
    const plainRows = before.slice(0, before.length - together.length);
    lines.push(...plainRows.map((each) => `  ${each},`));
    if (together.length > 0) lines.push(`  table.header(level: 2, repeat: false, ${together.join(", ")}),`);
    lines.push(`  ${row},`);
    waiting = [];
  }
  return lines;
}

function fieldTarget(key: string): string {
  return typstString(`${fieldScheme}${encodeURIComponent(key)}`);
}

export interface TypstOptions {
  readonly style?: HouseStyle;
  /** Each clause says under the label kv-place what its id and its page are. */
  readonly places?: boolean;
  /** Whether a "blatt" begins its second column where both would be about equally long, instead of where the first is full. */
  readonly balanced?: boolean;
}

/** The document as Typst source. Every text is a string literal, so no data can be markup. */
export function writeTypst(
  document: Document,
  attachments: readonly Attachment[],
  { style = plainStyle, places = false, balanced = true }: TypstOptions = {},
): string {
  const attached = attachments.map(
    ({ name, text, mimeType, description, relationship }) =>
      `#pdf.attach(${typstString(name)}, bytes(${typstString(text)}), relationship: ${typstString(relationship)}, mime-type: ${typstString(mimeType)}, description: ${typstString(description)})`,
  );
  const writer = new TypstWriter(document, style, places);
  const [head, body] = splitHead(document);
  const content =
    head.length === 0
      ? writer.blocks(body)
      : `${writer.blocks(head)}\n\n#columns(2, gutter: 0.9cm)[\n${balanced ? writer.columns(body) : writer.blocks(body)}\n]`;
  const top = hasLetterhead(style) ? [letterhead(document.meta, style)] : [];
  return [typstLayout(document.meta, style), ...attached, ...top, content, ""].join("\n");
}

/** A line as long as there is room, or several. */
function lineCall(room: GapRoom): string {
  if (room === "wort") return "#kv-gap();";
  // Never less than a word, even where a line is nearly full.
  const line = "#kv-gap(width: 3cm);#sym.wj;#kv-gap(width: 1fr);";
  return room === "zeile" ? line : Array(linesOfParagraph).fill(line).join("#linebreak();");
}

const linesOfParagraph = 3;

/** A field needs one rectangle: what would not fit beside the words before it starts a line of its own. */
function field(gap: Gap, before: readonly Inline[]): string {
  const target = fieldTarget(gapKey(gap));
  const words = plain(before);
  if (gap.room === "wort") return `#kv-field(${target}, 5cm);`;
  const newLine = words === "" ? "" : "#linebreak();";
  if (gap.room === "absatz") return `${newLine}#kv-field-lines(${target});`;
  const hasRoom = words.length < longestBeside && before.every(({ type }) => type === "text");
  return `${hasRoom ? "" : newLine}#kv-field(${target}, 1fr);`;
}

/** In letters: beside so many, a line still has room for a few words. */
const longestBeside = 60;

/** Over the function, and never hyphenated: a name is read off the page again. */
function signatoryName({ name }: SignatureLine): string {
  return name === undefined ? "" : `#text(hyphenate: false, ${typstString(name)});#linebreak();`;
}

class TypstWriter {
  readonly #style: HouseStyle;
  /** Only the proportions of columns depend on it. */
  readonly #textWidth: number;
  readonly #footnotes: readonly Footnote[];
  readonly #isForm: boolean;
  readonly #places: boolean;

  constructor({ meta, footnotes }: Document, style: HouseStyle, places: boolean) {
    this.#style = style;
    this.#textWidth = textWidthTwips(meta, style);
    this.#footnotes = footnotes;
    this.#places = places;
    this.#isForm = meta.isForm ?? false;
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block, index) => this.#block(block, blocks[index + 1])).join("\n\n");
  }

  columns(blocks: readonly Block[]): string {
    const second = secondColumn(blocks);
    if (second === undefined) return this.blocks(blocks);
    return `${this.blocks(blocks.slice(0, second))}\n\n#colbreak()\n\n${this.blocks(blocks.slice(second))}`;
  }

  #block(block: Block, next: Block | undefined): string {
    switch (block.type) {
      case "heading":
        return this.#heading(block);
      case "paragraph":
        return this.#paragraph(this.#placed(block.id, block.children), block.role, next);
      case "list":
        return this.#list(block);
      case "table":
        return this.#table(block);
      case "tickBoxes":
        return `#block(breakable: false, inset: (left: 0.5cm), {${block.options.map((each) => this.#tickBox(each)).join("\n")}})`;
      case "signatures":
        return this.#signatures(block);
      case "pageBreak":
        return "#pagebreak(weak: true)";
    }
  }

  #heading({ level, number, id, children }: Heading): string {
    const text = this.#placed(id, children);
    const body = number === undefined ? text : `#kv-number(${typstString(number)})${text}`;
    const hanging = number === undefined ? "" : "#set par(hanging-indent: 2.35em); ";
    return `#[${hanging}#heading(level: ${level})[${body}]]`;
  }

  /** A paragraph that introduces a list or the signatures stays with it. */
  #paragraph(text: string, role: string | undefined, next: Block | undefined): string {
    if (role === "untertitel")
      return `#align(center, block(width: 94%, below: kv-subtitle-below)[#text(size: kv-subtitle-size, hyphenate: false)[${text}]])`;
    if (role === "partei") return `#align(center)[${text}]`;
    // A long text would leave its page empty to stay with what follows.
    const introduces =
      text.length < 600 &&
      next !== undefined &&
      ["list", "tickBoxes", "signatures", "table"].includes(next.type);
    return introduces ? `#block(sticky: true)[${text}]` : text;
  }

  #list({ ordered, items }: List): string {
    const bodies = items.map((item) => `[${this.#place(item.id)}${this.blocks(item.children)}]`);
    return `#${ordered ? "enum" : "list"}(${bodies.join(", ")})`;
  }

  #table(table: Table): string {
    const { header, rows, leads } = table;
    const cells = (row: Table["header"]) => row.map((cell) => `[${this.#cell(cell)}]`).join(", ");
    const widths = columnWidths(table, header.length, this.#textWidth, letterScale(this.#style)).map(
      (width) => `${width}fr`,
    );
    const columns = `(${widths.join(", ")},)`;
    const body = withLeads(
      rows.map(cells),
      rows.map((row, index) => leads?.[index] === true && plain(row.flat()).length < longestLead),
    );
    const isLong = rows.flat().some((cell) => plain(cell).length > longestUnbrokenCell);
    const breakable = isLong ? "" : "#set table.cell(breakable: false)\n";
    const rowsAndHead = [`#table(columns: ${columns}, table.header(${cells(header)}),`, ...body, ")"];
    return `#[${breakable}${rowsAndHead.join("\n")}]`;
  }

  /** Columns take the width of their content: there, "the rest of the line" is nothing. */
  #cell(cell: Cell): string {
    const [only] = cell;
    if (cell.length === 1 && only?.type === "gap") return this.#wideGap(only);
    return this.#inlines(
      cell.map((inline) => (inline.type === "gap" ? { ...inline, room: "wort" } : inline)),
    );
  }

  #wideGap(gap: Gap): string {
    return this.#isForm ? `#kv-field(${fieldTarget(gapKey(gap))}, 100%);` : "#kv-gap(width: 100%);";
  }

  #tickBox(box: TickBox): string {
    const key = this.#isForm ? boxKey(box) : undefined;
    const mark = key === undefined ? `kv-box(${box.checked})` : `kv-field-box(${fieldTarget(key)})`;
    return `kv-option(${mark}, [${this.#placed(box.id, box.children)}])`;
  }

  #signatures({ intro, lines }: Signatures): string {
    const bodies = lines.map(
      (line) => `(${fieldTarget(line.id)}, [${signatoryName(line)}${this.#placed(line.id, line.children)}])`,
    );
    const start = intro.length === 0 ? "none" : `[${this.#inlines(intro)}]`;
    const name = lines.length <= mostTogether ? "kv-signatures" : "kv-signature-table";
    return `#${name}(${[start, ...bodies].join(", ")})`;
  }

  #placed(id: string | undefined, inlines: readonly Inline[]): string {
    return this.#place(id) + this.#inlines(inlines);
  }

  #place(id: string | undefined): string {
    return this.#places && id !== undefined && id !== "" ? `#kv-place(${typstString(id)});` : "";
  }

  #inlines(inlines: readonly Inline[]): string {
    return inlines.map((inline, index) => this.#inline(inline, inlines.slice(0, index))).join("");
  }

  /** A hyphen in marked words would look like a part of the change; longer ones would not fit otherwise. */
  #change({ change, children }: Change): string {
    const isWhole = plain(children)
      .split(/\s/)
      .every((word) => word.length <= longestWhole);
    const body = this.#inlines(children);
    return `#kv-${change}[${isWhole ? `#text(hyphenate: false)[${body}];` : body}];`;
  }

  /** `before` is what stands in front of it in the same paragraph. */
  #inline(inline: Inline, before: readonly Inline[]): string {
    switch (inline.type) {
      case "text":
      case "reference":
        return typstText(inline.value);
      case "emphasis":
        return `#emph[${this.#inlines(inline.children)}];`;
      case "strong":
        return `#strong[${this.#inlines(inline.children)}];`;
      case "change":
        return this.#change(inline);
      case "footnoteReference":
        return `#footnote[${this.blocks(this.#footnotes[inline.number - 1]?.children ?? [])}];`;
      case "gap":
        return this.#isForm ? field(inline, before) : lineCall(inline.room);
      case "lineBreak":
        return "#linebreak();";
    }
  }
}
