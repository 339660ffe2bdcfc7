import canonicalize from "canonicalize";
import { isAlias, parseDocument, visit, type Document } from "yaml";
import { parseYaml } from "./parse-yaml.ts";
import { isRecord, joinPointer, splitPointer, valueAt } from "./pointer.ts";
import { entriesOf, isCollectionNode, type Collection } from "./yaml-entries.ts";
import {
  appendEntry,
  appendGroups,
  applySplices,
  insertField,
  insertList,
  removeEntry,
  replaceValue,
  type Splice,
  type YamlScalar,
  type YamlValue,
} from "./yaml-splices.ts";

/** One change of the data. A new field is put behind the one beside it that `after` names, else behind all others. */
export type YamlEdit =
  | { readonly set: string; readonly to: YamlValue; readonly after?: string }
  /** A new last entry of a list, which is made where it is missing. */
  | { readonly append: string; readonly entry: YamlValue }
  /** New last entries of a list that there is: all at once, because there may be thousands. */
  | { readonly append: string; readonly groups: readonly Readonly<Record<string, YamlScalar>>[] }
  /** A group or list that becomes empty goes as well. */
  | { readonly remove: string };

/** Why a place cannot be changed. */
export interface EditRefusal {
  readonly pointer: string;
  /** Taken over from another place (* or <<), referred to by another place (&), or written in a way kv cannot follow. */
  readonly reason: "uebernommen" | "verwiesen" | "schreibweise";
}

export type EditResult = { readonly text: string } | { readonly refused: EditRefusal };

/**
 * Changes data in YAML text and leaves every other character alone: comments, order, quotes, indentation, line breaks.
 * Each change is proven by reading the new text: its data are the old ones with exactly this change, or nothing changes.
 * The text must be sound and the group that holds the place must exist.
 */
export function editYaml(raw: string, edits: readonly YamlEdit[]): EditResult {
  const mark = raw.startsWith("\uFEFF") ? "\uFEFF" : "";
  let text = raw.slice(mark.length);
  const open = [...edits];
  for (let edit = open.shift(); edit; edit = open.shift()) {
    const data = dataOf(text);
    if (data === undefined) throw new Error("only sound YAML can be edited");
    const parts = partsOf(edit, data);
    if (parts) {
      open.unshift(...parts);
      continue;
    }
    const result = editOnce(text, data, edit);
    if ("refused" in result) return result;
    ({ text } = result);
  }
  return { text: mark + text };
}

function dataOf(text: string): unknown {
  const { data, findings } = parseYaml("", text);
  return findings.length > 0 ? undefined : data;
}

/** A group that is there already gets its new values one by one, so that its comments stay. */
function partsOf(edit: YamlEdit, data: unknown): YamlEdit[] | undefined {
  if (!("set" in edit) || typeof edit.to !== "object") return undefined;
  const old = valueAt(data, edit.set);
  if (!isRecord(old) || Object.keys(edit.to).length === 0) return undefined;
  const { set, to } = edit;
  const kept = Object.entries(to).map(([key, value]) => ({ set: joinPointer(set, key), to: value }));
  const gone = Object.keys(old).filter((key) => !Object.hasOwn(to, key));
  return [...kept, ...gone.map((key) => ({ remove: joinPointer(set, key) }))];
}

function editOnce(text: string, data: unknown, edit: YamlEdit): EditResult {
  const document = parseDocument(text, { merge: true, keepSourceTokens: true });
  if ("append" in edit) return appendOnce(text, data, document, edit);
  const pointer = "set" in edit ? edit.set : outermostEmptied(data, edit.remove);
  const splices = splicesFor(text, data, document, { edit, pointer });
  if (!splices) return { refused: { pointer, reason: "uebernommen" } };
  const expected = "set" in edit ? withValue(data, pointer, edit.to) : without(data, pointer);
  return proven(applySplices(text, splices), expected, { pointer, document });
}

function proven(
  changed: string,
  expected: unknown,
  { pointer, document }: { pointer: string; document: Document.Parsed },
): EditResult {
  if (isSame(dataOf(changed), expected)) return { text: changed };
  return { refused: { pointer, reason: hasAlias(document) ? "verwiesen" : "schreibweise" } };
}

