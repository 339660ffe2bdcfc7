import type { Kind } from "../kinds/kind.ts";
import { titleOf, type SchemaNode } from "../kinds/schema-tree.ts";
import { fieldBeside } from "../source/pointer.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { nameOf } from "./schema-findings.ts";

/** A value with the schema of its field: what a rule looks at. */
export interface Place {
  readonly parsed: ParsedYaml;
  readonly kind: Kind;
  readonly node: SchemaNode;
  readonly pointer: string;
  readonly value: unknown;
}

/** The field a keyword names: by its pointer, or by its name beside this one. */
export function named(place: Place, keyword: string): string | undefined {
  return allNamed(place, keyword)[0];
}

/** The fields a keyword names, one or several. */
export function allNamed({ node, pointer }: Place, keyword: string): string[] {
  const names = [node.schema[keyword] ?? []].flat();
  return names.flatMap((name) => (typeof name === "string" ? [fieldBeside(pointer, name)] : []));
}

/** What people call a field. */
export function title({ kind }: Place, pointer: string): string {
  return titleOf(kind.tree.at(pointer)) ?? nameOf(pointer);
}
