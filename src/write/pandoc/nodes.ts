import type {
  Block,
  Cell,
  Document,
  Footnote,
  FootnoteReference,
  Gap,
  Heading,
  Inline,
  List,
  Paragraph,
  Reference,
  SignatureLine,
  Signatures,
  Table,
  TickBox,
  TickBoxes,
} from "../../document/document.ts";
import { walkIds } from "../../document/clause-places.ts";
import { inlinesOf } from "../../document/inlines-of.ts";
import { belowLine } from "../../document/signatory-names.ts";
import { columnWidths } from "../column-widths.ts";
import { usualTextWidth } from "../docx/page.ts";
import { representable } from "../docx/xml.ts";
import { signatureColumns } from "../signature-table.ts";
import type { PandocFormat } from "./formats.ts";
import { noAttributes, space, str, styled, words } from "./tree.ts";
import type { PandocBlock, PandocCell, PandocInline, PandocRow } from "./tree.ts";

/** A line to write on, for formats that have no other. */
const line = "_".repeat(16);
export const linesOfParagraph = 3;

/** Writes the nodes of one document for pandoc, as any of its writers understands them; once per document. */
export class PandocNodes {
  protected readonly format: PandocFormat;
  readonly #footnotes: readonly Footnote[];
  /** What links lead to; of any other place nobody needs the id. */
  readonly #targets = new Set<string>();
  /** The number that stands at a footnote: pandoc counts them as they come. */
  readonly #printed = new Map<number, number>();
  #isInFootnote = false;

