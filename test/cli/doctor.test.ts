import { chmodSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { runDoctor, type Machine } from "../../src/cli/doctor.ts";
import { runKv } from "../run-kv.ts";
import { filesIn, scratch } from "./scratch.ts";

interface Report {
  readonly bereit: boolean;
  readonly pruefungen: readonly { name: string; stand: string; befund: string; abhilfe: string | null }[];
}

/** A machine that has everything, without setting a page. */
const sound: Machine = {
  node: "22.1.0",
  fonts: () => ["a.ttf"],
  layOut: () => Promise.resolve(new Uint8Array(1)),
  hasPandoc: () => true,
  git: () => "git version 2.39.5",
  temporary: tmpdir(),
};

async function examined(cwd: string, machine: Machine, env: Record<string, string> = {}, isTTY = false) {
  let text = "";
  const stdout = { write: (words: string | Uint8Array) => void (text += String(words)), columns: 80, isTTY };
  const code = await runDoctor("json", { cwd, env, stdout, stderr: stdout }, machine);
  const report = JSON.parse(text) as Report;
  const schema = JSON.parse(readFileSync("schemas/ausgabe/bereitschaft.schema.json", "utf8")) as object;
  const ajv = new Ajv2020.default({ allowUnionTypes: true });
  expect(ajv.validate(schema, report) ? [] : ajv.errors).toEqual([]);
  expect(report.bereit).toBe(code === 0);
  return { code, of: (name: string) => report.pruefungen.find((each) => each.name === name) };
}

describe("kv doctor", () => {
  it("finds this machine ready, and leaves nothing behind", async () => {
    const cwd = scratch();
    const { code, stdout, stderr } = await runKv(["doctor"], cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^✓ PDF +Typst setzt Dokumente/m);
    expect(stdout).toMatch(/^✓ Alles ist bereit\.$/m);
    expect(filesIn(cwd)).toEqual([]);
  });

  it.each<[string, Partial<Machine>, RegExp]>([
    ["kv", { node: "20.18.3" }, /Node\.js 20\.19 oder neuer/],
    ["Schriften", { fonts: () => [] }, /neu/],
    ["PDF", { layOut: () => Promise.reject(new Error("Cannot find native binding")) }, /neu/],
  ])("%s: what is missing is an error with a remedy", async (name, lack, remedy) => {
    const { code, of } = await examined(scratch(), { ...sound, ...lack });
    expect([code, of(name)?.stand]).toEqual([1, "fehler"]);
    expect(of(name)?.abhilfe).toMatch(remedy);
  });

  it("does without git, and says what is lost", async () => {
    const { code, of } = await examined(scratch(), { ...sound, git: () => undefined });
    expect([code, of("Git")?.stand]).toEqual([0, "hinweis"]);
    expect(of("Git")?.abhilfe).toContain("git");
  });

  it("does without pandoc-wasm, and says how to get it", async () => {
    const { code, of } = await examined(scratch(), { ...sound, hasPandoc: () => false });
    expect([code, of("ODT")?.stand]).toEqual([0, "hinweis"]);
    expect(of("ODT")?.abhilfe).toContain("npm install pandoc-wasm");
  });

  it("says what is wrong with the settings, and with own material", async () => {
    const settings = await examined(scratch({ "kv.config.yaml": "version: 1\nvorlage: x\n" }), sound);
    expect([settings.code, settings.of("Einstellungen")?.stand]).toEqual([1, "fehler"]);
    expect(settings.of("Einstellungen")?.befund).toContain("„vorlage“");
    expect(settings.of("Eigenes")?.stand).toBe("hinweis");
    const art = { "kv.config.yaml": "version: 1\n", "vorlagen/kooperation/art.yaml": "art: [" };
    const own = await examined(scratch(art), sound);
    expect([own.code, own.of("Einstellungen")?.stand, own.of("Eigenes")?.stand]).toEqual([1, "ok", "fehler"]);
    const unused = { "kv.config.yaml": "version: 1\n", "vorlagen/partials/partein.md.hbs": "x" };
    const warned = await examined(scratch(unused), sound);
    expect([warned.code, warned.of("Eigenes")?.stand]).toEqual([0, "hinweis"]);
  });

  // Root may write everywhere.
  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "tries whether it can write",
    async () => {
      const cwd = scratch();
      mkdirSync(join(cwd, "out"));
      chmodSync(join(cwd, "out"), 0o500);
      const { code, of } = await examined(cwd, sound);
      expect([code, of("Ausgabe")?.stand]).toEqual([1, "fehler"]);
      expect(of("Ausgabe")?.abhilfe).toContain("--out");
    },
  );

  it("takes a folder below a file for one that cannot be written", async () => {
    const cwd = scratch({ datei: "" });
    const { code, of } = await examined(cwd, { ...sound, temporary: join(cwd, "datei") });
    expect([code, of("Zwischendateien")?.stand]).toEqual([1, "fehler"]);
    expect(of("Zwischendateien")?.abhilfe).toContain("TMPDIR");
  });

  it.each([
    [{ LANG: "de_DE.UTF-8" }, "ok"],
    [{ LC_ALL: "C", LANG: "de_DE.UTF-8" }, process.platform === "win32" ? "ok" : "hinweis"],
  ])("%j is %s for a terminal", async (env, stand) => {
    const { code, of } = await examined(scratch(), sound, env as Record<string, string>, true);
    expect([code, of("Terminal")?.stand]).toEqual([0, stand]);
    expect(of("Terminal")?.befund).toContain("80 Spalten");
  });
});
