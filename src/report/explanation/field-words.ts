import { typeName } from "../../findings/catalogue.ts";
import { isLongText, propertiesOf, type SchemaNode, type SchemaTree } from "../../kinds/schema-tree.ts";
import { isRecord, splitPointer } from "../../source/pointer.ts";

/** What a field holds, e.g. "ein Text mit Absätzen". */
export function typeOf(node: SchemaNode): string {
  const { type, format, enum: choices, const: only, "x-kennung": isName } = node.schema;
  if (only !== undefined) return "ein fester Wert";
  if (Array.isArray(choices)) return "einer von mehreren festen Werten";
  if (format === "date") return "ein Datum (JJJJ-MM-TT)";
  if (isName === true) return "eine Kennung aus Kleinbuchstaben, Ziffern und Bindestrichen";
  if (isLongText(node)) return "ein Text mit Absätzen";
  const types = [type].flat().filter((each) => typeof each === "string");
  if (types.length > 0) return types.map(typeName).join(" oder ");
  return propertiesOf(node).length > 0 ? typeName("object") : "beliebig";
}

/** Limits of length, number and size in words; undefined where there are none. */
export function limitsOf({ schema }: SchemaNode): string | undefined {
  const parts = [
    range(schema["minLength"], schema["maxLength"], "Zeichen"),
    range(schema["minItems"], schema["maxItems"], "Einträge"),
    range(schema["minimum"], schema["maximum"], ""),
    schema["uniqueItems"] === true ? "kein Eintrag zweimal" : undefined,
  ];
  return parts.filter((each) => each !== undefined).join("; ") || undefined;
}

function range(least: unknown, most: unknown, unit: string): string | undefined {
  const of = (count: unknown) =>
    `${String(count)} ${count === 1 ? unit.replace("Einträge", "Eintrag") : unit}`.trim();
  if (least !== undefined && most !== undefined) return `${String(least)} bis ${of(most)}`;
  if (most !== undefined) return `höchstens ${of(most)}`;
  return least === undefined ? undefined : `mindestens ${of(least)}`;
}

/** Whether a field must be there: always, within its group, beside another field, or never beside it. */
export function requirementOf(pointer: string, parent: SchemaNode | undefined, tree: SchemaTree): string {
  const name = splitPointer(pointer).at(-1) ?? "";
  if (!parent || name === "*") return "nein";
  const { if: condition, then, else: otherwise } = parent.schema;
  const beside = requiredIn(condition)
    .map((each) => `\`${each}\``)
    .join(" und ");
  if (requiredIn(parent.schema).includes(name))
    return parent === tree.root ? "ja" : "ja, sobald die Gruppe oder der Eintrag dasteht";
  if (requiredIn(then).includes(name)) return `ja, neben ${beside}`;
  if (requiredIn(otherwise).includes(name)) return `ja, wenn ${beside} fehlt${excludes(then, name, beside)}`;
  if (excludesField(then, name)) return `nein; neben ${beside} nicht möglich`;
  return excludesField(otherwise, name) ? `nein; nur neben ${beside} möglich` : "nein";
}

function excludes(branch: unknown, name: string, beside: string): string {
  return excludesField(branch, name) ? `; neben ${beside} nicht möglich` : "";
}

function excludesField(branch: unknown, name: string): boolean {
  const properties = isRecord(branch) ? branch["properties"] : undefined;
  return isRecord(properties) && properties[name] === false;
}

function requiredIn(schema: unknown): string[] {
  const required = isRecord(schema) ? schema["required"] : undefined;
  return Array.isArray(required) ? required.map(String) : [];
}

/** Keywords that an explanation says in other words, or that mean nothing to people who fill in a file. */
const saidElsewhere = new Set([
  "x-quelle",
  "x-aenderung",
  "x-kennung",
  "x-vordruck",
  "x-ja",
  "x-zeiger",
  "x-widerspricht",
]);

/** What our own keywords demand of a field, in the words of schemas/annotations.json. */
export function rulesOf({ schema }: SchemaNode, annotations: Readonly<Record<string, string>>): string[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const meaning = annotations[keyword];
    if (meaning === undefined || !keyword.startsWith("x-") || saidElsewhere.has(keyword)) return [];
    return [typeof value === "string" ? `${meaning}: \`${value}\`` : meaning];
  });
}
