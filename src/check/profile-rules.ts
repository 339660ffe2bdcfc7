import { valueAt } from "../source/pointer.ts";

/** A rule decides a checklist item that neither a schema nor a clause can: true if met, or if `today` (ISO) is needed and not given. */
export type ProfileRule = (data: unknown, today: string | undefined) => boolean;

/** The named rules that profile files refer to with `regel`. */
export const profileRules: Readonly<Record<string, ProfileRule>> = {
  /** P-03: no signature is older than the Stand; a missing Stand is the schema's finding. */
  "stand-vor-unterschrift": (data) => {
    const stand = valueAt(data, "/fassung/stand");
    if (typeof stand !== "string") return true;
    return datesIn(data, "/verlauf/unterschriften").every((date) => date >= stand);
  },

  /** P-29: the last talk, or before the first one the signature, is not older than a year. */
  "auswertung-jaehrlich": (data, today) => {
    const last = newest(data, "/verlauf/auswertungen") ?? newest(data, "/verlauf/unterschriften");
    return today === undefined || last === undefined || today <= oneYearAfter(last);
  },
};

function newest(data: unknown, list: string): string | undefined {
  return datesIn(data, list).sort().at(-1);
}

function datesIn(data: unknown, list: string): string[] {
  const items = valueAt(data, list);
  const dates: unknown[] = Array.isArray(items) ? items.map((item) => valueAt(item, "/datum")) : [];
  return dates.filter((date) => typeof date === "string");
}

/** The same day a year later; a 29 February becomes "29 February" of the next year, which sorts after the 28th: enough to compare. */
function oneYearAfter(iso: string): string {
  return `${Number(iso.slice(0, 4)) + 1}${iso.slice(4)}`;
}
