import { isCalendarDate } from "./calendar-date.ts";

/** A day as people write it. */
export interface WrittenDate {
  /** ISO. */
  readonly date: string;
  /** False where the century is missing and this one is meant. */
  readonly isExact: boolean;
}

/** "1.9.2026", "01.09.26", "1. September 2026", "2026-09-01"; undefined for what is no day of the calendar. */
export function writtenDate(text: string): WrittenDate | undefined {
  const german = /^(\d{1,2})\.\s*(?:(\d{1,2})\.|([a-zä]{3,9})\.?)\s*(\d{4}|\d{2})$/iu.exec(text.trim());
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  const [year = "", month = "", day = ""] = iso
    ? iso.slice(1)
    : [german?.[4], german?.[2] ?? monthOf(german?.[3] ?? ""), german?.[1]];
  const isExact = year.length === 4;
  const date = [isExact ? year : `20${year}`, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  // A year with a zero in front is a slip.
  return isCalendarDate(date) && !date.startsWith("0") ? { date, isExact } : undefined;
}

const months = ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"];

/** "0" for a word that is no month. */
function monthOf(word: string): string {
  const letters = word.toLowerCase().replace("mae", "mär").slice(0, 3);
  return String(months.indexOf(letters) + 1);
}
