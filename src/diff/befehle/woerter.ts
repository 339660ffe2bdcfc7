import type { Inline } from "../../document/document.ts";
import { atomsOf, compareAtoms, type Atom } from "../words.ts";
import type { Befehl } from "./befehl.ts";
import { isBalanced, isEnclosable } from "./anfuehrung.ts";
import { fussnotenzeichen } from "./saetze.ts";

/** A change of words within one sentence; its place is told elsewhere. */
export type Wortbefehl = Pick<Befehl, "op" | "alt" | "neu" | "stelle">;

/** What a text has between two places is replaced. */
export interface Ersetzung {
  readonly von: number;
  readonly bis: number;
  readonly neu: string;
}

/** The words of a text, without its marks. */
export function woerterOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+(?:[-‑.:/*_’'][\p{L}\p{N}\p{M}]+)*/gu) ?? [];
}

/**
 * What a command of words does to the sentence, whose `alt` begins at `von`. Words are put in and taken out with the space
 * that parts them from their neighbours.
 */
export function ersetzungOf(satz: string, von: number, befehl: Wortbefehl): Ersetzung {
  const { op, alt = "", neu = "", stelle } = befehl;
  const bis = von + alt.length;
  if (op === "ersetzen") return { von, bis, neu };
  if (op === "streichen") return gestrichen(satz, von, bis);
  if (stelle === "vor") return { von, bis: von, neu: neu + spaceBetween(neu, alt) };
  return { von: bis, bis, neu: spaceBetween(alt, neu) + neu };
}

function gestrichen(satz: string, von: number, bis: number): Ersetzung {
  const [before, after] = [satz.slice(0, von), satz.slice(bis)];
  if (before.endsWith(" ") && (after === "" || /^[ ,;.:!?)“]/u.test(after)))
    return { von: von - 1, bis, neu: "" };
  if (before === "" && after.startsWith(" ")) return { von, bis: bis + 1, neu: "" };
  return { von, bis, neu: "" };
}

function spaceBetween(left: string, right: string): string {
  const isTight = /^[,;.:!?)“]/u.test(right) || right.startsWith(fussnotenzeichen) || /[(„]$/u.test(left);
  return isTight ? "" : " ";
}

export function ersetze(text: string, ersetzungen: readonly Ersetzung[]): string {
  return ersetzungen
    .toSorted((a, b) => b.von - a.von)
    .reduce((result, { von, bis, neu }) => result.slice(0, von) + neu + result.slice(bis), text);
}

/** A quotation with more neighbours than this says less than the whole sentence anew. */
const mostNeighbours = 40;

/** A stretch of the old sentence and what stands there in the new one. */
interface Hunk {
  /** Places among the pieces of the old sentence. */
  readonly start: number;
  readonly end: number;
  readonly neu: string;
}

/** A command with the stretch it quotes and what it does. */
interface Vorschlag {
  readonly befehl: Wortbefehl;
  readonly von: number;
  readonly bis: number;
}

/**
 * The commands that make the new sentence of the old one, in order; undefined where none can be said. `count` says how
 * often words occur at the address.
 */
export function wortbefehle(
  old: string,
  next: string,
  count: (alt: string) => number,
): Wortbefehl[] | undefined {
  const satz = new Stuecke(old);
  let hunks = hunksOf(old, next).map((hunk) => withoutSpace(satz, hunk));
  for (;;) {
    const found = hunks.map((hunk) => vorschlag(satz, hunk, count));
    const collision = found.findIndex((each, index) => {
      const following = found[index + 1];
      return each && following && each.bis > following.von;
    });
    if (collision < 0) return gesammelt(found);
    hunks = merged(satz, hunks, collision);
  }
}

function gesammelt(found: readonly (Vorschlag | undefined)[]): Wortbefehl[] | undefined {
  const befehle = found.flatMap((each) => (each ? [each.befehl] : []));
  return befehle.length < found.length ? undefined : befehle;
}

/** Two changes whose quotations would overlap become one. */
function merged(satz: Stuecke, hunks: readonly Hunk[], index: number): Hunk[] {
  const [first, second] = [hunks[index], hunks[index + 1]];
  if (!first || !second) return [...hunks];
  const neu = first.neu + satz.text(first.end, second.start) + second.neu;
  return [...hunks.slice(0, index), { start: first.start, end: second.end, neu }, ...hunks.slice(index + 2)];
}

/** A sentence in the pieces that a comparison keeps whole. */
class Stuecke {
  readonly satz: string;
  readonly places: readonly number[];

  constructor(satz: string) {
    this.satz = satz;
    let place = 0;
    this.places = [0, ...atomsIn(satz).map((atom) => (place += textOfAtom(atom).length))];
  }

  get count(): number {
    return this.places.length - 1;
  }

  at(index: number): number {
    return this.places[index] ?? this.satz.length;
  }

  text(start: number, end: number): string {
    return this.satz.slice(this.at(start), this.at(end));
  }
}

function atomsIn(text: string): Atom[] {
  const inlines = text.split(fussnotenzeichen).flatMap((value, index): Inline[] => {
    const sign: Inline = { type: "footnoteReference", number: 0 };
    return [...(index > 0 ? [sign] : []), { type: "text", value, pointer: undefined }];
  });
  return atomsOf(inlines, []);
}

