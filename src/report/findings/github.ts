import type { Severity } from "../../findings/finding.ts";
import { closingLine, counted, escapeControls, severityWord } from "../text.ts";
import { plainStyles } from "../styles.ts";
import { placedFindings, type PlacedFinding, type ValidationRun } from "./run.ts";

/** GitHub shows that many annotations of each type for a step and drops the rest without a word. */
const mostAnnotations = 10;

const types = { fehler: "error", warnung: "warning", hinweis: "notice" } as const;

/**
 * The findings as annotations of GitHub Actions. Where there are more than GitHub shows, the last one of a type says how many
 * are left; these follow as plain lines of the log.
 */
export function githubReport(run: ValidationRun): string {
  const placed = placedFindings(run);
  const bySeverity = (severity: Severity) => placed.filter(({ finding }) => finding.severity === severity);
  const groups = (["fehler", "warnung", "hinweis"] as const).map(bySeverity);
  const left = groups.flatMap((group) => group.slice(shownOf(group)));
  return [
    ...groups.flatMap(annotations),
    ...(left.length === 0 ? [] : ["::group::Weitere Befunde", ...left.map(logLine), "::endgroup::"]),
    closingLine(run, { styles: plainStyles, strict: run.strict }),
    "",
  ].join("\n");
}

function shownOf({ length }: readonly PlacedFinding[]): number {
  return length > mostAnnotations ? mostAnnotations - 1 : length;
}

function annotations(group: readonly PlacedFinding[]): string[] {
  const shown = shownOf(group);
  const [first] = group;
  const left = group.length - shown;
  if (!first || left === 0) return group.map(annotation);
  const words = {
    fehler: counted(left, "weiterer Fehler", "weitere Fehler"),
    warnung: counted(left, "weitere Warnung", "weitere Warnungen"),
    hinweis: counted(left, "weiterer Hinweis", "weitere Hinweise"),
  };
  const { severity } = first.finding;
  const rest = `… und ${words[severity]}; alle stehen im Protokoll dieses Schrittes unter „Weitere Befunde“.`;
  return [...group.slice(0, shown).map(annotation), command(types[severity], { title: "kv validate" }, rest)];
}

function annotation({ finding, path, start, end, code, sentence, remedy }: PlacedFinding): string {
  const isOneLine = start.line === end.line;
  // GitHub takes columns only within a line, and the end of a stretch is its last character there.
  const columns =
    isOneLine && end.column > start.column ? { col: start.column, endColumn: end.column - 1 } : {};
  const place = { title: code, file: path, line: start.line, endLine: end.line, ...columns };
  return command(types[finding.severity], place, sentence, `Abhilfe: ${remedy}`);
}

/** A workflow command as the runner reads it. */
function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  ...lines: readonly string[]
): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${pairs.join(",")}::${lines.map(data).join("%0A")}`;
}

/** Without control characters: where the runner does not read along, a terminal does. */
function data(text: string): string {
  return escapeControls(text).replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function logLine({ finding, path, start, code, sentence, remedy }: PlacedFinding): string {
  const place = `${path}:${start.line}:${start.column}`;
  return escapeControls(`${place} ${severityWord(finding.severity)} ${code}: ${sentence} Abhilfe: ${remedy}`);
}
