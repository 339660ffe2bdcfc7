import { Chalk } from "chalk";
import { describe, expect, it } from "vitest";
import { findingAt, type Finding } from "../../src/findings/finding.ts";
import { jsonReport } from "../../src/report/json.ts";
import { exitCodeFor, type ReportInput } from "../../src/report/report.ts";
import type { Styles } from "../../src/report/styles.ts";
import { textReport, type TextOptions } from "../../src/report/text.ts";
import { SourceText } from "../../src/source/source-text.ts";

const same = (text: string) => text;
const plainStyles: Styles = {
  error: same,
  warning: same,
  hint: same,
  quiet: same,
  added: same,
  strong: same,
};
const source = (file: string, text: string): [string, SourceText] => [file, new SourceText(file, text)];
const finding = (file: string, start: number, end: number, feld = "bezrik"): Finding =>
  findingAt(
    { code: "feld-unbekannt", args: { feld, vorschlag: "bezirk", erlaubt: [] } },
    { file, pointer: "/x", span: { start, end } },
  );

const inputs: Record<string, ReportInput> = {
  nothing: { findings: [], sources: new Map(), files: 2 },
  one: {
    findings: [finding("a.yaml", 4, 10)],
    sources: new Map([source("a.yaml", "x:\n bezrik: mitte\n")]),
    files: 1,
  },
  several: {
    findings: [finding("a.yaml", 0, 6), finding("b.yaml", 0, 6)],
    sources: new Map([source("a.yaml", "bezrik: 1\n"), source("b.yaml", "bezrik: 1")]),
    files: 2,
  },
  hostile: {
    findings: [finding("a\n\u001B[31m|\"'.yaml", 0, 3, 'x"|\n::error::\u0007')],
    sources: new Map([source("a\n\u001B[31m|\"'.yaml", "\u0007\u001B[2J|x\tlang\u200F " + "ä".repeat(300))]),
    files: 1,
  },
  "without source": { findings: [finding("weg.yaml", 0, 0)], sources: new Map(), files: 1 },
};
const options: TextOptions = { styles: plainStyles, width: 80, quiet: false, strict: false };

it("shows a place in a line of any length in no time", { timeout: 5000 }, () => {
  const words = "Wort ".repeat(200_000);
  const at = 500_000;
  const findings = Array.from({ length: 20 }, (_, index) =>
    finding("a.yaml", at + index * 5, at + 4 + index * 5),
  );
  const text = textReport({ findings, sources: new Map([source("a.yaml", words)]), files: 1 }, options);
  const [row, carets] = text.split("\n").slice(2, 4);
  const column = carets?.indexOf("^^^^") ?? -1;
  expect(row?.slice(column, column + 4)).toBe("Wort");
  expect(row).toMatch(/│ ….*…$/);
});

describe.each(Object.entries(inputs))("every reporter on %s", (_, input) => {
  it("text ends with a line break, fits the width and passes no control character on", () => {
    const text = textReport(input, options);
    expect(text.endsWith("\n")).toBe(true);
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
    const body = text.split("\n").filter((line) => !/^\S+:\d+:\d+ /.test(line) && !line.includes("\\u"));
    expect(Math.max(...body.map((line) => line.length))).toBeLessThanOrEqual(84);
  });

  it("json is valid, counted and ends with a line break", () => {
    const text = jsonReport(input);
    const report = JSON.parse(text) as {
      version: number;
      files: number;
      summary: { errors: number };
      diagnostics: unknown[];
    };
    expect(text.endsWith("}\n")).toBe(true);
    expect(report).toMatchObject({
      version: 1,
      files: input.files,
      summary: { errors: input.findings.length },
    });
    expect(report.diagnostics).toHaveLength(input.findings.length);
  });
});

describe("the text report", () => {
  it("puts the caret under the place", () => {
    const [, frame] = /( 2 │ .*\n.*\^+)/.exec(textReport(inputs["one"] as ReportInput, options)) ?? [];
    expect(frame).toBe(" 2 │  bezrik: mitte\n     │  ^^^^^^");
  });

  it("is coloured only when asked to", () => {
    const chalk = new Chalk({ level: 1 });
    const styles = {
      error: chalk.red,
      warning: chalk.yellow,
      hint: chalk.cyan,
      quiet: chalk.dim,
      added: chalk.green,
      strong: chalk.bold,
    };
    const coloured = textReport(inputs["one"] as ReportInput, { ...options, styles });
    expect(coloured).toContain("\u001B[31mFehler");
    // oxlint-disable-next-line no-control-regex
    expect(coloured.replaceAll(/\u001B\[\d+m/g, "")).toBe(textReport(inputs["one"] as ReportInput, options));
  });

  it("says nothing when quiet and nothing is wrong", () => {
    expect(textReport(inputs["nothing"] as ReportInput, { ...options, quiet: true })).toBe("");
  });
});

describe("the exit code", () => {
  it.each([
    [{ errors: 0, warnings: 0, hints: 3 }, false, 0],
    [{ errors: 0, warnings: 1, hints: 0 }, false, 0],
    [{ errors: 0, warnings: 1, hints: 0 }, true, 1],
    [{ errors: 1, warnings: 0, hints: 0 }, false, 1],
  ])("of %j, strict %s, is %i", (summary, strict, code) => {
    expect(exitCodeFor(summary, strict)).toBe(code);
  });
});
