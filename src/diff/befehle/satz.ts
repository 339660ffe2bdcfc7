import { angefuehrt } from "./anfuehrung.ts";
import type { Adresse, Befehl } from "./befehl.ts";
import { eingangsteil } from "./body.ts";
import { zwischenAbsaetzen, zwischenAbschnitten } from "./inhalt.ts";
import { fussnotenzeichen, saetzeOf } from "./saetze.ts";
import { woerterOf } from "./woerter.ts";

/**
 * The command as a German sentence by the conventions for amendments. It holds all the command says: `parseSatz` reads it
 * back. Whole units follow on lines of their own, between quotation marks.
 */
export function satzFor(befehl: Befehl): string {
  switch (befehl.einheit) {
    case "woerter":
      return wortSatz(befehl);
    case "kreuz":
      return kreuzSatz(befehl);
    default:
      return einheitSatz(befehl);
  }
}

function wortSatz(befehl: Befehl): string {
  const { op, alt = "", neu = "", stelle = "nach" } = befehl;
  const ort = inOrt(befehl);
  if (op === "ersetzen")
    return `${ort} ${verb(alt)} ${nennen(alt, "nominativ")} durch ${nennen(neu, "akkusativ")} ersetzt.`;
  if (op === "streichen") return `${ort} ${verb(alt)} ${mitZeichen(alt, "das")} gestrichen.`;
  const neues = neu === fussnotenzeichen ? "ein Fußnotenzeichen" : mitZeichen(neu, "ein");
  return `${ort} ${verb(neu)} ${stelle} ${nennen(alt, "dativ")} ${neues} eingefügt.`;
}

/** "ein Komma und die Wörter „…“": a mark before the words is said, not quoted. */
function mitZeichen(text: string, artikel: "ein" | "das"): string {
  const name = zeichenVor(text);
  if (name === undefined) return nennen(text, "akkusativ");
  return `${artikel} ${name} und ${nennen(text.slice(2), "akkusativ")}`;
}

function zeichenVor(text: string): string | undefined {
  if (text.startsWith(", ")) return "Komma";
  return text.startsWith("; ") ? "Semikolon" : undefined;
}

function verb(text: string): "wird" | "werden" {
  return zeichenVor(text) !== undefined || artOf(text) === "Wörter" ? "werden" : "wird";
}

const articles = {
  Wort: { nominativ: "das Wort", akkusativ: "das Wort", dativ: "dem Wort" },
  Wörter: { nominativ: "die Wörter", akkusativ: "die Wörter", dativ: "den Wörtern" },
  Angabe: { nominativ: "die Angabe", akkusativ: "die Angabe", dativ: "der Angabe" },
} as const;

type Kasus = keyof (typeof articles)["Wort"];

/** What is quoted, named by its sort: numbers, dates and marks are an "Angabe". */
function artOf(text: string): keyof typeof articles {
  if (text.includes(fussnotenzeichen) || /\p{N}|__/u.test(text)) return "Angabe";
  if (/^[\p{L}\p{M}]+(?:[-‑–][\p{L}\p{M}]+)*$/u.test(text)) return "Wort";
  return woerterOf(text).length > 1 ? "Wörter" : "Angabe";
}

function nennen(text: string, kasus: Kasus): string {
  if (text === fussnotenzeichen) return kasus === "dativ" ? "dem Fußnotenzeichen" : "das Fußnotenzeichen";
  return `${articles[artOf(text)][kasus]} ${angefuehrt(text)}`;
}

function kreuzSatz(befehl: Befehl): string {
  const { kaestchen, op, alt = "" } = befehl;
  const ort = inOrt(ohne(befehl, "kaestchen"));
  if (op === "einfuegen") return `${ort} wird Kästchen ${kaestchen} ${angefuehrt(alt)} angekreuzt.`;
  return `${ort} wird bei Kästchen ${kaestchen} ${angefuehrt(alt)} das Kreuz gestrichen.`;
}

const einheiten = {
  satz: { feld: "satz", name: "Satz", neuer: "folgender Satz", neue: "folgende Sätze" },
  absatz: { feld: "absatz", name: "Absatz", neuer: "folgender Absatz", neue: "folgende Absätze" },
  punkt: {
    feld: "punkt",
    name: "Aufzählungspunkt",
    neuer: "folgender Aufzählungspunkt",
    neue: "folgende Aufzählungspunkte",
  },
  zeile: {
    feld: "zeile",
    name: "Tabellenzeile",
    neuer: "folgende Tabellenzeile",
    neue: "folgende Tabellenzeilen",
  },
  kaestchen: { feld: "kaestchen", name: "Kästchen", neuer: "folgendes Kästchen", neue: "folgende Kästchen" },
  fussnote: { feld: "fussnote", name: "Fußnote", neuer: "folgende Fußnote", neue: "folgende Fußnoten" },
} as const;

const anhaenge = { aufzaehlung: "Aufzählung", tabelle: "Tabelle", kaestchen: "Kästchen" } as const;

function einheitSatz(befehl: Befehl): string {
  const { op, neu = "" } = befehl;
  if (op === "aufheben") return `${werOderWas(befehl)} aufgehoben.`;
  if (op === "neuFassen") return `${werOderWas(befehl)} wie folgt gefasst:\n${block(neu)}`;
  return `${op === "anfuegen" ? angefuegt(befehl) : eingefuegt(befehl)}:\n${block(neu)}`;
}

/** The quoted unit; where its own text does not end the sentence, the command's point does. */
function block(text: string): string {
  return `${angefuehrt(text)}${/[.!?]$/.test(text) ? "" : "."}`;
}

