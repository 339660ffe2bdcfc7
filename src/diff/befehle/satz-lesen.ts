import { gerippeOf } from "./anfuehrung.ts";
import type { Adresse, Befehl, Einheit } from "./befehl.ts";
import { eingangsteil, type Anhang } from "./body.ts";
import { fussnotenzeichen } from "./saetze.ts";

/** Reads a sentence that `satzFor` wrote; undefined for any other. The document is told by what stands around it. */
export function parseSatz(satz: string, dokument: string): Befehl | undefined {
  const gerippe = gerippeOf(satz);
  if (!gerippe) return undefined;
  for (const [form, read] of forms) {
    const groups = form.exec(gerippe.text)?.groups;
    if (!groups) continue;
    const befehl = read(new Teile(groups, gerippe.zitate));
    return befehl && { ...befehl, dokument };
  }
  return undefined;
}

type Gelesen = Omit<Befehl, "dokument">;

/** What a pattern found. */
class Teile {
  readonly #groups: Readonly<Record<string, string | undefined>>;
  readonly #quotes: readonly string[];

  constructor(groups: Readonly<Record<string, string | undefined>>, quotes: readonly string[]) {
    this.#groups = groups;
    this.#quotes = quotes;
  }

  text(name: string): string {
    return this.#groups[name] ?? "";
  }

