import { displayCode, remedyOf, sentenceOf } from "../findings/catalogue.ts";
import type { ExceptedFinding, Finding, Severity, StatedException } from "../findings/finding.ts";
import { codeFrame } from "./code-frame.ts";
import { mostImportant } from "./most-important.ts";
import { summarize, type ReportInput, type Summary } from "./report.ts";
import type { Styles } from "./styles.ts";

export interface TextOptions {
  readonly styles: Styles;
  /** Columns of the terminal. */
  readonly width: number;
  /** Only errors, and no closing line when there are none. */
  readonly quiet: boolean;
  /** Warnings fail as well. */
  readonly strict: boolean;
  /** However many there are; on a screen nobody reads thousands. */
  readonly all?: boolean;
}

/** Findings that are shown unless all are asked for. */
const mostShown = 100;

/** Findings for people: place, sentence, the line itself, what to do, and a closing line. */
export function textReport(input: ReportInput, options: TextOptions): string {
  const findings = findingsText(input, options);
  const summary = summarize(input.findings);
  const errors = exceptedErrors(input, options);
  if (options.quiet && summary.errors === 0 && errors.length === 0) return findings;
  const parts = [findings, ...errors, closingLine(input, options)].filter((part) => part !== "");
  return `${parts.join("\n")}\n`;
}

/** An error stays in sight although it does not count: one line, its reason, its day. */
function exceptedErrors({ excepted = [], sources }: ReportInput, options: TextOptions): string[] {
  const { styles, width, all = false } = options;
  const errors = excepted.filter(({ finding }) => finding.severity === "fehler");
  const shown = all ? errors : errors.slice(0, mostShown);
  const rows = shown.flatMap(({ finding, exception }) => {
    const source = sources.get(finding.file);
    const { line, column } = source?.positionAt(finding.span.start) ?? { line: 1, column: 1 };
    const place = `${escapeControls(finding.file)}:${line}:${column}  ${displayCode(finding)}`;
    const why = wrap(escapeControls(exceptionReason(exception)), width - 4);
    return [`  ${place}`, ...why.map((row) => styles.quiet(`    ${row}`))];
  });
  const left = errors.length - shown.length;
  if (left > 0) rows.push(`  … und ${counted(left, "weiterer", "weitere")}`);
  return rows.length === 0 ? [] : [[styles.strong("Fehler, die ausgenommen sind:"), ...rows, ""].join("\n")];
}

/** "Das Bildungsbüro öffnet erst 2027. (Jugendamt, bis 2027-06-30)" */
export function exceptionReason({ grund, verantwortlich, bis }: StatedException): string {
  return `${grund} (${verantwortlich}, bis ${bis})`;
}

/** The findings alone. */
export function findingsText(input: ReportInput, options: TextOptions): string {
  const { quiet, all = false } = options;
  const wanted = quiet ? input.findings.filter((each) => each.severity === "fehler") : input.findings;
  const shown = all ? wanted : mostImportant(wanted, mostShown, ({ severity }) => severity);
  const blocks = shown.map((finding) => block(finding, input, options));
  const left = wanted.length - shown.length;
  const rest = counted(left, "weiterer Befund", "weitere Befunde");
  if (left > 0)
    blocks.push(`… und ${rest}; alle schreibt in eine Datei:\n  kv validate … --format text=befunde.txt\n`);
  return blocks.join("\n");
}

function block(finding: Finding, { sources }: ReportInput, { styles, width }: TextOptions): string {
  const source = sources.get(finding.file);
  const { line, column } = source?.positionAt(finding.span.start) ?? { line: 1, column: 1 };
  const place = styles.strong(`${escapeControls(finding.file)}:${line}:${column}`);
  const head = `${place}  ${severityLabel(finding.severity, styles)}  ${styles.quiet(displayCode(finding))}`;
  const frame = source && source.text !== "" ? codeFrame(source, finding.span, styles, width) : [];
  const remedy = wrap(escapeControls(remedyOf(finding)), width - 13);
  const text = wrap(escapeControls(sentenceOf(finding)), width - 2).map((row) => `  ${row}`);
  const help = remedy.map((row, index) => `  ${index === 0 ? "→ Abhilfe: " : "           "}${row}`);
  return `${[head, ...text, ...frame.map((row) => `  ${row}`), ...help].join("\n")}\n`;
}

function severityLabel(severity: Severity, styles: Styles): string {
  const style = severity === "fehler" ? styles.error : severity === "warnung" ? styles.warning : styles.hint;
  return style(severityWord(severity));
}

export function severityWord(severity: Severity): string {
  return { fehler: "Fehler", warnung: "Warnung", hinweis: "Hinweis" }[severity];
}

/** "✗ 2 Vereinbarungen geprüft: 1 Fehler." */
export function closingLine(
  { files, findings, excepted = [], unchanged }: ReportInput,
  { styles, strict }: Pick<TextOptions, "styles" | "strict">,
): string {
  const summary = summarize(findings);
  const found = [summaryText(summary), exceptedText(excepted)].filter((part) => part !== "").join("; ");
  if (unchanged && files === 0 && found === "")
    return styles.strong(
      `✓ Seit ${escapeControls(unchanged.since)} ist keine Vereinbarung geändert (${unchanged.files} unverändert).`,
    );
  const rest = unchanged ? ` (${unchanged.files} seit ${escapeControls(unchanged.since)} unverändert)` : "";
  const checked = `${counted(files, "Vereinbarung", "Vereinbarungen")} geprüft${rest}`;
  if (summary.errors > 0) return styles.error(`✗ ${checked}: ${found}.`);
  if (strict && summary.warnings > 0)
    return styles.error(`✗ ${checked}: ${found}; mit --strict zählen Warnungen als Fehler.`);
  if (found === "") return styles.strong(`✓ ${checked}: ohne Befund.`);
  const isClean = summaryText(summary) === "";
  return styles.strong(`✓ ${checked}: ${isClean ? "kein Befund, der zählt; " : "keine Fehler, "}${found}.`);
}

/** "2 Befunde ausgenommen (kv.ausnahmen.yaml)"; empty where none is. */
export function exceptedText(excepted: readonly ExceptedFinding[]): string {
  const files = [...new Set(excepted.map(({ exception }) => escapeControls(exception.file)))];
  if (files.length === 0) return "";
  return `${counted(excepted.length, "Befund", "Befunde")} ausgenommen (${files.join(", ")})`;
}

/** "2 Fehler, 1 Warnung"; empty if there is nothing. */
export function summaryText({ errors, warnings, hints }: Summary): string {
  const parts = [
    errors > 0 && counted(errors, "Fehler", "Fehler"),
    warnings > 0 && counted(warnings, "Warnung", "Warnungen"),
    hints > 0 && counted(hints, "Hinweis", "Hinweise"),
  ];
  return parts.filter((part) => part !== false).join(", ");
}

export function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/**
 * File names and data may hold anything; a terminal must not obey it, nor text turn around. Forges that read along look for
 * commands at the start of a line ("::error::") or anywhere in it ("##[error]", "##vso[…]").
 */
export function escapeControls(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]|(?<=^|\s):(?=:)|#(?=#\w*\[)/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function wrap(text: string, width: number): string[] {
  const rows: string[] = [];
  let row = "";
  for (const word of text.split(" ")) {
    if (row !== "" && row.length + 1 + word.length > width) {
      rows.push(row);
      row = word;
    } else row = row === "" ? word : `${row} ${word}`;
  }
  return [...rows, row];
}
