import domains from "./private-mail-domains.json" with { type: "json" };

/** What an agreement should not say of a person. */
export type PersonalDetail = "mail" | "mobil" | "geburt";

export interface FoundDetail {
  readonly art: PersonalDetail;
  readonly text: string;
  /** Where it begins in the text that was searched. */
  readonly start: number;
  /** As much of it as may be repeated elsewhere: the domain, the prefix; empty for a date of birth. */
  readonly kennzeichen: string;
}

/**
 * Private mail addresses, German mobile numbers and dates of birth in a text, in the order of the three. What none can do
 * without is looked for first: making the patterns ready takes longer than all other checks of an agreement.
 */
export function personalDetails(text: string): FoundDetail[] {
  return [
    ...(/@|[([{][aAäÄ][tT]/.test(text) ? mails(text) : []),
    ...(/1[567]\d/.test(text) ? mobiles(text) : []),
    ...(/\d/.test(text) && /geb/i.test(text) ? births(text) : []),
  ];
}

const privateDomains: ReadonlySet<string> = new Set(domains);

/** Also as people hide it from machines: "name (at) gmx.de". */
const mail =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]+\s?(?:@|[([{](?:at|ät)[)\]}])\s?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})/giu;

function mails(text: string): FoundDetail[] {
  return [...text.matchAll(mail)].flatMap(({ 0: found, 1: domain = "", index }) => {
    const kennzeichen = domain.toLowerCase();
    return privateDomains.has(kennzeichen) ? [{ art: "mail", text: found, start: index, kennzeichen }] : [];
  });
}

/** 015x, 016x, 017x and seven or eight digits, in groups or not. */
const mobile =
  /(?:(?:\+|00)49[\s.\-–/]{0,2}(?:\(0\)\s?)?\(?|\(?0)(1[567]\d)\)?[\s.\-–/]{0,3}\d(?:[ \u00A0\u202F.\-‑–]?\d){6,7}/gu;
/** Numbers of other things look the same. */
const otherNumber =
  /(?:\bAz|Aktenzeichen|\bGz|Geschäftszeichen|Gesch\.-?Z|Kassenzeichen|Drucksache|\bDrs|\bIBAN|Konto|\bKto|Kapitel|\bKap|\bTitel|Haushaltsstelle|Buchungsstelle)[\s.:-]*(?:Nr[\s.:]*)?$/iu;

function mobiles(text: string): FoundDetail[] {
  return [...text.matchAll(mobile)].flatMap(({ 0: found, 1: prefix = "", index }) => {
    const before = text.slice(Math.max(0, index - 40), index);
    const after = text.slice(index + found.length, index + found.length + 4);
    const isPart =
      /[\p{L}\p{N}]$|\d[ \u00A0.\-–]$|(?:^|\D)\d{1,4}\/$/u.test(before) ||
      /^(?:[ \u00A0.\-–]?\d|\s?\/\s?[1-9])/u.test(after);
    if (isPart || otherNumber.test(before)) return [];
    return [{ art: "mobil", text: found, start: index, kennzeichen: `0${prefix}` }];
  });
}

const months =
  "Jan(?:uar)?|Feb(?:ruar)?|März|Mrz|Apr(?:il)?|Mai|Juni?|Juli?|Aug(?:ust)?|Sept?(?:ember)?|Okt(?:ober)?|Nov(?:ember)?|Dez(?:ember)?";
const day = String.raw`(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?!\d)|\d{1,2}\.\s?(?:${months})\.?\s\d{4}(?!\d)|\d{4}-\d{2}-\d{2}(?!\d))`;
/** "geboren am 3.4.1980", "Geburtsdatum: 3. April 1980"; not "geboren nach dem …", which is a cohort. */
const bornOn = new RegExp(
  String.raw`(?<!\p{L})(?:geboren(?:e[mrs]?)?|geb\.?|Geburtsdatum|Geburtstag|Geb\.-?\s?Datum)[\s:,(]{0,4}(?:am|den|ist(?:\sder)?)?[\s:]{0,3}${day}`,
  "giu",
);
/** "am 3.4.1980 (in Berlin) geboren"; not "am 1.9.2020 geborenen Kinder". */
const onBorn = new RegExp(
  String.raw`(?<!\p{L})am\s${day}\s(?:in\s\p{L}[\p{L}-]*\s)?geboren(?:e[mrs]?)?(?!\p{L})`,
  "giu",
);

function births(text: string): FoundDetail[] {
  return [bornOn, onBorn].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
      art: "geburt" as const,
      text: found,
      start: index,
      kennzeichen: "",
    })),
  );
}
