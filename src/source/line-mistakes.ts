import type { YAMLError, YAMLWarning } from "yaml";
import type { YamlProblem } from "../findings/yaml-problems.ts";
import type { SourceText } from "./source-text.ts";

/** A mistake that a person sees in the lines, and where: the parser only stumbles over what follows it. */
export interface LineMistake {
  readonly problem: YamlProblem;
  /** Offsets into the text: from there to the end of the line. */
  readonly at: number;
  readonly end: number;
}

/** A line that is neither empty nor a comment. */
interface Line {
  readonly number: number;
  readonly text: string;
  readonly indent: number;
  /** Column of its field, after the dashes of a list. */
  readonly column: number;
}

const withoutSpaceAfterDash = /^\s*-[^\s-][^:]*:(?:\s|$)/;
const withoutSpaceAfterColon = /^\s*(?:- +)*[a-z][\w-]*:[^\s/](?!.*: )/i;
const field = /^\s*(?:- +)*[a-z][\w-]*:(?=\s|$)/i;

type Problem = YAMLError | YAMLWarning;

/** What the parser says where a line is out of step with those above it. */
const structural: ReadonlySet<Problem["code"]> = new Set([
  "BAD_INDENT",
  "MISSING_CHAR",
  "BLOCK_AS_IMPLICIT_KEY",
  "MULTILINE_IMPLICIT_KEY",
  "UNEXPECTED_TOKEN",
]);

export function isAboutLines({ code }: Problem): boolean {
  return structural.has(code);
}

/** Where the parser stumbles at the beginning of a line, the mistake is in this line or the one above it. */
export function lineMistake(source: SourceText, error: Problem): LineMistake | undefined {
  if (!isAboutLines(error)) return undefined;
  const stray = strayLine(source, error);
  if (stray !== undefined) return mistakeNear(source, stray) ?? outOfStep(source, stray);
  const { line, column } = source.positionAt(error.pos[0]);
  const isAtStart =
    source
      .line(line)
      .slice(0, column - 1)
      .trim() === "";
  return isAtStart ? mistakeNear(source, line) : undefined;
}

/**
 * A field that is indented too far continues the text above it, so that the parser stumbles over its colon there:
 * the line out of step is the next one.
 */
function strayLine(source: SourceText, { code, pos: [start] }: Problem): number | undefined {
  if (code !== "BLOCK_AS_IMPLICIT_KEY" && code !== "MULTILINE_IMPLICIT_KEY") return undefined;
  const { line } = source.positionAt(start);
  const rest = source.text.slice(start, source.offsetOfLine(line) + source.line(line).length);
  if (/:(\s|$)/.test(rest) || line >= source.lineCount) return undefined;
  return /^\s+\S+:(\s|$)/.test(source.line(line + 1)) ? line + 1 : undefined;
}

function outOfStep(source: SourceText, number: number): LineMistake {
  const start = source.offsetOfLine(number);
  const text = source.line(number);
  return { problem: "einrueckung", at: start + text.search(/\S/), end: start + text.trimEnd().length };
}

/** What is wrong with a line, or with the one above it. */
function mistakeNear(source: SourceText, number: number): LineMistake | undefined {
  const line = nextLine(source, number, 1);
  const above = nextLine(source, (line?.number ?? number) - 1, -1);
  for (const each of [line, above]) {
    if (!each) continue;
    if (withoutSpaceAfterDash.test(each.text)) return mistake(source, "strich", each, each.indent);
    if (withoutSpaceAfterColon.test(each.text)) return mistake(source, "abstand", each, each.column);
  }
  return line && above && field.test(line.text) ? wrongColumn(source, line, above) : undefined;
}

function wrongColumn(source: SourceText, line: Line, above: Line): LineMistake | undefined {
  const meant = columnOfRemark(source, line) ?? above.column;
  if (line.indent === meant + 1) return mistake(source, "rechts", line, line.indent);
  if (line.indent === meant - 1) return mistake(source, "links", line, line.indent);
  const value = above.text.search(/(?<=^\s*(?:- +)*[a-z][\w-]*: +)[^\s#|>[{"'&*]/i);
  return line.indent > above.column && value > 0 ? mistake(source, "gruppenwert", above, value) : undefined;
}

/** The remark right above a field stands in the column that the field should have. */
function columnOfRemark(source: SourceText, { number, indent }: Line): number | undefined {
  const column = /^ *(?=#)/.exec(source.line(number - 1))?.[0].length;
  return column !== undefined && Math.abs(column - indent) === 1 ? column : undefined;
}

function mistake(source: SourceText, problem: YamlProblem, line: Line, column: number): LineMistake {
  const start = source.offsetOfLine(line.number);
  return { problem, at: start + column, end: start + line.text.trimEnd().length };
}

/** The next line with content, up or down from a number on. */
function nextLine(source: SourceText, from: number, step: 1 | -1): Line | undefined {
  for (let number = from; number >= 1 && number <= source.lineCount; number += step) {
    const text = source.line(number);
    if (/^\s*(?:#|$)/.test(text)) continue;
    const column = /^\s*(?:- +)*/.exec(text)?.[0].length ?? 0;
    return { number, text, indent: text.search(/\S/), column };
  }
  return undefined;
}
