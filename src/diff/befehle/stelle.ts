import type { Adresse } from "./befehl.ts";
import {
  type Abschnitt,
  type Absatz,
  type Anhang,
  type Aufzaehlung,
  type Body,
  type Punkt,
  type Tabelle,
  type Textstelle,
} from "./body.ts";
import { Unpassend } from "./inhalt.ts";
import { saetzeOf, type Spanne } from "./saetze.ts";

/** A text that stands for itself: of a paragraph, an item, a cell, a heading … */
export interface Stelle {
  /** The part of the body that holds the text, and where in it. */
  readonly in: object;
  readonly feld: "text" | "ueberschrift" | number;
  readonly text: string;
  readonly saetze: readonly Spanne[];
}

/** Some sentences of a text. */
export interface Ausschnitt {
  readonly stelle: Stelle;
  readonly saetze: readonly Spanne[];
}

/** What an address leads to. Each member is there if the address goes that far. */
export interface Fund {
  readonly abschnitt?: Abschnitt;
  readonly absatz?: Absatz;
  readonly punkt?: Punkt;
  /** Where the item stands among others. */
  readonly aufzaehlung?: Aufzaehlung;
  readonly tabelle?: Tabelle;
  readonly fussnote?: Textstelle;
}

/** The section with its subsections. */
export function teilbaum(body: Body, abschnitt: Abschnitt): Abschnitt[] {
  if (abschnitt.tiefe === 0) return [abschnitt];
  const start = body.abschnitte.indexOf(abschnitt);
  const end = body.abschnitte.findIndex(
    ({ tiefe }, index) => index > start && (tiefe === 0 || tiefe <= abschnitt.tiefe),
  );
  return body.abschnitte.slice(start, end < 0 ? undefined : end);
}

export function nameOf({ art, nummer, ueberschrift }: Abschnitt): string {
  return art === "nummer" ? nummer : ueberschrift;
}

/** Follows an address down to where words or units are; throws `Unpassend` where it leads nowhere. */
export function finde(body: Body, adresse: Adresse): Fund {
  if (adresse.fussnote !== undefined) return { fussnote: at(body.fussnoten, adresse.fussnote, "Fußnote") };
  const abschnitt = findeAbschnitt(body, adresse.nummer ?? "");
  if (adresse.ueberschrift) return { abschnitt };
  const isDeeper = [adresse.punkt, adresse.zeile, adresse.kaestchen, adresse.satz, adresse.vor].some(
    (each) => each !== undefined,
  );
  if (adresse.absatz === undefined && !isDeeper) return { abschnitt };
  const absatz = findeAbsatz(body, adresse);
  const { anhang } = absatz;
  if (adresse.punkt !== undefined) return { abschnitt, absatz, ...findePunkt(anhang, adresse.punkt) };
  if (adresse.zeile === undefined) return { abschnitt, absatz };
  if (anhang?.art !== "tabelle") throw new Unpassend("Dort steht keine Tabelle.");
  return { abschnitt, absatz, tabelle: anhang };
}

/** The Absatz of an address; without a number, the only one of its section. */
export function findeAbsatz(body: Body, { nummer, absatz }: Adresse): Absatz {
  const { absaetze } = findeAbschnitt(body, nummer ?? "");
  return at(absaetze, absatz ?? only(absaetze), "Absatz");
}

export function findeAbschnitt(body: Body, name: string): Abschnitt {
  const isNumber = /^\d+(?:\.\d+)*$/.test(name);
  const found = body.abschnitte.filter((abschnitt) => {
    if (isNumber !== (abschnitt.art === "nummer")) return false;
    return nameOf(abschnitt) === name;
  });
  const [abschnitt] = found;
  if (!abschnitt || found.length > 1)
    throw new Unpassend(`Einen Abschnitt „${name}“ gibt es nicht genau einmal.`);
  return abschnitt;
}

function findePunkt(anhang: Anhang | undefined, path: string): { punkt: Punkt; aufzaehlung: Aufzaehlung } {
  let found: { punkt: Punkt; aufzaehlung: Aufzaehlung } | undefined;
  let aufzaehlung = anhang?.art === "aufzaehlung" ? anhang : undefined;
  for (const number of path.split(".")) {
    if (!aufzaehlung) throw new Unpassend("Dort steht keine Aufzählung.");
    const punkt = at(aufzaehlung.punkte, Number(number), "Aufzählungspunkt");
    found = { punkt, aufzaehlung };
    aufzaehlung = punkt.anhang;
  }
  if (!found) throw new Unpassend("Dort steht keine Aufzählung.");
  return found;
}

/** The item with a number counted from 1. */
export function at<T>(items: readonly T[], number: number, name: string): T {
  const item = items[number - 1];
  if (item === undefined) throw new Unpassend(`${name} ${number} gibt es dort nicht.`);
  return item;
}

function only(items: readonly unknown[]): number {
  if (items.length !== 1) throw new Unpassend("Welcher Absatz gemeint ist, ist offen.");
  return 1;
}

