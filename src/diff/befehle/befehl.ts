import type { Anhang } from "./body.ts";

/** Where in the old text: numbers count from 1, headings and a table's head not counted. */
export interface Adresse {
  /** Number of the section ("2.2"), its title where it has no number, or "Eingangsteil". */
  readonly nummer?: string;
  /** The section's heading itself. */
  readonly ueberschrift?: true;
  /** May be missing where the section has only one. */
  readonly absatz?: number;
  /** Its place in the list, and below: "2", "2.1". */
  readonly punkt?: string;
  /** 0 is the table's head. */
  readonly zeile?: number;
  readonly spalte?: number;
  readonly kaestchen?: number;
  readonly fussnote?: number;
  /** May be missing where the text has only one. */
  readonly satz?: number;
  /** The sentence without what it leads to: "Satz 2 vor der Aufzählung". */
  readonly vor?: Anhang["art"];
}

/** What a command puts in, takes out or writes anew; "kreuz" is the cross in a box. */
export type Einheit =
  | "woerter"
  | "satz"
  | "absatz"
  | "punkt"
  | "zeile"
  | "zelle"
  | "kaestchen"
  | "fussnote"
  | "ueberschrift"
  | "abschnitt"
  | "aufzaehlung"
  | "tabelle"
  | "kreuz";

/** A change of the text as data. */
export interface Befehl extends Adresse {
  readonly op: "ersetzen" | "einfuegen" | "streichen" | "aufheben" | "anfuegen" | "neuFassen";
  readonly dokument: string;
  readonly einheit: Einheit;
  /** On which side of what is named new text is put. */
  readonly stelle?: "vor" | "nach";
  /** Words that occur exactly once at the address. */
  readonly alt?: string;
  /** New words, or whole units as inhalt.ts writes them. */
  readonly neu?: string;
}

/** The names of the fields of an address. */
const fields = [
  "nummer",
  "ueberschrift",
  "absatz",
  "punkt",
  "zeile",
  "spalte",
  "kaestchen",
  "fussnote",
  "satz",
  "vor",
] as const satisfies readonly (keyof Adresse)[];

export function adresseOf(befehl: Adresse): Adresse {
  return Object.fromEntries(
    fields.flatMap((field) => (befehl[field] === undefined ? [] : [[field, befehl[field]]])),
  );
}
