import type {
  Block,
  ChangeKind,
  Heading,
  List,
  ListItem,
  Signatures,
  Table,
  TickBox,
  TickBoxes,
} from "../document/document.ts";
import { mapInlines } from "../document/map-inlines.ts";
import { align } from "./align.ts";
import type { Likeness, Pair } from "./align.ts";
import {
  blockLikeness,
  canMerge,
  canMergeItems,
  columnsOf,
  itemLikeness,
  optionLikeness,
  rowLikeness,
} from "./block-likeness.ts";
import { withFormerIds } from "./links.ts";
import { inlinesAlone, mergeInlines } from "./merge-inlines.ts";
import { formerId } from "./merging.ts";
import type { Merging } from "./merging.ts";

/** The blocks of both documents in one order that holds for either. */
export function mergeBlocks(old: readonly Block[], next: readonly Block[], merging: Merging): Block[] {
  return sideBySide(old, next, blockLikeness, canMerge).map((pair) => {
    if (pair.old && pair.next) return mergeBlock(pair.old, pair.next, merging);
    return pair.old ? blockAlone(pair.old, "removed", merging) : blockAlone(pair.next, "added", merging);
  });
}

/** Aligned, and what cannot become one apart again. */
function sideBySide<T>(
  old: readonly T[],
  next: readonly T[],
  likeness: Likeness<T>,
  canBeOne: (before: T, after: T) => boolean,
): Pair<T>[] {
  return align(old, next, likeness).flatMap((pair): Pair<T>[] => {
    if (pair.old === undefined || pair.next === undefined || canBeOne(pair.old, pair.next)) return [pair];
    return [
      { old: pair.old, next: undefined },
      { old: undefined, next: pair.next },
    ];
  });
}

function blockAlone(block: Block, change: ChangeKind, merging: Merging): Block {
  return { ...blockOf(block, change, merging), change };
}

/** A block of one of the documents, with ids, links and footnotes as in the merged one. */
export function blockOf(block: Block, change: ChangeKind, merging: Merging): Block {
  const named = change === "removed" ? withFormerIds(block, merging.links) : block;
  return mapInlines(named, (inlines) => inlinesAlone(inlines, change, merging));
}

/** The first blocks become one, whatever they hold, because number or mark of what they stand in hang on them. */
export function mergeWithFirst(old: readonly Block[], next: readonly Block[], merging: Merging): Block[] {
  const [[first, ...rest], [other, ...others]] = [old, next];
  if (first?.type !== "paragraph" || other?.type !== "paragraph") return mergeBlocks(old, next, merging);
  return [mergeBlock(first, other, merging), ...mergeBlocks(rest, others, merging)];
}

function mergeBlock(old: Block, next: Block, merging: Merging): Block {
  if (old.type === "heading" && next.type === "heading") return mergeHeadings(old, next, merging);
  if (old.type === "paragraph" && next.type === "paragraph") {
    const children = mergeInlines(old.children, next.children, merging);
    return { ...next, ...formerId(old, next, merging), children };
  }
  if (old.type === "list" && next.type === "list") return mergeLists(old, next, merging);
  if (old.type === "table" && next.type === "table") return mergeTables(old, next, merging);
  if (old.type === "tickBoxes" && next.type === "tickBoxes") return mergeTickBoxes(old, next, merging);
  if (old.type === "signatures" && next.type === "signatures") return mergeSignatures(old, next, merging);
  return next;
}

function mergeHeadings(old: Heading, next: Heading, merging: Merging): Heading {
  return {
    ...next,
    ...formerId(old, next, merging),
    ...(old.number !== undefined && old.number !== next.number && { formerNumber: old.number }),
    children: mergeInlines(old.children, next.children, merging),
  };
}

function mergeLists(old: List, next: List, merging: Merging): List {
  const pairs = sideBySide(old.items, next.items, itemLikeness, canMergeItems);
  const items = pairs.map((pair): ListItem => {
    if (!pair.next) return itemAlone(pair.old, "removed", merging);
    if (!pair.old) return itemAlone(pair.next, "added", merging);
    return {
      ...pair.next,
      ...formerId(pair.old, pair.next, merging),
      children: mergeWithFirst(pair.old.children, pair.next.children, merging),
    };
  });
  return { ...next, items };
}

function itemAlone(item: ListItem, change: ChangeKind, merging: Merging): ListItem {
  const children = item.children.map((block) => blockOf(block, change, merging));
  return { ...item, ...idAlone(item, change, merging), change, children };
}

function optionAlone(option: TickBox, change: ChangeKind, merging: Merging): TickBox {
  const children = inlinesAlone(option.children, change, merging);
  return { ...option, ...idAlone(option, change, merging), change, children };
}

function idAlone({ id }: Pick<TickBox, "id">, change: ChangeKind, { links }: Merging): Pick<TickBox, "id"> {
  return { id: id === undefined || change === "added" ? id : links.formerId(id) };
}

function mergeTables(old: Table, next: Table, merging: Merging): Table {
  const mergeRow = (row: Table["header"], other: Table["header"]) =>
    Array.from({ length: columnsOf(next) }, (_, column) =>
      mergeInlines(row[column] ?? [], other[column] ?? [], merging),
    );
  const header = next.header.length === 0 ? [] : mergeRow(old.header, next.header);
  const pairs = align(old.rows, next.rows, rowLikeness);
  const rows = pairs.map((pair) => {
    if (pair.old && pair.next) return mergeRow(pair.old, pair.next);
    return pair.old
      ? pair.old.map((cell) => inlinesAlone(cell, "removed", merging))
      : pair.next.map((cell) => inlinesAlone(cell, "added", merging));
  });
  return { ...next, header, rows, rowChanges: pairs.map(changeOf) };
}

function changeOf({ old, next }: Pair<unknown>): ChangeKind | undefined {
  return next === undefined ? "removed" : old === undefined ? "added" : undefined;
}

function mergeTickBoxes(old: TickBoxes, next: TickBoxes, merging: Merging): TickBoxes {
  const options = align(old.options, next.options, optionLikeness).map((pair): TickBox => {
    if (!pair.next) return optionAlone(pair.old, "removed", merging);
    if (!pair.old) return optionAlone(pair.next, "added", merging);
    return {
      ...pair.next,
      ...formerId(pair.old, pair.next, merging),
      ...(pair.old.checked !== pair.next.checked && { formerlyChecked: pair.old.checked }),
      children: mergeInlines(pair.old.children, pair.next.children, merging),
    };
  });
  return { ...next, options };
}

/** Both have the same signatories. */
function mergeSignatures(old: Signatures, next: Signatures, merging: Merging): Signatures {
  const intro = mergeInlines(old.intro, next.intro, merging);
  const lines = next.lines.map((line, index) => {
    merging.sharedIds.add(line.id);
    return { ...line, children: mergeInlines(old.lines[index]?.children ?? [], line.children, merging) };
  });
  // Without any, the paragraph that holds it would be missing.
  return { ...next, intro: intro.length > 0 ? intro : next.intro, lines };
}
