const months = [
  "Januar",
  "Februar",
  "März",
  "April",
  "Mai",
  "Juni",
  "Juli",
  "August",
  "September",
  "Oktober",
  "November",
  "Dezember",
];

/** "2026-09-01" → "01.09.2026". Text only: no time zone can move the day. */
export function germanDate(iso: string): string {
  const [year, month, day] = iso.split("-");
  return `${day}.${month}.${year}`;
}

/** As exact as it is known, for a sentence with "ab" or "mit": "dem 1. September 2026", "September 2026", "dem Schuljahr 2026/2027". */
export function germanTime(text: string): string {
  const [year, month, day] = text.split("-");
  if (day !== undefined) return `dem ${germanDateInWords(text)}`;
  if (month !== undefined) return `${months[Number(month) - 1]} ${year}`;
  return text.includes("/") ? `dem Schuljahr ${text}` : `dem Jahr ${text}`;
}

/** As exact as it is known, by itself: "01.09.2026", "September 2026", "Schuljahr 2026/2027", "2026". */
export function germanTimeShort(text: string): string {
  const [, month, day] = text.split("-");
  if (day !== undefined) return germanDate(text);
  return month !== undefined || text.includes("/") ? germanTime(text).replace(/^dem /, "") : text;
}

/** "2026-09-01" → "1. September 2026". */
export function germanDateInWords(iso: string): string {
  const [year, month, day] = iso.split("-");
  return `${Number(day)}. ${months[Number(month) - 1]} ${year}`;
}
