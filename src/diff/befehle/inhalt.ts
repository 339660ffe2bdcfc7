import {
  nummeriert,
  type Abschnitt,
  type Absatz,
  type Anhang,
  type Aufzaehlung,
  type Auswahl,
  type Body,
  type Kaestchen,
  type Punkt,
  type Tabelle,
  type Zeile,
} from "./body.ts";

/**
 * How whole units are written in a command, one line each, and read again:
 *
 * - a section: its heading, then its Absätze, with an empty line between them; two empty lines before the next section
 * - an Absatz: its text, then "– Punkt" (deeper: "– – Punkt"; in a numbered list "1) Punkt"), "☒ Kästchen", "☐ Kästchen"
 *   or "| Zelle | Zelle |"
 *
 * Texts have no line breaks of their own. What reads like a mark of this notation is read back as something else;
 * whoever writes it compares (commands-for.ts).
 */
export const zwischenAbsaetzen = "\n\n";
export const zwischenAbschnitten = "\n\n\n";

/** A command that does not fit the text it is applied to. */
export class Unpassend extends Error {}

export function abschnitteText(abschnitte: readonly Abschnitt[]): string {
  return abschnitte.map(abschnittText).join(zwischenAbschnitten);
}

function abschnittText({ art, nummer, ueberschrift, absaetze }: Abschnitt): string {
  const titel = art === "nummer" ? `${nummer}. ${ueberschrift}` : ueberschrift;
  return [titel, ...absaetze.map(absatzText)].join(zwischenAbsaetzen);
}

export function leseAbschnitte(text: string): Abschnitt[] {
  return text.split(zwischenAbschnitten).map((teil) => {
    const [titel = "", ...absaetze] = teil.split(zwischenAbsaetzen);
    const [, nummer = "", rest = titel] = /^(\d+(?:\.\d+)*)\. (.*)$/su.exec(titel) ?? [];
    const tiefe = nummer === "" ? 0 : nummer.split(".").length;
    const art = tiefe === 0 ? "titel" : "nummer";
    return { art, tiefe, nummer, ueberschrift: rest, absaetze: absaetze.map(leseAbsatz) };
  });
}

export function absaetzeText(absaetze: readonly Absatz[]): string {
  return absaetze.map(absatzText).join(zwischenAbsaetzen);
}

export function leseAbsaetze(text: string): Absatz[] {
  return text.split(zwischenAbsaetzen).map(leseAbsatz);
}

export function absatzText({ text, anhang }: Absatz): string {
  return [...(text === "" ? [] : [text]), ...(anhang ? [anhangText(anhang)] : [])].join("\n");
}

function leseAbsatz(text: string): Absatz {
  const [first = "", ...rest] = text.split("\n");
  if (artOf(first) !== undefined) return { text: "", anhang: leseAnhang(text) };
  return { text: first, anhang: rest.length === 0 ? undefined : leseAnhang(rest.join("\n")) };
}

export function anhangText(anhang: Anhang): string {
  if (anhang.art === "aufzaehlung") return aufzaehlungText(anhang, 1);
  if (anhang.art === "kaestchen") return kaestchenText(anhang.kaestchen);
  return [anhang.kopf, ...anhang.zeilen].map((zeile) => `| ${zeileText(zeile)} |`).join("\n");
}

function artOf(line: string): Anhang["art"] | undefined {
  if (/^(?:– |\d+\) )/u.test(line)) return "aufzaehlung";
  if (/^[☒☐] /u.test(line)) return "kaestchen";
  return /^\| .* \|$/u.test(line) ? "tabelle" : undefined;
}

export function leseAnhang(text: string): Anhang {
  const lines = text.split("\n");
  const art = artOf(lines[0] ?? "");
  if (art === "aufzaehlung") return leseAufzaehlung(lines, 1);
  if (art === "kaestchen") return leseAuswahl(text);
  if (art !== "tabelle") throw new Unpassend(`Das ist weder Aufzählung noch Tabelle noch Kästchen: ${text}`);
  return leseTabelle(lines);
}

