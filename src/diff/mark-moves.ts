import type { Block, ChangeKind, ListItem, Merged } from "../document/document.ts";
import { textOfBlock, textOfItem } from "./block-likeness.ts";

/** Tells what was removed and added elsewhere with the same words from what is gone: both say the same `move`. */
export function markMoves(blocks: readonly Block[]): Block[] {
  const counts = { removed: new Map<string, number>(), added: new Map<string, number>() };
  marked(blocks, (change, key) => {
    countUp(counts[change], key);
    return {};
  });
  const seen = { removed: new Map<string, number>(), added: new Map<string, number>() };
  const numbers = new Map<string, number>();
  return marked(blocks, (change, key) => {
    const place = countUp(seen[change], key);
    if (Math.min(counts.removed.get(key) ?? 0, counts.added.get(key) ?? 0) < place) return {};
    const move = numbers.get(`${place} ${key}`) ?? numbers.size + 1;
    numbers.set(`${place} ${key}`, move);
    return { move };
  });
}

type Decide = (change: ChangeKind, key: string) => Pick<Merged, "move">;

function marked(blocks: readonly Block[], decide: Decide): Block[] {
  return blocks.map((block) => {
    if (block.change)
      return isMovable(block) ? withMove(block, block.type, textOfBlock(block), decide) : block;
    return block.type === "list"
      ? { ...block, items: block.items.map((item) => markedItem(item, decide)) }
      : block;
  });
}

function markedItem(item: ListItem, decide: Decide): ListItem {
  if (item.change)
    return item.children.every(isMovable) ? withMove(item, "item", textOfItem(item), decide) : item;
  return { ...item, children: marked(item.children, decide) };
}

function withMove<T extends Merged>(node: T, type: string, text: string, decide: Decide): T {
  if (!node.change || text.trim() === "") return node;
  return { ...node, ...decide(node.change, `${type} ${text}`) };
}

/** Word moves paragraphs, not tables. */
function isMovable(block: Block): boolean {
  if (block.type === "list") return block.items.every(({ children }) => children.every(isMovable));
  return block.type === "heading" || block.type === "paragraph";
}

function countUp(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}
