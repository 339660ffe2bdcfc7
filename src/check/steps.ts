import type { Finding } from "../findings/finding.ts";
import { isCalendarDate } from "../source/calendar-date.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, valueAt } from "../source/pointer.ts";

/** A step as a checklist names it; its number is its place in the list, counted from 1. */
export interface Step {
  readonly titel: string;
  /** What belongs to it. */
  readonly inhalt?: readonly string[];
  /** A list of the data that holds proofs of the step, such as resolutions, and the fields that name one. */
  readonly belege?: { readonly liste: string; readonly felder: readonly string[] };
}

export type StepStatus = "offen" | "begonnen" | "abgeschlossen";

/** A step with what the file says about it. */
export interface StepState extends Step {
  readonly nummer: number;
  /** Undefined where the file does not name the step. */
  readonly status: StepStatus | undefined;
  /** ISO date. */
  readonly datum: string | undefined;
  readonly nachweise: readonly string[];
  /** What the data hold as proofs elsewhere: the values of each entry. */
  readonly belegt: readonly (readonly string[])[];
  readonly offen: readonly string[];
}

/** Checklists that count by steps; the first one that has any decides. */
export type SteppedList = { readonly name: string; readonly steps: readonly Step[] };

/** Where a file says how far the steps are now. */
const present = "/verlauf/prozess";

/** How far each step is; nothing where the file says nothing of its process, or no checklist names steps. */
export function progress(lists: readonly SteppedList[], data: unknown): readonly StepState[] {
  return statesOf(lists, entriesOf(data, present), (step) => proofsOf(step, data));
}

/** The steps as a report shows them. */
export interface ReportedSteps {
  /** Whether the report itself recorded them; otherwise they are those of the present. */
  readonly isRecorded: boolean;
  readonly states: readonly StepState[];
}

/** How far each step is for a report (the pointer of its entry): as it recorded them on its day, else as they are now. */
export function reportedSteps(lists: readonly SteppedList[], data: unknown, report: string): ReportedSteps {
  const own = entriesOf(data, `${report}/schritte`);
  const isRecorded = own.length > 0;
  const entries = isRecorded ? own : entriesOf(data, present);
  if (!deciding(lists)) return { isRecorded, states: entries.map(untitled) };
  const states = isRecorded ? statesOf(lists, own, () => []) : progress(lists, data);
  return { isRecorded, states };
}

/** A step of which no checklist says what it is. */
function untitled({ schritt, status, datum, nachweise, offen }: Entry): StepState {
  return { titel: "", nummer: schritt, status, datum, nachweise, belegt: [], offen };
}

function statesOf(
  lists: readonly SteppedList[],
  entries: readonly Entry[],
  proofs: (step: Step) => StepState["belegt"],
): readonly StepState[] {
  const steps = deciding(lists)?.steps ?? [];
  if (entries.length === 0) return [];
  return steps.map((step, index): StepState => {
    const nummer = index + 1;
    const {
      status,
      datum,
      nachweise = [],
      offen = [],
    } = entries.find(({ schritt }) => schritt === nummer) ?? ({} as Partial<Entry>);
    return { ...step, nummer, status, datum, nachweise, belegt: proofs(step), offen };
  });
}

function proofsOf({ belege }: Step, data: unknown): string[][] {
  const list = belege === undefined ? undefined : valueAt(data, belege.liste);
  const entries: unknown[] = Array.isArray(list) ? list : [];
  const rows = entries.map((entry) => {
    const values = (belege?.felder ?? []).map((field) => valueAt(entry, `/${field}`));
    return values.flatMap((value) =>
      typeof value === "string" || typeof value === "number" ? [String(value)] : [],
    );
  });
  return rows.filter((row) => row.length > 0);
}

/** The day (ISO) on which the last of the steps was completed. */
export function completedOn(steps: readonly Step[], data: unknown): string | undefined {
  const last = entriesOf(data, present).find(({ schritt }) => schritt === steps.length);
  return last?.status === "abgeschlossen" ? last.datum : undefined;
}

/** Steps that the checklist does not have, and steps that were completed before an earlier one. */
export function stepFindings(lists: readonly SteppedList[], parsed: ParsedYaml): Finding[] {
  const list = deciding(lists);
  if (!list) return [];
  const reports = valueAt(parsed.data, "/verlauf/berichte");
  const recorded = (Array.isArray(reports) ? reports : []).map(
    (_, index) => `/verlauf/berichte/${index}/schritte`,
  );
  return [present, ...recorded].flatMap((at) => findingsIn(list, entriesOf(parsed.data, at), parsed));
}

function findingsIn(list: SteppedList, entries: readonly Entry[], parsed: ParsedYaml): Finding[] {
  const known = entries.filter(({ schritt }) => schritt <= list.steps.length);
  const unknown = entries.filter((each) => !known.includes(each));
  return [
    ...unknown.map(({ schritt, pointer }) => {
      const args = { schritt, pruefliste: list.name, anzahl: list.steps.length };
      return findingIn(parsed, `${pointer}/schritt`, { code: "schritt-unbekannt", args });
    }),
    ...known.flatMap((entry) => orderFindings(entry, known, parsed)),
  ];
}

/** One finding per step: the first of the earlier ones that was not completed before it. */
function orderFindings(entry: Entry, entries: readonly Entry[], parsed: ParsedYaml): Finding[] {
  if (entry.status !== "abgeschlossen") return [];
  const earlier = entries.filter(({ schritt }) => schritt < entry.schritt);
  const late = earlier.find(({ status, datum }) => {
    return (
      status !== "abgeschlossen" || (datum !== undefined && entry.datum !== undefined && datum > entry.datum)
    );
  });
  if (!late) return [];
  const isLater = late.status === "abgeschlossen";
  const args = {
    schritt: entry.schritt,
    frueher: late.schritt,
    daten: isLater ? { schritt: entry.datum ?? "", frueher: late.datum ?? "" } : undefined,
  };
  const pointer = `${entry.pointer}/${isLater ? "datum" : "status"}`;
  return [findingIn(parsed, pointer, { code: "schritt-reihenfolge", args }, { severity: "warnung" })];
}

function deciding(lists: readonly SteppedList[]): SteppedList | undefined {
  return lists.find(({ steps }) => steps.length > 0);
}

interface Entry extends Pick<StepState, "status" | "datum" | "nachweise" | "offen"> {
  readonly schritt: number;
  readonly pointer: string;
}

/** The entries that say which step they mean; what else is wrong with them is the schema's finding. */
function entriesOf(data: unknown, at: string): Entry[] {
  const list = valueAt(data, at);
  const entries: unknown[] = Array.isArray(list) ? list : [];
  return entries.flatMap((entry, index): Entry[] => {
    if (!isRecord(entry)) return [];
    const { schritt, status, datum, nachweise, offen } = entry;
    if (!Number.isSafeInteger(schritt) || Number(schritt) < 1) return [];
    return [
      {
        schritt: Number(schritt),
        pointer: `${at}/${index}`,
        status: statuses.find((each) => each === status),
        datum: isCalendarDate(datum) ? datum : undefined,
        nachweise: texts(nachweise),
        offen: texts(offen),
      },
    ];
  });
}

const statuses: readonly StepStatus[] = ["offen", "begonnen", "abgeschlossen"];

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
