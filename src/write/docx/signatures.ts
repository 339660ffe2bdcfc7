import {
  HeightRule,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { FileChild } from "docx";
import type { SignatureLine, Signatures } from "../../document/document.ts";
import { belowLine } from "../../document/signatory-names.ts";
import { mostTogether, signatureColumns } from "../signature-table.ts";
import { additionsIn, writeInlines } from "./inlines.ts";
import type { Place, WriterState } from "./state.ts";
import { StyledParagraph } from "./styled-paragraph.ts";
import { ruledTable, writeRow } from "./tables.ts";

const columnWidthOf = ({ textWidth }: WriterState) => Math.floor(textWidth / 2);
/** Half of the space between two lines side by side. */
const gutter = 284;
const margins = [
  { left: 0, right: gutter },
  { left: gutter, right: 0 },
] as const;
/** Room to sign by hand, in a row of the table. */
const rowHeight = { value: 680, rule: HeightRule.ATLEAST };

export function writeSignatures(signatures: Signatures, state: WriterState, place: Place): FileChild[] {
  const intro = writeIntro(signatures, state, place);
  if (signatures.lines.length === 0) return intro;
  if (signatures.lines.length > mostTogether)
    return [...intro, writeSignatureTable(signatures.lines, state, place)];
  const rows = pairs(signatures.lines);
  const tableRows = rows.map((row, index) => writePair(row, index < rows.length - 1, state, place));
  state.tableWritten(place.change);
  return [...intro, writeTable(tableRows, Math.min(2, signatures.lines.length), columnWidthOf(state))];
}

/** Word repeats the head of this table on every page. */
function writeSignatureTable(lines: readonly SignatureLine[], state: WriterState, place: Place): Table {
  const columnWidth = columnWidthOf(state);
  const widths = [columnWidth, columnWidth];
  const head = signatureColumns.map((value) => [{ type: "text", value, pointer: undefined } as const]);
  const header = writeRow(head, true, widths, state, place);
  const rows = lines.map((line) => {
    const label = state.bookmarks.around(line, writeInlines(belowLine(line), state, place));
    const cells = [label, []].map(
      (children) =>
        new TableCell({
          width: { size: columnWidth, type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
          children: [
            new StyledParagraph({ style: "Tabellentext", children, end: state.paragraphEnd(place.change) }),
          ],
        }),
    );
    return new TableRow({ cantSplit: true, height: rowHeight, ...state.row(place.change), children: cells });
  });
  state.tableWritten(place.change);
  return ruledTable([header, ...rows], widths, state);
}

function writeIntro(signatures: Signatures, state: WriterState, place: Place): StyledParagraph[] {
  if (signatures.intro.length === 0) return [];
  const opening = state.takePageBreak(place.change);
  const children = writeInlines(signatures.intro, state, place);
  const end = state.paragraphEnd(place.change);
  return [
    new StyledParagraph({
      style: "OrtUndDatum",
      opening,
      children,
      end,
      additions: additionsIn(signatures.intro),
    }),
  ];
}

function writeTable(rows: readonly TableRow[], columns: number, columnWidth: number): Table {
  return new Table({
    rows,
    columnWidths: Array.from({ length: columns }, () => columnWidth),
    width: { size: columns * columnWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: TableBorders.NONE,
  });
}

type Row = readonly (SignatureLine | undefined)[];

function pairs(lines: readonly SignatureLine[]): Row[] {
  // A single signatory stands in a table of one column; in any other table Word wants the right cell to be there.
  if (lines.length === 1) return [lines];
  return lines.flatMap((line, index): Row[] => (index % 2 === 0 ? [[line, lines[index + 1]]] : []));
}

function writePair(row: Row, keepNext: boolean, state: WriterState, place: Place): TableRow {
  const children = row.map(
    (line, column) =>
      new TableCell({
        width: { size: columnWidthOf(state), type: WidthType.DXA },
        margins: margins[column === 0 ? 0 : 1],
        children: [writeLine(line, keepNext, state, place)],
      }),
  );
  return new TableRow({ cantSplit: true, ...state.row(place.change), children });
}

function writeLine(
  line: SignatureLine | undefined,
  keepNext: boolean,
  state: WriterState,
  place: Place,
): StyledParagraph {
  if (line === undefined) {
    const end = state.paragraphEnd(place.change);
    return new StyledParagraph({ style: "Normal", children: [], keepNext, end });
  }
  const opening = state.takePageBreak(place.change);
  const children = state.bookmarks.around(line, writeInlines(belowLine(line), state, place));
  const end = state.paragraphEnd(place.change);
  return new StyledParagraph({ style: "Unterschriftszeile", opening, keepNext, children, end });
}
