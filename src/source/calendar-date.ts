const shape = /^\d{4}-\d{2}-\d{2}$/;

/** A day that is in the calendar, as the files write it: 2026-09-01, but not 2026-02-30. */
export function isCalendarDate(value: unknown): value is string {
  if (typeof value !== "string" || !shape.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** The day (ISO) meant by one in another notation that leaves no doubt: 15.10.2026, 2026-10-1, 20261015. */
export function dateMeant(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(text.trim()) ?? [];
  const [, ...parts] = /^(\d{4})([-./]?)(\d{1,2})\2(\d{1,2})$/.exec(text.trim()) ?? [];
  const [y, separator, m, d] = year === undefined ? parts : [year, ".", month, day];
  if (separator === "" && text.trim().length !== 8) return undefined;
  const date = `${y}-${m?.padStart(2, "0")}-${d?.padStart(2, "0")}`;
  return isCalendarDate(date) ? date : undefined;
}

/** First and last day (ISO) of a stretch of time; the same day twice where a single day is meant. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** First and last day of what a date says as exactly as it is known: a day, a month, a year, a school year (August to July). */
export function daysOf(value: unknown): Days | undefined {
  if (typeof value !== "string") return undefined;
  const [, year = "", month, day, next] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?|\/(\d{4}))?$/.exec(value) ?? [];
  if (year === "") return undefined;
  if (next !== undefined)
    return Number(next) === Number(year) + 1 ? { first: `${year}-08-01`, last: `${next}-07-31` } : undefined;
  if (day !== undefined) return isCalendarDate(value) ? { first: value, last: value } : undefined;
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` };
  if (!isCalendarDate(`${value}-01`)) return undefined;
  return { first: `${value}-01`, last: `${value}-${lastDayOf(Number(year), Number(month))}` };
}

/** The last day of a month (from 1), 28 to 31. */
export function lastDayOf(year: number, month: number): number {
  // The year is set by itself: as an argument, 0 to 99 would mean 1900 to 1999.
  const day = new Date(0);
  day.setUTCFullYear(year, month, 0);
  return day.getUTCDate();
}
