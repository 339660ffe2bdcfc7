import { plain } from "../document/plain-text.ts";
import type { Block, Cell, ListItem, Table, TickBox } from "../document/document.ts";
import { inlinesOf } from "../document/inlines-of.ts";
import type { Likeness } from "./align.ts";
import { similarity } from "./words.ts";

/** Whether two blocks can become one that holds the changes; otherwise one is removed and the other added. */
export function canMerge(old: Block, next: Block): boolean {
  if (old.type === "heading" && next.type === "heading")
    return old.level === next.level && (old.number === undefined) === (next.number === undefined);
  if (old.type === "paragraph" && next.type === "paragraph") return old.role === next.role;
  if (old.type === "list" && next.type === "list") return old.ordered === next.ordered;
  if (old.type === "table" && next.type === "table") return haveSameShape(old, next);
  if (old.type === "signatures" && next.type === "signatures")
    return signatoriesOf(old) === signatoriesOf(next);
  return old.type === next.type;
}

function haveSameShape(old: Table, next: Table): boolean {
  const hasHeader = ({ header }: Table) => header.length > 0;
  return columnsOf(old) === columnsOf(next) && hasHeader(old) === hasHeader(next);
}

export function columnsOf({ header, rows }: Table): number {
  return Math.max(header.length, ...rows.map((row) => row.length));
}

function signatoriesOf({ intro, lines }: Extract<Block, { type: "signatures" }>): string {
  return JSON.stringify([intro.length > 0, lines.map(({ id }) => id)]);
}

/** An item is carried by its first paragraph. */
export function canMergeItems(old: ListItem, next: ListItem): boolean {
  const [first, other] = [old.children[0], next.children[0]];
  if (first?.type !== "paragraph" || other?.type !== "paragraph")
    return first?.type !== "paragraph" && other?.type !== "paragraph";
  return first.role === other.role;
}

export const blockLikeness: Likeness<Block> = {
  key: (block) => keyOf("id" in block ? block.id : undefined, () => `${block.type} ${textOfBlock(block)}`),
  similarity: (old, next) =>
    canMerge(old, next) ? similarity(wordsOf(old, textOfBlock), wordsOf(next, textOfBlock)) : 0,
};

export const itemLikeness: Likeness<ListItem> = {
  key: (item) => keyOf(item.id, () => textOfItem(item)),
  similarity: (old, next) =>
    canMergeItems(old, next) ? similarity(wordsOf(old, textOfItem), wordsOf(next, textOfItem)) : 0,
};

export const optionLikeness: Likeness<TickBox> = {
  key: (option) => keyOf(option.id, () => plain(option.children)),
  similarity: (old, next) => similarity(wordsOf(old, textOfOption), wordsOf(next, textOfOption)),
};

type Row = readonly Cell[];

export const rowLikeness: Likeness<Row> = {
  key: (row) => JSON.stringify(row.map((cell) => plain(cell))),
  similarity: (old, next) => similarity(wordsOf(old, textOfRow), wordsOf(next, textOfRow)),
};

export function textOfBlock(block: Block): string {
  if (block.type === "list") return block.items.map(textOfItem).join(" ");
  return block.type === "table"
    ? [block.header, ...block.rows].map(textOfRow).join(" ")
    : plain(inlinesOf(block));
}

export function textOfItem(item: ListItem): string {
  return item.children.map(textOfBlock).join(" ");
}

function textOfOption(option: TickBox): string {
  return plain(option.children);
}

function textOfRow(row: Row): string {
  return row.map((cell) => plain(cell)).join(" ");
}

function keyOf(id: string | undefined, text: () => string): string {
  return id === undefined ? `"${text()}` : `#${id}`;
}

/** Each node is compared with many others. */
const words = new WeakMap<object, readonly string[]>();

function wordsOf<T extends object>(node: T, textOf: (each: T) => string): readonly string[] {
  const known = words.get(node);
  if (known) return known;
  const found = textOf(node).split(/[^\p{L}\p{N}\p{M}]+/u);
  words.set(node, found);
  return found;
}
