import { isScalar, Scalar, stringify, type Node } from "yaml";
import {
  contentEnd,
  entriesOf,
  isBlockScalar,
  isCollectionNode,
  type Collection,
  type Entry,
} from "./yaml-entries.ts";

/** What a field can be set to: one value, or a small group of them. */
export type YamlScalar = string | number | boolean;
export type YamlValue = YamlScalar | Readonly<Record<string, YamlScalar>>;

/** Text to put in the place of other text. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The splices must not overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const lastFirst = [...splices].sort((a, b) => b.start - a.start);
  return lastFirst.reduce((done, each) => done.slice(0, each.start) + each.text + done.slice(each.end), text);
}

/** Puts another value in the place of one; its quotes stay, and so does a comment behind it. */
export function replaceValue(text: string, { value, nameEnd, end }: Entry, to: YamlValue): Splice[] {
  const [start, valueEnd] = value?.range ?? [end, end];
  const isEmpty = !value || start === valueEnd;
  if (isEmpty || (isCollectionNode(value) && !value.flow)) {
    const from = nameEnd === undefined ? start : text.indexOf(":", nameEnd) + 1;
    const space = /\s/.test(text.charAt(from - 1)) ? "" : " ";
    return [{ start: from, end: isEmpty ? from : end, text: space + rendered(to) }];
  }
  const comment = isBlockScalar(value) ? (/^\S+([ \t]+#.*)?/.exec(text.slice(start))?.[1] ?? "") : "";
  return [{ start, end: contentEnd(value, text), text: rendered(to, value) + comment.trimEnd() }];
}

/** Puts a new field behind the one named `after`, or behind all others. */
export function insertField(
  text: string,
  group: Collection,
  field: string,
  { to, after }: { to: YamlValue; after: string | undefined },
): Splice[] {
  const entries = entriesOf(group, text);
  const neighbour = entries.find((entry) => entry.key === after) ?? entries.at(-1);
  // Always as in a group in brackets, where more has to be quoted.
  const written = stringify({ [field]: to }, oneLine).slice(2, -3);
  if (!neighbour) return insertFirst(text, group, written);
  return group.flow ? insertInBrackets(text, neighbour, written) : insertLine(text, neighbour, written);
}

/** Puts an entry at the end of a list. */
export function appendEntry(text: string, list: Collection, to: YamlValue): Splice[] {
  const written = rendered(to);
  const last = entriesOf(list, text).at(-1);
  if (!last) return insertFirst(text, list, written);
  return list.flow ? insertInBrackets(text, last, written) : insertLine(text, last, `- ${written}`);
}

/** Puts groups at the end of a list, each field in a line of its own; in a list in brackets, each group in brackets. */
export function appendGroups(
  text: string,
  list: Collection,
  groups: readonly Readonly<Record<string, YamlScalar>>[],
): Splice[] {
  const last = entriesOf(list, text).at(-1);
  if (list.flow && last)
    return insertInBrackets(text, last, groups.map((group) => rendered(group)).join(", "));
  const rows = groups.flatMap((group) =>
    Object.entries(group).map(
      ([key, value], index) => `${index === 0 ? "- " : "  "}${key}: ${rendered(value)}`,
    ),
  );
  if (last) {
    const indent = " ".repeat(last.start - lineStart(text, last.start));
    return insertLine(text, last, rows.join(lineBreak(text, last.end) + indent));
  }
  return fillBrackets(text, list, rows);
}

/** An empty list is written "[]", behind its name; its entries stand in lines below. */
function fillBrackets(text: string, list: Collection, rows: readonly string[]): Splice[] {
  const [start = 0, end = 0] = list.range ?? [];
  const line = lineStart(text, start);
  const indent = `${/^ */.exec(text.slice(line))?.[0]}  `;
  const below = lineTextEnd(text, end);
  const eol = lineBreak(text, end);
  const from = text.slice(0, start).trimEnd().length;
  return [
    { start: from, end, text: "" },
    { start: below, end: below, text: rows.map((row) => eol + indent + row).join("") },
  ];
}

/** Makes a list with one entry, and the groups around it that are missing. */
export function insertList(
  text: string,
  group: Collection,
  path: readonly string[],
  to: YamlValue,
): Splice[] {
  const last = entriesOf(group, text).at(-1);
  if (group.flow || !last) {
    const [field = "", ...inner] = path;
    const value = inner.reduceRight<unknown>((content, key) => ({ [key]: content }), [to]);
    const written = stringify({ [field]: value }, oneLine).slice(2, -3);
    return last ? insertInBrackets(text, last, written) : insertFirst(text, group, written);
  }
  const indent = " ".repeat(last.start - lineStart(text, last.start));
  const rows = path.map((key, depth) => `${"  ".repeat(depth)}${key}:`);
  const all = [...rows, `${"  ".repeat(path.length)}- ${rendered(to)}`];
  return insertLine(text, last, all.join(lineBreak(text, last.end) + indent));
}

function insertFirst(text: string, group: Collection, written: string): Splice[] {
  const start = (group.range?.[0] ?? 0) + 1;
  return [{ start, end: start, text: ` ${written}${text[start] === "}" ? " " : ""}` }];
}

function insertLine(text: string, neighbour: Entry, written: string): Splice[] {
  const indent = " ".repeat(neighbour.start - lineStart(text, neighbour.start));
  const at = extentEnd(text, neighbour);
  const eol = lineBreak(text, neighbour.end);
  const line = text[at - 1] === "\n" ? `${indent}${written}${eol}` : `${eol}${indent}${written}`;
  return [{ start: at, end: at, text: line }];
}

/** On a line of its own where the neighbour has one; its comment stays beside it. */
function insertInBrackets(text: string, neighbour: Entry, written: string): Splice[] {
  const { start, end } = neighbour;
  const comma = commaAfter(text, end);
  if (!hasOwnLines(text, neighbour)) return [{ start: end, end, text: `, ${written}` }];
  const indent = text.slice(lineStart(text, start), start);
  const at = lineTextEnd(text, end);
  const line = `${lineBreak(text, end)}${indent}${written}${comma === undefined ? "" : ","}`;
  const ownComma = { start: end, end, text: comma === undefined ? "," : "" };
  return at === end
    ? [{ ...ownComma, text: ownComma.text + line }]
    : [ownComma, { start: at, end: at, text: line }];
}

/** Takes out a field or an entry with the comments inside it and beside it; those above and below stay. */
export function removeEntry(text: string, collection: Collection, key: string): Splice[] {
  const entries = entriesOf(collection, text);
  const index = entries.findIndex((entry) => entry.key === key);
  const [before, entry, next] = [entries[index - 1], entries[index], entries[index + 1]];
  if (!entry) return [];
  return collection.flow ? removeFromBrackets(text, before, entry, next) : removeLines(text, entry, next);
}

function removeLines(text: string, entry: Entry, next: Entry | undefined): Splice[] {
  const { start } = entry;
  const end = extentEnd(text, entry);
  if (isFirstOnLine(text, start)) return [{ start: lineStart(text, start), end, text: "" }];
  // Behind the dash of a list ("- id: x"): the next field takes the place, unless a comment stands before it.
  const onlySpace = next && isBlank(text.slice(end, next.start));
  if (onlySpace) return [{ start, end: next.start, text: "" }];
  return [{ start, end, text: lineBreak(text, start) }];
}

function removeFromBrackets(
  text: string,
  before: Entry | undefined,
  entry: Entry,
  next: Entry | undefined,
): Splice[] {
  const { start, end } = entry;
  const comma = commaAfter(text, end) ?? end;
  if (hasOwnLines(text, entry)) {
    const lines = { start: lineStart(text, start), end: lineEnd(text, comma) };
    return [{ ...lines, text: "" }];
  }
  if (next && isBlank(text.slice(comma, next.start))) return [{ start, end: next.start, text: "" }];
  const isLast = !next && before && /^\s*,\s*$/.test(text.slice(before.end, start));
  return [isLast ? { start: before.end, end, text: "" } : { start, end: comma, text: "" }];
}

/** Whether nothing but its comma and a comment stands beside an entry in brackets. */
function hasOwnLines(text: string, { start, end }: Entry): boolean {
  const rest = text.slice(end, lineTextEnd(text, end));
  const isAlone = /^[ \t]*,?[ \t]*(#.*)?$/.test(rest) && text.includes("\n", end);
  const commaBelow = (commaAfter(text, end) ?? 0) > lineTextEnd(text, end);
  return isFirstOnLine(text, start) && isAlone && !commaBelow;
}

/** The place behind the comma that follows, if one does; comments may stand between. */
function commaAfter(text: string, end: number): number | undefined {
  const comma = /^(?:\s|(?<=\s)#[^\n]*\n)*,/.exec(text.slice(end))?.[0];
  return comma === undefined ? undefined : end + comma.length;
}

/** Where the lines of an entry end, with comments below that are indented further than it and so belong to it. */
function extentEnd(text: string, { start, end }: Entry): number {
  const column = start - lineStart(text, start);
  let extent = lineEnd(text, end);
  for (let at = extent; at < text.length; at = lineEnd(text, at)) {
    const [, indent = "", mark = ""] = /^([ \t]*)(\S?)/.exec(text.slice(at, lineEnd(text, at))) ?? [];
    if (mark === "#" && indent.length > column) extent = lineEnd(text, at);
    else if (mark !== "") break;
  }
  return extent;
}

function isFirstOnLine(text: string, at: number): boolean {
  return isBlank(text.slice(lineStart(text, at), at));
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Behind the line break. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** Before the line break. */
function lineTextEnd(text: string, at: number): number {
  const end = lineEnd(text, at);
  return end - (/\r?\n$/.exec(text.slice(at, end))?.[0].length ?? 0);
}

/** As the lines around it have it. */
function lineBreak(text: string, at: number): string {
  const line = text.slice(at, lineEnd(text, at));
  return /\r?\n/.exec(line)?.[0] ?? /\r?\n/.exec(text)?.[0] ?? "\n";
}

const oneLine = { collectionStyle: "flow", lineWidth: 0 } as const;

/** As it may stand in brackets as well, in the quotes of what it replaces. */
function rendered(value: YamlValue, old?: Node): string {
  if (typeof value === "object") return stringify(value, oneLine).trimEnd();
  const scalar = new Scalar(value);
  if (isScalar(old) && old.type?.startsWith("QUOTE_") && typeof value === "string") scalar.type = old.type;
  return stringify([scalar], oneLine).slice(2, -3);
}
