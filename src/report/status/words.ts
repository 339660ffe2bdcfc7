import { commandArgument } from "../../findings/command-argument.ts";
import { germanDate, germanTimeShort } from "../../document/dates.ts";
import { lastDayOf, type Days } from "../../source/calendar-date.ts";
import { daysBetween } from "../../source/calendar-arithmetic.ts";
import type { AgreementStatus, Over, StepPosition } from "../../status/agreement-status.ts";
import { termineIn, type StatusReport } from "../../status/status-report.ts";
import { announcedDays } from "../../termine/state.ts";
import type { NoDay, Termin, TerminState } from "../../termine/termin.ts";
import type { Styles } from "../styles.ts";
import { counted } from "../text.ts";

/** How each state is called. */
export const stateWords: Readonly<Record<TerminState, string>> = {
  ueberfaellig: "überfällig",
  demnaechst: "demnächst",
  offen: "offen",
  unbestimmt: "ohne Tag",
  erledigt: "erledigt",
};

/** One sign per state, so that nobody needs the colour. */
export const stateSigns: Readonly<Record<TerminState, string>> = {
  ueberfaellig: "✗",
  demnaechst: "!",
  offen: "○",
  unbestimmt: "?",
  erledigt: "✓",
};

/** "✗ überfällig · ! in den nächsten 90 Tagen · ○ später · ? ohne Tag" */
export const legend = [
  `${stateSigns.ueberfaellig} überfällig`,
  `${stateSigns.demnaechst} in den nächsten ${announcedDays} Tagen`,
  `${stateSigns.offen} später`,
  `${stateSigns.unbestimmt} ohne Tag`,
].join(" · ");

export function colourOf(state: TerminState, styles: Styles): (text: string) => string {
  if (state === "ueberfaellig") return styles.error;
  return state === "demnaechst" ? styles.warning : styles.quiet;
}

/** Why there is no day. */
export const reasonWords: Readonly<Record<NoDay, string>> = {
  "turnus-offen": "Turnus offen",
  "nicht-unterschrieben": "noch keine Unterschrift eingetragen",
  "ohne-frist": "läuft, ohne Frist",
  "ausgang-unbekannt": "vorbei; was daraus wurde, steht nicht in der Datei",
  "endet-vorher": "die Vereinbarung endet vorher",
  "kein-datum": "kein Tag, den es gibt",
};

export const overWords: Readonly<Record<Over, string>> = {
  abgeloest: "durch eine neue Fassung abgelöst",
  beendet: "Laufzeit beendet",
};

/** "Einigung in der Schlichtung 2026-1", "Maßnahme: Die Partner führen …" */
export function terminTitle({ definition, entry, name, from }: Termin): string {
  if (name !== undefined) return `${definition.titel}: ${name.replace(/\.$/, "")}`;
  const isCounted = from === "eintrag" || from === "unterschrift";
  return entry === undefined || isCounted ? definition.titel : `${definition.titel} ${entry}`;
}

/** "24.02.2027", "Februar 2027", "Schuljahr 2026/2027", "2027"; as exact as it is known. */
export function daysText(days: Days): string {
  return germanTimeShort(timeOf(days) ?? "") || `${germanDate(days.first)} bis ${germanDate(days.last)}`;
}

/** How the data would write these days; undefined where they are neither a day nor a month, a year or a school year. */
function timeOf({ first, last }: Days): string | undefined {
  if (first === last) return first;
  const [year = 0, month = 0] = first.split("-").map(Number);
  const beginning = first.slice(0, 7);
  if (first === `${beginning}-01` && last === `${beginning}-${lastDayOf(year, month)}`) return beginning;
  if (first.endsWith("-01-01") && last === `${first.slice(0, 4)}-12-31`) return first.slice(0, 4);
  const next = last.slice(0, 4);
  const isSchoolYear = first.endsWith("-08-01") && last.endsWith("-07-31") && Number(next) === year + 1;
  return isSchoolYear ? `${first.slice(0, 4)}/${next}` : undefined;
}

/** "seit 47 Tagen", "heute", "in 3 Tagen"; counted from the last day, until which there is time. */
export function distanceText({ last }: Days, today: string): string {
  const days = daysBetween(today, last);
  if (days === 0) return "heute";
  const text = counted(Math.abs(days), "Tag", "Tagen");
  return days < 0 ? `seit ${text}` : `in ${text}`;
}

/** What is to be known beside day and state: an appointment, or why there is no day. */
export function noteOf({ reason, from }: Termin): string {
  if (reason !== undefined) return reasonWords[reason];
  return from === "gesetzt" ? "Termin gesetzt" : "";
}

/** "Nr. 1 vom 15.09.2025"; what the file does not say is left out. */
export function versionText({ nummer, stand }: AgreementStatus): string {
  const parts = [
    nummer === undefined ? [] : `Nr.\u00A0${nummer}`,
    stand === undefined ? [] : `vom ${germanDate(stand)}`,
  ];
  return parts.flat().join(" ");
}

/** "Schritt 4 von 6, begonnen" */
export function stepText({ nummer, von, status }: StepPosition): string {
  return nummer === 0 ? `noch kein Schritt von ${von}` : `Schritt ${nummer} von ${von}, ${status}`;
}

/** "4 von 6" */
export function stepShort({ nummer, von }: StepPosition): string {
  return `${nummer} von ${von}`;
}

/** "2 Fehler; Näheres: kv validate mitte.yaml" */
export function errorText({ errors, file }: AgreementStatus): string {
  return `${errors} Fehler; Näheres: kv validate ${commandArgument(file)}`;
}

/** "20 Vereinbarungen: 1 Termin überfällig, 3 in den nächsten 90 Tagen" */
export function summaryOf(report: StatusReport): string {
  const overdue = termineIn(report, "ueberfaellig").length;
  const soon = termineIn(report, "demnaechst").length;
  const late = overdue === 0 ? "nichts überfällig" : `${counted(overdue, "Termin", "Termine")} überfällig`;
  const all = counted(report.agreements.length, "Vereinbarung", "Vereinbarungen");
  return `${all}: ${late}, ${soon === 0 ? "nichts" : soon} ${soonWords}`;
}

/** What is announced. */
const soonWords = `in den nächsten ${announcedDays} Tagen`;
export const soonTitle = `I${soonWords.slice(1)}`;

/** Termine without a day, by the reason: what has the same reason is said once. */
export function withoutDay({
  termine,
}: AgreementStatus): { readonly reason: NoDay; readonly titles: string[] }[] {
  const reasons = [...new Set(termine.flatMap(({ reason }) => reason ?? []))];
  return reasons.map((reason) => {
    const titles = termine.filter((each) => each.reason === reason).map(terminTitle);
    return { reason, titles: [...new Set(titles)] };
  });
}
