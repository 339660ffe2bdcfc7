import type { ChangeKind, Document, Footnote } from "../document/document.ts";
import { mapInlines } from "../document/map-inlines.ts";
import { withPlainSigns } from "./footnote-signs.ts";
import { linksBetween, unsettled } from "./links.ts";
import type { Links } from "./links.ts";
import { markMoves } from "./mark-moves.ts";
import { blockOf, mergeBlocks, mergeWithFirst } from "./merge-blocks.ts";
import type { FootnotePair, Merging } from "./merging.ts";

/**
 * One document that holds both: what stands in one of them alone is marked, in the text as `Change`, otherwise as
 * `change` of the node. Without what is marked "removed" it is the new document, without what is marked "added" the old
 * one; all but the text is the new one's.
 */
export function mergeDocuments(old: Document, next: Document): Document {
  const [before, after] = [withPlainSigns(old), withPlainSigns(next)];
  const sharedIds = new Set<string>();
  // Which links stay the same is known only when all nodes have been paired.
  merge(before, after, unsettled, sharedIds);
  return merge(before, after, linksBetween(before, after, sharedIds), sharedIds);
}

function merge(old: Document, next: Document, links: Links, sharedIds: Set<string>): Document {
  const footnotes: Footnote[] = [];
  const numberOf = (pair: FootnotePair) => {
    const number = footnotes.length + 1;
    footnotes.push({ ...mergeFootnotes(pair, merging), number });
    return number;
  };
  const merging: Merging = { old, next, numberOf, links, sharedIds };
  const blocks = mergeBlocks(old.blocks, next.blocks, merging);
  return { meta: next.meta, blocks: markMoves(blocks), footnotes };
}

function mergeFootnotes({ old, next }: FootnotePair, merging: Merging): Footnote {
  if (old && next) {
    merging.sharedIds.add(next.id);
    return { ...next, children: mergeWithFirst(old.children, next.children, merging) };
  }
  return old ? footnoteAlone(old, "removed", merging) : footnoteAlone(next, "added", merging);
}

/** Its blocks go with its sign in the text; only the words are marked, for those who read the notes. */
function footnoteAlone(footnote: Footnote, change: ChangeKind, merging: Merging): Footnote {
  const id = change === "removed" ? merging.links.formerId(footnote.id) : footnote.id;
  const children = footnote.children.map((block) =>
    mapInlines(blockOf(block, change, merging), (inlines) => [{ type: "change", change, children: inlines }]),
  );
  return { ...footnote, id, children };
}
