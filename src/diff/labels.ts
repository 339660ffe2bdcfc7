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
    return isRecord(entry) ? [entryName(node, entry, Number(key))] : [];
  });
  return parts.join(" › ");
}

/** An entry of a list by what it is called: its first required text that is neither key nor choice, else its key or number. */
function entryName(
  node: SchemaNode | undefined,
  entry: Readonly<Record<string, unknown>>,
  index: number,
): string {
  const required = node ? requiredOf(node, entry) : [];
  const named = required.find((key) => key !== "id" && isName(node, key, entry[key]));
  const name = named === undefined ? (entry["id"] ?? entry[required[0] ?? ""]) : entry[named];
  return typeof name === "string" || typeof name === "number"
    ? shortened(String(name))
    : `${index + 1}. Eintrag`;
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
  const label = labelOf(tree.at(pointer), value);
  if (label !== undefined) return label;
  return isCalendarDate(value) ? germanDate(value) : inOneLine(String(value));
}

/** Paragraphs of a text follow each other in a list of values. */
function inOneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}