/** "Nummer 2.2 Absatz 3 wird", "In Nummer 5 wird die Tabelle" */
function werOderWas(befehl: Befehl): string {
  const { einheit } = befehl;
  if (einheit === "ueberschrift") return `Die Überschrift ${genitiv(befehl)} wird`;
  if (einheit === "kaestchen" && befehl.kaestchen === undefined)
    return `${inOrt(befehl)} werden die Kästchen`;
  if (einheit === "aufzaehlung" || einheit === "tabelle")
    return `${inOrt(befehl)} wird die ${anhaenge[einheit]}`;
  return `${ortOf(befehl)} wird`;
}

function angefuegt(befehl: Befehl): string {
  const { einheit } = befehl;
  if (einheit !== "fussnote") return `${dativ(befehl)} ${wirdFolgende(befehl)} angefügt`;
  return `${countOf(einheit, befehl.neu ?? "") > 1 ? "Folgende Fußnoten werden" : "Folgende Fußnote wird"} angefügt`;
}

function eingefuegt(befehl: Befehl): string {
  const { einheit, stelle = "nach" } = befehl;
  const wo = stelle === "nach" ? "Nach" : "Vor";
  if (einheit === "abschnitt" || einheit === "fussnote") {
    const bei = befehl.nummer === eingangsteil ? `dem ${eingangsteil}` : ortOf(befehl);
    return `${wo} ${bei} ${wirdFolgende(befehl)} eingefügt`;
  }
  if (einheit === "satz" && befehl.satz === undefined) {
    const vor = befehl.vor ?? "aufzaehlung";
    const dem = vor === "kaestchen" ? "den" : "der";
    return `${inOrt(ohne(befehl, "vor"))} ${wirdFolgende(befehl, `vor ${dem} ${anhaenge[vor]}`)} eingefügt`;
  }
  const { feld, name } = einheiten[einheit as keyof typeof einheiten];
  const bei = `${stelle} ${name} ${befehl[feld]}`;
  return `${inOrt(ohne(befehl, feld))} ${wirdFolgende(befehl, bei)} eingefügt`;
}

/** "wird nach Absatz 2 folgender Absatz" */
function wirdFolgende(befehl: Befehl, wo = ""): string {
  const [isMany, one, many] = nameNew(befehl);
  return [isMany ? "werden" : "wird", wo, isMany ? many : one].filter((part) => part !== "").join(" ");
}

function nameNew({ einheit, neu = "" }: Befehl): [boolean, string, string] {
  if (einheit === "aufzaehlung" || einheit === "tabelle") {
    const one = `folgende ${anhaenge[einheit]}`;
    return [false, one, one];
  }
  if (einheit === "abschnitt") {
    const abschnitte = neu.split(zwischenAbschnitten);
    const nummern = abschnitte.flatMap((each) => /^(\d+(?:\.\d+)*)\. /.exec(each)?.[1] ?? []);
    const [one, many] =
      nummern.length === abschnitte.length
        ? [`folgende Nummer ${nummern[0]}`, `folgende Nummern ${enumerated(nummern)}`]
        : ["folgender Abschnitt", "folgende Abschnitte"];
    return [abschnitte.length > 1, one, many];
  }
  const { neuer, neue } = einheiten[einheit as keyof typeof einheiten];
  return [countOf(einheit, neu) > 1, neuer, neue];
}

function enumerated(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} und ${names.at(-1)}`;
}

function countOf(einheit: Befehl["einheit"], neu: string): number {
  if (einheit === "satz") return saetzeOf(neu).length;
  if (einheit === "absatz") return neu.split(zwischenAbsaetzen).length;
  const lines = neu.split("\n");
  return einheit === "punkt" ? lines.filter((line) => !/^(?:– |\d+\) )/u.test(line)).length : lines.length;
}

function ohne(adresse: Adresse, feld: keyof Adresse): Adresse {
  return { ...adresse, [feld]: undefined };
}

/** "Nummer 2.2 Absatz 3 Satz 1" */
export function ortOf(adresse: Adresse): string {
  const { absatz, punkt, zeile, spalte, kaestchen, satz, vor } = adresse;
  const teil = (name: string, value: string | number | undefined) =>
    value === undefined ? [] : [`${name} ${value}`];
  return [
    abschnittName(adresse),
    ...teil("Absatz", absatz),
    ...teil("Aufzählungspunkt", punkt),
    ...(zeile === 0 ? ["Kopfzeile"] : teil("Tabellenzeile", zeile)),
    ...teil("Spalte", spalte),
    ...teil("Kästchen", kaestchen),
    ...teil("Satz", satz),
    ...(vor === undefined ? [] : [`vor ${vor === "kaestchen" ? "den" : "der"} ${anhaenge[vor]}`]),
  ].join(" ");
}

function abschnittName({ nummer = "", fussnote }: Adresse): string {
  if (fussnote !== undefined) return `Fußnote ${fussnote}`;
  if (/^\d+(?:\.\d+)*$/.test(nummer)) return `Nummer ${nummer}`;
  return nummer === eingangsteil ? eingangsteil : `Abschnitt ${angefuehrt(nummer)}`;
}

function inOrt(adresse: Adresse): string {
  if (adresse.ueberschrift) return `In der Überschrift ${genitiv(adresse)}`;
  return `${adresse.nummer === eingangsteil ? "Im" : "In"} ${ortOf(adresse)}`;
}

function genitiv({ nummer = "" }: Adresse): string {
  const name = abschnittName({ nummer });
  return name.startsWith("Nummer ") ? `der ${name}` : `des ${name.replace(/^Abschnitt/, "Abschnitts")}`;
}

/** "Der Nummer 2.2 Absatz 3" */
function dativ(adresse: Adresse): string {
  const name = ortOf(adresse);
  return `${/^(?:Nummer|Fußnote) /.test(name) ? "Der" : "Dem"} ${name}`;
}
