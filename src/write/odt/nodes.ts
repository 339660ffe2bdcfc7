import type {
  Block,
  Cell,
  Document,
  Gap,
  GapRoom,
  Heading,
  Inline,
  List,
  SignatureLine,
  Signatures,
  Table,
  TickBoxes,
} from "../../document/document.ts";
import { columnWidths } from "../column-widths.ts";
import { usualTextWidth } from "../docx/page.ts";
import { representable } from "../docx/xml.ts";
import { paragraphsToKeep } from "../kept-paragraphs.ts";
import type { PandocFormat } from "../pandoc/formats.ts";
import { linesOf, linesOfParagraph, PandocNodes } from "../pandoc/nodes.ts";
import { space, str, styled, words } from "../pandoc/tree.ts";
import type { PandocBlock, PandocInline } from "../pandoc/tree.ts";
import { mostTogether, signatureColumns } from "../signature-table.ts";
import { automaticNames, columnStyles } from "./automatic-styles.ts";
import { odtNames } from "./styles.ts";

/**
 * Underlined spaces that are never broken, as many as in Word; fewer in a cell. A word joiner goes first: without it,
 * LibreOffice takes those that come to stand on a new line for the end of the old one and shows nothing.
 */
const spacesFor: Readonly<Record<GapRoom, number>> = { wort: 46, zeile: 88, absatz: 135 };
const spacesInCell = 25;

/**
 * Writes the nodes of one document for pandoc's OpenDocument writer. It gives tables neither lines nor rows that stay
 * together, and takes styles of paragraphs alone: the elements of tables are raw, what stands in their cells is not.
 */
export class OdtNodes extends PandocNodes {
  /** Styles of tables and their columns, which belong into content.xml itself. */
  readonly styles: string[] = [];
  #tables = 0;
  #isInCell = false;
  /** How many lists and footnotes it is in. */
  #depth = 0;
  readonly #kept: ReadonlySet<Block>;

  constructor(document: Document, format: PandocFormat) {
    super(document, format);
    this.#kept = paragraphsToKeep(document.blocks);
  }

  protected override block(block: Block): PandocBlock[] {
    const written = super.block(block);
    const isPlain = block.type === "paragraph" && block.role === undefined;
    return isPlain && this.#kept.has(block) ? [styled(odtNames.kept, ...written)] : written;
  }

  protected override heading(heading: Heading): PandocBlock {
    if (heading.level > 1) return super.heading({ ...heading, level: (heading.level - 1) as 1 | 2 | 3 });
    const number = heading.number === undefined ? [] : [...words(heading.number), space];
    return styled(odtNames.title, { t: "Para", c: [...number, ...this.anchored(heading, heading.children)] });
  }

  /** The number of the footnote hangs out of its first paragraph alone. */
  protected override footnote(blocks: readonly Block[]): PandocBlock[] {
    // LibreOffice has no tables there, either.
    this.#depth += 1;
    const [first, ...rest] = this.blocks(blocks);
    this.#depth -= 1;
    return first ? [first, ...rest.map((each) => styled(odtNames.furtherInFootnote, each))] : [];
  }

  protected override afterNumber(): PandocInline {
    return str("\t");
  }

  override text(value: string): PandocInline[] {
    return words(representable(value), true);
  }

  protected override tickBoxes({ options }: TickBoxes): PandocBlock[] {
    return options.map((option, index) => {
      const sign: PandocInline = {
        t: "Span",
        c: [["", [], [["custom-style", odtNames.sign]]], [str(option.checked ? "☒" : "☐")]],
      };
      const style = index < options.length - 1 ? odtNames.tickBoxKept : odtNames.tickBox;
      const text = this.anchored(option, option.children);
      // Within a list, its indentation counts and not that of the style.
      const gap = this.#depth > 0 ? space : str("\t");
      return styled(style, { t: "Para", c: [sign, gap, ...text] });
    });
  }

  protected override gap({ room }: Gap): PandocInline[] {
    const spaces = this.#isInCell ? spacesInCell : spacesFor[room];
    const lines = room === "absatz" && !this.#isInCell ? linesOfParagraph : 1;
    return linesOf(lines, () => [{ t: "Underline", c: [str(`\u{2060}${"\u{A0}".repeat(spaces)}`)] }]);
  }

  protected override list(list: List): PandocBlock[] {
    this.#depth += 1;
    const written = super.list(list);
    this.#depth -= 1;
    return written;
  }

  protected override table(table: Table): PandocBlock[] {
    if (this.#depth > 0) return this.#rowsAsText(table);
    const columns = Math.max(table.header.length, ...table.rows.map((row) => row.length));
    if (columns === 0) return [];
    const header = table.header.length > 0 ? [table.header] : [];
    return this.#ruledTable(header, table.rows, columnWidths(table, columns, usualTextWidth));
  }

  /** OpenDocument has no tables in lists; LibreOffice would leave out what stands in them. */
  #rowsAsText({ header, rows }: Table): PandocBlock[] {
    const line = (cells: readonly Cell[]): PandocInline[] =>
      cells.flatMap((cell, index) => [...(index > 0 ? words(" | ") : []), ...this.inlines(cell)]);
    const head: PandocInline[] = header.length === 0 ? [] : [{ t: "Strong", c: line(header) }];
    return [head, ...rows.map(line)].filter((each) => each.length > 0).map((c) => ({ t: "Para", c }));
  }

