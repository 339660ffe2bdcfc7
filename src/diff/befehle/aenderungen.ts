import {
  nummeriert,
  type Abschnitt,
  type Absatz,
  type Anhang,
  type Aufzaehlung,
  type Body,
  type Punkt,
  type Zeile,
} from "./body.ts";
import { Unpassend } from "./inhalt.ts";
import type { Spanne } from "./saetze.ts";
import type { Stelle } from "./stelle.ts";
import { ersetze, type Ersetzung } from "./woerter.ts";

/** What becomes of a unit among its neighbours. */
interface Schicksal {
  readonly davor: unknown[];
  readonly danach: unknown[];
  /** In its place; empty where it goes. */
  statt?: readonly unknown[];
}

/** What becomes of a text: its sentences as units, and changes of words within those that stay. */
interface Textaenderung {
  readonly saetze: Map<number, Schicksal>;
  readonly ersetzungen: Ersetzung[];
  readonly stelle: Stelle;
}

/** All changes of a body, gathered by the part of the old body they concern, then made at once. */
export class Aenderungen {
  readonly #einheiten = new Map<object, Schicksal>();
  readonly #dazu = new Map<object, unknown[]>();
  readonly #anhaenge = new Map<object, { readonly weg: boolean; readonly neu: Anhang | undefined }>();
  readonly #kreuze = new Map<object, boolean>();
  readonly #texte = new Map<object, Map<Stelle["feld"], Textaenderung>>();
  readonly #visited = new Set<object>();

  einfuegen(bei: object, stelle: "vor" | "nach", neu: readonly unknown[]): void {
    const schicksal = entry(this.#einheiten, bei, newSchicksal);
    (stelle === "vor" ? schicksal.davor : schicksal.danach).push(...neu);
  }

  anfuegen(an: object, neu: readonly unknown[]): void {
    entry(this.#dazu, an, () => []).push(...neu);
  }

  ersetzen(item: object, statt: readonly unknown[]): void {
    setOnce(entry(this.#einheiten, item, newSchicksal), statt);
  }

  /** A list, table or row of boxes goes, comes where there is none or the old one goes, or both. */
  anhang(of: Absatz | Punkt, change: { readonly weg: boolean; readonly neu: Anhang | undefined }): void {
    const known = this.#anhaenge.get(of);
    if ((known?.weg && change.weg) || (known?.neu && change.neu)) throw new Unpassend(twice);
    this.#anhaenge.set(of, { weg: known?.weg || change.weg, neu: known?.neu ?? change.neu });
  }

  kreuz(kaestchen: object, angekreuzt: boolean): void {
    this.#kreuze.set(kaestchen, angekreuzt);
  }

  woerter(stelle: Stelle, ersetzung: Ersetzung): void {
    this.#text(stelle).ersetzungen.push(ersetzung);
  }

  /** Sentences by the side of a sentence, or where a text has none yet. */
  saetzeEinfuegen(stelle: Stelle, satz: Spanne | undefined, seite: "vor" | "nach", neu: string): void {
    const schicksal = entry(this.#text(stelle).saetze, satz?.von ?? 0, newSchicksal);
    (seite === "vor" ? schicksal.davor : schicksal.danach).push(neu);
  }

  satzErsetzen(stelle: Stelle, satz: Spanne, neu: readonly string[]): void {
    setOnce(entry(this.#text(stelle).saetze, satz.von, newSchicksal), neu);
  }

  #text(stelle: Stelle): Textaenderung {
    const felder = entry(this.#texte, stelle.in, () => new Map<Stelle["feld"], Textaenderung>());
    return entry(felder, stelle.feld, () => ({ saetze: new Map(), ersetzungen: [], stelle }));
  }

  /** The new body, and for each of its sections the old one, if it stays. */
  body(old: Body): { readonly body: Body; readonly from: readonly (Abschnitt | undefined)[] } {
    const stays = new Map<Abschnitt, Abschnitt>();
    const placed = this.#reihe(old, old.abschnitte, (abschnitt) => {
      const kept = this.#abschnitt(abschnitt);
      stays.set(kept, abschnitt);
      return kept;
    });
    const from = placed.map((abschnitt) => stays.get(abschnitt));
    const abschnitte = nummeriert(placed);
    const wrong = placed.find(({ nummer }, index) => !from[index] && nummer !== abschnitte[index]?.nummer);
    if (wrong) throw new Unpassend(`Nummer ${wrong.nummer} bekäme an ihrer Stelle eine andere Nummer.`);
    const fussnoten = this.#reihe(old.fussnoten, old.fussnoten, (note) => ({
      text: this.#feld(note, "text", note.text),
    }));
    this.#checkVisited();
    return { body: { ...old, abschnitte, fussnoten }, from };
  }

  #checkVisited(): void {
    const touched = [this.#einheiten, this.#dazu, this.#anhaenge, this.#kreuze, this.#texte];
    const lost = touched.some((map) => [...map.keys()].some((key) => !this.#visited.has(key)));
    if (lost) throw new Unpassend("Ein Befehl ändert, was ein anderer aufhebt oder neu fasst.");
  }

  #reihe<T extends object>(owner: object, items: readonly T[], rebuild: (item: T) => T): T[] {
    this.#visited.add(owner);
    const kept = items.flatMap((item): unknown[] => {
      const { davor = [], statt, danach = [] } = this.#einheiten.get(item) ?? {};
      if (statt === undefined) return [...davor, rebuild(item), ...danach];
      // Changes within what goes are not visited.
      const isTouched = this.#texte.has(item) || this.#anhaenge.has(item) || this.#dazu.has(item);
      if (!isTouched) this.#visited.add(item);
      return [...davor, ...statt, ...danach];
    });
    return [...kept, ...(this.#dazu.get(owner) ?? [])] as T[];
  }

  #abschnitt(abschnitt: Abschnitt): Abschnitt {
    const absaetze = this.#reihe(abschnitt, abschnitt.absaetze, (absatz) => this.#absatz(absatz));
    return {
      ...abschnitt,
      ueberschrift: this.#feld(abschnitt, "ueberschrift", abschnitt.ueberschrift),
      absaetze,
    };
  }

  #absatz(absatz: Absatz): Absatz {
    return { text: this.#feld(absatz, "text", absatz.text), anhang: this.#anhang(absatz) };
  }

  #anhang(owner: Absatz | Punkt): Anhang | undefined {
    this.#visited.add(owner);
    const { anhang } = owner;
    const change = this.#anhaenge.get(owner);
    if (change && anhang && !change.weg) throw new Unpassend("Dort steht schon etwas anderes.");
    if (change) return change.neu;
    if (anhang?.art === "aufzaehlung") return this.#aufzaehlung(anhang);
    if (anhang?.art === "kaestchen") {
      const kaestchen = this.#reihe(anhang, anhang.kaestchen, (each) => ({
        text: this.#feld(each, "text", each.text),
        angekreuzt: this.#kreuze.get(each) ?? each.angekreuzt,
      }));
      return kaestchen.length === 0 ? undefined : { ...anhang, kaestchen };
    }
    if (anhang?.art !== "tabelle") return undefined;
    const zeilen = this.#reihe(anhang, anhang.zeilen, (each) => this.#zeile(each));
    return { ...anhang, kopf: this.#zeile(anhang.kopf), zeilen };
  }

  #aufzaehlung(aufzaehlung: Aufzaehlung): Aufzaehlung | undefined {
    const punkte = this.#reihe(aufzaehlung, aufzaehlung.punkte, (punkt) => {
      const anhang = this.#anhang(punkt);
      return {
        text: this.#feld(punkt, "text", punkt.text),
        anhang: anhang?.art === "aufzaehlung" ? anhang : undefined,
      };
    });
    return punkte.length === 0 ? undefined : { ...aufzaehlung, punkte };
  }

  #zeile(zeile: Zeile): Zeile {
    return { zellen: zeile.zellen.map((text, index) => this.#feld(zeile, index, text)) };
  }

  #feld(owner: object, feld: Stelle["feld"], text: string): string {
    this.#visited.add(owner);
    const change = this.#texte.get(owner)?.get(feld);
    return change ? geaendert(change) : text;
  }
}

