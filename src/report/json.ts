import { displayCode, remedyOf, sentenceOf } from "../findings/catalogue.ts";
import type { Finding } from "../findings/finding.ts";
import type { SourceText } from "../source/source-text.ts";
import type { Diagnostic, FindingsReport } from "./findings-report.ts";
import { printableJson } from "./printable-json.ts";
import { summarize, type ReportInput } from "./report.ts";

/** The findings as JSON, as described by schemas/ausgabe/befunde.schema.json. */
export function jsonReport(input: ReportInput): string {
  return printableJson(findingsReport(input));
}

export function findingsReport({ findings, excepted = [], sources, files }: ReportInput): FindingsReport {
  const diagnosticOf = (finding: Finding) => diagnostic(finding, sources.get(finding.file));
  return {
    version: 1,
    files,
    summary: summarize(findings),
    diagnostics: findings.map(diagnosticOf),
    // Apart from the others, so that who counts those counts right.
    ...(excepted.length > 0 && {
      excepted: excepted.map(({ finding, exception: { grund, verantwortlich, bis, file } }) => ({
        ...diagnosticOf(finding),
        ausnahme: { grund, verantwortlich, bis, datei: file },
      })),
    }),
  };
}

const severities = { fehler: "error", warnung: "warning", hinweis: "hint" } as const;

function diagnostic(finding: Finding, source: SourceText | undefined): Diagnostic {
  const start = source?.positionAt(finding.span.start) ?? { line: 1, column: 1 };
  const end = source?.positionAt(finding.span.end) ?? start;
  return {
    file: finding.file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    code: displayCode(finding),
    severity: severities[finding.severity],
    message: sentenceOf(finding),
    help: remedyOf(finding),
    pointer: finding.pointer,
  };
}
