import type { ItemStatus } from "../check/profile.ts";
import type { Document } from "../document/document.ts";
import type { Position } from "../source/source-text.ts";
import type { UnitPair } from "./text-changes.ts";
import type { Weight, WeightRule } from "./weight.ts";

/** A place in a file; lines and columns from 1. */
export interface Place extends Position {
  readonly file: string;
}

/** One change of the data with everything a reviewer asks about it. */
export interface Change {
  readonly kind: "added" | "removed" | "changed" | "moved";
  /** In the new data; of a removed field in the old data. */
  readonly pointer: string;
  /** German titles from the outside in. */
  readonly label: string;
  readonly weight: Weight;
  readonly rule: WeightRule;
  /** Values as in the data. */
  readonly old: unknown;
  readonly next: unknown;
  /** Values as people read them; undefined where there is none. */
  readonly oldText: string | undefined;
  readonly nextText: string | undefined;
  readonly oldPlace: Place | undefined;
  readonly nextPlace: Place | undefined;
  /** Clauses whose wording it changes. */
  readonly clauses: readonly ClausePlace[];
  /** Ids of the documents that print the field. */
  readonly documents: readonly string[];
  /** Items of checklists that flip with it. */
  readonly checklist: readonly string[];
  /** The Termin or Turnus it moves. */
  readonly deadlines: readonly Deadline[];
  /** Why, as the new data say (fassung.aenderungen). */
  readonly reason: string | undefined;
}

export interface ClausePlace {
  readonly document: string;
  readonly id: string | undefined;
  /** e.g. "Nummer 2.2" of the new document, of the old one for a clause that is gone. */
  readonly section: string;
  /** Page of the new document; undefined where nobody asked. */
  readonly page?: number | undefined;
}

/** A Termin or a Turnus as people read it. */
export interface Deadline {
  readonly label: string;
  readonly old: string | undefined;
  readonly next: string | undefined;
}

/** An item of a checklist whose verdict is another one now. */
export interface Flip {
  readonly profile: string;
  readonly item: string;
  readonly title: string;
  readonly old: ItemStatus;
  readonly next: ItemStatus;
}

/** One document before and after. */
export interface DocumentChange {
  readonly id: string;
  /** Title of the new document, of the old one where it is gone. */
  readonly title: string;
  readonly state: "same" | "changed" | "added" | "removed";
  readonly old: Document | undefined;
  readonly next: Document | undefined;
  readonly texts: readonly TextChange[];
}

/** A text with the fields whose change explains its own. */
export interface TextChange extends UnitPair {
  readonly causes: readonly Change[];
  /** Whether the wording of the templates changed it, not only the data. */
  readonly byTemplate: boolean;
  /** Page of the new document; undefined where nobody asked. */
  readonly page?: number | undefined;
}

export interface Fassung {
  readonly nummer: string | undefined;
  readonly stand: string | undefined;
}

/** What became of one agreement. */
export interface AgreementChange {
  /** The new file as shown, e.g. "HEAD:berlin/mitte.yaml"; the old one where it is gone. */
  readonly file: string;
  /** Its path alone. */
  readonly path: string;
  /** Path of the old file, where it is another one. */
  readonly renamedFrom: string | undefined;
  /** "incomparable": another kind of agreement, or a side that cannot be read. */
  readonly state: "same" | "changed" | "added" | "removed" | "incomparable";
  /** Title of the first document. */
  readonly title: string | undefined;
  readonly oldFassung: Fassung | undefined;
  readonly nextFassung: Fassung | undefined;
  readonly weight: Weight;
  readonly changes: readonly Change[];
  /** Changes of `verlauf`: what happened with the agreement, not what it says. */
  readonly history: readonly Change[];
  readonly documents: readonly DocumentChange[];
  readonly checklist: readonly Flip[];
  readonly deadlines: readonly Deadline[];
  /** What the reader must know besides, one sentence each. */
  readonly notes: readonly string[];
}
