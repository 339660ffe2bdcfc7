import { readFileSync } from "node:fs";
import { error, notice, warning } from "@actions/core";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { parse as parseJunit } from "junit2json";
import MarkdownIt from "markdown-it";
import { describe, expect, it, vi } from "vitest";
import { validateXML } from "xmllint-wasm";
import { displayCode, sentenceOf } from "../../src/findings/catalogue.ts";
import { findingAt, sortFindings, type Cause, type Finding } from "../../src/findings/finding.ts";
import { readExplanation } from "../../src/io/explanations.ts";
import { githubReport } from "../../src/report/findings/github.ts";
import { gitlabReport } from "../../src/report/findings/gitlab.ts";
import { junitReport } from "../../src/report/findings/junit.ts";
import { markdownReport } from "../../src/report/findings/markdown.ts";
import { withProblems, type ValidationRun } from "../../src/report/findings/run.ts";
import { sarifReport } from "../../src/report/findings/sarif.ts";
import { jsonReport } from "../../src/report/json.ts";
import { plainStyles } from "../../src/report/styles.ts";
import { escapeControls, textReport } from "../../src/report/text.ts";
import { SourceText } from "../../src/source/source-text.ts";
import { commandsIn } from "./workflow-commands.ts";

/** What means something to a terminal, a forge, XML or Markdown. */
const signs = [
  "::error::x,::,##[error]x,##vso[task],%0A::error::x,%,&#1;,\t,\r,\n,\r\n, ,:,/,..,\\,',\"".split(","),
  "]]>,<b>,</failure>,&amp;,&,<!--,-->,`,|,**,[x](https://example.org),[1](2),https://example.org/#1".split(
    ",",
  ),
  "@alle,gruppe/projekt#1,#1,!1,~bug,GH-1,$1,%1,\n/close,ä,漢,a".split(","),
  ["\u001B[31m", "\u009B31m", "\u0000", "\uD800", ","],
  ["\u202E", "\u2066", "\u200F", "\u2028", "\uFEFF", "\uFFFE"],
].flat();
const piece = fc.oneof(fc.constantFrom(...signs), fc.string({ unit: "binary", maxLength: 4 }));
const hostile = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(""));
/** A system gives names without NUL, and never half a character. */
const fileName = hostile.map((text) => text.replaceAll(/\p{Cs}|\0/gu, "x") || "x");

const cause = hostile.chain((text) =>
  fc.constantFrom<Cause>(
    { code: "feld-unbekannt", args: { feld: text, vorschlag: text, erlaubt: [] } },
    { code: "yaml-kommentar", args: { text } },
    {
      code: "pruefpunkt",
      args: { punkt: "P-1", titel: text, quelle: text, abhilfe: text, ausstehend: [] },
    },
  ),
);

const run: fc.Arbitrary<ValidationRun> = fc
  .record({
    files: fc.uniqueArray(fc.record({ file: fileName, text: hostile }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ file }) => file,
    }),
    found: fc.array(
      fc.record({
        cause,
        at: fc.nat(20),
        length: fc.nat(9),
        which: fc.nat(2),
        severity: fc.constantFrom("fehler" as const, "warnung" as const, "hinweis" as const),
        exception: fc.option(
          fc.record({
            grund: hostile,
            verantwortlich: hostile,
            bis: fc.constant("2027-06-30"),
            file: fileName,
          }),
          { freq: 3 },
        ),
      }),
      { maxLength: 14 },
    ),
    problem: fc.option(fc.record({ path: fileName, reason: hostile })),
    strict: fc.boolean(),
  })
  .map(({ files, found, problem, strict }) => {
    const placed = found.map((each) => {
      const { file, text } = files[each.which % files.length] ?? { file: "", text: "" };
      const start = Math.min(each.at, text.length);
      const span = { start, end: Math.min(start + each.length, text.length) };
      const finding = findingAt(each.cause, { file, pointer: "/a/0", span }, each.severity);
      return { finding, exception: each.exception };
    });
    const plain: ValidationRun = {
      findings: sortFindings(placed.flatMap(({ finding, exception }) => (exception ? [] : [finding]))),
      excepted: placed.flatMap(({ finding, exception }) => (exception ? [{ finding, exception }] : [])),
      sources: new Map(files.map(({ file, text }) => [file, new SourceText(file, text)])),
      files: files.length,
      checked: files.map(({ file }) => file),
      pathOf: (file) => file,
      strict,
      isWhole: problem === null,
      explain: readExplanation,
      version: "1.2.3",
    };
    return withProblems(plain, problem === null ? [] : [problem]);
  });

