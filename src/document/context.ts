import {
  blankEntries,
  choicesOf,
  conditionOf,
  isLongText,
  labelOf,
  propertiesOf,
  requiredOf,
  titleOf,
  type SchemaNode,
  type SchemaTree,
} from "../kinds/schema-tree.ts";
import type { StammdatenEntry } from "../kinds/stammdaten.ts";
import { fieldPath, isRecord, isWithin, joinPointer } from "../source/pointer.ts";
import type { Answer } from "./document.ts";
import type { TokenTable } from "./tokens.ts";
import { Absent, Blank, Missing, Value } from "./value.ts";

/** What a template can name: the printed part of the data, wrapped, `stamm`, and where there are any `eintrag` and `frist`. */
export type TemplateContext = Record<string, unknown>;

export interface ContextInput {
  /** Only what the document prints (see identity.ts). */
  readonly data: unknown;
  readonly printed: readonly string[];
  readonly tree: SchemaTree;
  /** What a document for an entry of a list is about. */
  readonly entry: { readonly pointer: string; readonly value: unknown } | undefined;
  /** How many days the kind allows for something, by the Kennung of the Termin. */
  readonly fristen: Readonly<Record<string, number>>;
  readonly stammdaten: ReadonlyMap<string, StammdatenEntry | undefined>;
  /** The field that chooses an entry; undefined for entries that are always the same. */
  readonly chosenBy: (name: string) => string | undefined;
  /** Field names of an entry with their titles. */
  readonly stammdatenFields: (name: string) => readonly (readonly [string, string])[];
  /** Whether required fields that are not there become gaps. */
  readonly draft: boolean;
  /** Whether all other fields do so as well: a form to fill in by hand. */
  readonly blank: boolean;
}

export function buildContext(input: ContextInput, tokens: TokenTable): TemplateContext {
  const wrapped = wrap(input.data, input.tree.root, "", input, tokens);
  return {
    ...(isRecord(wrapped) ? wrapped : {}),
    ...entryContext(input, tokens),
    ...fristContext(input, tokens),
    stamm: stammContext(input, tokens),
  };
}

/** Its values keep their places in the data. */
function entryContext(input: ContextInput, tokens: TokenTable): { eintrag?: unknown } {
  if (!input.entry) return {};
  const { pointer, value } = input.entry;
  return { eintrag: wrap(value, input.tree.at(pointer), pointer, input, tokens) };
}

function fristContext({ fristen }: ContextInput, tokens: TokenTable): { frist?: unknown } {
  const entries = Object.entries(fristen).map(([name, days]) => [name, new Value(days, undefined, tokens)]);
  return entries.length === 0 ? {} : { frist: Object.fromEntries(entries) };
}

function wrap(
  value: unknown,
  node: SchemaNode | undefined,
  pointer: string,
  input: ContextInput,
  tokens: TokenTable,
): unknown {
  if (typeof value === "string" || typeof value === "number") {
    return new Value(value, pointer, tokens, labelOf(node, value) ?? String(value));
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      wrap(item, child(input, node, index), joinPointer(pointer, index), input, tokens),
    );
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
    key,
    wrap(item, child(input, node, key), joinPointer(pointer, key), input, tokens),
  ]);
  const wrapped = Object.fromEntries(entries);
  if (!node) return wrapped;
  const missing = input.draft ? gaps(wrapped, node, pointer, input, tokens) : {};
  const blanks = input.blank ? blankFields(node, pointer, input, tokens) : {};
  return { ...absentGroups(node, input), ...blanks, ...missing, ...wrapped };
}

/** They hold no data, so every document of a kind can share them. */
const absentGroupsOf = new WeakMap<SchemaNode, Absent>();

function absentGroups(node: SchemaNode, input: ContextInput): Absent {
  const known = absentGroupsOf.get(node);
  if (known) return known;
  const absent = new Absent();
  absentGroupsOf.set(node, absent);
  for (const key of propertiesOf(node)) {
    const field = input.tree.child(node, key);
    if (field && propertiesOf(field).length > 0) absent[key] = absentGroups(field, input);
  }
  return absent;
}

function child(
  input: ContextInput,
  node: SchemaNode | undefined,
  key: string | number,
): SchemaNode | undefined {
  return node && input.tree.child(node, key);
}

