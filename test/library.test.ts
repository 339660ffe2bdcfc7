import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Ajv2020 } from "ajv/dist/2020.js";
import { diff, FindingsError, InputError, render, validate } from "../src/library/index.ts";
import { copyExample, examples, scratch } from "./cli/scratch.ts";
import { runKv } from "./run-kv.ts";

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const yearly = mitte.replace("turnus: halbjaehrlich", "turnus: jaehrlich");

function withFiles(): string {
  const cwd = scratch({ "neu.yaml": yearly });
  copyExample("mitte.yaml", cwd);
  copyExample("spandau.yaml", cwd);
  return cwd;
}

function matches(schema: string, data: unknown): void {
  const ajv = new Ajv2020({ allErrors: true });
  ajv.compile(JSON.parse(readFileSync(`schemas/ausgabe/${schema}.schema.json`, "utf8")) as object);
  const isValid = ajv.validate(`ausgabe/${schema}.schema.json`, data);
  expect(isValid ? [] : ajv.errors).toEqual([]);
}

describe("validate", () => {
  it("gives what kv validate --format json prints", async () => {
    const cwd = withFiles();
    const report = await validate(["mitte.yaml", "spandau.yaml"], { cwd, date: "2026-11-22" });
    const { stdout } = await runKv(
      ["validate", "mitte.yaml", "spandau.yaml", "--date", "2026-11-22", "--format", "json"],
      cwd,
    );
    expect(report).toEqual(JSON.parse(stdout));
    expect(report.summary).toEqual({ errors: 0, warnings: 1, hints: 0 });
    matches("befunde", report);
  });

  it("takes a text that is in no file, and the whole repository", async () => {
    const cwd = withFiles();
    const text = mitte.replace("bezirk: mitte", "bezirk: mite");
    const report = await validate({ file: "entwurf.yaml", text }, { cwd });
    const { file, code, line } = report.diagnostics[0] ?? {};
    const expected = text.slice(0, text.indexOf("bezirk: mite")).split("\n").length;
    expect({ file, code, line }).toEqual({ file: "entwurf.yaml", code: "wert-unbekannt", line: expected });
    expect((await validate(undefined, { cwd })).files).toBe(3);
  });

  it("says in one error what cannot be read or is unknown", async () => {
    const cwd = withFiles();
    await expect(validate("fehlt.yaml", { cwd })).rejects.toThrow(InputError);
    await expect(validate("mitte.yaml", { cwd, profiles: ["gibtsnicht"] })).rejects.toThrow(InputError);
    await expect(validate("mitte.yaml", { cwd, date: "morgen" })).rejects.toThrow(InputError);
  });
});

describe("render", { timeout: 60_000 }, () => {
  it("makes in memory the bytes that kv render writes", async () => {
    const cwd = withFiles();
    const documents = await render("mitte.yaml", { cwd });
    expect(await runKv(["render", "mitte.yaml", "-q"], cwd)).toMatchObject({ code: 0 });
    expect(documents).toHaveLength(9);
    for (const { agreement, path, bytes, format, document } of documents) {
      expect({ agreement, path }).toEqual({
        agreement: "mitte.yaml",
        path: `mitte/mitte-${document}.${format}`,
      });
      expect(Buffer.compare(bytes, readFileSync(join(cwd, "out", path)))).toBe(0);
    }
  });

  it("makes a draft of a text, and only what was asked for", async () => {
    const text = "art: koordinierungsstelle\nbezirk: mitte\n";
    const [only, second] = await render(
      { file: "a.yaml", text },
      { cwd: scratch(), formats: ["md"], documents: ["vereinbarung"], draft: true },
    );
    expect(second).toBeUndefined();
    expect(new TextDecoder().decode(only?.bytes)).toContain("# Kooperationsvereinbarung");
  });

  it("throws the errors of an agreement, and makes nothing", async () => {
    const made = render({ file: "a.yaml", text: "art: koordinierungsstelle\n" }, { cwd: scratch() });
    const error = (await made.catch((thrown: unknown) => thrown)) as FindingsError;
    expect(error).toBeInstanceOf(FindingsError);
    expect(error.diagnostics.length).toBeGreaterThan(3);
    expect(error.diagnostics.every(({ severity }) => severity === "error")).toBe(true);
    expect(error.message).toMatch(/^a\.yaml:1:1: .*\(und \d+ weitere\)$/s);
  });

  it("refuses what it cannot make", async () => {
    const cwd = withFiles();
    const wrong = { cwd, formats: ["doc"] } as unknown as { formats: ["md"] };
    await expect(render("mitte.yaml", wrong)).rejects.toThrow(InputError);
    await expect(render("mitte.yaml", { cwd, documents: ["fehlt"] })).rejects.toThrow(InputError);
  });
});

