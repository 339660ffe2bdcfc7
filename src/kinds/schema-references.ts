import { isRecord, joinPointer, valueAt } from "../source/pointer.ts";

export interface SchemaReference {
  /** Where the reference stands. */
  readonly pointer: string;
  /** What it says, e.g. `gemeinsam.schema.json#/$defs/datum`. */
  readonly target: string;
}

/** Every `$ref` of a schema. */
export function referencesIn(schema: unknown, pointer = ""): SchemaReference[] {
  if (Array.isArray(schema))
    return schema.flatMap((item, index) => referencesIn(item, joinPointer(pointer, index)));
  if (!isRecord(schema)) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    const at = joinPointer(pointer, key);
    return key === "$ref" && typeof value === "string"
      ? [{ pointer: at, target: value }]
      : referencesIn(value, at);
  });
}

/** The schema files that a schema refers to. Searched as text, because walking schemas at every start takes longer. */
export function referencedFiles(text: string): string[] {
  const targets = [...text.matchAll(/"\$ref"\s*:\s*"([^"]*)"/g)].map(([, target = ""]) => target);
  return [...new Set(targets.flatMap((target) => /([^/#]+\.schema\.json)(?:#|$)/.exec(target)?.[1] ?? []))];
}

/** A schema file and all that it refers to, directly or through others. */
export function reachedFrom(
  file: string,
  textOf: (file: string) => string | undefined,
  reached = new Set<string>(),
): Set<string> {
  if (reached.has(file)) return reached;
  reached.add(file);
  for (const next of referencedFiles(textOf(file) ?? "")) reachedFrom(next, textOf, reached);
  return reached;
}

/** Whether a reference leads to a schema, in the one form that kv follows: `file.schema.json#/a/b`. */
export function leadsSomewhere(target: string, file: string, schemaOf: (file: string) => unknown): boolean {
  const seen = new Set<string>();
  let [at, reference] = [file, target];
  for (;;) {
    const [id = "", pointer = "", more] = reference.split("#");
    if (more !== undefined || (pointer !== "" && !pointer.startsWith("/"))) return false;
    if (id !== "") at = id;
    const schema = valueAt(schemaOf(at), pointer);
    // A reference to a reference to itself never ends.
    if (!isRecord(schema) || seen.has(`${at}#${pointer}`)) return false;
    seen.add(`${at}#${pointer}`);
    if (typeof schema["$ref"] !== "string") return true;
    reference = schema["$ref"];
  }
}