/** The text whose sentences an address speaks of. */
export function findeText(body: Body, adresse: Adresse): Stelle {
  const { punkt, fussnote } = finde(body, adresse);
  return textOfStelle(punkt ?? fussnote ?? findeAbsatz(body, adresse));
}

/** The words an address speaks of, as a reader takes it: a section with all that is in it, a sentence with its list. */
export function bereich(body: Body, adresse: Adresse): Ausschnitt[] {
  const { abschnitt, absatz, punkt, tabelle, fussnote } = finde(body, adresse);
  if (fussnote) return saetzeIn(fussnote, undefined, adresse);
  if (!abschnitt) return [];
  if (adresse.ueberschrift) return [ganz(ueberschriftOf(abschnitt))];
  if (!absatz) return teilbaum(body, abschnitt).flatMap(allOfAbschnitt).map(ganz);
  if (tabelle) return zellenOf(tabelle, adresse).map(ganz);
  if (punkt) return saetzeIn(punkt, punkt.anhang, adresse);
  if (adresse.kaestchen === undefined) return saetzeIn(absatz, absatz.anhang, adresse);
  if (absatz.anhang?.art !== "kaestchen") throw new Unpassend("Dort stehen keine Kästchen.");
  return [ganz(einSatz(at(absatz.anhang.kaestchen, adresse.kaestchen, "Kästchen")))];
}

function zellenOf(tabelle: Tabelle, { zeile, spalte }: Adresse): Stelle[] {
  const row = zeile === 0 ? tabelle.kopf : at(tabelle.zeilen, zeile ?? 0, "Zeile");
  if (spalte === undefined) return row.zellen.map((_, index) => zelleOf(row, index));
  at(row.zellen, spalte, "Spalte");
  return [zelleOf(row, spalte - 1)];
}

/** One sentence or all; the last one goes on in the list, table or boxes behind it. */
function saetzeIn(owner: Textstelle, anhang: Anhang | undefined, { satz, vor }: Adresse): Ausschnitt[] {
  const stelle = textOfStelle(owner);
  const behind = vor === undefined ? allOfAnhang(anhang).map(ganz) : [];
  if (satz === undefined) return [ganz(stelle), ...behind];
  const own = { stelle, saetze: [at(stelle.saetze, satz, "Satz")] };
  return satz === stelle.saetze.length ? [own, ...behind] : [own];
}

function ganz(stelle: Stelle): Ausschnitt {
  return { stelle, saetze: stelle.saetze };
}

export function textOfStelle(owner: Textstelle): Stelle {
  return { in: owner, feld: "text", text: owner.text, saetze: saetzeOf(owner.text) };
}

/** Headings, boxes and cells are no sentences; their text is one piece. */
function einSatz(owner: Textstelle): Stelle {
  return { in: owner, feld: "text", text: owner.text, saetze: oneSpan(owner.text) };
}

export function ueberschriftOf(abschnitt: Abschnitt): Stelle {
  const { ueberschrift: text } = abschnitt;
  return { in: abschnitt, feld: "ueberschrift", text, saetze: oneSpan(text) };
}

function zelleOf(zeile: { readonly zellen: readonly string[] }, index: number): Stelle {
  const text = zeile.zellen[index] ?? "";
  return { in: zeile, feld: index, text, saetze: oneSpan(text) };
}

function oneSpan(text: string): Spanne[] {
  return [{ von: 0, bis: text.length }];
}

function allOfAbschnitt(abschnitt: Abschnitt): Stelle[] {
  const texts = abschnitt.absaetze.flatMap((absatz) => [textOfStelle(absatz), ...allOfAnhang(absatz.anhang)]);
  return abschnitt.art === "eingang" ? texts : [ueberschriftOf(abschnitt), ...texts];
}

function allOfAnhang(anhang: Anhang | undefined): Stelle[] {
  if (!anhang) return [];
  if (anhang.art === "kaestchen") return anhang.kaestchen.map(einSatz);
  if (anhang.art === "aufzaehlung")
    return anhang.punkte.flatMap((punkt) => [textOfStelle(punkt), ...allOfAnhang(punkt.anhang)]);
  return [anhang.kopf, ...anhang.zeilen].flatMap((zeile) =>
    zeile.zellen.map((_, index) => zelleOf(zeile, index)),
  );
}

/** How often words stand in some texts; a word within a word counts as well. */
export function fundstellen(
  ausschnitte: readonly Ausschnitt[],
  alt: string,
): { stelle: Stelle; satz: Spanne; von: number }[] {
  return ausschnitte.flatMap(({ stelle, saetze }) =>
    saetze.flatMap((satz) => {
      const found = [];
      const { text } = stelle;
      for (let von = text.indexOf(alt, satz.von); von >= 0; von = text.indexOf(alt, von + 1)) {
        if (von + alt.length > satz.bis) break;
        found.push({ stelle, satz, von });
      }
      return found;
    }),
  );
}
