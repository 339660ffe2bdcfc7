import type { Cell, Inline, Table } from "../document/document.ts";
import { plain } from "../document/plain-text.ts";

/** A wide average for a letter of 10 pt Arial, and for one of a word that must not be broken, bold as in the header. */
const letter = 96;
const boldLetter = 120;
/** What a cell needs beside its text. */
const padding = 320;
/** Beyond this many letters a cell does better with more lines than with more width. */
const longestLine = 70;
/** A longer word is broken rather than given the room of the other columns. */
const longestUnbroken = 30;
/** A fill-in line in a cell takes the room of so many letters: a word, or a name. */
const gapLetters = { wort: 12, zeile: 28, absatz: 28 } as const;

interface Need {
  /** Room for the longest word: LibreOffice would break it anywhere if it knows no German hyphenation. */
  readonly least: number;
  readonly wanted: number;
}

/**
 * Shares the width of the text (in twips, whole) among the columns by what stands in them, in a font whose letters are so
 * many times as wide.
 */
export function columnWidths(table: Table, columns: number, textWidth: number, scale = 1): number[] {
  if (table.shares) return shares(table.shares, textWidth);
  const rows = [table.header, ...table.rows];
  const needs = Array.from({ length: columns }, (_, column) =>
    needOf(
      rows.map((row) => row[column] ?? []),
      scale,
    ),
  );
  const least = sum(needs.map((need) => need.least));
  if (least >= textWidth)
    return shares(
      needs.map((need) => need.least),
      textWidth,
    );
  const extra = needs.map((need) => need.wanted - need.least + 1);
  const stretch = (textWidth - least) / sum(extra);
  return shares(
    needs.map((need, column) => need.least + (extra[column] ?? 0) * stretch),
    textWidth,
  );
}

function needOf(cells: readonly Cell[], scale: number): Need {
  const texts = cells.map((cell) => plain(cell.map(asWideAsPrinted)));
  const longestWord = Math.max(
    ...texts.flatMap((text) => text.split(/[\s\u{AD}-]/u)).map((word) => word.length),
  );
  const longest = Math.max(...texts.map((text) => text.length));
  const least = Math.min(longestWord, longestUnbroken) * boldLetter * scale + padding;
  return { least, wanted: Math.max(least, Math.min(longest, longestLine) * letter * scale + padding) };
}

function asWideAsPrinted(inline: Inline): Inline {
  if (inline.type !== "gap") return inline;
  return { type: "text", value: "_".repeat(gapLetters[inline.room]), pointer: undefined };
}

/** Whole twips in proportion to the weights, together exactly as wide as the text. */
function shares(weights: readonly number[], textWidth: number): number[] {
  const total = sum(weights);
  const ends = weights.map((_, column) =>
    Math.round((sum(weights.slice(0, column + 1)) / total) * textWidth),
  );
  return ends.map((end, column) => end - (ends[column - 1] ?? 0));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