/** Required fields that a draft lacks; a required object becomes an object of gaps, a required list an empty list. */
function gaps(
  present: object,
  node: SchemaNode,
  pointer: string,
  input: ContextInput,
  tokens: TokenTable,
): object {
  const missing = requiredOf(node, present).filter((key) => !Object.hasOwn(present, key));
  const entries = missing.map((key): [string, unknown] => {
    const at = joinPointer(pointer, key);
    const field = input.tree.child(node, key);
    if (!isPrinted(at, input.printed)) return [key, undefined];
    if (field && propertiesOf(field).length > 0) return [key, wrap({}, field, at, input, tokens)];
    if (input.blank) return [key, blankField(field, key, at, input, tokens)];
    if (field?.schema["type"] === "array") return [key, []];
    return [key, new Missing(titleOf(field) ?? key, at, tokens)];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The optional fields of a form. Groups nobody has to fill in stay away, and so does what another variant needs. */
function blankFields(node: SchemaNode, pointer: string, input: ContextInput, tokens: TokenTable): object {
  const otherVariant = conditionOf(node);
  const entries = propertiesOf(node).map((key): [string, unknown] => {
    const at = joinPointer(pointer, key);
    const field = input.tree.child(node, key);
    const isGroup = field !== undefined && propertiesOf(field).length > 0;
    if (isGroup || otherVariant.includes(key) || !isPrinted(at, input.printed)) return [key, undefined];
    return [key, blankField(field, key, at, input, tokens)];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** A line, or for a list as many empty entries as its schema says (x-vordruck). */
function blankField(
  field: SchemaNode | undefined,
  key: string,
  pointer: string,
  input: ContextInput,
  tokens: TokenTable,
): unknown {
  const { type, format, enum: choices } = field?.schema ?? {};
  const label = titleOf(field) ?? key;
  if (type === "array") return blankList(field, label, pointer, input, tokens);
  const isShort = type !== "string" || format !== undefined || choices !== undefined;
  const room = isShort ? "wort" : isLongText(field) ? "absatz" : "zeile";
  return new Blank(label, pointer, tokens, { room, answer: answerOf(field) });
}

function answerOf(field: SchemaNode | undefined): Answer | undefined {
  if (field?.schema["format"] === "date") return { type: "datum", choices: [] };
  const choices = choicesOf(field);
  return choices.length > 0 ? { type: "auswahl", choices } : undefined;
}

function blankList(
  field: SchemaNode | undefined,
  label: string,
  pointer: string,
  input: ContextInput,
  tokens: TokenTable,
): unknown[] | undefined {
  const item = field && input.tree.child(field, 0);
  if (!item || propertiesOf(item).length === 0) {
    const answer: Answer = { type: "liste", choices: choicesOf(item) };
    return [new Blank(label, joinPointer(pointer, 0), tokens, { room: "zeile", answer })];
  }
  const count = blankEntries(field);
  if (count === 0) return undefined;
  return Array.from({ length: count }, (_, index) => {
    return wrap({}, item, joinPointer(pointer, index), input, tokens);
  });
}

function isPrinted(pointer: string, printed: readonly string[]): boolean {
  const field = fieldPath(pointer);
  return printed.map(fieldPath).some((each) => isWithin(field, each) || isWithin(each, field));
}

function stammContext(input: ContextInput, tokens: TokenTable): Record<string, unknown> {
  const entries = [...input.stammdaten].map(([name, entry]): [string, unknown] => {
    if (entry) {
      const values = Object.entries(entry.fields).map(([key, text]) => [
        key,
        new Value(text, entry.pointer, tokens),
      ]);
      return [name, Object.fromEntries(values)];
    }
    const fields = input.stammdatenFields(name);
    const chooser = input.chosenBy(name);
    const answer = chooser === undefined ? undefined : answerOf(input.tree.at(chooser));
    const gap = (key: string, title: string) =>
      // Whoever writes the name has chosen the entry; no other text of it says so.
      key === "name"
        ? new Missing(title, chooser, tokens, { answer })
        : new Missing(title, undefined, tokens);
    return [name, Object.fromEntries(fields.map(([key, title]) => [key, gap(key, title)]))];
  });
  return Object.fromEntries(entries);
}