function leseTabelle(lines: readonly string[]): Tabelle {
  const [kopf, ...zeilen] = lines.map((line) => leseZeile(line.slice(2, -2)));
  return { art: "tabelle", kopf: kopf ?? { zellen: [] }, zeilen };
}

export function leseAuswahl(text: string): Auswahl {
  return { art: "kaestchen", kaestchen: leseKaestchen(text) };
}

export function kaestchenText(kaestchen: readonly Kaestchen[]): string {
  return kaestchen.map(({ text, angekreuzt }) => `${angekreuzt ? "☒" : "☐"} ${text}`).join("\n");
}

export function leseKaestchen(text: string): Kaestchen[] {
  return text.split("\n").map((line) => ({ text: line.slice(2), angekreuzt: line.startsWith("☒") }));
}

export function zeilenText(zeilen: readonly Zeile[]): string {
  return zeilen.map(zeileText).join("\n");
}

export function leseZeilen(text: string): Zeile[] {
  return text.split("\n").map(leseZeile);
}

function zeileText({ zellen }: Zeile): string {
  return zellen.join(" | ");
}

function leseZeile(text: string): Zeile {
  return { zellen: text.split(" | ") };
}

/** Items of a list whose marks are known from where they are put. */
export function punkteText(punkte: readonly Punkt[]): string {
  return punkte.map((punkt) => [punkt.text, ...unterText(punkt, 1)].join("\n")).join("\n");
}

export function lesePunkte(text: string): Punkt[] {
  const lines = text.split("\n").map((line) => `– ${line}`);
  return [...leseAufzaehlung(lines, 1).punkte];
}

function aufzaehlungText({ geordnet, punkte }: Aufzaehlung, depth: number): string {
  return punkte
    .map((punkt, index) => {
      const mark = "– ".repeat(depth - 1) + (geordnet ? `${index + 1}) ` : "– ");
      return [mark + punkt.text, ...unterText(punkt, depth + 1)].join("\n");
    })
    .join("\n");
}

function unterText({ anhang }: Punkt, depth: number): string[] {
  return anhang ? [aufzaehlungText(anhang, depth)] : [];
}

/** Reads a list from lines of its own depth and deeper ones. */
function leseAufzaehlung(lines: readonly string[], depth: number): Aufzaehlung {
  const punkte: { text: string; lines: string[] }[] = [];
  let geordnet = false;
  for (const line of lines) {
    const { depth: own, isOrdered, text } = leseMarke(line);
    if (own > depth && punkte.length > 0) punkte.at(-1)?.lines.push(line);
    else if (own === depth) {
      geordnet = isOrdered;
      punkte.push({ text, lines: [] });
    } else throw new Unpassend(`Das ist kein Aufzählungspunkt: ${line}`);
  }
  return {
    art: "aufzaehlung",
    geordnet,
    punkte: punkte.map(({ text, lines: deeper }) => ({
      text,
      anhang: deeper.length === 0 ? undefined : leseAufzaehlung(deeper, depth + 1),
    })),
  };
}

function leseMarke(line: string): { depth: number; isOrdered: boolean; text: string } {
  const [, dashes = "", number, text = ""] = /^((?:– )*)(\d+\) )?(.*)$/su.exec(line) ?? [];
  const isOrdered = number !== undefined;
  return { depth: dashes.length / 2 + Number(isOrdered), isOrdered, text };
}

/** The whole text, as the notation writes it; equal bodies have equal texts. */
export function textOf({ abschnitte, fussnoten }: Body): string {
  const [eingang, ...rest] = nummeriert(abschnitte);
  const parts = [absaetzeText(eingang?.absaetze ?? []), ...(rest.length > 0 ? [abschnitteText(rest)] : [])];
  const notes = fussnoten.map(({ text }, index) => `[${index + 1}] ${text}`);
  return [...parts, ...notes].filter((part) => part !== "").join(zwischenAbschnitten);
}
