import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysAfter, daysOf, isCalendarDate } from "../../src/source/calendar-date.ts";

describe("a date as exact as it is known", () => {
  it.each([
    ["2026-09-01", "2026-09-01", "2026-09-01"],
    ["2026-02", "2026-02-01", "2026-02-28"],
    ["2028-02", "2028-02-01", "2028-02-29"],
    ["0099-12", "0099-12-01", "0099-12-31"],
    ["2026", "2026-01-01", "2026-12-31"],
    ["2026/2027", "2026-08-01", "2027-07-31"],
  ])("%s lasts from %s to %s", (text, first, last) => {
    expect(daysOf(text)).toEqual({ first, last });
  });

  it.each(["2026-02-30", "2026-13", "2026/2028", "2026/2025", "bald", "", 2026, undefined])(
    "%s is none",
    (text) => {
      expect(daysOf(text)).toBeUndefined();
    },
  );
});

/** The next day by the rules of the calendar, without any clock of the machine. */
function nextDay([year, month, day]: readonly [number, number, number]): [number, number, number] {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (day < (lengths[month - 1] ?? 0)) return [year, month, day + 1];
  return month < 12 ? [year, month + 1, 1] : [year + 1, 1, 1];
}

const iso = ([year, month, day]: readonly [number, number, number]) =>
  [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");

describe("the day so many days later", () => {
  it.each([
    ["2026-02-10", "2026-02-24"],
    ["2028-02-20", "2028-03-05"],
    ["2027-02-20", "2027-03-06"],
    ["2100-02-20", "2100-03-06"],
    ["2026-12-24", "2027-01-07"],
    ["2026-03-22", "2026-04-05"],
  ])("14 days after %s is %s", (day, later) => {
    expect(daysAfter(day, 14)).toBe(later);
  });

  it("is found by counting on, over leap days, ends of years and changes of the clock", () => {
    const start = fc.tuple(
      fc.integer({ min: 1900, max: 2400 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constant(1),
    );
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 800 }),
        (first, skip, count) => {
          let day: [number, number, number] = first;
          for (let step = 0; step < skip; step++) day = nextDay(day);
          const from = iso(day);
          for (let step = 0; step < count; step++) day = nextDay(day);
          expect(daysAfter(from, count)).toBe(iso(day));
          expect(isCalendarDate(iso(day))).toBe(true);
        },
      ),
    );
  });
});
