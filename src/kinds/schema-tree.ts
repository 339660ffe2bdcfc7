import { isRecord, splitPointer, valueAt } from "../source/pointer.ts";

/** A JSON Schema with the document it stands in, so that "#/$defs/…" can be followed. */
export interface SchemaNode {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly document: Readonly<Record<string, unknown>>;
}

/** All schemas by their `$id`. */
export type SchemaDocuments = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Walks schemas the way data is walked, following `$ref`; keywords beside a `$ref` win over those behind it. */
export class SchemaTree {
  readonly root: SchemaNode;
  readonly #documents: SchemaDocuments;
  /** What a schema says after its references have been followed; every field of every file asks again. */
  readonly #followed = new WeakMap<object, SchemaNode>();

  constructor(id: string, documents: SchemaDocuments) {
    const document = documents.get(id);
    if (!document) throw new Error(`no schema ${id}`);
    this.#documents = documents;
    this.root = this.#follow({ schema: document, document });
  }

  /** The schema of a field of an object, or of the items of a list (any index). */
  child(node: SchemaNode, key: string | number): SchemaNode | undefined {
    const { properties, items, additionalProperties } = node.schema;
    if (isRecord(properties) && Object.hasOwn(properties, key)) return this.#childNode(node, properties[key]);
    if (isRecord(items)) return this.#childNode(node, items);
    return isRecord(additionalProperties) ? this.#childNode(node, additionalProperties) : undefined;
  }

  at(pointer: string): SchemaNode | undefined {
    let node: SchemaNode | undefined = this.root;
    for (const key of splitPointer(pointer)) node = node && this.child(node, key);
    return node;
  }

  /** What the root says besides of a field where its `else` holds, such as choices without those of the other variant. */
  otherwiseAt(pointer: string): SchemaNode | undefined {
    const { schema, document } = this.root;
    let node = isRecord(schema["else"]) ? { schema: schema["else"], document } : undefined;
    for (const key of splitPointer(pointer)) node = node && this.child(node, key);
    return node;
  }

  #childNode(parent: SchemaNode, schema: unknown): SchemaNode | undefined {
    if (!isRecord(schema)) return undefined;
    const known = this.#followed.get(schema);
    if (known) return known;
    const node = this.#follow({ schema, document: parent.document });
    this.#followed.set(schema, node);
    return node;
  }

  #follow(node: SchemaNode): SchemaNode {
    const reference = node.schema["$ref"];
    if (typeof reference !== "string") return node;
    const [id = "", pointer = ""] = reference.split("#");
    const document = id === "" ? node.document : this.#documents.get(id);
    const schema = valueAt(document, pointer);
    if (!document || !isRecord(schema)) throw new Error(`no schema ${reference}`);
    const target = this.#follow({ schema, document });
    const { $ref: _, ...beside } = node.schema;
    return { schema: { ...target.schema, ...beside }, document: target.document };
  }
}

/** Empty entries that a list can have in a form (x-vordruck). */
export const mostBlankEntries = 100;

/** Empty entries of a list in a form. */
export function blankEntries(list: SchemaNode): number {
  return Number(list.schema["x-vordruck"] ?? 0);
}

/** How many fields an empty form of such data has; infinitely many where groups contain themselves. */
export function formSize(tree: SchemaTree, node = tree.root, known = new Map<unknown, number>()): number {
  const { properties } = node.schema;
  if (!isRecord(properties)) {
    const item = blankEntries(node) > 0 ? tree.child(node, 0) : undefined;
    return item && propertiesOf(item).length > 0 ? blankEntries(node) * formSize(tree, item, known) : 1;
  }
  const before = known.get(properties);
  if (before !== undefined) return before;
  // Stands until the sum is known: whoever comes here meanwhile has gone in a circle.
  known.set(properties, Number.POSITIVE_INFINITY);
  const sizes = Object.keys(properties).map((key) => {
    const child = tree.child(node, key);
    return child ? formSize(tree, child, known) : 0;
  });
  const size = sizes.reduce((sum, each) => sum + each, 1);
  known.set(properties, size);
  return size;
}

export function titleOf(node: SchemaNode | undefined): string | undefined {
  const title = node?.schema["title"];
  return typeof title === "string" ? title : undefined;
}

/** Fields that must be there, given those that are: a schema can say so with `if` (fields), `then` and `else`. */
export function requiredOf(node: SchemaNode, present: object): readonly string[] {
  const { if: condition, then, else: otherwise } = node.schema;
  const holds = isRecord(condition) && namesIn(condition).every((key) => Object.hasOwn(present, key));
  const branch = holds ? then : otherwise;
  return [...namesIn(node.schema), ...(isRecord(condition) && isRecord(branch) ? namesIn(branch) : [])];
}

function namesIn({ required }: Readonly<Record<string, unknown>>): string[] {
  return Array.isArray(required) ? required.filter((key) => typeof key === "string") : [];
}

/** When the fields of a node's `else` are the right ones, in the words of the schema: "wenn …". */
export function otherwiseWhen(node: SchemaNode | undefined): string | undefined {
  const branch = node?.schema["else"];
  const words = isRecord(branch) ? branch["x-fall"] : undefined;
  return typeof words === "string" ? words : undefined;
}

/** The fields a node's `if` asks for. */
export function conditionOf(node: SchemaNode | undefined): readonly string[] {
  const condition = node?.schema["if"];
  return isRecord(condition) ? namesIn(condition) : [];
}

export function propertiesOf(node: SchemaNode): readonly string[] {
  const { properties } = node.schema;
  return isRecord(properties) ? Object.keys(properties) : [];
}

/** An example as a person would type it, e.g. `mitte` or `[a1]`. */
export function exampleOf(node: SchemaNode | undefined): string | undefined {
  const examples = node?.schema["examples"];
  const first: unknown = Array.isArray(examples) ? examples[0] : undefined;
  if (first === undefined) return undefined;
  return typeof first === "object" ? asFlow(first) : String(first);
}

/** As YAML in one line: `{ turnus: jaehrlich }`, `[a1, a2]`. */
function asFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asFlow).join(", ")}]`;
  if (!isRecord(value)) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${asFlow(item)}`)
    .join(", ")} }`;
}

/** The words a coded value can be written with, as people read them; empty where any value will do. */
export function choicesOf(node: SchemaNode | undefined): readonly string[] {
  const values = node?.schema["enum"];
  return Array.isArray(values) ? values.map((value) => labelOf(node, value) ?? String(value)) : [];
}

/** Whether a text has room for paragraphs. */
export function isLongText(node: SchemaNode | undefined): boolean {
  return Number(node?.schema["maxLength"]) > 1000;
}

/** How a coded value is printed ("halbjaehrlich" → "halbjährlich"), from `enum` and `enumDescriptions`. */
export function labelOf(node: SchemaNode | undefined, value: unknown): string | undefined {
  const { enum: values, enumDescriptions: labels } = node?.schema ?? {};
  if (!Array.isArray(values) || !Array.isArray(labels)) return undefined;
  const label: unknown = labels[values.indexOf(value)];
  return typeof label === "string" ? label : undefined;
}
