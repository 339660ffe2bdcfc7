import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

/** Who, what with which force, and under which condition or until when. */
export const aspects = ["wer", "was", "bedingung"] as const;

/** Where in our documents or data an element of a source has gone. */
export interface Place {
  /** Fall and document, e.g. "bezirk/vereinbarung" (see faelle.ts), or "pruefliste/isa-6schritte". */
  readonly document: string;
  /** All of these clauses must be there; a pattern must match in one of them. */
  readonly clauses: readonly string[];
  /** Instead of clauses: everything under this heading. */
  readonly section: string | undefined;
  /** Fields that must be given and, where a clause or section is named, printed there. */
  readonly fields: readonly string[];
  /** Fields that decide what is printed without being printed themselves. */
  readonly choices: readonly string[];
  readonly patterns: readonly RegExp[];
}

/** One element of a source. */
export interface Row {
  readonly id: string;
  /** In a few words, for whoever reads a failing test. */
  readonly content: string;
  readonly places: readonly Place[];
  /** Name of a check in checks.ts, for what no clause says by itself. */
  readonly check: string | undefined;
}

type Cell = string | readonly string[] | undefined;
type WrittenPlace = Readonly<Record<string, Cell>>;
type WrittenRow = WrittenPlace & { readonly stellen?: readonly WrittenPlace[] };

interface WrittenTable {
  readonly quelle: string;
  /** The document of places that name none. */
  readonly dokument: string;
  readonly elemente: Readonly<Record<string, WrittenRow>>;
}

const folder = "test/deckung";

/** The tables of all sources; the parser refuses an id that occurs twice. */
export function readRows(): Row[] {
  const files = readdirSync(folder).filter((file) => /^s\d\.yaml$/.test(file));
  return files.sort().flatMap((file) => {
    const { elemente, dokument } = parse(readFileSync(`${folder}/${file}`, "utf8")) as WrittenTable;
    return Object.entries(elemente).map(([id, row]) => readRow(id, row, dokument));
  });
}

/** Clauses that stand for no element of a source: by kind and template, or by checklist, with the reason. */
export function readOwnClauses(): Record<string, Record<string, string>> {
  return parse(readFileSync(`${folder}/eigene.yaml`, "utf8")) as Record<string, Record<string, string>>;
}

/** The fields a place depends on, printed or not. */
export const fieldsOf = (place: Place): readonly string[] => [...place.fields, ...place.choices];

/** The ids a place names in its document. */
export function idsOf({ clauses, section }: Place): readonly string[] {
  return section === undefined ? clauses : [...clauses, section];
}

function readRow(id: string, row: WrittenRow, usual: string): Row {
  const { stellen = [], inhalt, pruefung, ...first } = row;
  const written = Object.keys(first).length > 0 ? [first, ...stellen] : stellen;
  return {
    id,
    content: String(inhalt),
    places: written.flatMap((place) => readPlaces(id, place, usual)),
    check: pruefung as string | undefined,
  };
}

const keys = new Set(["dokument", "klausel", "abschnitt", "feld", "wahl", ...aspects]);

/** One place for each document it is written for. */
function readPlaces(id: string, place: WrittenPlace, usual: string): Place[] {
  const unknown = Object.keys(place).filter((key) => !keys.has(key));
  if (unknown.length > 0) throw new Error(`${id}: ${unknown.join(", ")}?`);
  return list(place["dokument"] ?? usual).map((document) => ({
    document,
    clauses: list(place["klausel"]),
    section: place["abschnitt"] as string | undefined,
    fields: list(place["feld"]),
    choices: list(place["wahl"]),
    patterns: aspects.flatMap((aspect) => list(place[aspect])).map((pattern) => new RegExp(pattern, "u")),
  }));
}

function list(cell: Cell): readonly string[] {
  if (cell === undefined) return [];
  return typeof cell === "string" ? [cell] : cell;
}
