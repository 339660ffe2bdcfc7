import type { Cause, Finding } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import { isCalendarDate } from "../source/calendar-date.ts";
import { findingIn } from "../source/finding-in.ts";
import { isRecord, valueAt } from "../source/pointer.ts";
import type { ProfileInput, ProfileItem, Verdict } from "./profile.ts";

/** Why an item is left open on purpose. */
export interface Exception {
  readonly grund: string;
  /** ISO date of the last day it counts; undefined for good. */
  readonly bis: string | undefined;
  /** For an exception of the repository (kv.ausnahmen.yaml), the office that answers for it; else the agreement says so. */
  readonly verantwortlich: string | undefined;
}

/** The exception that an agreement states from an item, under `ausnahmen`; duties have none, and without a reason there is none either. */
export function exceptionFor(item: ProfileItem, data: unknown): Exception | undefined {
  if (item.stufe === "pflicht") return undefined;
  const entries = entriesOf(data).filter((each) => each["punkt"] === item.id);
  return entries.flatMap(({ begruendung, bis }): Exception[] => {
    const isReasoned = typeof begruendung === "string" && begruendung.trim() !== "";
    const isLimited = bis === undefined || isCalendarDate(bis);
    return isReasoned && isLimited ? [{ grund: begruendung, bis, verantwortlich: undefined }] : [];
  })[0];
}

/** Whether an exception no longer counts on a day (ISO); without a day it counts. */
export function hasExpired({ bis }: Pick<Exception, "bis">, today: string | undefined): boolean {
  return bis !== undefined && today !== undefined && today > bis;
}

/** What is wrong with the exceptions of a file: of unknown items, of duties, and those that nothing needs. */
export function exceptionFindings(
  { parsed, itemIds }: Pick<ProfileInput, "parsed" | "itemIds">,
  judged: readonly { readonly verdicts: readonly Verdict[] }[],
): Finding[] {
  const all = judged.flatMap((each) => each.verdicts);
  return entriesOf(parsed.data).flatMap((entry, index): Finding[] => {
    const { punkt } = entry;
    // What is missing or no text is the schema's finding.
    if (typeof punkt !== "string") return [];
    const verdict = all.find(({ item }) => item.id === punkt);
    // An item of a checklist that is not judged now is no mistake.
    if (!verdict && itemIds.includes(punkt)) return [];
    const cause: Cause | undefined = verdict
      ? causeOf(verdict)
      : { code: "ausnahme-unbekannt", args: { punkt, vorschlag: suggest(punkt, itemIds) } };
    if (!cause) return [];
    const severity = cause.code === "ausnahme-unnoetig" ? "hinweis" : "fehler";
    return [findingIn(parsed, `/ausnahmen/${index}/punkt`, cause, { severity })];
  });
}

function causeOf({ item, status }: Verdict): Cause | undefined {
  const args = { punkt: item.id };
  if (item.stufe === "pflicht") return { code: "ausnahme-pflicht", args };
  const isIdle = status === "erfuellt" || status === "nicht-anwendbar";
  return isIdle ? { code: "ausnahme-unnoetig", args } : undefined;
}

/** The exceptions a file states, whatever is in them. */
export function entriesOf(data: unknown): Record<string, unknown>[] {
  const entries = valueAt(data, "/ausnahmen");
  return Array.isArray(entries) ? entries.filter(isRecord) : [];
}
