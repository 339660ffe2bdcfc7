import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkAgreements } from "../../src/cli/check-agreements.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { readExplanation } from "../../src/io/explanations.ts";
import { fingerprints } from "../../src/report/findings/fingerprint.ts";
import type { SourceText } from "../../src/source/source-text.ts";
import { scratch } from "../cli/scratch.ts";
import { runKv } from "../run-kv.ts";

interface Checked {
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, SourceText>;
}

const printsOf = ({ findings, sources }: Checked) =>
  fingerprints({
    findings,
    sources,
    files: 1,
    checked: [],
    pathOf: (file) => file,
    strict: false,
    isWhole: true,
    explain: readExplanation,
    version: "1",
  });

const cases = join(import.meta.dirname, "../cases");
const mark = Buffer.from("\uFEFF");

/** The same file with three more lines above everything else. */
function moved(bytes: Buffer): Buffer {
  const start = bytes.indexOf(mark) === 0 ? mark.length : 0;
  return Buffer.concat([bytes.subarray(0, start), Buffer.from("# eins\n\n# zwei\n"), bytes.subarray(start)]);
}

describe("the fingerprint of a finding", () => {
  it.each(readdirSync(join(cases, "validate")))("is the same further down, and alone: %s", async (name) => {
    const bytes = readFileSync(join(cases, "validate", name, "vereinbarung.yaml"));
    // UTF-16 cannot have lines of ASCII above it.
    const isText = bytes[1] !== 0 && bytes[0] !== 0;
    const cwd = scratch({ "vereinbarung.yaml": bytes });
    const before = await checkAgreements(["vereinbarung.yaml"], { cwd });
    const prints = printsOf(before);
    expect(new Set(prints).size).toBe(prints.length);
    if (isText) writeFileSync(join(cwd, "vereinbarung.yaml"), moved(bytes));
    const after = await checkAgreements(["vereinbarung.yaml"], { cwd });
    expect(printsOf(after).sort()).toEqual(prints.toSorted());
    for (const finding of before.findings) {
      const [alone = ""] = printsOf({ ...before, findings: [finding] });
      expect(prints).toContain(alone);
    }
  });

  it.each(readdirSync(join(cases, "eigenes")))("is the same wherever kv is called: %s", async (name) => {
    const cwd = scratch({ "unten/weit/leer.txt": "" });
    for (const each of ["alles in Ordnung", name])
      cpSync(join(cases, "eigenes", each), cwd, { recursive: true });
    const report = async (folder: string, path: string) =>
      (await runKv(["validate", path, "--format", "gitlab"], folder)).stdout;
    expect(shortened(await report(join(cwd, "unten/weit"), "../.."))).toEqual(
      shortened(await report(cwd, ".")),
    );
  });

  it("follows an entry of a list to another place", async () => {
    const agreement = readFileSync(join(import.meta.dirname, "../../examples/berlin/mitte.yaml"), "utf8");
    const [, head = "", list = "", rest = ""] =
      /^([^]*?handlungsfelder:\n)((?: .*\n)+)([^]*)$/.exec(agreement) ?? [];
    const entries = list.split(/^(?= {2}- )/m);
    expect(entries.length).toBeGreaterThan(1);
    const wrong = entries.map((each) => each.replace(/^( *)titel: .*$/m, "$1titel: 12"));
    const prints = async (order: readonly string[]) => {
      const cwd = scratch({ "a.yaml": head + order.join("") + rest });
      const checked = await checkAgreements(["a.yaml"], { cwd });
      return printsOf({ ...checked, findings: checked.findings.filter(({ code }) => code === "typ-falsch") });
    };
    const before = await prints(wrong);
    expect(new Set(before).size).toBe(entries.length);
    expect(await prints(wrong.toReversed())).toEqual(before.toReversed());
    expect(await prints(wrong.slice(1))).toEqual(before.slice(1));
  });
});

/** Paths in sentences count from where kv was called. */
function shortened(report: string): object[] {
  const issues = JSON.parse(report) as { fingerprint: string; location: object; check_name: string }[];
  return issues.map(({ fingerprint, location, check_name: name }) => ({ fingerprint, location, name }));
}
