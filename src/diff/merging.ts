import type { ChangeKind, Document, Footnote, Merged } from "../document/document.ts";
import type { Links } from "./links.ts";

/** What merging two documents has to know everywhere. */
export interface Merging {
  readonly old: Document;
  readonly next: Document;
  /** The number in the merged document of a footnote that one of the documents has, or both. */
  readonly numberOf: (pair: FootnotePair) => number;
  readonly links: Links;
  /** Ids that stand at the same node in both documents; grows. */
  readonly sharedIds: Set<string>;
}

export type FootnotePair =
  | { readonly old: Footnote; readonly next: Footnote }
  | { readonly old: Footnote; readonly next: undefined }
  | { readonly old: undefined; readonly next: Footnote };

export function footnoteIn(document: Document, number: number): Footnote {
  const footnote = document.footnotes.find((each) => each.number === number);
  if (!footnote) throw new Error(`no footnote ${number}`);
  return footnote;
}

/** The footnote of one of the documents alone. */
export function aloneIn(change: ChangeKind, footnote: Footnote): FootnotePair {
  return change === "removed" ? { old: footnote, next: undefined } : { old: undefined, next: footnote };
}

interface Identified {
  readonly id: string | undefined;
}

/** Notes the id of a node that both documents have; says what the old id was where the new one is another. */
export function formerId(old: Identified, next: Identified, merging: Merging): Pick<Merged, "formerId"> {
  if (old.id === undefined) return {};
  if (old.id !== next.id) return { formerId: merging.links.formerId(old.id) };
  merging.sharedIds.add(old.id);
  return {};
}
