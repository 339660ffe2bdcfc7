import { readFileSync } from "node:fs";
import { fieldPath, isRecord, isWithin, valueAt } from "../src/source/pointer.ts";

export type Schema = Record<string, unknown>;

/** A kind's schema with the shared one, by file. */
export function schemaDocuments(schemaFile: string): ReadonlyMap<string, Schema> {
  return new Map(
    [schemaFile, "gemeinsam.schema.json"].map((file) => [
      file,
      JSON.parse(readFileSync(`schemas/${file}`, "utf8")) as Schema,
    ]),
  );
}

/** All fields that a schema knows, and whether any of the data have them. */
export function usedFields(schemaFile: string, data: readonly unknown[]): ReadonlyMap<string, boolean> {
  const used = new Map<string, boolean>();
  walkSchema(schemaFile, data, (_, places) => {
    for (const { path, value } of places) {
      const field = fieldPath(path);
      used.set(field, (used.get(field) ?? false) || value !== undefined);
    }
  });
  return used;
}

/** Fields that none of the data have, sorted; without what lies below those that are shown elsewhere. */
export function unusedFields(
  schemaFile: string,
  data: readonly unknown[],
  shownElsewhere: readonly string[],
): string[] {
  const unused = [...usedFields(schemaFile, data)].flatMap(([field, isUsed]) => (isUsed ? [] : [field]));
  return unused.filter((field) => !shownElsewhere.some((each) => isWithin(field, each))).sort();
}

/** Values of choices that none of the data have, each with the name of its field. */
export function unusedChoices(schemaFile: string, data: readonly unknown[]): string[] {
  const used = new Map<Schema, { name: string; values: Set<unknown> }>();
  walkSchema(schemaFile, data, (node, places) => {
    if (!Array.isArray(node["enum"])) return;
    const { name, values } = used.get(node) ?? { name: nameOf(places), values: new Set<unknown>() };
    for (const { value } of places) values.add(value);
    used.set(node, { name, values });
  });
  return [...used].flatMap(([node, { name, values }]) =>
    (node["enum"] as unknown[])
      .filter((value) => !values.has(value))
      .map((value) => `${name} ${String(value)}`),
  );
}

function walkSchema(schemaFile: string, data: readonly unknown[], visit: Visit): void {
  const schemas = schemaDocuments(schemaFile);
  const places = data.map((value) => ({ path: "", value }));
  walk(schemas, schemas.get(schemaFile), schemaFile, places, visit);
}

/** Calls `visit` for every place in the data that a schema node describes. */
function walk(
  schemas: ReadonlyMap<string, Schema>,
  node: unknown,
  file: string,
  places: readonly { path: string; value: unknown }[],
  visit: Visit,
): void {
  if (!isRecord(node)) return;
  if (typeof node["$ref"] === "string") {
    const [target = "", pointer = ""] = node["$ref"].split("#");
    const next = target === "" ? file : target;
    walk(schemas, valueAt(schemas.get(next), pointer), next, places, visit);
  }
  visit(node, places);
  // kv puts such a group together itself; no file holds it.
  if (node["x-erzeugt"] !== undefined) return;
  const properties = isRecord(node["properties"]) ? node["properties"] : {};
  for (const [key, child] of Object.entries(properties)) {
    if (!isRecord(child)) continue;
    const below = places.map(({ path, value }) => ({
      path: `${path}/${key}`,
      value: isRecord(value) ? value[key] : undefined,
    }));
    walk(schemas, child, file, below, visit);
  }
  if (node["items"] === undefined) return;
  const entries = places.flatMap(({ path, value }) =>
    (Array.isArray(value) && value.length > 0 ? value : [undefined]).map((entry: unknown) => ({
      path: `${path}/*`,
      value: entry,
    })),
  );
  walk(schemas, node["items"], file, entries, visit);
}
type Visit = (node: Schema, places: readonly { path: string; value: unknown }[]) => void;

function nameOf(places: readonly { path: string }[]): string {
  return (
    fieldPath(places[0]?.path ?? "")
      .split("/")
      .at(-1) ?? ""
  );
}
