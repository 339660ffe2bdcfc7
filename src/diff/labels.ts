import { germanDate } from "../document/dates.ts";
import { labelOf, requiredOf, titleOf, type SchemaNode, type SchemaTree } from "../kinds/schema-tree.ts";
import { isCalendarDate } from "../source/calendar-date.ts";
import { isRecord, joinPointer, splitPointer, valueAt } from "../source/pointer.ts";

/** A field by its titles, e.g. "Aufgabenbeschreibung › Aufgaben › Jährlicher Fachtag › Ergebnis". */
export function fieldLabel(tree: SchemaTree, data: unknown, pointer: string): string {
  let at = "";
  const parts = splitPointer(pointer).flatMap((key): string[] => {
    const isEntry = Array.isArray(valueAt(data, at));
    at = joinPointer(at, key);
    const node = tree.at(at);
    if (!isEntry) return [titleOf(node) ?? key];
    const entry = valueAt(data, at);
    // An entry that is nothing but a text stands beside the label as its value.
    return isRecord(entry)
      ? [shortened(entryName(tree, data, node, entry) ?? `${Number(key) + 1}. Eintrag`)]
      : [];
  });
  return parts.join(" › ");
}

/**
 * An entry of a list by what it is called: its first required text that is neither key nor choice, else its key. What only refers
 * to an entry elsewhere, such as a party, has the name of that entry.
 */
function entryName(tree: SchemaTree, data: unknown, node: SchemaNode | undefined, entry: Entry) {
  const name = ownName(node, entry);
  if (name === undefined) return undefined;
  const list = node && tree.child(node, name.key)?.schema["x-verweis"];
  const entries = typeof list === "string" ? valueAt(data, list) : undefined;
  const index = Array.isArray(entries) ? entries.findIndex((each) => valueAt(each, "/id") === name.text) : -1;
  const at = joinPointer(String(list), index);
  const meant = valueAt(data, at);
  return (isRecord(meant) ? ownName(tree.at(at), meant)?.text : undefined) ?? name.text;
}

type Entry = Readonly<Record<string, unknown>>;

function ownName(
  node: SchemaNode | undefined,
  entry: Entry,
): { readonly key: string; readonly text: string } | undefined {
  const required = node ? requiredOf(node, entry) : [];
  const named = required.find((key) => key !== "id" && isName(node, key, entry[key]));
  const key = named ?? ("id" in entry ? "id" : (required[0] ?? ""));
  const name = entry[key];
  return typeof name === "string" || typeof name === "number" ? { key, text: String(name) } : undefined;
}

function isName(node: SchemaNode | undefined, key: string, value: unknown): boolean {
  const properties = node?.schema["properties"];
  const field = isRecord(properties) ? properties[key] : undefined;
  return typeof value === "string" && isRecord(field) && !("enum" in field) && !isCalendarDate(value);
}

function shortened(text: string): string {
  const longest = 60;
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}

/** A value as people read it: the printed word of a choice, a German date, "ja", the fields of a group. */
export function valueText(tree: SchemaTree, pointer: string, value: unknown): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return "keine";
    const parts = value.map((item, index) => valueText(tree, joinPointer(pointer, index), item));
    return parts.join(value.some(isRecord) ? " / " : ", ");
  }
  if (isRecord(value)) {
    const fields = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
    return fields
      .map(([key, item]) => {
        const at = joinPointer(pointer, key);
        return `${titleOf(tree.at(at)) ?? key}: ${valueText(tree, at, item)}`;
      })
      .join("; ");
  }
  if (typeof value === "boolean") return value ? "ja" : "nein";
  if (typeof value === "number") return String(value).replace(".", ",");
  const label = labelOf(tree.at(pointer), value);
  if (label !== undefined) return label;
  return isCalendarDate(value) ? germanDate(value) : inOneLine(String(value));
}

/** Paragraphs of a text follow each other in a list of values. */
function inOneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}
