import { walkIds } from "../document/clause-places.ts";
import type { Block, ChangeKind, Document } from "../document/document.ts";
import { noTarget } from "./footnote-signs.ts";

/** Which ids a merged document has, so that every link leads to the right place in either of the two. */
export interface Links {
  /** What the merged document calls a node that only the old one has, or has elsewhere. */
  readonly formerId: (id: string) => string;
  /** Where a link of one of the documents leads in the merged one. */
  readonly target: (id: string, of: ChangeKind) => string;
}

/** Before it is known which ids the documents share. */
export const unsettled: Links = { formerId: (id) => id, target: (id) => id };

/** An id that stands at different nodes in the two documents gets another name where the old one has it. */
export function linksBetween(old: Document, next: Document, shared: ReadonlySet<string>): Links {
  const ids = { removed: idsOf(old), added: idsOf(next) };
  const names = new Map<string, string>();
  for (const id of ids.removed)
    if (!shared.has(id) && ids.added.has(id))
      names.set(
        id,
        freeName(id, (name) => ids.removed.has(name) || ids.added.has(name)),
      );
  const formerId = (id: string) => names.get(id) ?? id;
  const target = (id: string, of: ChangeKind) => {
    if (!ids[of].has(id)) return noTarget;
    return of === "removed" ? formerId(id) : id;
  };
  return { formerId, target };
}

function freeName(id: string, isTaken: (name: string) => boolean): string {
  let name = `${id}-alt`;
  while (isTaken(name)) name += "-alt";
  return name;
}

function idsOf({ blocks, footnotes }: Document): ReadonlySet<string> {
  const ids = new Set<string>();
  walkIds({ blocks, footnotes }, (id) => ids.add(id));
  for (const { children } of footnotes) walkIds({ blocks: children, footnotes: [] }, (id) => ids.add(id));
  return ids;
}

/** A block of the old document as the merged one calls what is in it. */
export function withFormerIds(block: Block, links: Links): Block {
  const renamed = <T extends { readonly id: string | undefined }>(node: T): T =>
    node.id === undefined ? node : { ...node, id: links.formerId(node.id) };
  switch (block.type) {
    case "heading":
    case "paragraph":
      return renamed(block);
    case "list":
      return {
        ...block,
        items: block.items.map((item) => ({
          ...renamed(item),
          children: item.children.map((child) => withFormerIds(child, links)),
        })),
      };
    case "tickBoxes":
      return { ...block, options: block.options.map(renamed) };
    case "signatures":
      return { ...block, lines: block.lines.map(renamed) };
    case "table":
    case "pageBreak":
      return block;
  }
}
