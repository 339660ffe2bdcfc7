import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { bodyOf, type Body } from "../../../src/diff/befehle/body.ts";
import { buildDocument } from "../../../src/document/build-document.ts";
import { loadKind } from "../../../src/io/load-kind.ts";
import { documentsFor, type Kind } from "../../../src/kinds/kind.ts";
import { parseYaml } from "../../../src/source/parse-yaml.ts";
import { examples } from "../../cli/scratch.ts";

type Data = Record<string, unknown>;

export async function loadedKind(): Promise<Kind> {
  return (await loadKind("koordinierungsstelle")).kind;
}

export function exampleNames(): string[] {
  return readdirSync(examples).map((file) => file.replace(".yaml", ""));
}

export function exampleData(name: string): Data {
  return parseYaml(name, readFileSync(join(examples, `${name}.yaml`), "utf8")).data as Data;
}

/** The bodies of all documents the data have, by their id. */
export function bodiesOf(kind: Kind, data: unknown): Map<string, Body> {
  return new Map(
    documentsFor(kind.art, data).flatMap((definition): [string, Body][] => {
      const { document } = buildDocument(kind, definition, data, { draft: false });
      return document ? [[definition.id, bodyOf(document)]] : [];
    }),
  );
}

const newTexts = [
  "Die Koordinierungsstelle berät die Schulen. Sie dokumentiert die Ergebnisse.",
  "Leitfaden „Kinder stärken“ von Schule und Jugendamt",
  "Bis zum 31.12.2027 liegt ein Entwurf vor (Nr. 3 des Arbeitsplans).",
  "Grundlage ist der 14. Kinder- und Jugendbericht; z. B. Kapitel 2.",
];

/** Fields whose words are free. */
const free =
  /^(?:beschreibung|verfahren|konkretisierung|titel|name|zusatz|text|naehe|ergebnis|umfang|beteiligung|vorsitz|raum|sachmittel|selbstverstaendnis|ziel|vertreten_durch|bezeichnung|leitzitat|quelle|traeger|auftraggeber)$/;
/** Lists that come from people. */
const lists =
  /^(?:aufgaben|programme|handlungsfelder|gremien|mitglieder|weitere_ressorts|strategische_ziele|mitentscheidende|kernaufgaben|meilensteine|rahmenbedingungen|muster|ebenen|konkretisiert_von|medien|parteien|weitere_parteien)$/;
const choices: Record<string, readonly unknown[]> = {
  turnus: ["jaehrlich", "halbjaehrlich", "vierteljaehrlich", "monatlich"],
  ort: ["jugendamt", "schulaufsicht"],
  ebene: ["politisch", "strategisch", "operativ", "sozialraeumlich"],
  geschaeftsstelle: [true, false],
  naechste_pruefung: ["2027-09-01", "2028-03-15"],
  anrede: ["koordinatorin", "koordinator"],
};

/** One random change of agreement data. */
interface Eingriff {
  readonly where: number;
  readonly how: number;
  readonly word: number;
}

export const someEingriffe = fc.array(
  fc.record({ where: fc.nat(10_000), how: fc.nat(1000), word: fc.nat(10_000) }),
  { minLength: 1, maxLength: 6 },
);

export function changedData(data: Data, eingriffe: readonly Eingriff[]): Data {
  const copy = structuredClone(data);
  for (const eingriff of eingriffe) change(copy, eingriff);
  return copy;
}

function change(data: Data, { where, how, word }: Eingriff): void {
  const places: (() => void)[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== "object" || value === null) return;
    const record = value as Data;
    for (const [key, each] of Object.entries(record)) {
      if (["rahmenkonzept", "verlauf", "fassung", "muster"].includes(key) && !Array.isArray(each)) continue;
      const options = choices[key];
      if (options) places.push(() => (record[key] = options[how % options.length]));
      else if (lists.test(key) && Array.isArray(each)) places.push(() => changeList(each, how, word));
      else if (free.test(key) && typeof each === "string")
        places.push(() => (record[key] = changeText(each, how, word)));
      visit(each);
    }
  };
  visit(data);
  places[where % places.length]?.();
}

function changeList(list: unknown[], how: number, word: number): void {
  const at = word % list.length;
  const item = structuredClone(list[(word >> 3) % list.length]);
  if (how % 4 === 0 && list.length > 1) list.splice(at, 1);
  else if (how % 4 === 1) list.push(list.splice(at, 1)[0]);
  else if (how % 4 === 2) [list[0], list[at]] = [list[at], list[0]];
  else if (typeof item === "object" && item !== null && "id" in item)
    list.splice(at, 0, {
      ...item,
      id: `neu-${word}-${how}`,
      titel: "Beratung der Träger",
      name: "Runde der Träger",
    });
  else if (typeof item === "string" && !/^[a-z]\d?/.test(item)) list.splice(at, 0, "Sport");
}

function changeText(text: string, how: number, word: number): string {
  const words = text.split(" ");
  const at = word % words.length;
  if (how % 7 === 0) words.splice(at, 1, "gemeinsam");
  else if (how % 7 === 1) words.splice(at, 0, "auch");
  else if (how % 7 === 2 && words.length > 1) words.splice(at, 1);
  else if (how % 7 === 3) return newTexts[word % newTexts.length] ?? "";
  else if (how % 7 === 4) return `${text} ${newTexts[word % newTexts.length]}`;
  else if (how % 7 === 5) return text.replace(". ", ".\n\n");
  else words.splice(at, 2, "Leitung,", "„Plan 2027“", "und", "Schule");
  return words.join(" ");
}
