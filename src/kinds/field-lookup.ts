import { joinPointer } from "../source/pointer.ts";
import { suggest } from "../findings/suggest.ts";
import { propertiesOf, type SchemaNode, type SchemaTree } from "./schema-tree.ts";

/** A field of a kind; an entry of a list is a star in its pointer. */
export interface FoundField {
  readonly pointer: string;
  readonly node: SchemaNode;
  /** The group it stands in. */
  readonly parent: SchemaNode | undefined;
}

/** A path that leads to no field: the pointer that was probably meant, if there is one. */
export interface MissedField {
  readonly proposal: string | undefined;
  /** How many parts of the path were right. */
  readonly matched: number;
}

/** The parts of a path as people write it: `/verortung/ort`, `verortung.ort`, `verortung: ort`. */
export function fieldParts(path: string): string[] {
  return path
    .split(/[/.]|:\s*|\s+/)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .filter((part) => part !== "");
}

/** Follows a path; an entry of a list may be named by its number, its Kennung, `*` or not at all. */
export function lookUpField(tree: SchemaTree, path: string): FoundField | MissedField {
  let at: FoundField = { pointer: "", node: tree.root, parent: undefined };
  const parts = fieldParts(path);
  for (const [index, part] of parts.entries()) {
    const next = step(tree, at, part);
    if (next === undefined) {
      const proposal = suggest(part, namesAt(tree, at));
      const meant = proposal === undefined ? undefined : step(tree, at, proposal)?.pointer;
      return { proposal: meant, matched: index };
    }
    at = next;
  }
  return at;
}

function step(tree: SchemaTree, at: FoundField, part: string): FoundField | undefined {
  const entry = entryOf(tree, at);
  if (!entry) return fieldBelow(tree, at, part);
  if (/^(\d+|\*)$/.test(part)) return entry;
  // A Kennung stands for its entry; a name that is a field means that field of any entry.
  return fieldBelow(tree, entry, part) ?? (hasKey(entry) && isKey(part, tree, entry) ? entry : undefined);
}

/** Names that could be misspelt fields are no Kennung. */
function isKey(part: string, tree: SchemaTree, entry: FoundField): boolean {
  return suggest(part, namesAt(tree, entry)) === undefined;
}

function hasKey({ node }: FoundField): boolean {
  return propertiesOf(node).includes("id");
}

function entryOf(tree: SchemaTree, { pointer, node }: FoundField): FoundField | undefined {
  const item = "items" in node.schema ? tree.child(node, 0) : undefined;
  return item && { pointer: joinPointer(pointer, "*"), node: item, parent: node };
}

function fieldBelow(tree: SchemaTree, { pointer, node }: FoundField, part: string): FoundField | undefined {
  if (!propertiesOf(node).includes(part)) return undefined;
  const child = tree.child(node, part);
  return child && { pointer: joinPointer(pointer, part), node: child, parent: node };
}

function namesAt(tree: SchemaTree, at: FoundField): readonly string[] {
  return propertiesOf(entryOf(tree, at)?.node ?? at.node);
}

/** Deeper than any agreement; schemas may contain themselves. */
const deepest = 10;

/** All fields of a kind, groups before what is in them; entries of lists by what is in them alone. */
export function allFields(
  tree: SchemaTree,
  at: FoundField = { pointer: "", node: tree.root, parent: undefined },
): FoundField[] {
  if (at.pointer.split("/").length > deepest) return [];
  const group = entryOf(tree, at) ?? at;
  return propertiesOf(group.node).flatMap((name) => {
    const field = fieldBelow(tree, group, name);
    return field ? [field, ...allFields(tree, field)] : [];
  });
}
