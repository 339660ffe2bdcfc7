import type { Inline } from "../../document/document.ts";
import { inlinesFrom, type Atom, type Piece } from "../../diff/words.ts";
import { text } from "../document-parts.ts";

/** One side of a comparison as running text, with the words marked that the other side does not have. */
export function markedSide(pieces: readonly Piece[], side: "removed" | "added"): Inline[] {
  return pieces.flatMap((piece): Inline[] => {
    if (piece.change === "same") return printable(side === "removed" ? piece.old : piece.next);
    if (piece.change !== side) return [];
    const children = printable(piece.change === "removed" ? piece.old : piece.next);
    return children.length === 0 ? [] : [{ type: "change", change: side, children }];
  });
}

/** Both sides in one text: removed words, then those that replace them. */
export function markedText(pieces: readonly Piece[]): Inline[] {
  return pieces.flatMap((piece): Inline[] => {
    if (piece.change === "same") return printable(piece.next);
    const children = printable(piece.change === "removed" ? piece.old : piece.next);
    return children.length === 0 ? [] : [{ type: "change", change: piece.change, children }];
  });
}

/** Footnotes and links belong to the documents compared, not to the report. */
function printable(atoms: readonly Atom[]): Inline[] {
  return withoutTargets(inlinesFrom(atoms));
}

function withoutTargets(inlines: readonly Inline[]): Inline[] {
  return inlines.map((inline) => {
    if ("children" in inline) return { ...inline, children: withoutTargets(inline.children) };
    if (inline.type === "footnoteReference") return text(`[Fußnote ${inline.number}]`);
    if (inline.type === "reference") return text(inline.value);
    return inline.type === "text" ? text(inline.value) : inline;
  });
}
