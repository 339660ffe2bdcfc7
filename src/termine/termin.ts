import type { Termin as TerminDefinition, Terminregel } from "../generated/art.ts";
import type { Days } from "../source/calendar-date.ts";

export type { TerminDefinition, Terminregel };

/**
 * How a Termin stands on a day: its last day is past, or at most 90 days away, or further; "unbestimmt" where no day can
 * be said (`reason` says why); "erledigt" where what was due has happened.
 */
export type TerminState = "ueberfaellig" | "demnaechst" | "offen" | "unbestimmt" | "erledigt";

/** Why there is no day. */
export type NoDay =
  | "turnus-offen"
  | "nicht-unterschrieben"
  | "ohne-frist"
  | "ausgang-unbekannt"
  | "endet-vorher"
  | "kein-datum";

/** What a rule finds in the data of an agreement. */
export interface FoundTermin {
  /** JSON Pointer of the field it comes from. */
  readonly pointer: string;
  /** Id or number of the list entry it belongs to, as people know it. */
  readonly entry: string | undefined;
  /** Tells it from the others of its rule for as long as it is due, also when its day moves. */
  readonly key: string;
  readonly state: TerminState;
  /** A date known only roughly stays a stretch of time. Undefined where `reason` says that there is none. */
  readonly due: Days | undefined;
  readonly reason: NoDay | undefined;
  /**
   * What a recurring Termin is counted from: an entry, or before the first one the signature. "gesetzt": not counted, an
   * entry lies in the future.
   */
  readonly from: "eintrag" | "unterschrift" | "gesetzt" | undefined;
  /** Whether the agreement ends with it. */
  readonly endsAgreement: boolean;
}

/** A Termin of an agreement: what its kind says of it, and how it stands. */
export interface Termin extends FoundTermin {
  readonly definition: TerminDefinition;
  /** What it is about, where the data say so, e.g. the text of a Maßnahme. */
  readonly name: string | undefined;
}