  #ruledTable(
    header: readonly (readonly Cell[])[],
    rows: readonly (readonly Cell[])[],
    widths: readonly number[],
    styles: { readonly row: string; readonly cell: string } = automaticNames,
  ): PandocBlock[] {
    const row = (cells: readonly Cell[], style: string, cellStyle: string, paragraph: string) =>
      element(
        "table:table-row",
        style,
        widths.flatMap((_, column) =>
          element("table:table-cell", cellStyle, [styled(paragraph, this.#cell(cells[column] ?? []))]),
        ),
      );
    const head = header.flatMap((cells) =>
      row(cells, automaticNames.row, automaticNames.headCell, odtNames.headCell),
    );
    return this.#tableOf(automaticNames.table, widths, [
      ...(head.length === 0
        ? []
        : [raw("<table:table-header-rows>"), ...head, raw("</table:table-header-rows>")]),
      ...rows.flatMap((cells) => row(cells, styles.row, styles.cell, odtNames.cell)),
    ]);
  }

  #tableOf(style: string, widths: readonly number[], rows: readonly PandocBlock[]): PandocBlock[] {
    this.#tables += 1;
    const name = `Tabelle${this.#tables}`;
    this.styles.push(columnStyles(name, widths));
    const columns = widths.map((_, index) => `<table:table-column table:style-name="${name}.${index + 1}"/>`);
    return [
      raw(`<table:table table:name="${name}" table:style-name="${style}">${columns.join("")}`),
      ...rows,
      raw("</table:table>"),
    ];
  }

  #cell(cell: Cell): PandocBlock {
    this.#isInCell = true;
    const written = this.inlines(cell);
    this.#isInCell = false;
    return { t: "Para", c: written };
  }

  /** Up to six stand side by side above a line each and stay on one page; more in a table over several. */
  protected override signatures({ intro, lines }: Signatures): PandocBlock[] {
    const start = intro.length === 0 ? [] : [styled(odtNames.intro, { t: "Para", c: this.inlines(intro) })];
    if (lines.length === 0) return start;
    return [
      ...start,
      ...(lines.length > mostTogether ? this.#signatureTable(lines) : this.#sideBySide(lines)),
    ];
  }

  #signatureTable(lines: readonly SignatureLine[]): PandocBlock[] {
    const text = (value: string): Inline => ({ type: "text", value, pointer: undefined });
    const header = [signatureColumns.map((each) => [text(each)])];
    const rows = lines.map(({ children }) => [children, []]);
    return this.#ruledTable(header, rows, halves, {
      row: automaticNames.signatureRow,
      cell: automaticNames.signatureCell,
    });
  }

  #sideBySide(lines: readonly SignatureLine[]): PandocBlock[] {
    const rows = lines.flatMap((line, index) => (index % 2 === 0 ? [[line, lines[index + 1]]] : []));
    const cell = (line: SignatureLine | undefined, style: string) =>
      element("table:table-cell", style, [
        line === undefined
          ? { t: "Para", c: [] }
          : styled(odtNames.signature, { t: "Para", c: this.signatory(line) }),
      ]);
    return this.#tableOf(
      automaticNames.signatures,
      halves,
      rows.flatMap(([left, right]) =>
        element("table:table-row", automaticNames.row, [
          ...cell(left, automaticNames.leftCell),
          ...cell(right, automaticNames.rightCell),
        ]),
      ),
    );
  }

  protected override pageBreak(): PandocBlock[] {
    return [raw(`<text:p text:style-name="${odtNames.pageBreak}"/>`)];
  }
}

const halves = [Math.floor(usualTextWidth / 2), Math.floor(usualTextWidth / 2)];

function raw(xml: string): PandocBlock {
  return { t: "RawBlock", c: ["opendocument", xml] };
}

function element(name: string, style: string, content: readonly PandocBlock[]): PandocBlock[] {
  return [raw(`<${name} table:style-name="${style}">`), ...content, raw(`</${name}>`)];
}

/** Blocks in two columns. */
export function inColumns(blocks: readonly PandocBlock[]): PandocBlock[] {
  const opening = `<text:section text:style-name="${automaticNames.columns}" text:name="Spalten">`;
  return [raw(opening), ...blocks, raw("</text:section>")];
}

/** LibreOffice ends a document with a paragraph; after a table at the foot of a page, it would stand on a page of its own. */
export function afterTable(last: Block | undefined): PandocBlock[] {
  const isTable = last?.type === "table" || last?.type === "signatures";
  return isTable ? [raw(`<text:p text:style-name="${odtNames.afterTable}"/>`)] : [];
}