  constructor({ blocks, footnotes }: Document, format: PandocFormat) {
    this.format = format;
    this.#footnotes = footnotes;
    const referred = new Set(targetsIn([...blocks, ...footnotes.flatMap(({ children }) => children)]));
    walkIds({ blocks, footnotes: [] }, (id) => referred.has(id) && this.#targets.add(id));
  }

  blocks(blocks: readonly Block[]): PandocBlock[] {
    return blocks.flatMap((block) => this.block(block));
  }

  protected block(block: Block): PandocBlock[] {
    switch (block.type) {
      case "heading":
        return [this.heading(block)];
      case "paragraph":
        return this.paragraph(block);
      case "list":
        return this.list(block);
      case "table":
        return this.table(block);
      case "tickBoxes":
        return this.tickBoxes(block);
      case "signatures":
        return this.signatures(block);
      case "pageBreak":
        return this.pageBreak();
      default:
        return block satisfies never;
    }
  }

  /** The title is level 1, unless the metadata say it. */
  protected heading(heading: Heading): PandocBlock {
    const level = this.format.title === "heading" ? heading.level : heading.level - 1;
    return { t: "Header", c: [Math.max(level, 1), [heading.id, [], []], this.headingText(heading)] };
  }

  /** Numbers are text: pandoc would count by itself, and references could name others. */
  headingText({ number, children }: Heading): PandocInline[] {
    const text = this.inlines(children);
    return number === undefined ? text : [...this.text(number), this.afterNumber(), ...text];
  }

  protected afterNumber(): PandocInline {
    return space;
  }

  protected paragraph(paragraph: Paragraph): PandocBlock[] {
    const block: PandocBlock = { t: "Para", c: this.anchored(paragraph, paragraph.children) };
    return paragraph.role === undefined ? [block] : this.inStyle(roleStyles[paragraph.role], block);
  }

  protected inStyle(name: string, ...blocks: readonly PandocBlock[]): PandocBlock[] {
    return this.format.styles ? [styled(name, ...blocks)] : [...blocks];
  }

  /** Close together, unless one of the items has several paragraphs. */
  protected list({ ordered, items }: List): PandocBlock[] {
    const isTight = items.every(
      ({ children }) => children.filter(({ type }) => type === "paragraph").length < 2,
    );
    const written = items.map((item) => {
      const [first, ...rest] = this.blocks(item.children);
      const start: PandocBlock =
        first?.t === "Para"
          ? { t: isTight ? "Plain" : "Para", c: [...this.anchor(item), ...first.c] }
          : { t: "Plain", c: this.anchor(item) };
      return first?.t === "Para" || first === undefined ? [start, ...rest] : [start, first, ...rest];
    });
    if (written.length === 0) return [];
    if (!ordered) return [{ t: "BulletList", c: written }];
    return [{ t: "OrderedList", c: [[1, { t: "Decimal" }, { t: "Period" }], written] }];
  }

  protected table(table: Table): PandocBlock[] {
    const columns = Math.max(table.header.length, ...table.rows.map((row) => row.length));
    if (columns === 0) return [];
    const row = (cells: readonly Cell[]) =>
      Array.from({ length: columns }, (_, column) => this.inlines(cells[column] ?? []));
    const widths = columnWidths(table, columns, usualTextWidth).map((width) => width / usualTextWidth);
    return [tableOf(widths, row(table.header), table.rows.map(row))];
  }

  /** What pandoc makes of a task list, and understands as one. */
  protected tickBoxes({ options }: TickBoxes): PandocBlock[] {
    const items = options.map((option): PandocBlock[] => [{ t: "Plain", c: this.tickBox(option) }]);
    return items.length === 0 ? [] : [{ t: "BulletList", c: items }];
  }

  protected tickBox(option: TickBox): PandocInline[] {
    return [str(option.checked ? "☒" : "☐"), space, ...this.anchored(option, option.children)];
  }

  /** A table with room to sign in each row. */
  protected signatures({ intro, lines }: Signatures): PandocBlock[] {
    const start: PandocBlock[] = intro.length === 0 ? [] : [{ t: "Para", c: this.inlines(intro) }];
    if (lines.length === 0) return start;
    const rows = lines.map((each) => [this.signatory(each), [str(line + line.slice(0, 8))]]);
    return [
      ...start,
      tableOf(
        [0.5, 0.5],
        signatureColumns.map((each) => words(each)),
        rows,
      ),
    ];
  }

  protected signatory(signatory: SignatureLine): PandocInline[] {
    return this.anchored(signatory, belowLine(signatory));
  }

  protected pageBreak(): PandocBlock[] {
    const { pageBreak } = this.format;
    return pageBreak === undefined ? [] : [{ t: "RawBlock", c: [this.rawName(), pageBreak] }];
  }

  /** What pandoc calls the format where its own words are taken over. */
  protected rawName(): string {
    return this.format.raw ?? this.format.name;
  }

  /** Paragraphs that are no part of the text itself. */
  lines(emphasis: "Strong" | "Emph", texts: readonly string[]): PandocBlock[] {
    return texts.map((text) => ({ t: "Para", c: [{ t: emphasis, c: this.text(text) }] }));
  }

  inlines(inlines: readonly Inline[]): PandocInline[] {
    return inlines.flatMap((inline) => this.#inline(inline));
  }

  #inline(inline: Inline): PandocInline[] {
    switch (inline.type) {
      case "text":
        return this.text(inline.value);
      case "emphasis":
        return [{ t: "Emph", c: this.inlines(inline.children) }];
      case "strong":
        return [{ t: "Strong", c: this.inlines(inline.children) }];
      case "change":
        return [
          { t: inline.change === "added" ? "Underline" : "Strikeout", c: this.inlines(inline.children) },
        ];
      case "footnoteReference":
        return this.#footnote(inline);
      case "reference":
        return this.#reference(inline);
      case "gap":
        return this.gap(inline);
      case "lineBreak":
        return [{ t: "LineBreak" }];
      default:
        return inline satisfies never;
    }
  }

  text(value: string): PandocInline[] {
    const { literal } = this.format;
    const taken = words(representable(value));
    if (literal === undefined) return taken;
    return taken.map((word) => {
      const raw = word.t === "Str" ? literal(word.c) : undefined;
      return raw === undefined ? word : { t: "RawInline", c: [this.rawName(), raw] };
    });
  }

  protected gap({ room }: Gap): PandocInline[] {
    return linesOf(room === "absatz" ? linesOfParagraph : 1, () => [str(line)]);
  }

  /** No format of pandoc refers to a footnote twice or has footnotes in footnotes: there, its number stands, or its text. */
  #footnote({ number }: FootnoteReference): PandocInline[] {
    const note = this.#footnotes[number - 1];
    const printed = this.#printed.get(number);
    if (!note || printed !== undefined) return [{ t: "Superscript", c: [str(String(printed ?? number))] }];
    if (this.#isInFootnote)
      return [space, str("("), ...this.inlines(note.children.flatMap(inlinesOf)), str(")")];
    this.#printed.set(number, this.#printed.size + 1);
    this.#isInFootnote = true;
    const text = this.footnote(note.children);
    this.#isInFootnote = false;
    return [{ t: "Note", c: text }];
  }

  protected footnote(blocks: readonly Block[]): PandocBlock[] {
    return this.blocks(blocks);
  }

  #reference({ target, value }: Reference): PandocInline[] {
    if (!this.#targets.has(target)) return this.text(value);
    return [{ t: "Link", c: [noAttributes, this.text(value), [`#${target}`, ""]] }];
  }

  /** With the place a link leads to, where one does. */
  protected anchored(node: Identified, inlines: readonly Inline[]): PandocInline[] {
    return [...this.anchor(node), ...this.inlines(inlines)];
  }

  protected anchor(node: Identified): PandocInline[] {
    const id = this.idOf(node);
    return id === "" ? [] : [{ t: "Span", c: [[id, [], []], []] }];
  }

  protected idOf({ id }: Identified): string {
    return id !== undefined && this.#targets.has(id) ? id : "";
  }
}

interface Identified {
  readonly id: string | undefined;
}

/** In pandoc's reference documents, and ours. */
export const roleStyles = { untertitel: "Subtitle", partei: "Partei" } as const;

/** The same several times, each on a line of its own. */
export function linesOf(count: number, each: () => PandocInline[]): PandocInline[] {
  return Array.from({ length: count }, (_, index) => [
    ...(index > 0 ? [{ t: "LineBreak" } as const] : []),
    ...each(),
  ]).flat();
}

function targetsIn(blocks: readonly Block[]): string[] {
  const targetsOf = (inline: Inline): string[] => {
    if (inline.type === "reference") return [inline.target];
    return "children" in inline ? inline.children.flatMap(targetsOf) : [];
  };
  return blocks.flatMap(inlinesOf).flatMap(targetsOf);
}

type Row = readonly (readonly PandocInline[])[];

function tableOf(widths: readonly number[], header: Row, rows: readonly Row[]): PandocBlock {
  const columns = widths.map((width) => [{ t: "AlignLeft" }, { t: "ColWidth", c: width }] as const);
  const head = header.some((cell) => cell.length > 0) ? [rowOf(header)] : [];
  return {
    t: "Table",
    c: [
      noAttributes,
      [null, []],
      columns,
      [noAttributes, head],
      [[noAttributes, 0, [], rows.map(rowOf)]],
      [noAttributes, []],
    ],
  };
}

function rowOf(cells: Row): PandocRow {
  return [noAttributes, cells.map(cellOf)];
}

function cellOf(inlines: readonly PandocInline[]): PandocCell {
  return [noAttributes, { t: "AlignLeft" }, 1, 1, [{ t: "Plain", c: inlines }]];
}
