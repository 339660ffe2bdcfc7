import { valueAt } from "../source/pointer.ts";
import type { ItemStatus } from "./profile.ts";
import { completedOn, type Step } from "./steps.ts";
import { decideByTermin } from "./termin-item.ts";

/** What a rule knows beside the data. */
export interface RuleContext {
  /** ISO date, if one was given. */
  readonly today: string | undefined;
  /** The field that the item is about. */
  readonly ort: string;
  /** The steps of the checklist. */
  readonly steps: readonly Step[];
}

/** A rule decides a checklist item that neither a schema nor a clause can. */
export type ProfileRule = (data: unknown, context: RuleContext) => ItemStatus;

const rules = {
  /** P-03: no signature under the agreement is older than its Stand; a missing Stand is the schema's finding. */
  "stand-vor-unterschrift": (data) => {
    const stand = valueAt(data, "/fassung/stand");
    if (typeof stand !== "string") return "ungeprueft";
    return metIf(signedOn(data).every((date) => date >= stand));
  },

  /**
   * P-48: the next review is set and, on the day of the check, not past; a later Fassung names the one before, and after the
   * last step a new cycle has its own day.
   */
  fortschreibung: (data, { ort, steps, today }) => {
    const review = valueAt(data, ort);
    const isOverdue =
      today !== undefined && decideByTermin({ einmal: { tag: ort } }, data, today).status === "offen";
    const isFirst = Number(valueAt(data, "/fassung/nummer")) === 1;
    const completed = completedOn(steps, data);
    return metIf(
      typeof review === "string" &&
        !isOverdue &&
        (isFirst || valueAt(data, "/fassung/vorgaenger") !== undefined) &&
        (completed === undefined || review > completed),
    );
  },

  /**
   * P-45a: a resolution comes before the signatures. Whatever is no draft is printed for signing. Resolutions up to the
   * Stand of the predecessor were about that one.
   */
  "beschluss-vor-unterschrift": (data, { today, ort }) => {
    if (valueAt(data, "/fassung/status") === "entwurf") return "nicht-anwendbar";
    const before = valueAt(data, "/fassung/vorgaenger/stand");
    const own = datesOf(itemsIn(data, ort)).filter((date) => typeof before !== "string" || date > before);
    const limit = signedOn(data).sort()[0] ?? today;
    return metIf(own.some((date) => limit === undefined || date <= limit));
  },
} satisfies Readonly<Record<string, ProfileRule>>;

/** The named rules that profile files refer to with `regel`. */
export const profileRules: Readonly<Record<string, ProfileRule>> = rules;

/** What each rule demands, as `kv explain` says it. */
export const ruleWords: Readonly<Record<keyof typeof rules, string>> = {
  "stand-vor-unterschrift": "Keine Unterschrift unter der Vereinbarung ist älter als der Stand der Fassung.",
  fortschreibung:
    "Der Tag der nächsten Überprüfung ist eingetragen, ab der zweiten Fassung auch der Vorgänger; ist der letzte Schritt abgeschlossen, liegt er danach. Am Stichtag (`--date`) ist er nicht vorbei.",
  "beschluss-vor-unterschrift":
    "Ist die Fassung kein Entwurf mehr, liegt ein Beschluss über sie nicht nach der ersten Unterschrift. Beschlüsse bis zum Stand der Vorgängerfassung zählen nicht.",
};

function metIf(holds: boolean): ItemStatus {
  return holds ? "erfuellt" : "offen";
}

/** The days on which the agreement itself was signed. */
function signedOn(data: unknown): string[] {
  const signatures = itemsIn(data, "/verlauf/unterschriften");
  return datesOf(signatures.filter((item) => valueAt(item, "/dokument") === "vereinbarung"));
}

function itemsIn(data: unknown, list: string): unknown[] {
  const items = valueAt(data, list);
  return Array.isArray(items) ? items : [];
}

function datesOf(items: readonly unknown[]): string[] {
  return items.map((item) => valueAt(item, "/datum")).filter((date) => typeof date === "string");
}
