import type { FindingArgs } from "./arguments.ts";

export type Severity = "fehler" | "warnung" | "hinweis";

export type FindingCode = keyof FindingArgs;

/** Zero-based offsets into the text of the file, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Plain data: the sentence, the line and the colour are made later (catalogue, source text, report). */
export type Finding = { [Code in FindingCode]: FindingOf<Code> }[FindingCode];

export interface FindingOf<Code extends FindingCode> {
  readonly code: Code;
  readonly severity: Severity;
  readonly file: string;
  /** JSON Pointer of the place shown; empty for the whole file and for templates. */
  readonly pointer: string;
  readonly span: Span;
  readonly args: FindingArgs[Code];
}

/** A finding that a repository has decided to live with for now: it counts no longer, and is not forgotten. */
export interface ExceptedFinding {
  readonly finding: Finding;
  readonly exception: StatedException;
}

/** What kv.ausnahmen.yaml says of it. */
export interface StatedException {
  readonly grund: string;
  /** The office that answers for it. */
  readonly verantwortlich: string;
  /** ISO date of the last day it counts. */
  readonly bis: string;
  /** The file it stands in, as shown to the user. */
  readonly file: string;
}

/** Code and facts without a place: what the small checks return. */
export type Cause = {
  [Code in FindingCode]: { readonly code: Code; readonly args: FindingArgs[Code] };
}[FindingCode];

/** Puts a cause in its place. */
export function findingAt(
  cause: Cause,
  place: Pick<Finding, "file" | "pointer" | "span">,
  severity: Severity = "fehler",
): Finding {
  return { ...cause, ...place, severity } as Finding;
}

/** The total order of findings (file, offset, code, pointer), without exact repetitions. Made once, here. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.span.start - b.span.start ||
      compare(a.code, b.code) ||
      compare(a.pointer, b.pointer) ||
      compare(JSON.stringify(a.args), JSON.stringify(b.args)),
  );
  return sorted.filter((finding, index) => index === 0 || !isSame(finding, sorted[index - 1]));
}

function isSame(a: Finding, b: Finding | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** By code units: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
