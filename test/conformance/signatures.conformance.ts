import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { agreementData } from "../agreement.ts";
import { copyExample } from "../cli/scratch.ts";
import { runKv } from "../run-kv.ts";
import { requireJudges, run } from "./judges.ts";
import { buildVeraPdf, veraPdfObjections } from "./verapdf.ts";

interface Judgement {
  readonly field: string;
  readonly valid: boolean;
  readonly coverage: string;
  readonly changedAfterwards: string;
}

const signing = join(import.meta.dirname, "signing");
const font = "dist/fonts/SourceSans3-400Regular.ttf";
const twelve = Array.from({ length: 10 }, (_, index) => ({
  id: `partei-${index + 1}`,
  bezeichnung: `die Stelle ${index + 1}`,
  vertreten_durch: `die Leitung der Stelle ${index + 1}`,
  unterschrift: `Leitung der Stelle ${index + 1}`,
}));
const both = ["unterschrift-schulaufsicht", "unterschrift-jugendamt"];
/** Agreements with two signatories, with three, and with so many that they sign in a table. */
const fieldsOf = {
  mitte: both,
  "charlottenburg-wilmersdorf": [...both, "unterschrift_schulamt"],
  "zwoelf-stellen": [...both, ...twelve.map(({ id }) => `unterschrift_${id}`)],
};
const names = Object.keys(fieldsOf) as (keyof typeof fieldsOf)[];

let folder: string;
let python: string;

/** pyHanko in an environment of its own, made anew: nothing of the machine decides. */
function installPyHanko(): void {
  run("python3", "-m", "venv", join(folder, "venv"));
  python = join(folder, "venv/bin/python");
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  // stderr stays visible: without it nobody learns why a package could not be had.
  execFileSync(python, [...install, "-r", join(signing, "requirements.txt")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

const unsigned = (name: string) => join(folder, "out", name, `${name}-vereinbarung.pdf`);
const signed = (name: string) => join(folder, `${name}-unterschrieben.pdf`);

beforeAll(async () => {
  requireJudges("pdftotext", "python3");
  buildVeraPdf();
  folder = mkdtempSync(join(tmpdir(), "kv-unterschriften-"));
  for (const name of names.slice(0, 2)) copyExample(`${name}.yaml`, folder);
  const many = { ...agreementData(), weitere_parteien: twelve };
  writeFileSync(join(folder, `${names[2]}.yaml`), stringify(many));
  for (const name of names)
    expect((await runKv(["render", `${name}.yaml`, "--to", "pdf"], folder)).code).toBe(0);
  installPyHanko();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("signatures made one after the other", () => {
  it.each(names)("of %s are valid for pyHanko, none taking another for a change", (name) => {
    const judgements = JSON.parse(
      run(python, join(signing, "sign.py"), font, unsigned(name), signed(name)),
    ) as Judgement[];
    const last = fieldsOf[name].length - 1;
    expect(judgements).toEqual(
      fieldsOf[name].map((field, index) => ({
        field,
        valid: true,
        // Each covers all there was when it was made, the last one the whole file.
        coverage: index === last ? "ENTIRE_FILE" : "ENTIRE_REVISION",
        changedAfterwards: index === last ? "NONE" : "FORM_FILLING",
      })),
    );
  });

  it.each(names)("of %s are valid for poppler too", (name) => {
    const report = run("pdfsig", "-nocert", signed(name));
    expect(report.match(/Field Name: (.*)/g)).toEqual(fieldsOf[name].map((field) => `Field Name: ${field}`));
    expect(report.match(/Signature is Valid\./g)).toHaveLength(fieldsOf[name].length);
    expect(report.match(/ Total document signed/g)).toHaveLength(1);
  });

  it("show who signed, and leave PDF/A-3a and PDF/UA-1 as they were", () => {
    for (const name of names)
      expect(run("pdftotext", signed(name), "-").match(/Unterschrieben von/g)).toHaveLength(
        fieldsOf[name].length,
      );
    expect(veraPdfObjections(names.map(signed))).toEqual([]);
  });

  it.each(names)("of %s are understood by kv verify", async (name) => {
    const { code, stdout } = await runKv(
      ["verify", signed(name), "--against", `${name}.yaml`, "--format", "json"],
      folder,
    );
    const { dateien } = JSON.parse(stdout) as { dateien?: { unterschriften: { feld: string }[] }[] };
    expect([code, stdout]).toEqual([0, expect.stringContaining("unverändert")]);
    expect(dateien?.[0]?.unterschriften.map(({ feld }) => feld) ?? fieldsOf[name]).toEqual(fieldsOf[name]);
  });

  it("are no longer valid once a single character of what was signed differs", () => {
    const bytes = readFileSync(signed("mitte"));
    const place = bytes.indexOf("Kooperationsvereinbarung Bezirk Mitte");
    expect(place).toBeGreaterThan(0);
    bytes.write("X", place, "latin1");
    const tampered = join(folder, "veraendert.pdf");
    writeFileSync(tampered, bytes);
    expect(run("pdfsig", "-nocert", tampered)).not.toContain("Signature is Valid.");
  });
});
