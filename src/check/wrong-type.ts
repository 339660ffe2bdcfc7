import type { ErrorObject } from "ajv";
import type { Cause } from "../findings/finding.ts";
import type { YamlProblem } from "../findings/yaml-problems.ts";
import {
  exampleOf,
  propertiesOf,
  requiredOf,
  titleOf,
  type SchemaNode,
  type SchemaTree,
} from "../kinds/schema-tree.ts";
import { dateMeant } from "../source/calendar-date.ts";
import type { Part } from "../source/locate.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, splitPointer, valueAt } from "../source/pointer.ts";

/** A finding that has a field but no place in the text yet. */
export type SchemaFinding = Cause & { readonly pointer: string; readonly part: Part };

/** What was meant where a value is empty or of another type than its field. */
export function wrongType(
  error: ErrorObject,
  value: unknown,
  feld: string,
  parsed: ParsedYaml,
  tree: SchemaTree,
): SchemaFinding {
  const pointer = error.instancePath;
  if (value === null) {
    const node = tree.at(pointer);
    const args = { feld, titel: titleOf(node), pflicht: isRequired(pointer, parsed, tree) };
    const moeglich = valuesOf(node).filter((each) => each !== "null");
    const beispiel = moeglich.length > 0 ? undefined : exampleOf(node);
    return { code: "feld-leer", pointer, part: "key", args: { ...args, moeglich, beispiel } };
  }
  const erwartet = [error.params["type"]].flat().map(String);
  const misprint = misprintOf(parsed, pointer, value, erwartet);
  if (misprint) return { code: "yaml-syntax", pointer, part: "value", args: { problem: misprint } };
  const span = parsed.locate(pointer, "value");
  const quelltext = typeof value === "object" ? undefined : parsed.source.text.slice(span.start, span.end);
  const node = tree.at(pointer);
  const args = {
    feld,
    erwartet,
    gefunden: typeOf(value),
    quelltext,
    beispiel: choiceOf(node) ?? groupWith(value, node, tree) ?? exampleFor(node, tree, quelltext),
    felder: node && erwartet.includes("object") ? [...propertiesOf(node)] : [],
  };
  return { code: "typ-falsch", pointer, part: "value", args };
}

/** Valid YAML by accident: "ort:jugendamt" is a text, and a field one space too far right belongs to the one above it. */
function misprintOf(
  { source, locate }: ParsedYaml,
  pointer: string,
  value: unknown,
  wanted: readonly string[],
): YamlProblem | undefined {
  if (wanted.includes("object"))
    return typeof value === "string" && /^[a-z][\w-]*:[^\s/]\S*$/i.test(value) ? "abstand" : undefined;
  if (!isRecord(value)) return undefined;
  const [group, inside] = (["key", "value"] as const).map((part) =>
    source.positionAt(locate(pointer, part).start),
  );
  const isBelow = group && inside && inside.line > group.line;
  return isBelow && inside.column === group.column + 1 ? "rechts" : undefined;
}

/** "bericht: jaehrlich" means the one field of the group that can have this value. */
function groupWith(value: unknown, node: SchemaNode | undefined, tree: SchemaTree): string | undefined {
  if (!node || typeof value !== "string") return undefined;
  const [name, ...others] = propertiesOf(node).filter((each) => {
    return valuesOf(tree.child(node, each)).includes(value);
  });
  return name !== undefined && others.length === 0 ? `{ ${name}: ${value} }` : undefined;
}

function isRequired(pointer: string, { data }: ParsedYaml, tree: SchemaTree): boolean {
  const parent = pointer.slice(0, pointer.lastIndexOf("/"));
  const [node, group] = [tree.at(parent), valueAt(data, parent)];
  const field = splitPointer(pointer).at(-1) ?? "";
  return node !== undefined && isRecord(group) && requiredOf(node, group).includes(field);
}

function valuesOf(node: SchemaNode | undefined): string[] {
  const { enum: values } = node?.schema ?? {};
  return Array.isArray(values) ? values.map(String) : [];
}

/** Of a choice, exactly one value is meant: a list of them is the usual mistake. */
function choiceOf(node: SchemaNode | undefined): string | undefined {
  return valuesOf(node).join(" oder ") || undefined;
}

/** Where quotes would not help: dates, numbers, groups, and lists of words. */
function exampleFor(
  node: SchemaNode | undefined,
  tree: SchemaTree,
  written: string | undefined,
): string | undefined {
  const { type, format } = node?.schema ?? {};
  const date = format === "date" ? dateMeant(written ?? "") : undefined;
  if (date !== undefined) return date;
  if (format === "date" || type === "integer" || type === "object") return exampleOf(node);
  const isListOfWords = type === "array" && node && tree.child(node, 0)?.schema["type"] === "string";
  return isListOfWords && written && /^[^\n,;]{1,40}$/.test(written) ? `[${written}]` : undefined;
}

export function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value;
}
