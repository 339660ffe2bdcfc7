import type Handlebars from "handlebars";
import { annexLabel } from "../kinds/kind.ts";
import type { Vereinbarungsart } from "../generated/art.ts";
import { dayAfter } from "../source/calendar-arithmetic.ts";
import { isCalendarDate } from "../source/calendar-date.ts";
import { germanDate, germanDateInWords, germanTime, germanTimeShort } from "./dates.ts";
import type { CheckboxToken, TokenTable } from "./tokens.ts";
import { Absent, Blank, Missing, OpenChoice, Value } from "./value.ts";

/** What helpers need beside their arguments. */
export interface HelperScope {
  readonly tokens: TokenTable;
  readonly art: Vereinbarungsart;
  /** Looks up an entry of the list that a field refers to (x-verweis), e.g. a Handlungsfeld by its id. */
  readonly follow: (value: unknown, field: string) => unknown;
}

type Options = Handlebars.HelperOptions;

/** The helpers of the template language; they look into the scope when they are called. Every value they take or return stays opaque to Markdown. */
export function helpersFor(scope: HelperScope): Record<string, Handlebars.HelperDelegate> {
  return {
    if: block((condition) => isTrue(condition)),
    unless: block((condition) => !isTrue(condition)),
    with: withValue,
    ist: (value: unknown, expected: unknown) =>
      value instanceof Blank
        ? value.choice(String(expected))
        : value instanceof Value && value.raw === expected,
    klartext: (value: unknown) => (value instanceof Value ? value.as(value.label) : value),
    datum: (value: unknown) => asDate(value, germanDate),
    zahl: (value: unknown) => (value instanceof Value ? value.as(groupedDigits(value.label)) : value),
    zeit: (value: unknown) => asTime(value, germanTimeShort),
    zeitpunkt: (value: unknown) => asTime(value, germanTime),
    datum_lang: (value: unknown) => asDate(value, germanDateInWords),
    tage_nach: (value: unknown, days: unknown) => daysLater(value, days),
    aufzaehlung: (list: unknown) => enumerate(Array.isArray(list) ? list : []),
    reihe: (list: unknown) => (Array.isArray(list) ? list : []).map(printed).join("; "),
    verweise: (list: unknown, field: unknown) =>
      (Array.isArray(list) ? list : []).map((value) => scope.follow(value, String(field))),
    ja: (flag: unknown, text: unknown) => (flag instanceof Blank ? flag : isTrue(flag) ? String(text) : "–"),
    verweis: (value: unknown, field: unknown) => scope.follow(value, String(field)),
    zwei: (list: unknown, two: unknown, more: unknown) =>
      Array.isArray(list) && list.length > 2 ? String(more) : String(two),
    einzahl: (list: unknown, one: unknown, many: unknown) =>
      Array.isArray(list) && list.length === 1 && !(list[0] instanceof Blank) ? String(one) : String(many),
    mehr: (list: unknown, number: unknown) => Array.isArray(list) && list.length > Number(number),
    ohne: (list: unknown, field: unknown) => entriesWithout(list, String(field)),
    mit: (list: unknown, field: unknown, expected: unknown) => entriesWith(list, String(field), expected),
    spanne: (list: unknown, field: unknown) => span(Array.isArray(list) ? list : [], String(field)),
    hervorheben: (text: unknown, part: unknown) => emphasized(text, part),
    luecke: (label: unknown) =>
      scope.tokens.add({ type: "gap", label: String(label), pointer: undefined, room: "wort" }),
    kaestchen: (checked: unknown) => scope.tokens.add(checkbox(checked)),
    anlage: (id: unknown) => annexLabel(scope.art, String(id)),
  };
}

/** Helpers that templates may call; a test holds this list and `helpersFor` together. */
export const helperNames = [
  "if",
  "unless",
  "each",
  "with",
  "ist",
  "klartext",
  "datum",
  "datum_lang",
  "tage_nach",
  "zahl",
  "zeit",
  "zeitpunkt",
  "aufzaehlung",
  "reihe",
  "verweis",
  "verweise",
  "ja",
  "zwei",
  "einzahl",
  "mehr",
  "mit",
  "ohne",
  "spanne",
  "hervorheben",
  "luecke",
  "kaestchen",
  "anlage",
] as const;

