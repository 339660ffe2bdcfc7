import ical, { ICalEventTransparency } from "ical-generator";
import { dayAfter } from "../source/calendar-arithmetic.ts";

/** An event of whole days; all texts may hold anything that is no control character. */
export interface CalendarEvent {
  /** The same for the same event in every calendar. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** First and last day (ISO), both included. */
  readonly first: string;
  readonly last: string;
}

/** A calendar as RFC 5545 writes it, with at least one event. `day` (ISO) stands for the time at which it is made. */
export function writeCalendar(name: string, events: readonly CalendarEvent[], day: string): string {
  const calendar = ical({
    name,
    prodId: { company: "kooperationsvereinbarung", product: "kv", language: "DE" },
  });
  for (const { uid, title, description, first, last } of events) {
    // The end of an event is the day after it; there is none after the year 9999.
    const end = dayAfter(last, { days: 1, months: 0 });
    calendar.createEvent({
      id: uid,
      // A Termin keeps nobody from doing something else on that day.
      transparency: ICalEventTransparency.TRANSPARENT,
      allDay: true,
      start: midnight(first),
      ...(end === undefined ? {} : { end: midnight(end) }),
      stamp: midnight(day),
      summary: title,
      description,
    });
  }
  // The library leaves out the end of the last line.
  return `${calendar.toString().trimEnd()}\r\n`;
}

/** The library writes the day by UTC, wherever kv runs. */
function midnight(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}
