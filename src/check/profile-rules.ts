import { valueAt } from "../source/pointer.ts";
import type { ItemStatus } from "./profile.ts";

/** A rule decides a checklist item that neither a schema nor a clause can; `today` is an ISO date, if one was given. */
export type ProfileRule = (data: unknown, today: string | undefined) => ItemStatus;

/** The named rules that profile files refer to with `regel`. */
export const profileRules: Readonly<Record<string, ProfileRule>> = {
  /** P-03: no signature under the agreement is older than its Stand; a missing Stand is the schema's finding. */
  "stand-vor-unterschrift": (data) => {
    const stand = valueAt(data, "/fassung/stand");
    if (typeof stand !== "string") return "ungeprueft";
    const signatures = itemsIn(data, "/verlauf/unterschriften");
    const own = signatures.filter((item) => valueAt(item, "/dokument") === "vereinbarung");
    return metIf(datesOf(own).every((date) => date >= stand));
  },

  /** P-29: the last talk, or before the first one the signature, is not older than a year; before a signature nothing is due. */
  "auswertung-jaehrlich": (data, today) => {
    const talk = newest(data, "/verlauf/auswertungen");
    const last = talk ?? newest(data, "/verlauf/unterschriften");
    if (last === undefined) return "nicht-anwendbar";
    if (today === undefined) return "ungeprueft";
    if (today > oneYearAfter(last)) return "offen";
    return talk === undefined ? "nicht-anwendbar" : "erfuellt";
  },

  /** P-48: the next review is set after the Stand, and a later Fassung names the one before. */
  fortschreibung: (data) => {
    const review = valueAt(data, "/rahmenkonzept/naechste_pruefung");
    const number = Number(valueAt(data, "/fassung/nummer"));
    return metIf(
      typeof review === "string" && (number === 1 || valueAt(data, "/fassung/vorgaenger") !== undefined),
    );
  },
};

function metIf(holds: boolean): ItemStatus {
  return holds ? "erfuellt" : "offen";
}

function newest(data: unknown, list: string): string | undefined {
  return datesOf(itemsIn(data, list)).sort().at(-1);
}

function itemsIn(data: unknown, list: string): unknown[] {
  const items = valueAt(data, list);
  return Array.isArray(items) ? items : [];
}

function datesOf(items: readonly unknown[]): string[] {
  return items.map((item) => valueAt(item, "/datum")).filter((date) => typeof date === "string");
}

/** The same day a year later; a 29 February becomes "29 February" of the next year, which sorts after the 28th: enough to compare. */
function oneYearAfter(iso: string): string {
  return `${Number(iso.slice(0, 4)) + 1}${iso.slice(4)}`;
}
