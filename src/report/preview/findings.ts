import { displayCode, remedyOf, sentenceOf } from "../../findings/catalogue.ts";
import type { ExceptedFinding, Finding, Severity } from "../../findings/finding.ts";
import { splitPointer } from "../../source/pointer.ts";
import type { SourceText } from "../../source/source-text.ts";
import { element, escapeHtml } from "../../write/html/element.ts";
import { mostImportant } from "../most-important.ts";
import { summarize, type Summary } from "../report.ts";
import { counted, escapeControls, exceptionReason, severityWord, summaryText } from "../text.ts";
import { fieldOf, type DocumentPlace } from "./places.ts";

export interface FindingSources {
  readonly sources: ReadonlyMap<string, SourceText>;
  /** Where a finding shows in a document, and the address of that place; undefined where none is known. */
  readonly placeOf: (finding: Finding) => (DocumentPlace & { readonly href: string }) | undefined;
}

const signs: Readonly<Record<Severity, string>> = { fehler: "✗", warnung: "!", hinweis: "i" };

/** More on one page nobody reads. */
const mostShown = 200;
/** Characters of a line of the file; longer ones are cut around the place. */
const longestLine = 160;

/** Text of data or file names, literally; what would turn or hide text is spelled out. */
export function text(value: string): string {
  return escapeHtml(escapeControls(value));
}

/** What is known of a file. */
export interface FileState {
  readonly findings: readonly Finding[];
  /** How many are excepted. */
  readonly excepted: number;
  /** Why it cannot be read; undefined where it can. */
  readonly problem: string | undefined;
}

/** "✗ 2 Fehler, 1 Warnung" or "✓ ohne Befund", as an element; the sign and the word say what the colour says. */
export function stateOf({ findings, excepted, problem }: FileState): string {
  if (problem !== undefined)
    return element("span", { class: "zustand fehler" }, `${signs.fehler} nicht lesbar`);
  const summary = summarize(findings);
  const left = excepted === 0 ? "" : `; ${excepted} ausgenommen`;
  const words = summaryText(summary) || "ohne Befund";
  return element("span", { class: `zustand ${levelOf(summary)}` }, `${signOf(summary)} ${words}${left}`);
}

function levelOf({ errors, warnings }: Summary): string {
  return errors > 0 ? "fehler" : warnings > 0 ? "warnung" : "gut";
}

function signOf({ errors, warnings, hints }: Summary): string {
  if (errors > 0) return signs.fehler;
  return warnings > 0 ? signs.warnung : hints > 0 ? signs.hinweis : "✓";
}

/** A list of findings, each with line, field, sentence and remedy, and a way to its place in the document. */
export function findingList(findings: readonly Finding[], given: FindingSources, withFile: boolean): string {
  const shown = mostImportant(findings, mostShown, ({ severity }) => severity);
  const left = findings.length - shown.length;
  const rest =
    left === 0
      ? ""
      : element(
          "p",
          {},
          `… und ${counted(left, "weiterer Befund", "weitere Befunde")}; alle zeigt kv validate.`,
        );
  const items = shown.map((finding) => item(finding, given, withFile));
  return `${element("ol", { class: "befunde", role: "list" }, `\n${items.join("\n")}\n`)}${rest}`;
}

function item(finding: Finding, { sources, placeOf }: FindingSources, withFile: boolean): string {
  const { severity, file } = finding;
  const source = sources.get(file);
  const place = placeOf(finding);
  const level = element(
    "strong",
    { class: `stufe ${severity}` },
    `${signs[severity]} ${severityWord(severity)}`,
  );
  const parts = [
    element("p", { class: "art" }, `${level} ${element("code", {}, text(displayCode(finding)))}`),
    element("p", {}, text(sentenceOf(finding))),
    element("p", { class: "ort" }, text(whereText(finding, source, withFile))),
    source ? lineOf(finding, source) : "",
    element("p", { class: "abhilfe" }, `Abhilfe: ${text(remedyOf(finding))}`),
    place ? element("p", {}, wayTo(place, finding, source)) : "",
  ];
  return element("li", { class: severity }, parts.filter((each) => each !== "").join("\n"));
}

function wayTo(
  { document, id, href }: DocumentPlace & { readonly href: string },
  finding: Finding,
  source: SourceText | undefined,
): string {
  const line = source?.positionAt(finding.span.start).line ?? 1;
  const hidden = element("span", { class: "verborgen" }, ` (Befund in Zeile ${line})`);
  const attributes = { href, "data-dokument": document, "data-stelle": id };
  return element("a", attributes, `Im Dokument zeigen${hidden}`);
}

/** "Zeile 15, Spalte 20 · Feld bericht: turnus" */
function whereText(finding: Finding, source: SourceText | undefined, withFile: boolean): string {
  const { line, column } = source?.positionAt(finding.span.start) ?? { line: 1, column: 1 };
  const path = fieldText(fieldOf(finding));
  return [
    ...(withFile ? [finding.file] : []),
    `Zeile ${line}, Spalte ${column}`,
    ...(path === "" ? [] : [`Feld ${path}`]),
  ].join(" · ");
}

/** "gremien: 2: turnus": entries are counted from 1, as people do. */
function fieldText(pointer: string): string {
  const parts = splitPointer(pointer);
  return parts
    .map((part, index) => (index > 0 && /^\d+$/.test(part) ? String(Number(part) + 1) : part))
    .join(": ");
}

/** The line of the file, with what is meant marked. */
function lineOf({ span }: Finding, source: SourceText): string {
  const { line, column } = source.positionAt(span.start);
  const whole = source.line(line);
  if (whole.trim() === "") return "";
  const from = Math.max(0, Math.min(column - 1 - longestLine / 2, whole.length - longestLine));
  const start = column - 1 - from;
  const shown = whole.slice(from, from + longestLine);
  const end = Math.min(shown.length, start + Math.max(span.end - span.start, 0));
  const cut = (side: boolean) => (side ? "…" : "");
  const marked = end > start ? element("mark", {}, text(shown.slice(start, end))) : "";
  const written = `${cut(from > 0)}${text(shown.slice(0, start))}${marked}${text(shown.slice(end))}`;
  return element(
    "p",
    { class: "zeile" },
    element("code", {}, `${written}${cut(from + longestLine < whole.length)}`),
  );
}

/** What the repository lives with for now; closed until somebody asks. */
export function exceptedList(excepted: readonly ExceptedFinding[]): string {
  if (excepted.length === 0) return "";
  const items = excepted.map(({ finding, exception }) => {
    const code = element("code", {}, text(displayCode(finding)));
    return element("li", {}, `${code} ${text(sentenceOf(finding))} ${text(exceptionReason(exception))}`);
  });
  const summary = element("summary", {}, `${counted(excepted.length, "Befund", "Befunde")} ausgenommen`);
  return element("details", {}, `${summary}${element("ul", {}, items.join("\n"))}`);
}
