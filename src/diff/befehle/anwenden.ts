import { Aenderungen } from "./aenderungen.ts";
import { adresseOf, type Befehl } from "./befehl.ts";
import type { Abschnitt, Absatz, Anhang, Body, Punkt } from "./body.ts";
import {
  leseAbsaetze,
  leseAbschnitte,
  leseAnhang,
  leseAuswahl,
  leseKaestchen,
  lesePunkte,
  leseZeilen,
  Unpassend,
} from "./inhalt.ts";
import {
  at,
  bereich,
  finde,
  findeAbsatz,
  findeAbschnitt,
  findeText,
  fundstellen,
  teilbaum,
} from "./stelle.ts";
import { ersetzungOf } from "./woerter.ts";

/**
 * The text that commands make of the old one. All of them speak of the old text and its numbers, and apply at once.
 * Throws `Unpassend` where a command does not fit the text or another command.
 */
export function applyCommands(body: Body, befehle: readonly Befehl[]): Body {
  return gemacht(body, befehle).body;
}

/** The new text, and for each of its sections the old one, if it stays. */
export function gemacht(
  body: Body,
  befehle: readonly Befehl[],
): { readonly body: Body; readonly from: readonly (Abschnitt | undefined)[] } {
  const aenderungen = new Aenderungen();
  for (const befehl of befehle) {
    if (befehl.dokument !== body.dokument)
      throw new Unpassend("Ein Befehl gehört zu einem anderen Dokument.");
    enter(body, befehl, aenderungen);
  }
  return aenderungen.body(body);
}

function enter(body: Body, befehl: Befehl, aenderungen: Aenderungen): void {
  const { einheit } = befehl;
  if (einheit === "woerter") return enterWords(body, befehl, aenderungen);
  if (einheit === "ueberschrift" || einheit === "zelle") return enterText(body, befehl, aenderungen);
  if (einheit === "kreuz") return enterCross(body, befehl, aenderungen);
  if (einheit === "satz") return enterSentence(body, befehl, aenderungen);
  if (einheit === "abschnitt") return enterSection(body, befehl, aenderungen);
  const isWhole = einheit === "kaestchen" && befehl.kaestchen === undefined && befehl.op !== "anfuegen";
  if (einheit === "aufzaehlung" || einheit === "tabelle" || isWhole)
    return enterAnhang(body, befehl, aenderungen);
  const { item, container, read } = unitOf(body, befehl);
  switch (befehl.op) {
    case "aufheben":
      return aenderungen.ersetzen(item(), []);
    case "neuFassen":
      return aenderungen.ersetzen(item(), read());
    case "anfuegen":
      return "in" in container
        ? aenderungen.anhang(container.in, { weg: false, neu: container.make() })
        : aenderungen.anfuegen(container, read());
    default:
      return aenderungen.einfuegen(item(), befehl.stelle ?? "nach", read());
  }
}

function enterWords(body: Body, befehl: Befehl, aenderungen: Aenderungen): void {
  const { alt = "" } = befehl;
  const found = fundstellen(bereich(body, adresseOf(befehl)), alt);
  const [first] = found;
  if (!first || alt === "" || found.length > 1)
    throw new Unpassend(`„${alt}“ steht dort nicht genau einmal.`);
  const { stelle, satz, von } = first;
  const { von: start, bis, neu } = ersetzungOf(stelle.text.slice(satz.von, satz.bis), von - satz.von, befehl);
  aenderungen.woerter(stelle, { von: start + satz.von, bis: bis + satz.von, neu });
}

/** A heading or a cell as a whole. */
function enterText(body: Body, befehl: Befehl, aenderungen: Aenderungen): void {
  const [ausschnitt] = bereich(body, adresseOf(befehl));
  const [satz] = ausschnitt?.saetze ?? [];
  if (!ausschnitt || !satz || befehl.neu === undefined) throw new Unpassend("Dort steht kein Text.");
  aenderungen.satzErsetzen(ausschnitt.stelle, satz, [befehl.neu]);
}

function enterCross(body: Body, befehl: Befehl, aenderungen: Aenderungen): void {
  const { anhang } = findeAbsatz(body, befehl);
  if (anhang?.art !== "kaestchen") throw new Unpassend("Dort stehen keine Kästchen.");
  const kaestchen = at(anhang.kaestchen, befehl.kaestchen ?? 0, "Kästchen");
  const angekreuzt = befehl.op === "einfuegen";
  if (kaestchen.text !== befehl.alt || kaestchen.angekreuzt === angekreuzt)
    throw new Unpassend(`Kästchen ${befehl.kaestchen} ist ein anderes oder schon so.`);
  aenderungen.kreuz(kaestchen, angekreuzt);
}

