import { spaceAfterTable, usualTextWidth } from "../docx/page.ts";
import { points } from "./styles-xml.ts";

/** Styles of tables: OpenDocument programs look for them in the document itself, not among the named ones. */
export const automaticNames = {
  table: "kvTabelle",
  row: "kvZeile",
  cell: "kvZelle",
  signatureCell: "kvUnterschriftenzelle",
  headCell: "kvKopfzelle",
  signatures: "kvUnterschriften",
  signatureRow: "kvUnterschriftenzeile",
  leftCell: "kvLinks",
  rightCell: "kvRechts",
  columns: "kvSpalten",
} as const;

const line = "0.5pt solid #A6A6A6";
/** Half of the space between two lines to sign on. */
const gutter = 284;
const padding =
  'fo:padding-left="5.4pt" fo:padding-right="5.4pt" fo:padding-top="0pt" fo:padding-bottom="0pt"';

function style(name: string, family: string, properties: string, parts = ""): string {
  return (
    `<style:style style:name="${name}" style:family="${family}">` +
    `<style:${family}-properties ${properties}${parts === "" ? "/>" : `>${parts}</style:${family}-properties>`}</style:style>`
  );
}

function cell(name: string, properties: string): string {
  return style(name, "table-cell", properties);
}

const width = `style:width="${points(usualTextWidth)}" table:align="left"`;

/** Of every document, used or not. */
export const automaticStyles = [
  style(automaticNames.table, "table", `${width} fo:margin-bottom="${points(spaceAfterTable)}"`),
  style(automaticNames.signatures, "table", `${width} style:may-break-between-rows="false"`),
  style(automaticNames.row, "table-row", 'fo:keep-together="always"'),
  style(automaticNames.signatureRow, "table-row", 'fo:keep-together="always" style:min-row-height="34pt"'),
  cell(automaticNames.cell, `fo:border="${line}" ${padding}`),
  cell(automaticNames.signatureCell, `fo:border="${line}" ${padding} style:vertical-align="middle"`),
  cell(automaticNames.headCell, `fo:border="${line}" ${padding} fo:background-color="#EDEDED"`),
  cell(automaticNames.leftCell, `fo:border="none" fo:padding="0pt" fo:padding-right="${points(gutter)}"`),
  cell(automaticNames.rightCell, `fo:border="none" fo:padding="0pt" fo:padding-left="${points(gutter)}"`),
  style(
    automaticNames.columns,
    "section",
    'text:dont-balance-text-columns="false"',
    `<style:columns fo:column-count="2" fo:column-gap="25.5pt"/>`,
  ),
].join("");

/** Of the columns of one table. */
export function columnStyles(table: string, widths: readonly number[]): string {
  return widths
    .map((each, index) =>
      style(`${table}.${index + 1}`, "table-column", `style:column-width="${points(each)}"`),
    )
    .join("");
}
