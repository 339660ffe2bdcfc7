import type { WiederkehrenderTermin } from "../generated/art.ts";
import { daysAfter, type Period } from "../source/calendar-arithmetic.ts";
import type { Days } from "../source/calendar-date.ts";
import { compareDays, datedPlaces, entryKey, entryName, placesOf, type DatedPlace } from "./places.ts";
import { dated, stateOf, undated } from "./state.ts";
import type { FoundTermin } from "./termin.ts";
import { periodOf } from "./turnus.ts";

/**
 * What recurs: the entries that are done, those that are set for a day to come, and, where none is set, the next one. It is
 * due one period after the last entry, but not within the first period after the newest signature: then the agreement is
 * new. Before a signature nothing is due.
 */
export function recurring(rule: WiederkehrenderTermin, data: unknown, today: string): FoundTermin[] {
  const period = periodOf(rule.abstand, data);
  if (period === undefined) return [];
  const origin = (place: DatedPlace) => ({
    pointer: place.pointer,
    entry: entryName(data, rule.eintraege, place),
    key: entryKey(data, rule.eintraege, place),
  });
  const entries = datedPlaces(data, rule.eintraege);
  const done = entries.filter(({ days }) => days.last <= today);
  const [next, ...later] = entries.filter(({ days }) => days.last > today);
  const last = done.at(-1);
  // It stays the same Termin when it is set, or set for another day.
  const key = last ? `nach ${origin(last).key}` : "erster";
  const past = done.map((place) => dated(origin(place), place.days, "erledigt"));
  const set = later.map((place) => dated(origin(place), place.days, stateOf(place.days, today), "gesetzt"));
  if (next) {
    const state = stateOf(next.days, today);
    return [...past, dated({ ...origin(next), key }, next.days, state, "gesetzt"), ...set];
  }
  const place = { pointer: listOf(rule.eintraege), entry: undefined, key };
  if (period === "offen") return [...past, undated({ ...place, pointer: rule.abstand }, "turnus-offen")];
  return [...past, counted(place, { rule, data, today, period, last })];
}

interface Counting {
  readonly rule: WiederkehrenderTermin;
  readonly data: unknown;
  readonly today: string;
  readonly period: Period;
  /** The newest entry that is done. */
  readonly last: DatedPlace | undefined;
}

type Origin = Pick<FoundTermin, "pointer" | "entry" | "key">;

function counted(origin: Origin, { rule, data, today, period, last }: Counting): FoundTermin {
  const start = startOf(rule, data, today);
  const fromEntry = last && daysAfter(last.days, period);
  const fromStart = start && daysAfter(start.days, period);
  if (!last && !start) return undated(origin, "nicht-unterschrieben");
  const isFromEntry = fromEntry && (!fromStart || compareDays(fromEntry, fromStart) >= 0);
  const due = isFromEntry ? fromEntry : fromStart;
  if (!due) return undated(origin, "kein-datum");
  // A talk within the period is what was asked for, also where a newer signature moves the next one.
  const isFulfilled = fromEntry !== undefined && fromEntry.last >= today;
  const { pointer } = (isFromEntry ? last : start) ?? origin;
  return dated(
    { ...origin, pointer },
    due,
    stateOf(due, today),
    isFulfilled || isFromEntry ? "eintrag" : "unterschrift",
  );
}

interface Start {
  readonly pointer: string;
  readonly days: Days;
}

/** The newest signature under the document, or the beginning that is agreed for a later day; nothing before a signature. */
function startOf(
  { unterschrift, beginn }: WiederkehrenderTermin,
  data: unknown,
  today: string,
): Start | undefined {
  const signatures = placesOf(data, "/verlauf/unterschriften/*/dokument").filter(
    ({ value }) => value === unterschrift,
  );
  const under = new Set(signatures.map(({ indexes }) => indexes[0]));
  const signed = datedPlaces(data, "/verlauf/unterschriften/*/datum").filter(
    ({ days, indexes }) => under.has(indexes[0]) && days.last <= today,
  );
  const newest = signed.at(-1);
  const agreed = beginn === undefined ? undefined : datedPlaces(data, beginn).at(-1);
  return newest && agreed && compareDays(agreed.days, newest.days) > 0 ? agreed : newest;
}

/** The list that a pattern goes through. */
function listOf(pattern: string): string {
  const [list = ""] = pattern.split("/*");
  return list;
}
