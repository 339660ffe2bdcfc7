import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAfter, daysAfter, daysBetween, parsePeriod } from "../../src/source/calendar-arithmetic.ts";
import { daysOf, isCalendarDate, lastDayOf } from "../../src/source/calendar-date.ts";

const after = (iso: string, text: string) => dayAfter(iso, parsePeriod(text) ?? { days: NaN, months: NaN });

/** Every day of the years in which agreements live; leap years with and without a century among them. */
const days = fc
  .integer({ min: 0, max: 366 * 250 })
  .map((number) => new Date(Date.UTC(1900, 0, 1) + number * 86_400_000).toISOString().slice(0, 10));
const months = fc.integer({ min: 0, max: 999 });

/** The next day by the rules of the calendar, without any clock of the machine. */
function nextDay(iso: string): string {
  const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const isLast = day === lengths[month - 1];
  const next = !isLast ? [year, month, day + 1] : month < 12 ? [year, month + 1, 1] : [year + 1, 1, 1];
  return next.map((part) => String(part).padStart(2, "0")).join("-");
}

describe("a period after a day", () => {
  it.each([
    ["2026-05-05", "P14D", "2026-05-19"],
    ["2026-12-24", "P2W", "2027-01-07"],
    ["2026-02-24", "P1Y", "2027-02-24"],
    ["2028-02-29", "P1Y", "2029-02-28"],
    ["2028-02-29", "P2Y", "2030-02-28"],
    ["2028-02-29", "P4Y", "2032-02-29"],
    ["2027-02-28", "P1Y", "2028-02-28"],
    ["2026-08-31", "P6M", "2027-02-28"],
    ["2027-08-31", "P6M", "2028-02-29"],
    ["2026-11-30", "P3M", "2027-02-28"],
    ["2026-12-31", "P2M", "2027-02-28"],
    ["2026-03-29", "P1D", "2026-03-30"],
    ["9999-12-31", "P1D", undefined],
    ["9999-01-01", "P1Y", undefined],
  ])("%s + %s = %s", (iso, period, expected) => {
    expect(after(iso, period)).toBe(expected);
  });

  it.each(["", "P0D", "P1", "1Y", "P1Y6M", "PT1H", "P1000D", "P-1D"])("%s is none", (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  it("lands in the month that many months later, on the same day or on the last one", () => {
    fc.assert(
      fc.property(days, months, (iso, count) => {
        const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
        const result = dayAfter(iso, { days: 0, months: count }) ?? "";
        const [newYear = 0, newMonth = 0, newDay = 0] = result.split("-").map(Number);
        expect(isCalendarDate(result)).toBe(true);
        expect(newYear * 12 + newMonth - (year * 12 + month)).toBe(count);
        expect(newDay).toBe(Math.min(day, lastDayOf(newYear, newMonth)));
      }),
    );
  });

  it("keeps the order of days, and never shortens a month by going there and counting on", () => {
    fc.assert(
      fc.property(days, days, months, months, (one, other, count, more) => {
        const [early, late] = [one, other].sort() as [string, string];
        const later = (iso: string, number: number) => dayAfter(iso, { days: 0, months: number }) ?? "";
        expect(later(early, count) <= later(late, count)).toBe(true);
        // In two steps the day can only be lost (31 → 28), never won.
        expect(later(later(one, count), more) <= later(one, count + more)).toBe(true);
      }),
    );
  });

  it("counts days as the calendar does", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 999 }), (iso, count) => {
        const result = dayAfter(iso, { days: count, months: 0 }) ?? "";
        expect(daysBetween(iso, result)).toBe(count);
        expect(daysBetween(result, iso)).toBe(0 - count);
      }),
    );
  });

  it("finds the day so many days later as counting on does, over leap days and ends of years", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 800 }), (iso, count) => {
        let day = iso;
        for (let step = 0; step < count; step++) day = nextDay(day);
        expect(dayAfter(iso, { days: count, months: 0 })).toBe(day);
      }),
    );
  });

  it("keeps what is known roughly as rough: both ends move", () => {
    const times = fc.record({
      year: fc.integer({ min: 1900, max: 2099 }),
      month: fc.integer({ min: 1, max: 12 }),
    });
    const texts = times.chain(({ year, month }) =>
      fc.constantFrom(`${year}`, `${year}/${year + 1}`, `${year}-${String(month).padStart(2, "0")}`),
    );
    fc.assert(
      fc.property(texts, months, (text, count) => {
        const period = { days: 0, months: count };
        const known = daysOf(text);
        if (!known) throw new Error(text);
        const moved = daysAfter(known, period);
        expect(moved).toEqual({ first: dayAfter(known.first, period), last: dayAfter(known.last, period) });
        expect(moved && moved.first < moved.last).toBe(true);
      }),
    );
  });
});
