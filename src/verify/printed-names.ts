import { isSignatoryName } from "../source/signatory-name.ts";
import { signatureLabel } from "../write/form-fields.ts";
import { isSameText, printedPlace } from "./compare-pages.ts";
import type { DocumentText } from "./document-text.ts";
import type { PageText, SignatureField, TextPiece } from "./pdf-facts.ts";

/**
 * Who signs, as the fields say it: one for each line to sign on, in the order of the document. Names come from a file beside
 * the data, so that nothing in the file vouches for them; they are compared with what the pages say, and are nothing but names.
 */
export function statedNames(
  { signatories }: DocumentText,
  fields: readonly SignatureField[],
): (string | undefined)[] {
  return signatories.map(({ funktion }, index) => {
    const label = fields[index]?.label ?? "";
    const start = signatureLabel({ children: [] });
    if (!label.startsWith(start)) return undefined;
    return nameBefore(label.slice(start.length), funktion);
  });
}

/** "A. B., M. A., Leitung Jugendamt" is a name and a function, wherever the comma between them is. */
function nameBefore(text: string, funktion: string): string | undefined {
  for (let at = text.lastIndexOf(", "); at >= 0; at = text.lastIndexOf(", ", at - 1)) {
    const name = text.slice(0, at);
    if (isSameText(text.slice(at + 2), funktion)) return isSignatoryName(name) ? name : undefined;
    if (at === 0) return undefined;
  }
  return undefined;
}

/** The text with each name over its function, as the pages must say it. */
export function withPrintedNames(text: DocumentText, names: readonly (string | undefined)[]): DocumentText {
  let body = text.body;
  let shift = 0;
  const signatories = text.signatories.map((each, index) => {
    const name = names[index];
    const at = each.start + shift;
    if (name === undefined) return { ...each, start: at };
    body = `${body.slice(0, at)}${name} ${body.slice(at)}`;
    shift += name.length + 1;
    return { ...each, start: at + name.length + 1 };
  });
  return { ...text, body, signatories };
}

/** In points: what a cell for a signature takes, and what a name may take above the function. */
const widest = 270;
const highest = 48;

/** The first name that does not stand directly over its function; the text must agree with the pages. */
export function misplacedName(
  text: DocumentText,
  names: readonly (string | undefined)[],
  pages: readonly PageText[],
): { readonly name: string; readonly page: number } | undefined {
  const all = piecesOf(pages);
  for (const [index, { start }] of text.signatories.entries()) {
    const name = names[index];
    if (name === undefined) continue;
    const funktion = pieceAt(all, printedPlace(text.body, start, pages));
    const first = printedPlace(text.body, start - name.length - 1, pages);
    const pieces = all.filter(({ end, begin }) => end > first && begin < (funktion?.begin ?? 0));
    const stray = funktion ? pieces.find((piece) => !isOver(piece, funktion)) : pieces[0];
    if (!funktion || stray) return { name, page: (stray ?? funktion)?.page ?? pages.length };
  }
  return undefined;
}

interface PlacedPiece extends TextPiece {
  /** Offsets into the bodies of all pages, one behind the other. */
  readonly begin: number;
  readonly end: number;
  readonly page: number;
}

function piecesOf(pages: readonly PageText[]): PlacedPiece[] {
  let offset = 0;
  return pages.flatMap(({ body, pieces }, index) => {
    const base = offset;
    offset += body.length;
    return pieces.map((piece) => ({
      ...piece,
      begin: base + piece.start,
      end: base + piece.start + piece.length,
      page: index + 1,
    }));
  });
}

function pieceAt(pieces: readonly PlacedPiece[], place: number): PlacedPiece | undefined {
  return pieces.find(({ begin, end }) => begin <= place && place < end);
}

function isOver(piece: PlacedPiece, below: PlacedPiece): boolean {
  const rise = piece.y - below.y;
  const isBeside = piece.x >= below.x - 1 && piece.x + piece.width <= below.x + widest;
  const isSameSize = Math.abs(piece.height - below.height) < 0.5 && piece.isUpright && below.isUpright;
  return piece.page === below.page && rise > 0 && rise <= highest && isBeside && isSameSize;
}
