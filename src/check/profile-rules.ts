import { valueAt } from "../source/pointer.ts";

/** A rule decides a checklist item that neither a schema nor a clause can: true if met, or if `today` (ISO) is needed and not given. */
export type ProfileRule = (data: unknown, today: string | undefined) => boolean;

/** The named rules that profile files refer to with `regel`. */
export const profileRules: Readonly<Record<string, ProfileRule>> = {
  /** P-03: no signature is older than the Stand; a missing Stand is the schema's finding. */
  "stand-vor-unterschrift": (data) => {
    const stand = valueAt(data, "/fassung/stand");
    const signatures = valueAt(data, "/verlauf/unterschriften");
    if (typeof stand !== "string") return true;
    const dates = Array.isArray(signatures)
      ? signatures.map((_, index) => valueAt(signatures, `/${index}/datum`))
      : [];
    return dates.every((date) => typeof date !== "string" || date >= stand);
  },

  /** P-29: the last talk, or before the first one the signature, is not older than a year. */
  "auswertung-jaehrlich": (data, today) => {
    const last = newest(data, "/verlauf/auswertungen") ?? newest(data, "/verlauf/unterschriften");
    return today === undefined || last === undefined || today <= oneYearAfter(last);
  },
};

function newest(data: unknown, list: string): string | undefined {
  const items = valueAt(data, list);
  const dates = Array.isArray(items) ? items.map((_, index) => valueAt(items, `/${index}/datum`)) : [];
  return dates
    .filter((date) => typeof date === "string")
    .sort()
    .at(-1);
}

/** The same day a year later; a 29 February becomes "29 February" of the next year, which sorts after the 28th: enough to compare. */
function oneYearAfter(iso: string): string {
  return `${Number(iso.slice(0, 4)) + 1}${iso.slice(4)}`;
}
