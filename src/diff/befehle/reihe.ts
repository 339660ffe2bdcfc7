import canonicalize from "canonicalize";
import { align, type Pair } from "../align.ts";
import { similarity } from "../words.ts";
import type { Befehl } from "./befehl.ts";
import { parseSatz } from "./satz-lesen.ts";
import { satzFor } from "./satz.ts";

/** Where new units go, by the place of an old one (from 0), or at the end. */
export type Platz = { readonly nach: number } | { readonly vor: number } | "ende";

/** A row of like units (sentences, Absätze, items, rows, sections …) before and after, and the commands it knows. */
export interface Reihe<T> {
  readonly old: readonly T[];
  readonly next: readonly T[];
  /** Equal texts are the same unit. */
  readonly text: (item: T) => string;
  readonly words: (item: T) => readonly string[];
  /** Says at once that two units are the same (1) or can not be (0). */
  readonly likeness?: (old: T, next: T) => 0 | 1 | undefined;
  /** The commands that change a unit from within; undefined where they cannot be said. */
  readonly change: (index: number, old: T, next: T) => Befehl[] | undefined;
  readonly rewrite: (index: number, next: T) => Befehl | undefined;
  readonly repeal: (index: number) => Befehl;
  readonly insert: (items: readonly T[], platz: Platz) => Befehl | undefined;
}

/** So much of two texts is the same where not more than half of it changes. */
export const half = 0.5;

/** Whether a command can be said so that it is read back as itself. */
export function isSayable(befehl: Befehl): boolean {
  const read = parseSatz(satzFor(befehl), befehl.dokument);
  return read !== undefined && canonicalize(read) === canonicalize(befehl);
}

/** The commands that make the new row of the old one; undefined where they cannot be said. */
export function reihenbefehle<T>(reihe: Reihe<T>): Befehl[] | undefined {
  const befehle: Befehl[] = [];
  let isSaid = true;
  const say = (more: readonly (Befehl | undefined)[] | undefined) => {
    for (const befehl of more ?? [undefined]) {
      if (befehl && isSayable(befehl)) befehle.push(befehl);
      else isSaid = false;
    }
  };
  let gone: number[] = [];
  let come: T[] = [];
  let at = 0;
  const flush = () => {
    say(replaced(reihe, gone, come, at));
    [gone, come] = [[], []];
  };
  for (const pair of pairsOf(reihe)) {
    if (pair.old === undefined) come.push(pair.next.item);
    else if (pair.next === undefined) gone.push(at++);
    else {
      flush();
      if (pair.old.text !== pair.next.text) say(changed(reihe, at, pair.old, pair.next));
      at++;
    }
  }
  flush();
  return isSaid ? befehle : undefined;
}

interface Unit<T> {
  readonly item: T;
  readonly text: string;
  readonly words: readonly string[];
}

/** Units that are the same at both ends stay together, so that one change among equal units is one change. */
function pairsOf<T>({ old, next, text, words, likeness }: Reihe<T>): Pair<Unit<T>>[] {
  const unit = (item: T): Unit<T> => ({ item, text: text(item), words: words(item) });
  const [before, after] = [old.map(unit), next.map(unit)];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start]?.text === after[start]?.text) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end)?.text === after.at(-1 - end)?.text) end++;
  const [oldEnd, nextEnd] = [before.length - end, after.length - end];
  const same = (from: number, to: number, shift: number) =>
    before
      .slice(from, to)
      .map((each, index) => ({ old: each, next: after[from + index + shift] as Unit<T> }));
  const middle = align(before.slice(start, oldEnd), after.slice(start, nextEnd), {
    key: (each) => each.text,
    similarity: (a, b) => likeness?.(a.item, b.item) ?? similarity(a.words, b.words),
  });
  return [...same(0, start, 0), ...middle, ...same(oldEnd, before.length, nextEnd - oldEnd)];
}

/** Where more than half changes, one new unit says it better than many changes. */
function changed<T>(
  reihe: Reihe<T>,
  index: number,
  old: Unit<T>,
  next: Unit<T>,
): readonly Befehl[] | undefined {
  const inner = reihe.change(index, old.item, next.item);
  if (inner && (inner.length === 1 || similarity(old.words, next.words) >= half)) return inner;
  const whole = reihe.rewrite(index, next.item);
  return whole && isSayable(whole) ? [whole] : inner;
}

/** What goes and what comes in one place: one for the other, as far as they go, then what is left of either. */
function replaced<T>(
  reihe: Reihe<T>,
  gone: readonly number[],
  come: readonly T[],
  end: number,
): (Befehl | undefined)[] {
  const rewritten: Befehl[] = [];
  for (const [index, next] of come.entries()) {
    const old = gone[index];
    const befehl = old === undefined ? undefined : reihe.rewrite(old, next);
    if (!befehl || !isSayable(befehl)) break;
    rewritten.push(befehl);
  }
  const repealed = gone.slice(rewritten.length).map(reihe.repeal);
  const added = come.slice(rewritten.length);
  const kept = end - repealed.length - 1;
  const inserted = added.length > 0 ? [reihe.insert(added, platzOf(reihe.old.length, kept, end))] : [];
  return [...rewritten, ...repealed, ...inserted];
}

/** Beside a unit that stays, if there is one; `kept` is the one before, `end` the one behind. */
function platzOf(count: number, kept: number, end: number): Platz {
  if (kept === count - 1) return "ende";
  if (kept >= 0) return { nach: kept };
  return end < count ? { vor: end } : "ende";
}
