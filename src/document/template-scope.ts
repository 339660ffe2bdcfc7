import type { DocumentDefinition, Kind } from "../kinds/kind.ts";
import { propertiesOf, type SchemaNode } from "../kinds/schema-tree.ts";
import { stammdatenFields } from "../kinds/stammdaten.ts";
import { fieldPath, isWithin, joinPointer } from "../source/pointer.ts";

/** The fields a place in a template can name. */
export interface Scope {
  /** The schema of the group whose fields these are. */
  readonly node: SchemaNode;
  /** Where `../` leads. */
  readonly parent: Scope | undefined;
  /** The first part of the path that does not exist here, and what does; undefined if the path is fine. */
  readonly problem: (parts: readonly string[]) => FieldProblem | undefined;
  readonly below: (parts: readonly string[], isList: boolean) => Scope | undefined;
}

export interface FieldProblem {
  readonly part: string;
  readonly known: readonly string[];
}

/** The outermost scope: the fields the document lists in art.yaml, and `stamm`. */
export function fieldScope(kind: Kind, definition: DocumentDefinition): Scope {
  return schemaScope(kind, definition, kind.tree.root, "");
}

function schemaScope(
  kind: Kind,
  definition: DocumentDefinition,
  node: SchemaNode,
  pointer: string,
  parent?: Scope,
): Scope {
  const printed = definition.daten.map(fieldPath);
  const isPrinted = (at: string) => printed.some((each) => isWithin(at, each) || isWithin(each, at));
  const known = (from: SchemaNode, at: string) =>
    propertiesOf(from).filter((key) => isPrinted(joinPointer(at, key)));
  const walk = (parts: readonly string[]): FieldProblem | { node: SchemaNode; pointer: string } => {
    let at = { node, pointer };
    for (const part of parts) {
      const names = known(at.node, at.pointer);
      const child = names.includes(part) ? kind.tree.child(at.node, part) : undefined;
      if (!child) return { part, known: at.pointer === "" ? [...names, "stamm"] : names };
      at = { node: child, pointer: joinPointer(at.pointer, part) };
    }
    return at;
  };
  const scope: Scope = {
    node,
    parent,
    problem(parts) {
      if (pointer === "" && parts[0] === "stamm") return stammProblem(kind, parts.slice(1));
      const found = walk(parts);
      return "part" in found ? found : undefined;
    },
    below(parts, isList) {
      const found = walk(parts);
      if ("part" in found) return undefined;
      const inner = isList ? kind.tree.child(found.node, 0) : found.node;
      // Items have the pointer of their list: art.yaml lists fields, not entries.
      return inner && schemaScope(kind, definition, inner, found.pointer, scope);
    },
  };
  return scope;
}

function stammProblem(kind: Kind, parts: readonly string[]): FieldProblem | undefined {
  const [entry = "", field, ...more] = parts;
  const entries = kind.art.stammdaten ?? {};
  const list = entries[entry]?.liste;
  if (list === undefined) return { part: entry, known: Object.keys(entries) };
  const fields = stammdatenFields(kind.stammdaten, list);
  if (field === undefined || !fields.includes(field)) return { part: field ?? "", known: fields };
  return more[0] === undefined ? undefined : { part: more[0], known: [] };
}

/** `../` climbs one scope. */
export function outerScope(scope: Scope, depth: number): Scope {
  return depth > 0 && scope.parent ? outerScope(scope.parent, depth - 1) : scope;
}