function checkbox(checked: unknown): CheckboxToken {
  const choice = checked instanceof OpenChoice ? { choice: checked.choice } : {};
  return { type: "checkbox", checked: checked === true, ...choice };
}

function block(holds: (condition: unknown) => boolean) {
  return function (this: unknown, condition: unknown, options: Options): string {
    return holds(condition) ? options.fn(this) : options.inverse(this);
  };
}

function withValue(this: unknown, value: unknown, options: Options): string {
  return isTrue(value) ? options.fn(value) : options.inverse(this);
}

/** A wrapped value is an object and would always count as true. */
function isTrue(value: unknown): boolean {
  if (value instanceof Missing) return value instanceof Blank;
  if (value instanceof Absent || value instanceof OpenChoice) return false;
  if (value instanceof Value) return value.raw !== "";
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** Something that is no date is printed as it is. */
function asDate(value: unknown, format: (iso: string) => string): unknown {
  return value instanceof Value && isCalendarDate(value.raw) ? value.as(format(value.raw)) : value;
}

/** The day so many days after another one; a gap where a draft lacks one of the two, nothing where there is no such day. */
function daysLater(value: unknown, days: unknown): unknown {
  if (!(value instanceof Value && isCalendarDate(value.raw)) || days instanceof Missing)
    return days instanceof Missing ? days : value;
  const count = days instanceof Value ? days.raw : days;
  const day = Number.isSafeInteger(count)
    ? dayAfter(value.raw, { days: Number(count), months: 0 })
    : undefined;
  return day === undefined ? undefined : value.as(day);
}

/** "12000" → "12.000", "0.5" → "0,5". */
function groupedDigits(number: string): string {
  const [whole = "", fraction] = number.split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ".");
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** A day, a month, a year or a school year; anything else is printed as it is. */
function asTime(value: unknown, format: (text: string) => string): unknown {
  const isTime = value instanceof Value && /^\d{4}(?:-\d{2}){0,2}$|^\d{4}\/\d{4}$/.test(String(value.raw));
  return isTime ? value.as(format(String(value.raw))) : value;
}

/** "A", "A und B", "A, B und C"; "A; B und C; D" where an entry has such words itself. */
function enumerate(list: readonly unknown[]): string {
  const parts = list.map(printed);
  if (list.length > 1 && list.some((item) => item instanceof Value && /,| und /.test(item.label)))
    return parts.join("; ");
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} und ${last}`;
}

/** The entries of a list whose coded field has this value: a word of the template, or that of another field. */
function entriesWith(list: unknown, field: string, expected: unknown): unknown[] {
  const wanted = expected instanceof Value ? expected.raw : expected;
  const value = (entry: unknown) => (entry as Record<string, unknown>)[field];
  const matches = (each: unknown) => each instanceof Value && each.raw === wanted;
  return (Array.isArray(list) ? list : []).filter((entry) => matches(value(entry)));
}

/** The entries of a list that do not have a field. */
function entriesWithout(list: unknown, field: string): unknown[] {
  const has = (entry: unknown) => (entry as Record<string, unknown>)[field] instanceof Value;
  return (Array.isArray(list) ? list : []).filter((entry) => !has(entry));
}

/** "2012–2015", or "2015" where all entries say the same. */
function span(list: readonly unknown[], field: string): unknown {
  const values = list.map((entry) => (entry as Record<string, unknown>)[field]);
  const known = values.filter((value) => value instanceof Value);
  const sorted = known.sort((a, b) => Number(a.raw) - Number(b.raw));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return "";
  return first.raw === last.raw ? first : first.as(`${first.raw}–${last.raw}`);
}

/** The text with its first occurrence of `part` in bold; the marks are ours, the words stay opaque. */
function emphasized(text: unknown, part: unknown): unknown {
  if (!(text instanceof Value && part instanceof Value)) return text;
  const whole = String(text.raw);
  const start = whole.indexOf(String(part.raw));
  if (start < 0) return text;
  const end = start + String(part.raw).length;
  const piece = (from: number, to: number) => (from < to ? String(text.as(whole.slice(from, to))) : "");
  return `${piece(0, start)}**${piece(start, end)}**${piece(end, whole.length)}`;
}

function printed(item: unknown): string {
  return String(item instanceof Value ? item.as(item.label) : item);
}
