import type { StepState, StepStatus } from "../check/steps.ts";
import { documentsFor, type Kind } from "../kinds/kind.ts";
import { labelOf } from "../kinds/schema-tree.ts";
import { isCalendarDate } from "../source/calendar-date.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { valueAt } from "../source/pointer.ts";
import type { Termin } from "../termine/termin.ts";
import { termineOf } from "../termine/termine-of.ts";

/** Why nothing is to be done any more: a later Fassung counts, or the agreed time is over. */
export type Over = "abgeloest" | "beendet";

/** How an agreement stands on a day; of one with errors, what can still be said. */
export interface AgreementStatus {
  /** File name without folder and ending, e.g. "mitte"; with its folder where two files share it. */
  readonly name: string;
  readonly file: string;
  /** The file from the root of its repository: the same wherever kv is called. */
  readonly identity: string;
  readonly parsed: ParsedYaml;
  /** As its first document is called, e.g. "Kooperationsvereinbarung Bezirk Mitte". */
  readonly title: string | undefined;
  /** Undefined where the file does not say it, or nobody knows it. */
  readonly kind: Kind | undefined;
  readonly nummer: number | undefined;
  /** ISO date. */
  readonly stand: string | undefined;
  /** The value of `fassung.status` and how people call it. */
  readonly status: { readonly value: string; readonly label: string } | undefined;
  readonly over: Over | undefined;
  /** All steps of its process; none where the file says nothing of them. */
  readonly steps: readonly StepState[];
  readonly step: StepPosition | undefined;
  readonly termine: readonly Termin[];
  /** How many errors its data have. */
  readonly errors: number;
}

/** How far the process is: the last step that was begun. */
export interface StepPosition {
  readonly nummer: number;
  readonly von: number;
  readonly status: StepStatus;
}

export interface StatusInput extends Pick<
  AgreementStatus,
  "name" | "file" | "identity" | "parsed" | "title" | "kind" | "steps" | "errors"
> {
  /** ISO date. */
  readonly today: string;
}

/** Puts together what the data of an agreement say about a day. */
export function agreementStatus({ today, ...input }: StatusInput): AgreementStatus {
  const { kind, parsed, steps } = input;
  const { data } = parsed;
  const [first] = kind ? documentsFor(kind.art, data) : [];
  const nummer = valueAt(data, first?.nummer ?? "/fassung/nummer");
  const stand = valueAt(data, first?.stand ?? "/fassung/stand");
  const status = valueAt(data, "/fassung/status");
  const termine = kind ? termineOf(kind.art.termine ?? [], data, today) : [];
  const over = overSince(status, termine);
  return {
    ...input,
    nummer: typeof nummer === "number" ? nummer : undefined,
    stand: isCalendarDate(stand) ? stand : undefined,
    status: typeof status === "string" ? { value: status, label: statusLabel(kind, status) } : undefined,
    over,
    step: positionIn(steps),
    termine: over === undefined ? termine : [],
  };
}

function overSince(status: unknown, termine: readonly Termin[]): Over | undefined {
  if (status === "abgeloest") return "abgeloest";
  return termine.some(({ endsAgreement, state }) => endsAgreement && state === "erledigt")
    ? "beendet"
    : undefined;
}

function statusLabel(kind: Kind | undefined, status: string): string {
  return labelOf(kind?.tree.at("/fassung/status"), status) ?? status;
}

function positionIn(steps: readonly StepState[]): StepPosition | undefined {
  if (steps.length === 0) return undefined;
  const begun = steps.findLast(({ status }) => status === "begonnen" || status === "abgeschlossen");
  return { nummer: begun?.nummer ?? 0, von: steps.length, status: begun?.status ?? "offen" };
}
