import { applies } from "../kinds/kind.ts";
import { parsePeriod } from "../source/calendar-arithmetic.ts";
import type { TerminDefinition } from "./termin.ts";

/** The days that a kind allows for something (`frist` with a `dauer` in days or weeks), by the Kennung of the Termin. */
export function daysAllowed(definitions: readonly TerminDefinition[] = []): Record<string, number> {
  const found = definitions.flatMap(({ id, regel }): [string, number][] => {
    const period = parsePeriod(regel.frist?.dauer ?? "");
    // Months have no fixed number of days.
    return period?.months === 0 ? [[id, period.days]] : [];
  });
  return Object.fromEntries(found);
}

/** The same for the Termine that these data have. */
export function daysAllowedFor(
  definitions: readonly TerminDefinition[] | undefined,
  data: unknown,
): Record<string, number> {
  return daysAllowed(definitions?.filter((each) => applies(each, data)));
}
