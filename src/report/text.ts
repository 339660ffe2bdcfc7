import { displayCode, remedyOf, sentenceOf } from "../findings/catalogue.ts";
import type { ExceptedFinding, Finding, Severity } from "../findings/finding.ts";
import { codeFrame } from "./code-frame.ts";
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
}

/** Findings for people: place, sentence, the line itself, what to do, and a closing line. */
export function textReport(input: ReportInput, options: TextOptions): string {
  const findings = findingsText(input, options);
  const summary = summarize(input.findings);
  const errors = exceptedErrors(input, options);
  if (options.quiet && summary.errors === 0 && errors.length === 0) return findings;
  const parts = [findings, ...errors, closing(input, summary, options)].filter((part) => part !== "");
  return `${parts.join("\n")}\n`;
}

/** An error stays in sight although it does not count: one line, its reason, its day. */
function exceptedErrors({ excepted = [], sources }: ReportInput, { styles, width }: TextOptions): string[] {
  const errors = excepted.filter(({ finding }) => finding.severity === "fehler");
  const rows = errors.flatMap(({ finding, exception }) => {
    const { line, column } = sources.get(finding.file)?.positionAt(finding.span.start) ?? {
      line: 1,
      column: 1,
    };
    const place = `${escapeControls(finding.file)}:${line}:${column}  ${displayCode(finding)}`;
    const why = `${exception.grund} (${exception.verantwortlich}, bis ${exception.bis})`;
    return [`  ${place}`, ...wrap(escapeControls(why), width - 4).map((row) => styles.quiet(`    ${row}`))];
  });
  return rows.length === 0 ? [] : [[styles.strong("Fehler, die ausgenommen sind:"), ...rows, ""].join("\n")];
}

/** The findings alone. */
export function findingsText(input: ReportInput, options: TextOptions): string {
  const shown = options.quiet ? input.findings.filter((each) => each.severity === "fehler") : input.findings;
  return shown.map((finding) => block(finding, input, options)).join("\n");
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
  if (severity === "fehler") return styles.error("Fehler");
  return severity === "warnung" ? styles.warning("Warnung") : styles.hint("Hinweis");
}

function closing(
  { files, excepted = [] }: ReportInput,
  summary: Summary,
  { styles, strict }: TextOptions,
): string {
  const checked = `${counted(files, "Vereinbarung", "Vereinbarungen")} geprüft`;
  const found = [summaryText(summary), exceptedText(excepted)].filter((part) => part !== "").join("; ");
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

/** File names and data may hold anything; a terminal must not obey it. */
export function escapeControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
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
