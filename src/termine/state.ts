import { dayAfter } from "../source/calendar-arithmetic.ts";
import type { Days } from "../source/calendar-date.ts";
import type { FoundTermin, NoDay, TerminState } from "./termin.ts";

/** From how many days before its last day on a Termin is announced. */
export const announcedDays = 90;

/** The last day of all that can be written. */
export const endOfTime = "9999-12-31";

/** How something that is still to be done stands. Of a stretch of time the last day counts: until then there is time. */
export function stateOf({ last }: Days, today: string): "ueberfaellig" | "demnaechst" | "offen" {
  if (last < today) return "ueberfaellig";
  const horizon = dayAfter(today, { days: announcedDays, months: 0 }) ?? endOfTime;
  return last <= horizon ? "demnaechst" : "offen";
}

type Origin = Pick<FoundTermin, "pointer" | "entry" | "key">;

/** A Termin with its day. */
export function dated(
  origin: Origin,
  due: Days,
  state: TerminState,
  from: FoundTermin["from"] = undefined,
): FoundTermin {
  return { ...origin, state, due, reason: undefined, from, endsAgreement: false };
}

/** A Termin without a day. */
export function undated(origin: Origin, reason: NoDay): FoundTermin {
  return { ...origin, state: "unbestimmt", due: undefined, reason, from: undefined, endsAgreement: false };
}
