const shape = /^\d{4}-\d{2}-\d{2}$/;

/** A day that is in the calendar, as the files write it: 2026-09-01, but not 2026-02-30. */
export function isCalendarDate(value: unknown): value is string {
  if (typeof value !== "string" || !shape.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** First and last day of what a date says as exactly as it is known: a day, a month, a year, a school year (August to July). */
export function daysOf(value: unknown): { readonly first: string; readonly last: string } | undefined {
  if (typeof value !== "string") return undefined;
  const [, year = "", month, day, next] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?|\/(\d{4}))?$/.exec(value) ?? [];
  if (year === "") return undefined;
  if (next !== undefined)
    return Number(next) === Number(year) + 1 ? { first: `${year}-08-01`, last: `${next}-07-31` } : undefined;
  if (day !== undefined) return isCalendarDate(value) ? { first: value, last: value } : undefined;
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` };
  // Texts are compared: the 31st is the last day of every month.
  return isCalendarDate(`${value}-01`) ? { first: `${value}-01`, last: `${value}-31` } : undefined;
}

/** The day that many days later, e.g. 14 days after 2024-02-20 is 2024-03-05; the first day counts as none. */
export function daysAfter(iso: string, days: number): string {
  const day = new Date(`${iso}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().replace(/T.*/, "");
}