const exceptedIn = ({ excepted = [] }: ValidationRun) => excepted.map(({ finding }) => finding);

const holds = (law: (each: ValidationRun) => void) => fc.assert(fc.property(run, law), { numRuns: 300 });

/** Everything that a terminal could obey or that turns text around. */
const forbidden = /(?!\n)[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u;

const newAjv = () => addFormats.default(new Ajv2020.default({ strict: false, allErrors: true }));
/** Microsoft's package carries the OASIS schema. */
const isSarif = newAjv().compile(
  JSON.parse(
    readFileSync("node_modules/@microsoft/sarif-multitool-ts/assets/sarif-2.1.0.schema.json", "utf8"),
  ) as object,
);
/** Written after GitLab's documentation of the format, which publishes no schema. */
const isGitlab = newAjv().compile(
  JSON.parse(readFileSync("test/report/gitlab-code-quality.schema.json", "utf8")) as object,
);

describe("whatever the data and names are", () => {
  it("text holds no command, for a terminal or for a forge", () => {
    holds((each) => {
      const text = textReport(each, {
        styles: plainStyles,
        width: 60,
        quiet: false,
        strict: false,
        all: true,
      });
      expect(text).not.toMatch(forbidden);
      expect(commandsIn(text)).toEqual([]);
      expect(text).not.toMatch(/##\w*\[/);
    });
  });

  it("json is data, without anything a terminal obeys", () => {
    holds((each) => {
      const text = jsonReport(each);
      expect(commandsIn(text)).toEqual([]);
      expect(text).not.toMatch(forbidden);
      const { diagnostics, excepted = [] } = JSON.parse(text) as Record<string, { file: string }[]>;
      expect(diagnostics?.map(({ file }) => file)).toEqual(each.findings.map(({ file }) => file));
      expect(excepted.map(({ file }) => file)).toEqual(exceptedIn(each).map(({ file }) => file));
    });
  });

  it("gitlab is a Code Quality report with one fingerprint for each finding", () => {
    holds((each) => {
      const text = gitlabReport(each);
      expect(commandsIn(text)).toEqual([]);
      expect(text).not.toMatch(forbidden);
      const issues = JSON.parse(text) as {
        fingerprint: string;
        description: string;
        location: { path: string };
      }[];
      expect(isGitlab(issues) ? [] : isGitlab.errors).toEqual([]);
      expect(issues.map(({ location }) => location.path)).toEqual(each.findings.map(({ file }) => file));
      expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
      for (const { description } of issues) expect(description).not.toMatch(forbidden);
    });
  });

  it("sarif fits the schema of OASIS, holds no link, and names each file by a URI", () => {
    holds((each) => {
      const text = sarifReport(each);
      expect(commandsIn(text)).toEqual([]);
      expect(text).not.toMatch(forbidden);
      const log = JSON.parse(text) as SarifLog;
      expect(isSarif(log) ? [] : isSarif.errors).toEqual([]);
      const [{ results, tool } = { results: [], tool: { driver: { rules: [] } } }] = log.runs;
      const all = [...each.findings, ...exceptedIn(each)];
      expect(results).toHaveLength(all.length);
      for (const [index, { ruleIndex, message, locations, suppressions }] of results.entries()) {
        const finding = all[index] as Finding;
        expect(suppressions !== undefined).toBe(index >= each.findings.length);
        expect(tool.driver.rules[ruleIndex]?.id).toBe(displayCode(finding));
        expect(message.text).not.toMatch(/\]\(|\p{Cc}/u);
        const { uri } = locations[0]?.physicalLocation.artifactLocation ?? { uri: "" };
        expect(decodeURIComponent(uri.replace(/^file:\/\//, ""))).toBe(finding.file);
        expect(new URL(uri, "https://forge.example/").protocol).toMatch(/^(?:https|file):$/);
      }
    });
  });

  it("github holds one annotation for each finding, at most ten of a type, and no other command", () => {
    const written: string[] = [];
    const spy = vi
      .spyOn(process.stdout, "write")
      .mockImplementation((line) => written.push(String(line)) > 0);
    const issue = { error, warning, notice };
    try {
      holds((each) => {
        const log = githubReport(each);
        expect(log).not.toMatch(forbidden);
        const commands = commandsIn(log);
        const annotations = commands.filter(({ name }) => name in issue);
        expect(commands.length - annotations.length).toBe(
          commands.some(({ name }) => name === "group") ? 2 : 0,
        );
        for (const type of Object.keys(issue))
          expect(annotations.filter(({ name }) => name === type).length).toBeLessThanOrEqual(10);
        const texts = [log, ...commands.map(({ message }) => message)].join("\n");
        for (const finding of each.findings) expect(texts).toContain(escapeControls(sentenceOf(finding)));
        // What GitHub's own toolkit writes for the same annotation is the same line.
        written.length = 0;
        for (const { name, message, properties } of annotations) {
          const { title = "", file, line, endLine, col, endColumn } = properties;
          const place = { title, file, startLine: line, endLine, startColumn: col, endColumn };
          const given = Object.entries(place).filter(([, value]) => value !== undefined);
          issue[name as keyof typeof issue](message, Object.fromEntries(given));
        }
        const own = log.split("\n").filter((line) => /^::(?:error|warning|notice) /.test(line));
        expect(own).toEqual(written.map((line) => line.trimEnd()));
      });
    } finally {
      spy.mockRestore();
    }
  });

  it("junit is XML with a case for each finding and each clean agreement", async () => {
    await fc.assert(
      fc.asyncProperty(run, async (each) => {
        const text = junitReport(each);
        expect(commandsIn(text)).toEqual([]);
        expect(text).not.toMatch(forbidden);
        const { testsuite, tests, failures } = (await parseJunit(text)) as unknown as JunitReport;
        const cases = testsuite.flatMap(({ testcase }) => testcase);
        const names = cases.map(({ classname, name }) => `${classname} ${name}`);
        expect(new Set(names).size).toBe(names.length);
        const all = [...each.findings, ...exceptedIn(each)];
        const clean = each.checked.filter((file) => !all.some((finding) => finding.file === file));
        expect(cases).toHaveLength(all.length + clean.length);
        const failed = each.findings.filter(
          ({ severity }) => severity === "fehler" || (each.strict && severity === "warnung"),
        ).length;
        expect({ tests, failures }).toEqual({ tests: cases.length, failures: failed });
        expect(cases.filter(({ failure }) => failure !== undefined)).toHaveLength(failed);
        expect(cases.filter(({ skipped }) => skipped !== undefined)).toHaveLength(all.length - failed);
      }),
      { numRuns: 200 },
    );
  });

  it("junit is what a strict parser takes", { timeout: 60_000 }, async () => {
    const all = fc
      .sample(run, 60)
      .map((each, index) => ({ fileName: `${index}.xml`, contents: junitReport(each) }));
    const { valid, errors } = await validateXML({ xml: all, normalization: "format" });
    expect({ valid, errors }).toEqual({ valid: true, errors: [] });
    const broken = await validateXML({ xml: "<a>\u0001</a>", normalization: "format" });
    expect(broken.valid).toBe(false);
  });

  it("md holds no mention, reference, link, command or HTML of the data", () => {
    const markdown = new MarkdownIt({ html: true }).enable("table");
    holds((each) => {
      const text = markdownReport(each);
      expect(text).not.toMatch(forbidden);
      expect(text).not.toMatch(/^\s*\//m);
      const between = text.replaceAll(/https?:\/\/[^\s<>|\\`]+|(?<!\\)&#\d+;/g, "");
      expect(between).not.toMatch(/(?<![\w/])@(?=[\p{L}\p{N}])|[#!&%$](?=\d)|~(?=[\p{L}\p{N}"])|\bGH-\d/u);
      const tokens = markdown.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
      expect(tokens.filter(({ type }) => type === "html_block")).toEqual([]);
      const html = tokens.filter(({ type }) => type === "html_inline").map(({ content }) => content);
      expect(html.filter((each_) => each_ !== "<br>" && each_ !== "<!-- -->")).toEqual([]);
      const links = tokens.filter(({ type }) => type === "link_open");
      expect(links.filter(({ markup }) => markup !== "autolink")).toEqual([]);
      expect(tokens.filter(({ type }) => type === "image")).toEqual([]);
      const rows = tokens.filter(({ type }) => type === "tr_open").length;
      const tables = tokens.filter(({ type }) => type === "table_open").length;
      expect(rows - tables).toBe(each.findings.length);
    });
  });
});

interface SarifLog {
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    results: {
      ruleIndex: number;
      message: { text: string };
      suppressions?: unknown;
      locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
    }[];
  }[];
}

interface JunitReport {
  tests: number;
  failures: number;
  testsuite: { testcase: { classname: string; name: string; failure?: unknown; skipped?: unknown }[] }[];
}

describe("many findings", () => {
  const many = (number: number, severity: Finding["severity"] = "fehler"): ValidationRun => {
    const findings = Array.from({ length: number }, (_, index) =>
      findingAt(
        { code: "feld-unbekannt", args: { feld: `feld${index}`, vorschlag: undefined, erlaubt: [] } },
        { file: `${index % 7}.yaml`, pointer: `/feld${index}`, span: { start: 0, end: 1 } },
        index === number - 1 ? severity : "warnung",
      ),
    );
    return {
      findings,
      sources: new Map(),
      files: 7,
      checked: [],
      pathOf: (file) => file,
      strict: false,
      isWhole: true,
      explain: readExplanation,
      version: "1",
    };
  };

  it("are cut in text, errors first, and counted", () => {
    const options = { styles: plainStyles, width: 80, quiet: false, strict: false };
    const text = textReport(many(10_000), options);
    expect(text.match(/^\S+:1:1 /gm)).toHaveLength(100);
    expect(text).toContain("feld9999");
    expect(text).toContain("… und 9900 weitere Befunde");
    expect(text).toContain("--format text=");
    expect(textReport(many(10_000), { ...options, all: true }).match(/^\S+:1:1 /gm)).toHaveLength(10_000);
  });

  it("are whole in every format a program reads", () => {
    const run10 = many(10_000);
    expect((JSON.parse(jsonReport(run10)) as { diagnostics: unknown[] }).diagnostics).toHaveLength(10_000);
    expect(JSON.parse(gitlabReport(run10))).toHaveLength(10_000);
    expect((JSON.parse(sarifReport(run10)) as SarifLog).runs[0]?.results).toHaveLength(10_000);
    expect(junitReport(run10).match(/<testcase /g)).toHaveLength(10_000);
    const log = githubReport(run10);
    expect(commandsIn(log).filter(({ name }) => name === "warning")).toHaveLength(10);
    expect(log.match(/feld\d+“/g)).toHaveLength(10_000);
    expect(log).toContain("… und 9990 weitere Warnungen");
  });

  it("fit into a comment, and what is left out is counted", () => {
    const text = markdownReport(many(10_000));
    expect(text.length).toBeLessThanOrEqual(65_536);
    const shown = text.match(/feld\d+“/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(200);
    expect(text).toContain("feld9999");
    expect(text).toContain(`… und ${10_000 - shown} weitere Befunde`);
    expect(markdownReport(many(100))).not.toContain("weitere");
  });

  it("are shown in full up to ten of a type on GitHub", () => {
    const log = githubReport(many(10, "warnung"));
    expect(commandsIn(log).map(({ name }) => name)).toEqual(Array.from({ length: 10 }, () => "warning"));
    expect(commandsIn(githubReport(many(11, "warnung")))).toHaveLength(12);
  });
});
