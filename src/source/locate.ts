import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { Span } from "../findings/finding.ts";
import { splitPointer } from "./pointer.ts";

/** Whether to point at the name of a field or at its value. */
export type Part = "key" | "value";

/** Where a pointer stands in the text. A pointer that does not exist yields its nearest existing ancestor. */
export function locate(document: Document.Parsed, pointer: string, part: Part): Span {
  const root = document.contents;
  let span = isNode(root) ? firstLine(root) : { start: 0, end: 0 };
  let node: unknown = root;
  for (const key of splitPointer(pointer)) {
    const step = stepInto(resolve(document, node), key, document);
    if (!step) return span;
    node = step.value;
    span = spanOf(step, part);
  }
  return span;
}

interface Step {
  readonly key: Node | undefined;
  readonly value: unknown;
}

function stepInto(node: unknown, key: string, document: Document.Parsed): Step | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? undefined : { key: undefined, value: item };
  }
  if (!isMap(node)) return undefined;
  const pair = pairOf(node, key);
  if (pair) return { key: isNode(pair.key) ? pair.key : undefined, value: pair.value };
  return stepIntoMerged(node.items, key, document);
}

const pairs = new WeakMap<YAMLMap, ReadonlyMap<string | undefined, Pair>>();

/** Where a group has thousands of fields, thousands of them may be wrong. */
function pairOf(map: YAMLMap, key: string): Pair | undefined {
  if (map.items.length < 100) return map.items.find((each) => keyText(each) === key);
  const known = pairs.get(map) ?? new Map(map.items.toReversed().map((each) => [keyText(each), each]));
  pairs.set(map, known);
  return known.get(key);
}

/** Fields that came in through a merge key (<<) stand where the merged mapping defines them. */
function stepIntoMerged(items: readonly Pair[], key: string, document: Document.Parsed): Step | undefined {
  for (const pair of items) {
    if (keyText(pair) !== "<<") continue;
    const merged = resolve(document, pair.value);
    const sources = isSeq(merged) ? merged.items : [merged];
    for (const source of sources) {
      const step = stepInto(resolve(document, source), key, document);
      if (step) return step;
    }
  }
  return undefined;
}

/** The parser turns a merge key into a symbol. */
export function keyText(pair: Pair): string | undefined {
  if (!isScalar(pair.key)) return undefined;
  const { value } = pair.key;
  return typeof value === "symbol" ? value.description : String(value);
}

function resolve(document: Document.Parsed, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

/** A field without a value has no place of its own: its key stands for it. */
function spanOf(step: Step, part: Part): Span {
  const value = isNode(step.value) ? step.value : undefined;
  const empty = !value?.range || value.range[0] === value.range[1];
  const node = (part === "key" || empty) && step.key ? step.key : value;
  return node ? firstLine(node) : { start: 0, end: 0 };
}

/** A mapping or list is shown by its first line; a caret under forty lines helps nobody. */
function firstLine(node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  if (!isMap(node) && !isSeq(node)) return { start, end };
  const first: unknown = isMap(node) ? node.items[0]?.key : node.items[0];
  if (isNode(first) && first.range && !node.flow) return firstLine(first);
  return { start, end };
}