  /** What is quoted there; a footnote's sign is named instead, and so is a mark before the words. */
  quote(name: string): string {
    const text = this.text(name);
    const number = /\uE000(\d+)\uE001/u.exec(text)?.[1];
    const quoted = number === undefined ? fussnotenzeichen : (this.#quotes[Number(number)] ?? "");
    const zeichen = /^(?:ein|das) (Komma|Semikolon) und /.exec(text)?.[1];
    return zeichen === undefined ? quoted : `${zeichen === "Komma" ? ", " : "; "}${quoted}`;
  }

  adresse(name: string, more = ""): Adresse | undefined {
    return leseOrt(this.text(name) + more, this.#quotes);
  }
}

const q = String.raw`\uE000\d+\uE001`;
const genannt = `(?:(?:das|die|dem|den|der) (?:Wort|Wörter|Wörtern|Angabe) ${q}|(?:das|dem|ein) Fußnotenzeichen)`;
const mitZeichen = `(?:(?:ein|das) (?:Komma|Semikolon) und )?${genannt}`;
const einheitNamen: Readonly<Record<string, Einheit>> = {
  Satz: "satz",
  Sätze: "satz",
  Absatz: "absatz",
  Absätze: "absatz",
  Aufzählungspunkt: "punkt",
  Aufzählungspunkte: "punkt",
  Tabellenzeile: "zeile",
  Tabellenzeilen: "zeile",
  Kästchen: "kaestchen",
  Fußnote: "fussnote",
  Fußnoten: "fussnote",
  Nummer: "abschnitt",
  Nummern: "abschnitt",
  Abschnitt: "abschnitt",
  Abschnitte: "abschnitt",
  Aufzählung: "aufzaehlung",
  Tabelle: "tabelle",
};
const was = `[fF]olgende[rs]? (?<was>${Object.keys(einheitNamen)
  .toSorted((a, b) => b.length - a.length)
  .join("|")})(?: [\\d.]+(?:, [\\d.]+)*(?: und [\\d.]+)?)?`;
const wird = "(?:wird|werden)";
const block = String.raw`:\n(?<neu>${q})\.?`;

type Reader = (teile: Teile) => Gelesen | undefined;

const forms: readonly (readonly [RegExp, Reader])[] = [
  [
    pattern(`I[nm] (?<ort>.+?) ${wird} (?<alt>${genannt}) durch (?<neu>${genannt}) ersetzt.`),
    words("ersetzen"),
  ],
  [pattern(`I[nm] (?<ort>.+?) ${wird} (?<alt>${mitZeichen}) gestrichen.`), words("streichen")],
  [
    pattern(
      `I[nm] (?<ort>.+?) ${wird} (?<stelle>nach|vor) (?<alt>${genannt}) (?<neu>${mitZeichen}) eingefügt.`,
    ),
    words("einfuegen"),
  ],
  [
    pattern(String.raw`I[nm] (?<ort>.+?) wird Kästchen (?<zahl>\d+) (?<alt>${q}) angekreuzt.`),
    cross("einfuegen"),
  ],
  [
    pattern(String.raw`I[nm] (?<ort>.+?) wird bei Kästchen (?<zahl>\d+) (?<alt>${q}) das Kreuz gestrichen.`),
    cross("streichen"),
  ],
  [
    pattern(`I[nm] (?<ort>.+?) ${wird} die (?<was>Aufzählung|Tabelle|Kästchen) aufgehoben.`),
    unit("aufheben"),
  ],
  [
    pattern(`I[nm] (?<ort>.+?) ${wird} die (?<was>Aufzählung|Tabelle|Kästchen) wie folgt gefasst${block}`),
    unit("neuFassen"),
  ],
  [pattern(`Die (?<ort>Überschrift .+?) wird wie folgt gefasst${block}`), unit("neuFassen", "ueberschrift")],
  [pattern(`(?<ort>.+?) wird wie folgt gefasst${block}`), unit("neuFassen")],
  [pattern(`(?<ort>.+?) wird aufgehoben.`), unit("aufheben")],
  [pattern(`${was} ${wird} angefügt${block}`), unit("anfuegen")],
  [pattern(`De[rm] (?<ort>.+?) ${wird} ${was} angefügt${block}`), unit("anfuegen")],
  [pattern(`(?<stelle>Nach|Vor) (?:dem )?(?<ort>.+?) ${wird} ${was} eingefügt${block}`), unit("einfuegen")],
  [
    pattern(
      String.raw`I[nm] (?<ort>.+?) ${wird} (?<bei>vor de[rn] (?:Aufzählung|Tabelle|Kästchen)) ${was} eingefügt${block}`,
    ),
    unit("einfuegen"),
  ],
  [
    pattern(
      String.raw`I[nm] (?<ort>.+?) ${wird} (?<stelle>nach|vor) (?<bei>[\p{L}]+ [\d.]+) ${was} eingefügt${block}`,
    ),
    unit("einfuegen"),
  ],
];

function pattern(source: string): RegExp {
  return new RegExp(`^${source.replace(/\.$/, String.raw`\.`)}$`, "su");
}

function words(op: Befehl["op"]): Reader {
  return (teile) => {
    const adresse = teile.adresse("ort");
    if (!adresse) return undefined;
    const stelle = stelleOf(teile);
    return {
      ...adresse,
      op,
      einheit: "woerter",
      ...(stelle && { stelle }),
      alt: teile.quote("alt"),
      ...(op !== "streichen" && { neu: teile.quote("neu") }),
    };
  };
}

function cross(op: Befehl["op"]): Reader {
  return (teile) => {
    const adresse = teile.adresse("ort", ` Kästchen ${teile.text("zahl")}`);
    return adresse && { ...adresse, op, einheit: "kreuz", alt: teile.quote("alt") };
  };
}

function unit(op: Befehl["op"], einheit?: Einheit): Reader {
  return (teile) => {
    const bei = teile.text("bei");
    const isTop = teile.text("ort") === "" && op === "anfuegen";
    const adresse = isTop ? {} : teile.adresse("ort", bei === "" ? "" : ` ${bei}`);
    const found = einheit ?? einheitNamen[teile.text("was")] ?? (adresse && deepest(adresse));
    if (!adresse || !found) return undefined;
    const stelle = stelleOf(teile);
    return {
      ...adresse,
      op,
      einheit: found,
      ...(stelle && { stelle }),
      ...(op !== "aufheben" && { neu: teile.quote("neu") }),
    };
  };
}

function stelleOf(teile: Teile): Befehl["stelle"] {
  const text = teile.text("stelle").toLowerCase();
  return text === "vor" || text === "nach" ? text : undefined;
}

/** What an address names last. */
function deepest(adresse: Adresse): Einheit {
  if (adresse.satz !== undefined) return "satz";
  if (adresse.spalte !== undefined) return "zelle";
  const units = ["kaestchen", "zeile", "punkt", "absatz", "fussnote"] as const;
  return units.find((each) => adresse[each] !== undefined) ?? "abschnitt";
}

const vorWas: Readonly<Record<string, Anhang["art"]>> = {
  Aufzählung: "aufzaehlung",
  Tabelle: "tabelle",
  Kästchen: "kaestchen",
};

const ort = new RegExp(
  String.raw`^(?<ueberschrift>(?:der )?Überschrift de[rs] )?` +
    String.raw`(?:Nummer (?<nummer>\d+(?:\.\d+)*)|Abschnitts? \uE000(?<titel>\d+)\uE001|(?<eingang>${eingangsteil}s?)|Fußnote (?<fussnote>\d+))` +
    String.raw`(?: Absatz (?<absatz>\d+))?(?: Aufzählungspunkt (?<punkt>\d+(?:\.\d+)*))?` +
    String.raw`(?: (?:Tabellenzeile (?<zeile>\d+)|(?<kopf>Kopfzeile)))?(?: Spalte (?<spalte>\d+))?(?: Kästchen (?<kaestchen>\d+))?` +
    String.raw`(?: Satz (?<satz>\d+))?(?: vor de[rn] (?<vor>Aufzählung|Tabelle|Kästchen))?$`,
  "u",
);

function leseOrt(text: string, quotes: readonly string[]): Adresse | undefined {
  const groups = ort.exec(text)?.groups;
  if (!groups) return undefined;
  const { nummer, titel, eingang, punkt, kopf, ueberschrift, vor = "" } = groups;
  const name = nummer ?? (eingang === undefined ? titel && quotes[Number(titel)] : eingangsteil);
  const zahlen = ["absatz", "zeile", "spalte", "kaestchen", "fussnote", "satz"] as const;
  const davor = vorWas[vor];
  return {
    ...(name !== undefined && { nummer: name }),
    ...(ueberschrift !== undefined && { ueberschrift: true as const }),
    ...(punkt !== undefined && { punkt }),
    ...(kopf !== undefined && { zeile: 0 }),
    ...Object.fromEntries(
      zahlen.flatMap((each) => (groups[each] === undefined ? [] : [[each, Number(groups[each])]])),
    ),
    ...(davor && { vor: davor }),
  };
}
