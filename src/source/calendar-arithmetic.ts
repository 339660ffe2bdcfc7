import { lastDayOf, type Days } from "./calendar-date.ts";

/** A number of days, weeks, months or years, as ISO 8601 writes it: "P14D", "P4W", "P6M", "P1Y". */
export interface Period {
  readonly days: number;
  readonly months: number;
}

/** Undefined for what is no such period. */
export function parsePeriod(text: string): Period | undefined {
  const [, number = "", unit] = /^P([1-9]\d{0,2})([DWMY])$/.exec(text) ?? [];
  const count = Number(number);
  switch (unit) {
    case "D":
      return { days: count, months: 0 };
    case "W":
      return { days: 7 * count, months: 0 };
    case "M":
      return { days: 0, months: count };
    case "Y":
      return { days: 0, months: 12 * count };
    default:
      return undefined;
  }
}

/**
 * The day (ISO) on which a period ends that begins with the event of another day. Where the month has no such day it is the
 * last one of the month (§ 188 Abs. 3 BGB): 29 February + 1 year = 28 February. Undefined after the year 9999.
 */
export function dayAfter(iso: string, { days, months }: Period): string | undefined {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  const target = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(target / 12), (target % 12) + 1];
  const date = new Date(0);
  date.setUTCFullYear(newYear, newMonth - 1, Math.min(day, lastDayOf(newYear, newMonth)) + days);
  const text = date.toISOString();
  return /^\d{4}-/.test(text) ? text.slice(0, 10) : undefined;
}

/** The same for both ends of a stretch of time: what is known only roughly stays so. */
export function daysAfter({ first, last }: Days, period: Period): Days | undefined {
  const [newFirst, newLast] = [dayAfter(first, period), dayAfter(last, period)];
  return newFirst === undefined || newLast === undefined ? undefined : { first: newFirst, last: newLast };
}

/** How many days the second one lies behind the first one; negative where it lies before. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
