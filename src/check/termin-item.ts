import type { Days } from "../source/calendar-date.ts";
import { endOfTime } from "../termine/state.ts";
import type { FoundTermin, Terminregel } from "../termine/termin.ts";
import { applyRule } from "../termine/termine-of.ts";
import type { ItemStatus } from "./profile.ts";

/** What a Termin says of the item it decides. */
export interface TerminDecision {
  readonly status: ItemStatus;
  /** Where it is overdue. */
  readonly pointer?: string | undefined;
  /** When it is due, where it is not due yet. */
  readonly due?: Days | undefined;
}

/**
 * Decides a checklist item by a Termin: open where it is overdue. Without a day (ISO) only what holds on every day is decided.
 */
export function decideByTermin(rule: Terminregel, data: unknown, today: string | undefined): TerminDecision {
  const termine = applyRule(rule, data, today ?? endOfTime);
  const overdue = termine.find(({ state }) => state === "ueberfaellig");
  if (overdue)
    return today === undefined ? { status: "ungeprueft" } : { status: "offen", pointer: overdue.pointer };
  if (termine.some((each) => isFulfilled(each, rule))) return { status: "erfuellt" };
  const pending = termine.find(isPending);
  return pending ? { status: "nicht-faellig", due: pending.due } : { status: "nicht-anwendbar" };
}

/** A recent entry or one that is set, a time limit that was met, a day that still lies ahead. */
function isFulfilled(termin: FoundTermin, { wiederkehrend, einmal }: Terminregel): boolean {
  if (wiederkehrend) return termin.from === "eintrag" || termin.from === "gesetzt";
  return termin.state === "erledigt" || (einmal !== undefined && isPending(termin));
}

function isPending({ state }: FoundTermin): boolean {
  return state === "offen" || state === "demnaechst";
}
