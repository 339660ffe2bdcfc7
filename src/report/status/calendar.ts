import { createHash } from "node:crypto";
import type { AgreementStatus } from "../../status/agreement-status.ts";
import { openTermine, type DueTermin, type StatusReport } from "../../status/status-report.ts";
import { writeCalendar, type CalendarEvent } from "../../write/calendar.ts";
import { escapeControls } from "../text.ts";
import { daysText, noteOf, terminTitle } from "./words.ts";

/** All Termine that have a day and are still to come, as a calendar; undefined without any: a calendar is never empty. */
export function statusCalendar(report: StatusReport): string | undefined {
  const events = report.agreements.flatMap((agreement) =>
    openTermine(agreement).map((termin) => eventOf(agreement, termin)),
  );
  return events.length === 0 ? undefined : writeCalendar("Termine der Vereinbarungen", events, report.today);
}

/** What is known only roughly is an event of all the days it may be. */
function eventOf(agreement: AgreementStatus, termin: DueTermin): CalendarEvent {
  const { definition, due } = termin;
  const { title, name, identity } = agreement;
  const isRough = due.first !== due.last;
  const lines = [
    ...(isRough ? [`Genauer als „${daysText(due)}“ ist der Tag nicht bekannt.`] : []),
    ...(noteOf(termin) === "" ? [] : [noteOf(termin)]),
    `Quelle: ${definition.quelle}`,
    ...(definition.annahme === undefined ? [] : [definition.annahme]),
    `Datei: ${identity}`,
  ];
  return {
    uid: uidOf(agreement, termin),
    title: escapeControls(`${terminTitle(termin)} – ${title ?? name}`),
    description: lines.map(escapeControls).join("\n"),
    first: due.first,
    last: due.last,
  };
}

/** The same for the same Termin of the same file, however often and on whatever day the calendar is made. */
function uidOf({ identity, kind }: AgreementStatus, { definition, key }: DueTermin): string {
  const source = JSON.stringify([identity, kind?.art.art, definition.id, key]);
  return `${createHash("sha256").update(source).digest("hex").slice(0, 32)}@kooperationsvereinbarung`;
}
