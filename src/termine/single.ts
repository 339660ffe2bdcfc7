import type { EinzelnerTermin } from "../generated/art.ts";
import { daysOf } from "../source/calendar-date.ts";
import { entryKey, entryName, placesOf } from "./places.ts";
import { dated, stateOf, undated } from "./state.ts";
import type { FoundTermin } from "./termin.ts";

/** Days that stand in the data themselves. */
export function single(
  { tag, danach = "ueberfaellig" }: EinzelnerTermin,
  data: unknown,
  today: string,
): FoundTermin[] {
  return placesOf(data, tag).map((place): FoundTermin => {
    const origin = {
      pointer: place.pointer,
      entry: entryName(data, tag, place),
      key: entryKey(data, tag, place),
    };
    const due = daysOf(place.value);
    if (!due) return undated(origin, "kein-datum");
    const state = stateOf(due, today);
    // What begins has begun with the first of the days.
    if (danach === "begonnen") {
      const start = { first: due.first, last: due.first };
      return dated(origin, due, due.first <= today ? "erledigt" : stateOf(start, today));
    }
    const endsAgreement = danach === "beendet";
    if (state !== "ueberfaellig" || danach === "ueberfaellig")
      return { ...dated(origin, due, state), endsAgreement };
    if (danach === "unbestimmt") return { ...undated(origin, "ausgang-unbekannt"), due };
    return { ...dated(origin, due, "erledigt"), endsAgreement };
  });
}
