import { expect, it } from "vitest";
import { germanDate, germanDateInWords } from "../../src/document/dates.ts";

it("writes dates as Germans do", () => {
  expect(germanDate("2026-03-01")).toBe("01.03.2026");
  expect(germanDateInWords("2026-03-01")).toBe("1. März 2026");
});
