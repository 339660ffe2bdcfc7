import type { Exception } from "../../check/exceptions.ts";
import type { ItemStatus, Profile, ProfileItem, Verdict } from "../../check/profile.ts";
import type { StepState } from "../../check/steps.ts";
import { valueAt } from "../../source/pointer.ts";
import type { ParsedYaml } from "../../source/parse-yaml.ts";
import { germanDate } from "../../document/dates.ts";
import type { Document } from "../../document/document.ts";

/** What the Prüfbericht knows; its reporters return text or a document and do nothing else. */
export interface ChecklistReport {
  /** ISO date the items were judged for; undefined where none was given. */
  readonly today: string | undefined;
  readonly profiles: readonly Profile[];
  readonly agreements: readonly JudgedAgreement[];
  readonly deviations: Deviations;
}

export interface JudgedAgreement {
  /** File name without folder and ending, e.g. "mitte"; with its folder where two files share it. */
  readonly name: string;
  readonly file: string;
  /** Title of its first document, e.g. "Kooperationsvereinbarung Bezirk Mitte"; undefined while it cannot be rendered. */
  readonly title: string | undefined;
  readonly parsed: ParsedYaml;
  /** One list of verdicts per profile, in their order. */
  readonly verdicts: readonly (readonly Verdict[])[];
  /** How far each step of the process is; none where the file says nothing of it. */
  readonly steps: readonly StepState[];
  /** Errors that `kv validate` shows beside open items. */
  readonly errors: number;
  /** Findings beside open items that the repository has excepted. */
  readonly excepted: number;
  /** By id, those that can be rendered. */
  readonly documents: ReadonlyMap<string, Document>;
}

/** What sets agreements apart. */
export interface Deviations {
  readonly items: readonly ItemDeviation[];
  readonly clauses: readonly ClauseDeviation[];
}

/** An item in which some agreements have another result than most. */
export interface ItemDeviation {
  /** Name of the checklist. */
  readonly pruefliste: string;
  readonly punkt: string;
  readonly titel: string;
  /** What most have. */
  readonly usual: ItemStatus;
  readonly others: readonly { readonly name: string; readonly status: ItemStatus }[];
}

/** A clause in which some agreements read otherwise than most, or than the built-in template. */
export interface ClauseDeviation {
  readonly dokument: string;
  readonly klausel: string;
  readonly section: string;
  /** "eingebaut": compared with kv's own wording; "uebrige": with most of the others. */
  readonly against: "eingebaut" | "uebrige";
  /** Wording compared with; undefined where it has no such clause. */
  readonly usual: string | undefined;
  readonly others: readonly { readonly names: readonly string[]; readonly text: string | undefined }[];
}

/** How each status is called. */
export const statusWords: Readonly<Record<ItemStatus, string>> = {
  erfuellt: "erfüllt",
  offen: "offen",
  "nicht-faellig": "noch nicht fällig",
  "nicht-anwendbar": "nicht anwendbar",
  ungeprueft: "nicht geprüft",
  ausnahme: "begründete Ausnahme",
};

/** One sign per status, for tables; always explained beside them. */
export const statusSigns: Readonly<Record<ItemStatus, string>> = {
  erfuellt: "✓",
  offen: "✗",
  "nicht-faellig": "○",
  "nicht-anwendbar": "–",
  ungeprueft: "?",
  ausnahme: "A",
};

export const allStatuses = Object.keys(statusWords) as ItemStatus[];

/** How the levels are called, duties first. */
export const levelWords: Readonly<Record<ProfileItem["stufe"], string>> = {
  pflicht: "Pflicht",
  empfehlung: "Empfehlung",
};

export const allLevels = Object.keys(levelWords) as ProfileItem["stufe"][];

export type Counts = Readonly<Record<ItemStatus, number>>;

/** How many items of a level have each status. */
export function countStatuses(verdicts: readonly Verdict[], stufe: ProfileItem["stufe"]): Counts {
  const own = verdicts.filter(({ item }) => item.stufe === stufe);
  const entries = allStatuses.map((status) => [status, own.filter((each) => each.status === status).length]);
  return Object.fromEntries(entries) as Counts;
}

/** "28 erfüllt, 1 offen": what there is, in the order of the words. */
export function countsText(counts: Counts): string {
  const parts = allStatuses.filter((status) => counts[status] > 0);
  return parts.map((status) => `${counts[status]} ${statusWords[status]}`).join(", ") || "keine Punkte";
}

/** Where an item is met or would be: sections of documents, or a field of the file. */
export function placesOf({ item, sections }: Verdict, { documents, parsed }: JudgedAgreement): string[] {
  if (sections.length > 0)
    return sections.map(({ document, section }) => `${titleOf(documents, document)}, ${section}`);
  return item.ort === "" || valueAt(parsed.data, item.ort) === undefined
    ? []
    : [`Feld ${item.ort.slice(1).replaceAll("/", ": ")}`];
}

function titleOf(documents: ReadonlyMap<string, Document>, id: string): string {
  const heading = documents.get(id)?.meta.title;
  return heading?.split(" ")[0] ?? id;
}

/** The reason; of an exception of the repository also who answers for it. */
function exceptionNote({ grund, verantwortlich, bis }: Exception): string {
  if (verantwortlich === undefined) return grund;
  const day = bis === undefined ? "" : ` bis ${germanDate(bis)}`;
  return `${grund} (vom Repository ausgenommen${day}, verantwortlich: ${verantwortlich})`;
}

/** "2 weitere Befunde sind ausgenommen (kv.ausnahmen.yaml)."; empty where none is. */
export function exceptedNote(excepted: number): string {
  if (excepted === 0) return "";
  const subject = excepted === 1 ? "Ein weiterer Befund ist" : `${excepted} weitere Befunde sind`;
  return `${subject} vom Repository ausgenommen; kv validate nennt sie.`;
}

/** What is to be done about an open item, or why it is left open. */
export function noteOf({ status, item, missing, exception, due }: Verdict): string {
  if (status === "ausnahme" && exception) return exceptionNote(exception);
  if (status === "nicht-faellig") return due ? `Fällig bis ${germanDate(due.last)}.` : "";
  if (status === "ungeprueft")
    return item.klauseln ? "Das Dokument lässt sich noch nicht erzeugen." : "Der Stichtag fehlt (--date).";
  if (status !== "offen") return "";
  const expired = exception?.bis === undefined ? "" : `Die Ausnahme galt bis ${germanDate(exception.bis)}. `;
  return `${expired}${missing.length > 0 ? `Es fehlt: ${missing.join(", ")}. ` : ""}${item.abhilfe}`;
}
