import { similarity } from "../words.ts";
import type { Adresse, Befehl, Einheit } from "./befehl.ts";
import type { Anhang, Body } from "./body.ts";
import { half, isSayable, reihenbefehle, type Platz } from "./reihe.ts";
import { saetzeOf } from "./saetze.ts";
import { bereich, fundstellen } from "./stelle.ts";
import { wortbefehle, woerterOf } from "./woerter.ts";

/** A text of the old body, and how it is addressed. */
export interface Ort {
  readonly body: Body;
  /** For its words, where it has one sentence. */
  readonly adresse: Adresse;
  /** For its sentences. */
  readonly saetze: Adresse;
  /** What follows its last sentence. */
  readonly anhang: Anhang | undefined;
  /** Writes the unit anew that the text is all of; undefined where more belongs to it, before or after. */
  readonly rewrite: ((text: string) => Befehl) | undefined;
}

/** The commands that make one running text of another; undefined where they cannot be said. */
export function textbefehle(ort: Ort, old: string, next: string): Befehl[] | undefined {
  const [before, after] = [sentences(old), sentences(next)];
  const { body, anhang } = ort;
  const rewriteAll = before.length === 1 && after.length === 1 ? ort.rewrite : undefined;
  const base = { ...ort.saetze, dokument: body.dokument, einheit: "satz" as const };
  const place = (index: number): Adresse => ({
    ...ort.saetze,
    satz: index + 1,
    ...(anhang && index === before.length - 1 && { vor: anhang.art }),
  });
  const satz = (index: number) => ({ ...base, ...place(index) });
  return reihenbefehle({
    old: before,
    next: after,
    text: (item) => item,
    words: woerterOf,
    change: (index, from, to) => {
      const short = before.length === 1 ? ort.adresse : { ...ort.saetze, satz: index + 1 };
      // What follows the sentence may have the same words.
      return satzbefehle(body, short, from, to) ?? satzbefehle(body, place(index), from, to);
    },
    rewrite: (index, text) => rewriteAll?.(text) ?? { ...satz(index), op: "neuFassen", neu: text },
    repeal: (index) => ({ ...satz(index), op: "aufheben" }),
    insert: (items, platz) => {
      const neu = items.join(" ");
      if (before.length === 0) return anhang && { ...base, op: "einfuegen", vor: anhang.art, neu };
      if (platz === "ende" && !anhang) return { ...base, op: "anfuegen", neu };
      const [index, stelle] = beside(platz, before.length);
      return { ...base, satz: index + 1, op: "einfuegen", stelle, neu };
    },
  });
}

/** The unit that new ones are put beside, and the side. */
export function beside(platz: Platz, count: number): [number, "vor" | "nach"] {
  if (platz === "ende") return [count - 1, "nach"];
  return "vor" in platz ? [platz.vor, "vor"] : [platz.nach, "nach"];
}

function sentences(text: string): string[] {
  return saetzeOf(text).map(({ von, bis }) => text.slice(von, bis));
}

/** Changes of words; undefined where more than half changes and it is not a matter of a word or two. */
function satzbefehle(body: Body, adresse: Adresse, old: string, next: string): Befehl[] | undefined {
  const ausschnitte = bereich(body, adresse);
  const found = wortbefehle(old, next, (alt) => fundstellen(ausschnitte, alt).length);
  const words = woerterOf(old);
  const isShort = words.length <= 2 && found?.length === 1;
  if (!isShort && similarity(words, woerterOf(next)) < half) return undefined;
  return found?.map((each) => ({ ...adresse, dokument: body.dokument, einheit: "woerter", ...each }));
}

/** The commands for a text without sentences: a heading, a cell, the text of a box. */
export function stueckbefehle(
  body: Body,
  adresse: Adresse,
  einheit: Einheit,
  old: string,
  next: string,
): Befehl[] | undefined {
  if (old === next) return [];
  const words = satzbefehle(body, adresse, old, next);
  // A heading that becomes another one is written anew, even if it is a single word.
  const isOther = einheit === "ueberschrift" && similarity(woerterOf(old), woerterOf(next)) === 0;
  if (!isOther && words?.every(isSayable)) return words;
  const whole: Befehl = { ...adresse, dokument: body.dokument, op: "neuFassen", einheit, neu: next };
  return isSayable(whole) && einheit !== "kaestchen" ? [whole] : undefined;
}
