import type { ChangeKind, Footnote, Inline, Reference } from "../document/document.ts";
import { canMerge } from "./block-likeness.ts";
import { aloneIn, footnoteIn } from "./merging.ts";
import type { Merging } from "./merging.ts";
import { atomsOf, compareAtoms, inlinesFrom } from "./words.ts";
import type { Atom, Piece } from "./words.ts";

/** The running text of both documents; words that stand in one of them alone are marked as such. */
export function mergeInlines(old: readonly Inline[], next: readonly Inline[], merging: Merging): Inline[] {
  const pieces = compareAtoms(atomsOf(old, merging.old.footnotes), atomsOf(next, merging.next.footnotes));
  return pieces.flatMap((piece): Inline[] => {
    if (piece.change === "same") return alikeOrReplaced(piece.old, piece.next, merging);
    return [changed(piece, merging)];
  });
}

function changed(piece: Exclude<Piece, { change: "same" }>, merging: Merging): Inline {
  const atoms = piece.change === "removed" ? piece.old : piece.next;
  const children = inlinesAlone(inlinesFrom(atoms), piece.change, merging);
  return { type: "change", change: piece.change, children };
}

/** Text that is the same, except for links that lead elsewhere and signs of another footnote. */
function alikeOrReplaced(old: readonly Atom[], next: readonly Atom[], merging: Merging): Inline[] {
  const inlines: Inline[] = [];
  let alike: Atom[] = [];
  const flush = () => {
    inlines.push(...inlinesFrom(alike));
    alike = [];
  };
  for (const [index, come] of next.entries()) {
    const gone = old[index] as Atom;
    const kept = keptInline(gone.inline, come.inline, merging);
    if (kept) alike.push({ ...come, inline: kept });
    else {
      flush();
      inlines.push(changed({ change: "removed", old: [gone] }, merging));
      inlines.push(changed({ change: "added", next: [come] }, merging));
    }
  }
  flush();
  return inlines;
}

/** What both documents have here; undefined where they differ in more than the words. */
function keptInline(old: Atom["inline"], next: Atom["inline"], merging: Merging): Atom["inline"] | undefined {
  if (old.type === "footnoteReference" && next.type === "footnoteReference") {
    const pair = {
      old: footnoteIn(merging.old, old.number),
      next: footnoteIn(merging.next, next.number),
    };
    return canMergeFootnotes(pair) ? { ...next, number: merging.numberOf(pair) } : undefined;
  }
  if (old.type === "reference" && next.type === "reference") {
    const [before, target] = [targetIn(old, "removed", merging), targetIn(next, "added", merging)];
    return before === target && old.raised === next.raised ? { ...next, target } : undefined;
  }
  return old.type === next.type ? next : undefined;
}

function targetIn({ target }: Reference, of: ChangeKind, { links }: Merging): string {
  return links.target(target, of);
}

/** The first paragraph carries the number and stays; without one, a footnote is only the same if nothing changed. */
function canMergeFootnotes({ old, next }: { readonly old: Footnote; readonly next: Footnote }): boolean {
  const [first, other] = [old.children[0], next.children[0]];
  if (first?.type === "paragraph" && other?.type === "paragraph") return canMerge(first, other);
  return JSON.stringify(old.children) === JSON.stringify(next.children);
}

/** Running text of one of the documents, its footnotes numbered as in the merged one. */
export function inlinesAlone(inlines: readonly Inline[], change: ChangeKind, merging: Merging): Inline[] {
  return inlines.map((inline): Inline => {
    if ("children" in inline) return { ...inline, children: inlinesAlone(inline.children, change, merging) };
    if (inline.type === "reference") return { ...inline, target: targetIn(inline, change, merging) };
    if (inline.type !== "footnoteReference") return inline;
    const own = change === "removed" ? merging.old : merging.next;
    return { ...inline, number: merging.numberOf(aloneIn(change, footnoteIn(own, inline.number))) };
  });
}
