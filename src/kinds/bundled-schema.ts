import { isRecord } from "../source/pointer.ts";
import type { SchemaDocuments } from "./schema-tree.ts";

type SchemaDocument = Readonly<Record<string, unknown>>;

/**
 * A schema that needs no other file: all it refers to stands under its own `$defs`, by the name of its file. For programs
 * that check or complete YAML and know nothing of kv.
 */
export function bundledSchema(file: string, documents: SchemaDocuments): SchemaDocument {
  const root = documents.get(file);
  if (!root) throw new Error(`no schema ${file}`);
  const own = isRecord(root["$defs"]) ? root["$defs"] : {};
  const others = [...documents.keys()].filter((each) => each !== file);
  const names = new Map(others.map((each) => [each, freeName(each, own)]));
  const pathOf = (from: string, target: string) => {
    const [to = "", pointer = ""] = target.split("#");
    const name = names.get(to === "" ? from : to);
    return name === undefined ? `#${pointer}` : `#/$defs/${name}${pointer}`;
  };
  const bundled = (from: string) =>
    withReferences(documents.get(from), (target) => pathOf(from, target)) as SchemaDocument;
  const definitions = others.map((each): [string, unknown] => {
    const { $id: _, $schema: __, ...definition } = bundled(each);
    return [names.get(each) ?? each, definition];
  });
  const { $defs = {}, ...rest } = bundled(file);
  const all = { ...($defs as SchemaDocument), ...Object.fromEntries(definitions) };
  return Object.keys(all).length === 0 ? rest : { ...rest, $defs: all };
}

/** "gemeinsam" for gemeinsam.schema.json, unless the schema has a definition of that name. */
function freeName(file: string, taken: SchemaDocument): string {
  let name = file.replace(/\.schema\.json$/, "");
  while (Object.hasOwn(taken, name)) name += "-";
  return name;
}

function withReferences(schema: unknown, pathOf: (target: string) => string): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withReferences(item, pathOf));
  if (!isRecord(schema)) return schema;
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => {
    const isReference = key === "$ref" && typeof value === "string";
    return [key, isReference ? pathOf(value) : withReferences(value, pathOf)];
  });
  return Object.fromEntries(entries);
}
