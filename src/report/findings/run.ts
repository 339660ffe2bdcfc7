import { displayCode, remedyOf, sentenceOf } from "../../findings/catalogue.ts";
import type { Explanation } from "../../findings/explanation.ts";
import {
  findingAt,
  sortFindings,
  type Finding,
  type FindingCode,
  type StatedException,
} from "../../findings/finding.ts";
import type { Problem } from "../../findings/problem.ts";
import type { Position } from "../../source/source-text.ts";
import type { ReportInput } from "../report.ts";

/** Everything that the formats for other programs may know about a run. */
export interface ValidationRun extends ReportInput {
  /** The agreements that were checked. */
  readonly checked: readonly string[];
  /** A path as forges know it: from the root of the repository, with forward slashes. */
  readonly pathOf: (file: string) => string;
  /** Warnings fail as well. */
  readonly strict: boolean;
  /** Whether everything that was asked for could be looked at. */
  readonly isWhole: boolean;
  /** What a code means, at length. */
  readonly explain: (code: FindingCode) => Explanation;
  /** Of kv. */
  readonly version: string;
}

/** A finding with all that is said of it. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** From the root of the repository. */
  readonly path: string;
  readonly start: Position;
  /** Behind the last character. */
  readonly end: Position;
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string;
}

/** With what could not be looked at: a program that reads the report must not take it for checked. */
export function withProblems<T extends ReportInput>(input: T, problems: readonly Problem[]): T {
  const unread = problems.map(({ path, reason }) => {
    const place = { file: path, pointer: "", span: { start: 0, end: 0 } };
    return findingAt({ code: "pfad-ungeprueft", args: { grund: reason } }, place);
  });
  return { ...input, findings: sortFindings([...input.findings, ...unread]) };
}

/** A finding that does not count, and why: for formats that have a place for it. */
export interface PlacedException extends PlacedFinding {
  readonly exception: StatedException;
}

export function placedExceptions(run: ValidationRun): PlacedException[] {
  const { excepted = [] } = run;
  const placed = placedFindings({ ...run, findings: excepted.map(({ finding }) => finding) });
  return placed.flatMap((each, index) => {
    const exception = excepted[index]?.exception;
    return exception ? [{ ...each, exception }] : [];
  });
}

export function placedFindings({ findings, sources, pathOf }: ValidationRun): PlacedFinding[] {
  return findings.map((finding) => {
    const source = sources.get(finding.file);
    const start = source?.positionAt(finding.span.start) ?? { line: 1, column: 1 };
    return {
      finding,
      path: pathOf(finding.file),
      start,
      end: source?.positionAt(finding.span.end) ?? start,
      code: displayCode(finding),
      sentence: sentenceOf(finding),
      remedy: remedyOf(finding),
    };
  });
}

/** In the order in which the files come. */
export function byPath(findings: readonly PlacedFinding[]): Map<string, PlacedFinding[]> {
  const groups = new Map<string, PlacedFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.path);
    if (group) group.push(finding);
    else groups.set(finding.path, [finding]);
  }
  return groups;
}
