import type { Frist } from "../generated/art.ts";
import { daysAfter, parsePeriod } from "../source/calendar-arithmetic.ts";
import { daysOf } from "../source/calendar-date.ts";
import { beside, entryKey, entryName, placesOf, type Place } from "./places.ts";
import { dated, stateOf, undated } from "./state.ts";
import type { FoundTermin } from "./termin.ts";

/** What begins with a day and is to be done within a time; one for each entry that has begun. */
export function timeLimit(rule: Frist, data: unknown, today: string): FoundTermin[] {
  return placesOf(data, rule.beginn).flatMap((place) => limitAt(place, rule, data, today));
}

function limitAt(place: Place, rule: Frist, data: unknown, today: string): FoundTermin[] {
  const origin = {
    pointer: place.pointer,
    entry: entryName(data, rule.beginn, place),
    key: entryKey(data, rule.beginn, place),
  };
  const begin = daysOf(place.value);
  if (!begin) return [undated(origin, "kein-datum")];
  // What is set for a day to come has not begun.
  if (begin.first > today) return [];
  const period = rule.dauer === undefined ? undefined : parsePeriod(rule.dauer);
  const due = period && daysAfter(begin, period);
  const isPast = (pattern: string) => {
    const days = daysOf(beside(data, pattern, place));
    return days !== undefined && days.last <= today;
  };
  const isDone = rule.erledigt.some(isPast);
  const runsOn = rule.abschluss !== undefined && !isPast(rule.abschluss);
  if (isDone && !runsOn) return [dated(origin, due ?? begin, "erledigt")];
  if (isDone || !due) return [undated(origin, "ohne-frist")];
  return [dated(origin, due, stateOf(due, today))];
}