describe("diff", () => {
  it("gives what kv diff --format json prints", async () => {
    const cwd = withFiles();
    const changes = await diff("mitte.yaml", "neu.yaml", { cwd });
    const { stdout } = await runKv(["diff", "mitte.yaml", "neu.yaml", "--format", "json"], cwd);
    expect(changes).toEqual(JSON.parse(stdout));
    expect(changes.agreements[0]?.changes.map(({ pointer }) => pointer)).toEqual(["/bericht/turnus"]);
    matches("aenderungen", changes);
  });

  it("compares a revision with the working tree", async () => {
    const cwd = withFiles();
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=kv", "-c", "user.email=kv@example.org", ...args], { cwd });
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "Anfang");
    expect((await diff("HEAD", undefined, { cwd })).different).toBe(false);
    writeFileSync(join(cwd, "mitte.yaml"), yearly);
    expect((await diff("HEAD", undefined, { cwd, paths: ["spandau.yaml"] })).different).toBe(false);
    expect((await diff("HEAD", undefined, { cwd })).agreements).toHaveLength(1);
  });

  it("throws where a side cannot be compared", async () => {
    const cwd = withFiles();
    await expect(diff("mitte.yaml", "fehlt.yaml", { cwd })).rejects.toThrow(InputError);
    await expect(diff("unbekannt", undefined, { cwd })).rejects.toThrow(InputError);
    writeFileSync(join(cwd, "kaputt.yaml"), "art: [");
    await expect(diff("mitte.yaml", "kaputt.yaml", { cwd })).rejects.toThrow(FindingsError);
    writeFileSync(join(cwd, "bild.yaml"), Buffer.from([0xff, 0xfe, 0x00, 0x81]));
    await expect(diff("mitte.yaml", "bild.yaml", { cwd })).rejects.toThrow(FindingsError);
  });
});

describe("the example of the README", { timeout: 60_000 }, () => {
  const [, code = ""] = /## As a library[^]*?```ts\n([^]*?)```/.exec(readFileSync("README.md", "utf8")) ?? [];

  it("runs", () => {
    const script = ["--input-type=module", "-e", code];
    const said = execFileSync(process.execPath, script, { encoding: "utf8", cwd: resolve(".") });
    expect(said).toMatch(/^0 Fehler, \d+ Warnungen\n/);
    expect(said).toContain("mitte-vereinbarung.pdf");
    expect(said).toContain("zustimmungspflichtig");
  });

  it("has the types that it uses", () => {
    const file = resolve("test/readme-example.mts");
    onTestFinished(() => rmSync(file));
    writeFileSync(file, code);
    const options =
      "--noEmit --strict --exactOptionalPropertyTypes --module nodenext --target es2023 --types node";
    const tsc = ["node_modules/typescript/bin/tsc", ...options.split(" "), "--ignoreConfig", file];
    execFileSync(process.execPath, tsc, { encoding: "utf8" });
    // The same checker would notice a field that there is not.
    writeFileSync(file, `${code}\nconsole.log(report.fehler);\n`);
    const { stdout } = spawnSync(process.execPath, tsc, { encoding: "utf8" });
    expect(stdout).toContain("Property 'fehler' does not exist on type 'FindingsReport'");
  });
});
