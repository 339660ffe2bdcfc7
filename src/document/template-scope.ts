import type { DocumentDefinition, Kind } from "../kinds/kind.ts";
import { propertiesOf, type SchemaNode } from "../kinds/schema-tree.ts";
import { stammdatenFields } from "../kinds/stammdaten.ts";
import { daysAllowed } from "../termine/days-allowed.ts";
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

/** The outermost scope: the fields the document lists in art.yaml, `stamm`, and where there are any `eintrag` and `frist`. */
export function fieldScope(kind: Kind, { daten, je }: DocumentDefinition): Scope {
  const fristen = Object.keys(daysAllowed(kind.art.termine));
  const printed = daten.map(fieldPath);
  // Of the list itself a document sees its entry alone.
  const isListed = (at: string) =>
    at !== je && printed.some((each) => isWithin(at, each) || isWithin(each, at));
  const listed = groupScope(kind, isListed, { node: kind.tree.root, pointer: "" });
  const node = je === undefined ? undefined : kind.tree.at(joinPointer(je, 0));
  const entry = node && je !== undefined ? groupScope(kind, () => true, { node, pointer: je }) : undefined;
  const names = [...(entry ? ["eintrag"] : []), ...(fristen.length > 0 ? ["frist"] : []), "stamm"];
  const scope: Scope = {
    node: listed.node,
    parent: undefined,
    problem(parts) {
      const [first, ...rest] = parts;
      if (first === "stamm") return stammProblem(kind, rest);
      if (first === "frist" && fristen.length > 0) return nameProblem(rest, fristen);
      if (first === "eintrag" && entry) return entry.problem(rest);
      const found = listed.problem(parts);
      return found && found.part === first ? { ...found, known: [...found.known, ...names] } : found;
    },
    below(parts, isList) {
      const [first, ...rest] = parts;
      return first === "eintrag" && entry
        ? entry.open(rest, isList, scope)
        : listed.open(parts, isList, scope);
    },
  };
  return scope;
}

interface Place {
  readonly node: SchemaNode;
  /** Items have the pointer of their list: art.yaml lists fields, not entries. */
  readonly pointer: string;
}

interface GroupScope extends Scope {
  /** What a block goes into, seen from a scope around it. */
  readonly open: (parts: readonly string[], isList: boolean, parent: Scope) => Scope | undefined;
}

/** The fields of a group, of those that are printed. */
function groupScope(
  kind: Kind,
  isPrinted: (pointer: string) => boolean,
  start: Place,
  parent?: Scope,
): GroupScope {
  const walk = (parts: readonly string[]): FieldProblem | Place => {
    let at = start;
    for (const part of parts) {
      const { node, pointer } = at;
      const known = propertiesOf(node).filter((key) => isPrinted(joinPointer(pointer, key)));
      const child = known.includes(part) ? kind.tree.child(node, part) : undefined;
      if (!child) return { part, known };
      at = { node: child, pointer: joinPointer(pointer, part) };
    }
    return at;
  };
  const scope: GroupScope = {
    node: start.node,
    parent,
    problem(parts) {
      const found = walk(parts);
      return "part" in found ? found : undefined;
    },
    below: (parts, isList) => scope.open(parts, isList, scope),
    open(parts, isList, outer) {
      const found = walk(parts);
      if ("part" in found) return undefined;
      const node = isList ? kind.tree.child(found.node, 0) : found.node;
      return node && groupScope(kind, isPrinted, { node, pointer: found.pointer }, outer);
    },
  };
  return scope;
}

/** For a name that has no fields below it. */
function nameProblem(
  [name = "", more]: readonly string[],
  known: readonly string[],
): FieldProblem | undefined {
  if (!known.includes(name)) return { part: name, known };
  return more === undefined ? undefined : { part: more, known: [] };
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
