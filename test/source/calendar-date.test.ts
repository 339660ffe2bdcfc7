import { describe, expect, it } from "vitest";
import { dateMeant, daysOf } from "../../src/source/calendar-date.ts";

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

describe("the day that was meant", () => {
  it.each([
    ["15.10.2026", "2026-10-15"],
    ["1.10.2027", "2027-10-01"],
    ["1. 9. 2026", "2026-09-01"],
    ["2026-10-1", "2026-10-01"],
    ["2026/10/01", "2026-10-01"],
    ["20261015", "2026-10-15"],
  ])("%s is %s", (text, day) => {
    expect(dateMeant(text)).toBe(day);
  });

  it.each(["31.2.2026", "1.10.26", "10/11/2026", "2026-10", "2026-10/1", "202610", "2026101", "bald", ""])(
    "%s may be anything",
    (text) => {
      expect(dateMeant(text)).toBeUndefined();
    },
  );
});
