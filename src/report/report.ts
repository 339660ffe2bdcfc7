import type { ExceptedFinding, Finding } from "../findings/finding.ts";
import type { SourceText } from "../source/source-text.ts";

/** Everything a reporter may know; it returns text and does nothing else. */
export interface ReportInput {
  readonly findings: readonly Finding[];
  /** Texts the findings point into, by file. */
  readonly sources: ReadonlyMap<string, SourceText>;
  /** What the repository lives with for now; it counts nowhere and is still told. */
  readonly excepted?: readonly ExceptedFinding[];
  /** Number of agreements looked at. */
  readonly files: number;
  /** Those that were left out because they are as they were at a revision. */
  readonly unchanged?: { readonly since: string; readonly files: number } | undefined;
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
}

export function summarize(findings: readonly Finding[]): Summary {
  const count = (severity: Finding["severity"]) =>
    findings.filter((each) => each.severity === severity).length;
  return { errors: count("fehler"), warnings: count("warnung"), hints: count("hinweis") };
}

/** 1 if anything is wrong, 0 otherwise; with `strict` a warning is wrong too. */
export function exitCodeFor(summary: Summary, strict: boolean): 0 | 1 {
  return summary.errors > 0 || (strict && summary.warnings > 0) ? 1 : 0;
}
