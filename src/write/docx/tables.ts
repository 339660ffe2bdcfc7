import {
  BorderStyle,
  ShadingType,
  Table as WordTable,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from "docx";
import type { BordersOptions } from "docx";
import type { Cell, Table } from "../../document/document.ts";
import { letterScale } from "../house-style.ts";
import { columnWidths } from "../column-widths.ts";
import { writeInlines } from "./inlines.ts";
import type { Place, WriterState } from "./state.ts";
import { StyledParagraph } from "./styled-paragraph.ts";
import { wordColor } from "./xml.ts";

function bordersOf(color: string): BordersOptions {
  const line = { style: BorderStyle.SINGLE, size: 4, color };
  return {
    top: line,
    bottom: line,
    left: line,
    right: line,
    insideHorizontal: line,
    insideVertical: line,
  };
}
const headerShading = { type: ShadingType.CLEAR, color: "auto", fill: "EDEDED" };

export function writeTable(table: Table, state: WriterState, place: Place): WordTable[] {
  const columns = Math.max(table.header.length, ...table.rows.map((row) => row.length));
  const rows = table.header.length > 0 ? [table.header, ...table.rows] : table.rows;
  if (columns === 0 || rows.length === 0) return [];
  const widths = columnWidths(table, columns, state.textWidth, letterScale(state.style));
  const changes = table.header.length > 0 ? [undefined, ...(table.rowChanges ?? [])] : table.rowChanges;
  const wordRows = rows.map((row, index) => {
    const keepNext = table.leads?.[index - (rows.length - table.rows.length)] ?? false;
    const within = { ...place, keepNext, change: changes?.[index] ?? place.change };
    return writeRow(row, row === table.header, widths, state, within);
  });
  state.tableWritten(place.change);
  return [ruledTable(wordRows, widths, state)];
}

/** A table as wide as the text, with lines between its cells. */
export function ruledTable(
  rows: readonly TableRow[],
  widths: readonly number[],
  { style, textWidth }: WriterState,
): WordTable {
  return new WordTable({
    rows,
    columnWidths: widths,
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: bordersOf(wordColor(style.ruleColor) ?? "A6A6A6"),
  });
}

export function writeRow(
  row: readonly Cell[],
  isHeader: boolean,
  widths: readonly number[],
  state: WriterState,
  place: Place,
): TableRow {
  const children = widths.map(
    (width, column) =>
      new TableCell({
        width: { size: width, type: WidthType.DXA },
        ...(isHeader && { shading: headerShading }),
        children: [writeCell(row[column] ?? [], isHeader, state, place)],
      }),
  );
  const change = state.row(place.change);
  return new TableRow({ cantSplit: true, ...(isHeader && { tableHeader: true }), ...change, children });
}

function writeCell(cell: Cell, isHeader: boolean, state: WriterState, place: Place): StyledParagraph {
  const opening = state.takePageBreak(place.change);
  const children = writeInlines(cell, state, { ...place, inCell: true });
  return new StyledParagraph({
    style: isHeader ? "Tabellenkopf" : "Tabellentext",
    keepNext: !isHeader && place.keepNext,
    opening,
    children,
    end: state.paragraphEnd(place.change),
  });
}
