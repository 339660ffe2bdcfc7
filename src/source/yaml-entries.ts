import { isMap, isPair, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import { keyText } from "./locate.ts";

export type Collection = YAMLMap | YAMLSeq;

/** A field of a group or an entry of a list, as it stands in the text. */
export interface Entry {
  /** The name of the field, or the number of the entry. */
  readonly key: string;
  /** At the name of the field, at the dash of the entry, or at its value in brackets. */
  readonly start: number;
  /** After the name of the field; a list entry has none. */
  readonly nameEnd: number | undefined;
  readonly value: Node | undefined;
  /** After its last character that is neither space nor comment. */
  readonly end: number;
}

export function isCollectionNode(node: unknown): node is Collection {
  return isMap(node) || isSeq(node);
}

/** Fields that came in through a merge key are not among them: they stand somewhere else. */
export function entriesOf(collection: Collection, text: string): Entry[] {
  return collection.items.map((item, index): Entry => {
    if (isPair(item)) {
      const name = rangeOf(item.key);
      const value = (item.value ?? undefined) as Node | undefined;
      const end = value ? Math.max(name.end, contentEnd(value, text)) : name.end;
      return { key: keyText(item) ?? "", start: name.start, nameEnd: name.end, value, end };
    }
    const value = item as Node;
    const { start } = rangeOf(value);
    const end = contentEnd(value, text);
    return { key: String(index), start: dashOf(collection, index) ?? start, nameEnd: undefined, value, end };
  });
}

function rangeOf(node: unknown): { start: number; end: number } {
  const [start, end] = (node as Node).range ?? [0, 0];
  return { start, end };
}

/** Only the parser's tokens know the dash: a comment may stand between it and the entry. */
function dashOf({ srcToken }: Collection, index: number): number | undefined {
  if (srcToken?.type !== "block-seq") return undefined;
  return srcToken.items[index]?.start.find((token) => token.type === "seq-item-ind")?.offset;
}

/** The range of a group reaches over comments that follow it; its last entry does not. */
export function contentEnd(node: Node, text: string): number {
  if (isCollectionNode(node) && !node.flow) return entriesOf(node, text).at(-1)?.end ?? rangeOf(node).end;
  const { start, end } = rangeOf(node);
  return isBlockScalar(node) ? start + text.slice(start, end).trimEnd().length : end;
}

export function isBlockScalar(node: Node): boolean {
  return isScalar(node) && node.type?.startsWith("BLOCK_") === true;
}
