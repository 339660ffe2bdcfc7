const shape = /^\d{4}-\d{2}-\d{2}$/;

/** A day that is in the calendar, as the files write it: 2026-09-01, but not 2026-02-30. */
export function isCalendarDate(value: unknown): value is string {
  if (typeof value !== "string" || !shape.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
