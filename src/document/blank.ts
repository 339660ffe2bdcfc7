import { documentsFor, type DocumentDefinition, type Kind } from "../kinds/kind.ts";
import { conditionOf, propertiesOf, type SchemaNode, type SchemaTree } from "../kinds/schema-tree.ts";
import { buildDocument } from "./build-document.ts";
import { type BuiltDocument } from "./filled-document.ts";
import { clauseTexts } from "./clause-texts.ts";
import type { Block, Inline } from "./document.ts";

/** The documents of a kind that exist as forms to fill in by hand. */
export function blankDefinitions({ art }: Kind): DocumentDefinition[] {
  return documentsFor(art, {}).filter((each) => each.vordruck !== undefined);
}

/** A document without data: gaps as lines, boxes empty, nothing decided. */
export function buildBlank(kind: Kind, definition: DocumentDefinition): BuiltDocument {
  const data = constantsOf(kind.tree, kind.tree.root) ?? {};
  const built = buildDocument(kind, definition, data, { draft: true, blank: true });
  const { template, printed, title, clauseIds, isSound, findings } = built;
  if (!built.document) return built;
  const document = { ...built.document, blocks: built.document.blocks.map(labelled) };
  return {
    template,
    printed,
    title,
    clauseIds,
    clauses: clauseTexts(document),
    isSound,
    findings,
    document,
  };
}

/** A line that stands alone does not say what belongs there: its field's title goes before it. */
function labelled(block: Block): Block {
  if (block.type === "heading" || block.type === "paragraph")
    return { ...block, children: withLabel(block.children) };
  if (block.type !== "list") return block;
  const items = block.items.map((item) => ({ ...item, children: item.children.map(labelled) }));
  return { ...block, items };
}

function withLabel(children: readonly Inline[]): readonly Inline[] {
  const [only] = children;
  if (children.length !== 1 || only?.type !== "gap") return children;
  return [{ type: "text", value: `${only.label}: `, pointer: undefined }, only];
}

/** What the schema leaves no choice about, e.g. the Stand of the Muster. */
export function constantsOf(tree: SchemaTree, node: SchemaNode): Record<string, unknown> | undefined {
  const otherVariant = conditionOf(node);
  const fields = propertiesOf(node).filter((key) => !otherVariant.includes(key));
  const entries = fields.flatMap((key): [string, unknown][] => {
    const field = tree.child(node, key);
    const value = field && (onlyValueOf(field) ?? constantsOf(tree, field));
    return value === undefined ? [] : [[key, value]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function onlyValueOf({ schema }: SchemaNode): unknown {
  if (schema["const"] !== undefined) return schema["const"];
  const values = schema["enum"];
  return Array.isArray(values) && values.length === 1 ? values[0] : undefined;
}
