import { printableJson } from "../printable-json.ts";
import { escapeControls } from "../text.ts";
import { fingerprints } from "./fingerprint.ts";
import { placedFindings, type PlacedFinding, type ValidationRun } from "./run.ts";

const severities = { fehler: "major", warnung: "minor", hinweis: "info" } as const;

/** The findings as a Code Quality report of GitLab: a list of issues as Code Climate defines them. */
export function gitlabReport(run: ValidationRun): string {
  const prints = fingerprints(run);
  return printableJson(placedFindings(run).map((each, index) => issue(each, prints[index] ?? "")));
}

function issue(
  { finding, path, start, end, code, sentence, remedy }: PlacedFinding,
  fingerprint: string,
): object {
  return {
    type: "issue",
    // GitLab shows nothing else of it.
    description: escapeControls(`${sentence} Abhilfe: ${remedy}`),
    check_name: code,
    fingerprint,
    severity: severities[finding.severity],
    location: { path, lines: { begin: start.line, end: end.line } },
  };
}
