import { escapeControls, exceptionReason } from "../text.ts";
import {
  byPath,
  placedExceptions,
  placedFindings,
  type PlacedException,
  type PlacedFinding,
  type ValidationRun,
} from "./run.ts";

/**
 * The findings as JUnit XML: a suite for each file, a test case for each finding. What makes the run fail is a failure, the
 * rest is skipped, and so is what is excepted: test report and exit code say the same. An agreement without findings is a case that passed.
 */
export function junitReport(run: ValidationRun): string {
  const found = byPath([...placedFindings(run), ...placedExceptions(run)]);
  const paths = [...new Set([...run.checked.map(run.pathOf), ...found.keys()])].sort();
  const suites = paths.map((path) => suite(path, found.get(path) ?? [], run.strict));
  const rows = suites.flatMap(({ text }) => text);
  const total = attributes({ name: "kv validate", ...sum(suites.map(({ counts }) => counts)) });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${total}>`,
    ...rows,
    "</testsuites>",
    "",
  ].join("\n");
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function suite(path: string, findings: readonly PlacedFinding[], strict: boolean) {
  const failures = findings.filter((each) => fails(each, strict)).length;
  const counts: Counts = {
    tests: Math.max(findings.length, 1),
    failures,
    errors: 0,
    skipped: findings.length - failures,
  };
  const names = distinct(findings.map(({ code, sentence }) => printable(`${code}: ${sentence}`)));
  const cases =
    findings.length === 0
      ? [`    <testcase${attributes({ classname: path, name: "ohne Befund", file: path, time: 0 })}/>`]
      : findings.flatMap((each, index) => testCase(each, names[index] ?? "", strict));
  const text = [`  <testsuite${attributes({ name: path, ...counts, time: 0 })}>`, ...cases, "  </testsuite>"];
  return { counts, text };
}

function testCase(each: PlacedFinding | PlacedException, name: string, strict: boolean) {
  const { path, start, remedy, sentence, code } = each;
  const tag = fails(each, strict) ? "failure" : "skipped";
  const place = `${path}:${start.line}:${start.column}`;
  const more = tag === "failure" ? { message: sentence, type: code } : { message: sentence };
  const advice =
    "exception" in each ? `Ausgenommen: ${exceptionReason(each.exception)}` : `Abhilfe: ${remedy}`;
  const text = `${place}\n${sentence}\n${advice}`.split("\n").map(escaped).join("\n");
  return [
    `    <testcase${attributes({ classname: path, name, file: path, time: 0 })}>`,
    `      <${tag}${attributes(more)}>${text}</${tag}>`,
    "    </testcase>",
  ];
}

function fails(each: PlacedFinding | PlacedException, strict: boolean): boolean {
  if ("exception" in each) return false;
  const { severity } = each.finding;
  return severity === "fehler" || (strict && severity === "warnung");
}

/** Programs know a test by its name: that of a second one gets a number, not a line, which would change. */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function sum(all: readonly Counts[]): Counts {
  const total = (key: keyof Counts) => all.reduce((number, counts) => number + counts[key], 0);
  return {
    tests: total("tests"),
    failures: total("failures"),
    errors: total("errors"),
    skipped: total("skipped"),
  };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  return printable(text).replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** One line of text. XML 1.0 has no place at all for most control characters and for half of a pair. */
function printable(text: string): string {
  return escapeControls(text).replaceAll(/[\uFFFE\uFFFF]|\p{Cs}/gu, "\uFFFD");
}