function appendOnce(
  text: string,
  data: unknown,
  document: Document.Parsed,
  edit: Extract<YamlEdit, { append: string }>,
): EditResult {
  const { append: pointer } = edit;
  let holder = pointer;
  while (holder !== "" && valueAt(data, holder) === undefined) holder = splitLast(holder).parent;
  const collection = collectionAt(document, holder, text);
  if (!collection) return { refused: { pointer, reason: "uebernommen" } };
  const missing = splitPointer(pointer).slice(splitPointer(holder).length);
  if ("groups" in edit) {
    if (missing.length > 0) throw new Error(`no ${pointer} to append to`);
    const splices = appendGroups(text, collection, edit.groups);
    return proven(applySplices(text, splices), withAppended(data, pointer, edit.groups), {
      pointer,
      document,
    });
  }
  const { entry } = edit;
  const splices =
    missing.length === 0
      ? appendEntry(text, collection, entry)
      : insertList(text, collection, missing, entry);
  return proven(applySplices(text, splices), withAppended(data, pointer, [entry]), { pointer, document });
}

/** Undefined where the place is taken over from somewhere else in the text. */
function splicesFor(
  text: string,
  data: unknown,
  document: Document.Parsed,
  { edit, pointer }: { edit: Exclude<YamlEdit, { append: string }>; pointer: string },
): Splice[] | undefined {
  const { parent, key } = splitLast(pointer);
  const collection = collectionAt(document, parent, text);
  if (!collection) {
    if (valueAt(data, parent) === undefined) throw new Error(`no ${parent} to edit`);
    return undefined;
  }
  const entry = entriesOf(collection, text).find((each) => each.key === key);
  if (!entry && valueAt(data, pointer) !== undefined) return undefined;
  if ("remove" in edit) return removeEntry(text, collection, key);
  return entry
    ? replaceValue(text, entry, edit.to)
    : insertField(text, collection, key, { to: edit.to, after: edit.after });
}

/** The group or list at a pointer, if every step to it is written out. */
function collectionAt(document: Document.Parsed, pointer: string, text: string): Collection | undefined {
  let node: unknown = document.contents;
  for (const key of splitPointer(pointer)) {
    if (!isCollectionNode(node)) return undefined;
    node = entriesOf(node, text).find((entry) => entry.key === key)?.value;
  }
  return isCollectionNode(node) ? node : undefined;
}

/** An empty group is no longer the one that was meant: the outermost that would become empty goes. */
function outermostEmptied(data: unknown, pointer: string): string {
  const { parent } = splitLast(pointer);
  const holder = valueAt(data, parent);
  const isLast = typeof holder === "object" && holder !== null && Object.keys(holder).length === 1;
  return isLast && parent !== "" ? outermostEmptied(data, parent) : pointer;
}

function splitLast(pointer: string): { parent: string; key: string } {
  const parent = pointer.slice(0, pointer.lastIndexOf("/"));
  return { parent, key: splitPointer(pointer).at(-1) ?? "" };
}

function withValue(data: unknown, pointer: string, value: YamlValue): unknown {
  return changedCopy(data, pointer, (holder, key) => Object.assign(holder, { [key]: value }));
}

function withAppended(data: unknown, pointer: string, entries: readonly YamlValue[]): unknown {
  const list = valueAt(data, pointer);
  const value: unknown[] = [...(Array.isArray(list) ? list : []), ...entries];
  let missing: unknown = value;
  let at = pointer;
  for (let { parent, key } = splitLast(at); parent !== "" && valueAt(data, parent) === undefined;) {
    missing = { [key]: missing };
    at = parent;
    ({ parent, key } = splitLast(at));
  }
  return changedCopy(data, at, (holder, key) => Object.assign(holder, { [key]: missing }));
}

function without(data: unknown, pointer: string): unknown {
  return changedCopy(data, pointer, (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else Reflect.deleteProperty(holder, key);
  });
}

function changedCopy(data: unknown, pointer: string, change: (holder: object, key: string) => void): unknown {
  // Through JSON, because what YAML refers to twice is one object in the data.
  const copy: unknown = JSON.parse(JSON.stringify(data));
  const { parent, key } = splitLast(pointer);
  const holder = valueAt(copy, parent);
  if (typeof holder !== "object" || holder === null) throw new Error(`no ${parent} to edit`);
  change(holder, key);
  return copy;
}

function isSame(one: unknown, other: unknown): boolean {
  return one !== undefined && canonicalize(one) === canonicalize(other);
}

function hasAlias(document: Document.Parsed): boolean {
  let found = false;
  visit(document, (_, node) => {
    found ||= isAlias(node);
  });
  return found;
}
