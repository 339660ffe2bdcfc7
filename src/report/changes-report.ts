/** What differs as plain data: what `kv diff --format json` prints; schemas/ausgabe/aenderungen.schema.json. */
export interface ChangesReport {
  /** Of this shape. */
  readonly version: 1;
  /** What was compared, in words. */
  readonly compared: string;
  readonly different: boolean;
  /** The heaviest of all; null without differences. */
  readonly weight: ChangeWeight | null;
  /** Those that differ. */
  readonly agreements: readonly AgreementChanges[];
}

export type ChangeWeight = "redaktionell" | "anzeigepflichtig" | "zustimmungspflichtig";

export interface AgreementChanges {
  /** Of the new side, else of the old one. */
  readonly file: string;
  /** The file of the old side, if it has another name. */
  readonly renamedFrom: string | null;
  readonly state: "changed" | "added" | "removed" | "incomparable";
  /** Of its first document. */
  readonly title: string | null;
  /** Null where the side does not exist. */
  readonly oldFassung: FassungName | null;
  readonly newFassung: FassungName | null;
  readonly weight: ChangeWeight;
  /** What else there is to know, a German sentence each. */
  readonly notes: readonly string[];
  readonly changes: readonly FieldChangeReport[];
  /** Of `verlauf`, which is no part of the agreement. */
  readonly history: readonly FieldChangeReport[];
  readonly texts: readonly ClauseChange[];
  readonly documents: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: "same" | "changed" | "added" | "removed";
  }[];
  /** Items of checklists that have another verdict now. */
  readonly checklist: readonly {
    readonly profile: string;
    readonly item: string;
    readonly title: string;
    readonly old: ChecklistStatus;
    readonly new: ChecklistStatus;
  }[];
  /** Termine and cycles that move. */
  readonly deadlines: readonly DeadlineChange[];
}

export type ChecklistStatus =
  "erfuellt" | "offen" | "nicht-faellig" | "nicht-anwendbar" | "ungeprueft" | "ausnahme";

export interface FassungName {
  readonly nummer: string | null;
  readonly stand: string | null;
}

/** One field. */
export interface FieldChangeReport {
  readonly kind: "added" | "removed" | "changed" | "moved";
  /** JSON Pointer in the new data, of a removed field in the old ones. */
  readonly pointer: string;
  /** The field in German words. */
  readonly label: string;
  readonly weight: ChangeWeight;
  /** From which rule the weight follows; the handbook explains each. */
  readonly rule: "feld" | "gedruckt" | "nicht-gedruckt" | "schreibweise" | "reihenfolge" | "dokument";
  /** Values as in the data, and as people read them; null where there is none. */
  readonly old: unknown;
  readonly new: unknown;
  readonly oldText: string | null;
  readonly newText: string | null;
  /** Lines and columns begin with 1. */
  readonly oldPlace: FilePlace | null;
  readonly newPlace: FilePlace | null;
  /** Clauses whose wording it changes. */
  readonly clause: readonly {
    readonly document: string;
    readonly id: string | null;
    /** E.g. "Nummer 2.2". */
    readonly section: string;
    /** Page of the new document; null unless it was asked for. */
    readonly page: number | null;
  }[];
  /** Ids of the documents that print the field. */
  readonly document: readonly string[];
  /** Items of checklists that change with it. */
  readonly checklist: readonly string[];
  readonly deadlines: readonly DeadlineChange[];
  /** From `fassung.aenderungen`. */
  readonly reason: string | null;
}

export interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface DeadlineChange {
  readonly label: string;
  readonly old: string | null;
  readonly new: string | null;
}

/** One text of a document. */
export interface ClauseChange {
  readonly document: string;
  readonly clause: string | null;
  readonly section: string;
  readonly kind: "changed" | "added" | "removed";
  /** JSON Pointers of the fields it follows from. */
  readonly causes: readonly string[];
  /** Whether another wording of the templates changed it. */
  readonly byTemplate: boolean;
  /** The text in pieces, in reading order. */
  readonly pieces: readonly (
    { readonly same: string } | { readonly removed: string } | { readonly added: string }
  )[];
}
