import type { Days } from "../source/calendar-date.ts";
import { compareDays, compareTexts } from "../termine/places.ts";
import type { Termin, TerminState } from "../termine/termin.ts";
import type { AgreementStatus } from "./agreement-status.ts";

/** What `kv status` knows; its reporters return text and do nothing else. */
export interface StatusReport {
  /** ISO date. */
  readonly today: string;
  /** The most urgent first. */
  readonly agreements: readonly AgreementStatus[];
}

/** A Termin with a day. */
export interface DueTermin extends Termin {
  readonly due: Days;
}

/** A Termin with the agreement it belongs to. */
export interface AgreementTermin {
  readonly agreement: AgreementStatus;
  readonly termin: DueTermin;
}

/** Sorts the agreements: overdue, due soon, with errors, the others, those that are over; within each by the next day, then by name. */
export function statusReport(agreements: readonly AgreementStatus[], today: string): StatusReport {
  const ranked = agreements.map((agreement) => ({ agreement, key: urgency(agreement) }));
  ranked.sort((one, other) => compareTexts(one.key, other.key));
  return { today, agreements: ranked.map(({ agreement }) => agreement) };
}

/** A text that sorts as the agreement should. */
function urgency(agreement: AgreementStatus): string {
  const { over, file, errors } = agreement;
  const next = openTermine(agreement)[0];
  const rank = over === undefined ? Math.min(ranks[next?.state ?? "unbestimmt"], errors > 0 ? 2 : 3) : 4;
  return [rank, next?.due.last ?? "9999-12-31", file].join(" ");
}

const ranks: Readonly<Record<TerminState, number>> = {
  ueberfaellig: 0,
  demnaechst: 1,
  offen: 3,
  unbestimmt: 3,
  erledigt: 3,
};

/** Those with a day on which something is still to be done, the earliest first. */
export function openTermine({ termine }: AgreementStatus): DueTermin[] {
  const open = termine.flatMap((termin): DueTermin[] =>
    termin.due === undefined || termin.state === "erledigt" || termin.state === "unbestimmt"
      ? []
      : [{ ...termin, due: termin.due }],
  );
  return open.sort((one, other) => compareDays(one.due, other.due));
}

/** Of all agreements, those in one state, the earliest first. */
export function termineIn({ agreements }: StatusReport, state: TerminState): AgreementTermin[] {
  const all = agreements.flatMap((agreement) =>
    openTermine(agreement)
      .filter((termin) => termin.state === state)
      .map((termin) => ({ agreement, termin })),
  );
  return all.sort((one, other) => compareDays(one.termin.due, other.termin.due));
}