function enterSentence(body: Body, befehl: Befehl, aenderungen: Aenderungen): void {
  const stelle = findeText(body, befehl);
  const { op, neu = "" } = befehl;
  const last = stelle.saetze.length;
  const satz = stelle.saetze[(befehl.satz ?? last) - 1];
  if (op === "anfuegen" || (op === "einfuegen" && befehl.satz === undefined))
    return aenderungen.saetzeEinfuegen(stelle, satz, "nach", neu);
  if (!satz) throw new Unpassend(`Satz ${befehl.satz} gibt es dort nicht.`);
  if (op === "einfuegen") aenderungen.saetzeEinfuegen(stelle, satz, befehl.stelle ?? "nach", neu);
  else aenderungen.satzErsetzen(stelle, satz, op === "aufheben" ? [] : [neu]);
}

function enterSection(body: Body, befehl: Befehl, aenderungen: Aenderungen): void {
  const abschnitt = findeAbschnitt(body, befehl.nummer ?? "");
  const [first = abschnitt, ...rest] = teilbaum(body, abschnitt);
  const read = () => leseAbschnitte(befehl.neu ?? "");
  if (befehl.op === "einfuegen" && befehl.stelle === "vor") aenderungen.einfuegen(first, "vor", read());
  else if (befehl.op === "einfuegen" || befehl.op === "anfuegen")
    aenderungen.einfuegen(rest.at(-1) ?? first, "nach", read());
  else {
    aenderungen.ersetzen(first, befehl.op === "aufheben" ? [] : read());
    for (const each of rest) aenderungen.ersetzen(each, []);
  }
}

function enterAnhang(body: Body, befehl: Befehl, aenderungen: Aenderungen): void {
  const owner = finde(body, befehl).punkt ?? findeAbsatz(body, befehl);
  const { op, einheit, neu = "" } = befehl;
  const isThere = owner.anhang?.art === einheit;
  if (op !== "anfuegen" && !isThere) throw new Unpassend("Was geändert werden soll, steht dort nicht.");
  const anhang = op === "aufheben" ? undefined : leseAnhang(neu);
  if (anhang && anhang.art !== einheit) throw new Unpassend(`Das ist etwas anderes: ${neu}`);
  aenderungen.anhang(owner, { weg: op !== "anfuegen", neu: anhang });
}

/** A unit in a row of its like: the unit itself, where others are appended to, and how new ones are read. */
interface Unit {
  readonly item: () => object;
  readonly container: object | { readonly in: Absatz | Punkt; readonly make: () => Anhang };
  readonly read: () => readonly unknown[];
}

function unitOf(body: Body, befehl: Befehl): Unit {
  const { neu = "" } = befehl;
  switch (befehl.einheit) {
    case "absatz":
      return {
        item: () => findeAbsatz(body, befehl),
        container: findeAbschnitt(body, befehl.nummer ?? ""),
        read: () => leseAbsaetze(neu),
      };
    case "fussnote":
      return {
        item: () => at(body.fussnoten, befehl.fussnote ?? 0, "Fußnote"),
        container: body.fussnoten,
        read: () => neu.split("\n").map((text) => ({ text })),
      };
    case "punkt":
      return punktOf(body, befehl, neu);
    case "kaestchen":
      return kaestchenOf(body, befehl, neu);
    default:
      return zeileOf(body, befehl, neu);
  }
}

function punktOf(body: Body, befehl: Befehl, neu: string): Unit {
  const { punkt, aufzaehlung } = finde(body, befehl);
  const owner = punkt ?? findeAbsatz(body, befehl);
  const list = owner.anhang?.art === "aufzaehlung" ? owner.anhang : undefined;
  const make = (): Anhang => ({ art: "aufzaehlung", geordnet: false, punkte: lesePunkte(neu) });
  return {
    item: () => {
      if (!punkt || !aufzaehlung) throw new Unpassend("Dort steht keine Aufzählung.");
      return punkt;
    },
    container: list ?? { in: owner, make },
    read: () => lesePunkte(neu),
  };
}

function kaestchenOf(body: Body, befehl: Befehl, neu: string): Unit {
  const absatz = findeAbsatz(body, befehl);
  const auswahl = absatz.anhang?.art === "kaestchen" ? absatz.anhang : undefined;
  return {
    item: () => at(auswahl?.kaestchen ?? [], befehl.kaestchen ?? 0, "Kästchen"),
    container: auswahl ?? { in: absatz, make: () => leseAuswahl(neu) },
    read: () => leseKaestchen(neu),
  };
}

function zeileOf(body: Body, befehl: Befehl, neu: string): Unit {
  const { anhang } = findeAbsatz(body, befehl);
  if (anhang?.art !== "tabelle") throw new Unpassend("Dort steht keine Tabelle.");
  return {
    item: () => at(anhang.zeilen, befehl.zeile ?? 0, "Zeile"),
    container: anhang,
    read: () => leseZeilen(neu),
  };
}