function textOfAtom({ inline }: Atom): string {
  return inline.type === "text" ? inline.value : fussnotenzeichen;
}

function hunksOf(old: string, next: string): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  for (const piece of compareAtoms(atomsIn(old), atomsIn(next))) {
    if (piece.change === "same") {
      at += piece.old.length;
      continue;
    }
    const last = hunks.at(-1);
    const gone = piece.change === "removed" ? piece.old.length : 0;
    const come = piece.change === "added" ? piece.next.map(textOfAtom).join("") : "";
    if (last?.end === at) hunks[hunks.length - 1] = { ...last, end: at + gone, neu: last.neu + come };
    else hunks.push({ start: at, end: at + gone, neu: come });
    at += gone;
  }
  return hunks;
}

/** A space that both sides end or begin with is no part of the change. */
function withoutSpace(satz: Stuecke, hunk: Hunk): Hunk {
  let { start, end, neu } = hunk;
  if (end > start && satz.text(end - 1, end) === " " && neu.endsWith(" "))
    [end, neu] = [end - 1, neu.slice(0, -1)];
  if (end > start && satz.text(start, start + 1) === " " && neu.startsWith(" "))
    [start, neu] = [start + 1, neu.slice(1)];
  return { start, end, neu };
}

function vorschlag(satz: Stuecke, hunk: Hunk, count: (alt: string) => number): Vorschlag | undefined {
  const removed = satz.text(hunk.start, hunk.end).trim();
  const added = hunk.neu.trim();
  const isOnce = (alt: string) => count(alt) === 1;
  const can = (alt: string) => isBalanced(alt) && isQuotable(alt) && isOnce(alt);
  if (removed === "" && isInsertable(added)) {
    const found = einfuegung(satz, hunk, added, can);
    if (found) return found;
  }
  const isWhole = removed === satz.satz && isEnclosable(removed);
  if (added === "" && removed !== "" && (isWhole || isInsertable(removed)) && isOnce(removed)) {
    const von = satz.satz.indexOf(removed, satz.at(hunk.start));
    const found = { befehl: { op: "streichen" as const, alt: removed }, von, bis: von + removed.length };
    if (isRight(satz, hunk, found)) return found;
  }
  // Marks that stand by themselves take other marks around them, where no more words help.
  return ersetzung(satz, hunk, isOnce, isBalanced) ?? ersetzung(satz, hunk, isOnce, isEnclosable);
}

/** A sign by itself, or words with or without a mark before them. */
function isInsertable(text: string): boolean {
  return (
    text === fussnotenzeichen || (isBalanced(text) && hasWord(text) && !/^(?:[.:!?)“]|[,;][^ ])/u.test(text))
  );
}

function isQuotable(text: string): boolean {
  return hasWord(text) && !/^[\s,;.:!?)“]|\s$/u.test(text);
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]|__/u.test(text.replaceAll(fussnotenzeichen, ""));
}

/** Puts the words behind the ones that stand before them, or before the ones behind them. */
function einfuegung(
  satz: Stuecke,
  hunk: Hunk,
  neu: string,
  can: (alt: string) => boolean,
): Vorschlag | undefined {
  for (const stelle of ["nach", "vor"] as const) {
    for (let words = 1; words <= mostNeighbours; words++) {
      const [start, end] =
        stelle === "nach" ? [hunk.start - words, hunk.start] : [hunk.end, hunk.end + words];
      if (start < 0 || end > satz.count) break;
      const alt = satz.text(start, end).trim();
      if (!can(alt)) continue;
      const von = satz.satz.indexOf(alt, satz.at(start));
      const found = { befehl: { op: "einfuegen" as const, stelle, alt, neu }, von, bis: von + alt.length };
      if (isRight(satz, hunk, found)) return found;
      break;
    }
  }
  return undefined;
}

/** Whether a proposal does what the hunk does. */
function isRight(satz: Stuecke, hunk: Hunk, { befehl, von }: Vorschlag): boolean {
  const expected = satz.text(0, hunk.start) + hunk.neu + satz.text(hunk.end, satz.count);
  return ersetze(satz.satz, [ersetzungOf(satz.satz, von, befehl)]) === expected;
}

/** Quotes as few neighbours as needed for the words to occur once. */
function ersetzung(
  satz: Stuecke,
  hunk: Hunk,
  isOnce: (alt: string) => boolean,
  isClosed: (text: string) => boolean,
): Vorschlag | undefined {
  const most = hunk.start + satz.count - hunk.end;
  for (let more = 0; more <= Math.min(most, mostNeighbours); more++) {
    for (let left = 0; left <= more; left++) {
      const [start, end] = [hunk.start - left, hunk.end + more - left];
      if (start < 0 || end > satz.count) continue;
      const alt = satz.text(start, end);
      const neu = satz.text(start, hunk.start) + hunk.neu + satz.text(hunk.end, end);
      const isWhole = more === most;
      const fits = isClosed(alt) && isClosed(neu) && (isWhole || (isQuotable(alt) && isQuotable(neu)));
      if (fits && alt !== "" && neu !== "" && isOnce(alt))
        return { befehl: { op: "ersetzen", alt, neu }, von: satz.at(start), bis: satz.at(end) };
    }
  }
  return undefined;
}
