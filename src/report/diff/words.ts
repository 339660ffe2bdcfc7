import type { AgreementChange, Change, Fassung, TextChange } from "../../diff/change.ts";
import { weights, type Weight } from "../../diff/weight.ts";
import { germanDate } from "../../document/dates.ts";
import { isCalendarDate } from "../../source/calendar-date.ts";
import { counted } from "../text.ts";

/** All that `kv diff` found. */
export interface DiffReport {
  /** What was compared, e.g. "HEAD und Arbeitsstand". */
  readonly title: string;
  readonly agreements: readonly AgreementChange[];
}

/** Sign and word for each kind of change. */
export const kindWords: Readonly<Record<Change["kind"], { readonly sign: string; readonly word: string }>> = {
  added: { sign: "+", word: "neu" },
  removed: { sign: "-", word: "entfällt" },
  changed: { sign: "~", word: "geändert" },
  moved: { sign: ">", word: "verschoben" },
};

export const stateWords: Readonly<Record<AgreementChange["state"], string>> = {
  same: "unverändert",
  changed: "geändert",
  added: "neue Vereinbarung",
  removed: "Vereinbarung entfällt",
  incomparable: "nicht vergleichbar",
};

/** "Fassung 1 vom 01.09.2026 → Fassung 2 vom 01.09.2027"; one of them where both are the same. */
export function fassungText({ oldFassung, nextFassung }: AgreementChange): string {
  const [old, next] = [oldFassung, nextFassung].map((each) => each && fassungName(each));
  if (old === undefined || next === undefined || old === next) return next ?? old ?? "";
  return `${old} → ${next}`;
}

/** "Fassung 2 vom 01.09.2027"; "–" where there is none. */
export function fassungName(fassung: Fassung | undefined): string {
  if (!fassung) return "–";
  const { nummer, stand } = fassung;
  const day = isCalendarDate(stand) ? germanDate(stand) : (stand ?? "–");
  return nummer === undefined ? `Stand ${day}` : `Fassung ${nummer} vom ${day}`;
}

export type DifferentAgreement = AgreementChange & {
  readonly state: Exclude<AgreementChange["state"], "same">;
};

/** Whether anything differs; what cannot be compared does. */
export function differs(agreement: AgreementChange): agreement is DifferentAgreement {
  return agreement.state !== "same";
}

/** "2 zustimmungspflichtig, 1 redaktionell", the heaviest first. */
export function weightsText(changes: readonly Change[]): string {
  const parts = weights.toReversed().flatMap((weight: Weight) => {
    const count = changes.filter((each) => each.weight === weight).length;
    return count === 0 ? [] : [`${count} ${weight}`];
  });
  return parts.join(", ");
}

/** "3 Änderungen in 2 Vereinbarungen: …". */
export function summaryText({ title, agreements }: DiffReport): string {
  const changed = agreements.filter(differs);
  if (changed.length === 0) return `Keine Unterschiede zwischen ${title}.`;
  const changes = changed.flatMap((each) => each.changes);
  const where = counted(changed.length, "Vereinbarung", "Vereinbarungen");
  if (changes.length === 0) return `${where} verschieden zwischen ${title}.`;
  const count = counted(changes.length, "Änderung", "Änderungen");
  return `${count} in ${where} zwischen ${title}: ${weightsText(changes)}.`;
}

/** The line in its file, of the new side if there is one. */
export function placeText({ oldPlace, nextPlace }: Change): string {
  const place = nextPlace ?? oldPlace;
  return place ? `${place.file}:${place.line}:${place.column}` : "";
}

/** "Nummer 2.2 (Seite 3)". */
export function sectionOf({ old, next, page }: TextChange): string {
  const section = (next ?? old)?.section ?? "";
  return page === undefined ? section : `${section} (Seite ${page})`;
}

/** The title of a document, unless a section follows and the title stands over the whole comparison already. */
export function documentNamed(title: string, section: string, agreement: AgreementChange): string[] {
  return section !== "" && title === agreement.title ? [] : [title];
}

/** "Nummer 3 (Seite 4); Aufgabenbeschreibung Bezirk Mitte, Nummer 1" – each section once. */
export function clausesText({ clauses }: Change, agreement: AgreementChange): string {
  const titles = new Map(agreement.documents.map(({ id, title }) => [id, title]));
  const documents = [...new Set(clauses.map(({ document }) => document))];
  return documents
    .map((document) => {
      const places = clauses.filter((each) => each.document === document);
      const sections = [...new Set(places.map(({ section }) => section).filter((each) => each !== ""))];
      const named = sections.map((section) => {
        const pages = places.flatMap((place) => (place.section === section ? (place.page ?? []) : []));
        return pages.length === 0 ? section : `${section} (Seite ${[...new Set(pages)].join(", ")})`;
      });
      const title = titles.get(document) ?? document;
      return [...documentNamed(title, named.join(), agreement), ...named].join(", ");
    })
    .join("; ");
}
