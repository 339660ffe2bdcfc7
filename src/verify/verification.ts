import type { LaterChanges, SignatureState } from "./pdf-facts.ts";

/** What `kv verify` found out about one file. */
export interface Verification {
  readonly file: string;
  /** `fremd`: not made by kv. */
  readonly result: "unveraendert" | "nicht-in-ordnung" | "fremd";
  /** Undefined for a file that is none of ours. */
  readonly document: VerifiedDocument | undefined;
  readonly checks: readonly Check[];
  readonly signatures: readonly JudgedSignature[];
}

/** What the file says it is. */
export interface VerifiedDocument {
  readonly art: string;
  readonly id: string;
  readonly title: string;
  readonly nummer: string | undefined;
  /** As printed, e.g. "01.09.2026". */
  readonly stand: string | undefined;
  readonly isDraft: boolean;
  /** Whether it is a report of kv and no document of an agreement. */
  readonly isReport: boolean;
  /** Whether it is a Lesefassung: another document is what is signed. */
  readonly isReading: boolean;
  /** 64 hex digits, recomputed. */
  readonly hash: string;
}

export type CheckId =
  "herkunft" | "seiten" | "aufbau" | "text" | "pruefsumme" | "unterschriften" | "namen" | "vergleich";

/** `hinweis` is worth knowing and no fault; `offen` could not be decided. */
export type CheckResult = "stimmt" | "hinweis" | "falsch" | "offen";

export interface Check {
  readonly id: CheckId;
  readonly result: CheckResult;
  readonly message: string;
}

export interface JudgedSignature {
  readonly field: string;
  readonly label: string;
  readonly signed: SignedField | undefined;
}

export interface SignedField {
  readonly signer: string | undefined;
  /** ISO date, as the signing program stated it. */
  readonly date: string | undefined;
  readonly state: SignatureState;
  readonly laterChanges: LaterChanges;
  readonly isSound: boolean;
}