const twice = "Zwei Befehle ändern dieselbe Stelle.";

function setOnce(schicksal: Schicksal, statt: readonly unknown[]): void {
  if (schicksal.statt !== undefined) throw new Unpassend(twice);
  schicksal.statt = statt;
}

function newSchicksal(): Schicksal {
  return { davor: [], danach: [] };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function geaendert({ stelle, saetze, ersetzungen }: Textaenderung): string {
  const ordered = ersetzungen.toSorted((a, b) => a.von - b.von || a.bis - b.bis);
  const clash = ordered.some(({ von, bis }, index) => {
    const following = ordered[index + 1];
    return (
      following !== undefined && (following.von < bis || (following.von === von && following.bis === bis))
    );
  });
  if (clash) throw new Unpassend(twice);
  const spans = stelle.saetze.length === 0 ? [{ von: 0, bis: 0 }] : stelle.saetze;
  return spans
    .flatMap((span) => {
      const { davor = [], statt, danach = [] } = saetze.get(span.von) ?? {};
      const own = ersetzungen.filter(({ von, bis }) => von >= span.von && bis <= span.bis);
      if (statt && own.length > 0) throw new Unpassend(twice);
      return [...davor, ...(statt ?? [worte(stelle, span, own)]), ...danach];
    })
    .filter((satz) => satz !== "")
    .join(" ");
}

function worte({ text }: Stelle, { von, bis }: Spanne, ersetzungen: readonly Ersetzung[]): string {
  return ersetze(
    text.slice(von, bis),
    ersetzungen.map((each) => ({ ...each, von: each.von - von, bis: each.bis - von })),
  );
}
