import { describe, expect, it } from "vitest";
import { daysOf } from "../../src/source/calendar-date.ts";

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
