import fc from "fast-check";
import ICAL from "ical.js";
import { afterEach, describe, expect, it } from "vitest";
import { dayAfter } from "../../src/source/calendar-arithmetic.ts";
import { writeCalendar, type CalendarEvent } from "../../src/write/calendar.ts";

const zone = process.env["TZ"];
afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

const day = fc
  .integer({ min: 0, max: 60_000 })
  .map((number) => new Date(Date.UTC(1950, 0, 1) + number * 86_400_000).toISOString().slice(0, 10));
const text = fc.string({
  unit: fc.constantFrom("ä", "😀", "漢", ",", ";", "\\", '"', ":", " ", "a", "Termin "),
  minLength: 1,
  maxLength: 120,
});
const events: fc.Arbitrary<CalendarEvent[]> = fc.array(
  fc
    .record({
      uid: fc.uuid(),
      title: text,
      description: fc.tuple(text, text).map((lines) => lines.join("\n")),
      first: day,
      length: fc.integer({ min: 0, max: 400 }),
    })
    .map(({ length, ...each }) => ({
      ...each,
      last: dayAfter(each.first, { days: length, months: 0 }) ?? each.first,
    })),
  { minLength: 1, maxLength: 4 },
);

/** As another library reads it. */
function read(calendar: string): CalendarEvent[] {
  const component = new ICAL.Component(ICAL.parse(calendar) as unknown as unknown[]);
  return component.getAllSubcomponents("vevent").map((each) => {
    const { uid, summary, description, startDate, endDate } = new ICAL.Event(each);
    expect([startDate.isDate, endDate.isDate]).toEqual([true, true]);
    endDate.adjust(-1, 0, 0, 0);
    return { uid, title: summary, description, first: startDate.toString(), last: endDate.toString() };
  });
}

describe("a calendar", () => {
  it("says to another library what it was made of, in lines as RFC 5545 asks for", () => {
    fc.assert(
      fc.property(events, day, (given, stamp) => {
        const calendar = writeCalendar("Termine", given, stamp);
        expect(read(calendar)).toEqual(given);
        expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:/);
        expect(calendar.endsWith("END:VCALENDAR\r\n")).toBe(true);
        const lines = calendar.split("\r\n");
        expect(lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))).toEqual([]);
        expect(lines.filter((line) => line.startsWith("DTSTAMP:"))).toEqual(
          given.map(() => `DTSTAMP:${stamp.replaceAll("-", "")}T000000Z`),
        );
      }),
    );
  });

  it("is the same in every time zone", () => {
    const given = [{ uid: "1", title: "T", description: "D", first: "2026-03-29", last: "2026-03-29" }];
    const zones = ["UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati"];
    const calendars = zones.map((each) => {
      process.env["TZ"] = each;
      return writeCalendar("Termine", given, "2026-11-22");
    });
    expect(new Set(calendars).size).toBe(1);
    expect(calendars[0]).toContain("DTSTART;VALUE=DATE:20260329\r\nDTEND;VALUE=DATE:20260330\r\n");
  });

  it("has no end where there is no day after it", () => {
    const given = [{ uid: "1", title: "T", description: "D", first: "9999-12-31", last: "9999-12-31" }];
    expect(writeCalendar("Termine", given, "2026-11-22")).not.toContain("DTEND");
  });
});
