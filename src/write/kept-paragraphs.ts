import type { Block, Inline } from "../document/document.ts";

/**
 * The sentence people agree to must not stand on another page than their signatures; a sentence that introduces a list
 * or a table stays with its beginning.
 */
export function paragraphsToKeep(blocks: readonly Block[]): ReadonlySet<Block> {
  const kept = new Set<Block>();
  let signaturesFollow = false;
  let next: Block | undefined;
  for (const block of blocks.toReversed()) {
    signaturesFollow = block.type === "signatures" || (signaturesFollow && block.type === "paragraph");
    const introduces =
      block.type === "paragraph" &&
      next !== undefined &&
      introduced.has(next.type) &&
      isShort(block.children);
    if (signaturesFollow || introduces) kept.add(block);
    next = block;
  }
  return kept;
}

/** A long text would leave its page empty to stay with what follows. */
function isShort(inlines: readonly Inline[]): boolean {
  return inlines.reduce((sum, inline) => sum + (inline.type === "text" ? inline.value.length : 0), 0) < 500;
}

const introduced: ReadonlySet<Block["type"]> = new Set(["list", "tickBoxes", "table"]);
