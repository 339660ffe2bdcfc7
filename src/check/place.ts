import type { Kind } from "../kinds/kind.ts";
import { titleOf, type SchemaNode } from "../kinds/schema-tree.ts";
import { joinPointer } from "../source/pointer.ts";
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
export function named({ node, pointer }: Place, keyword: string): string | undefined {
  const name = node.schema[keyword];
  return typeof name === "string" ? fieldBeside(pointer, name) : undefined;
}

/** A field by its pointer, or by its name beside another one. */
export function fieldBeside(pointer: string, name: string): string {
  return name.startsWith("/") ? name : joinPointer(pointer.slice(0, pointer.lastIndexOf("/")), name);
}

/** What people call a field. */
export function title({ kind }: Place, pointer: string): string {
  return titleOf(kind.tree.at(pointer)) ?? nameOf(pointer);
}
