import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";
import { scratch } from "./scratch.ts";

interface Setting {
  readonly name: string;
  readonly wert: string;
  readonly herkunft: string;
  readonly quelle: string;
}

async function settings(cwd: string, flags: string[] = [], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await runKv(["config", "--format", "json", ...flags], cwd, env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const report = JSON.parse(stdout) as { ordner: string; einstellungen: Setting[] };
  const schema = JSON.parse(readFileSync("schemas/ausgabe/einstellungen.schema.json", "utf8")) as object;
  const ajv = new Ajv2020.default();
  expect(ajv.validate(schema, report) ? [] : ajv.errors).toEqual([]);
  return (name: string) => report.einstellungen.find((each) => each.name === name);
}

const config = "version: 1\nvorlagen: wortlaut\nprueflisten:\n  kooperation: [praxis, isa-6schritte]\n";

describe("kv config", () => {
  it("says of every setting where it comes from", async () => {
    const of = await settings(scratch({ "kv.config.yaml": config, "wortlaut/README": "" }));
    expect(of("vorlagen")).toMatchObject({ wert: "wortlaut", herkunft: "datei", quelle: "kv.config.yaml:2" });
    expect(of("schemas")).toMatchObject({ wert: "nur eingebaute", herkunft: "ueblich" });
    expect(of("prueflisten: kooperation")).toMatchObject({
      wert: "praxis, isa-6schritte",
      herkunft: "datei",
      quelle: "kv.config.yaml:4",
    });
    expect(of("prueflisten: koordinierungsstelle")).toMatchObject({
      wert: "berlin-2019",
      herkunft: "ueblich",
    });
  });

  it("says each setting of a house style by itself", async () => {
    const style = "hausstil:\n  briefkopf: [Stadt A, Jugendamt]\n  farben: { linien: '#14568c' }\n";
    const of = await settings(scratch({ "kv.config.yaml": `version: 1\n${style}` }));
    expect(of("hausstil: farben: linien")).toMatchObject({ wert: "#14568c", quelle: "kv.config.yaml:4" });
    expect(of("hausstil: briefkopf")).toMatchObject({ wert: "Stadt A / Jugendamt", herkunft: "datei" });
    expect((await settings(scratch()))("hausstil")).toMatchObject({ wert: "eingebaut", herkunft: "ueblich" });
  });

  it("finds folders of the usual names, and settings from a folder below", async () => {
    const cwd = scratch({ "kv.config.yaml": "version: 1\n", "schemas/README": "", "berlin/x": "" });
    const of = await settings(join(cwd, "berlin"));
    expect(of("schemas")).toMatchObject({ wert: "schemas", herkunft: "ueblich" });
    expect(of("vorlagen")).toMatchObject({ wert: "nur eingebaute" });
    expect((await runKv(["config"], join(cwd, "berlin"))).stdout).toMatch(
      /^Ordner \S+ \(dort liegt kv\.config\.yaml\)/,
    );
  });

  it("lets options go before the environment, and both before the file", async () => {
    const cwd = scratch({ "kv.config.yaml": config, "wortlaut/README": "" });
    const env = { NO_COLOR: "1", SOURCE_DATE_EPOCH: "1790812800" };
    const of = await settings(cwd, ["--profile", "praxis", "--date", "2026-09-01"], env);
    expect(of("prueflisten: kooperation")).toMatchObject({
      wert: "praxis",
      herkunft: "option",
      quelle: "--profile",
    });
    expect(of("stichtag")).toMatchObject({ wert: "2026-09-01", herkunft: "option" });
    expect(of("heute")).toMatchObject({ wert: "2026-10-01", herkunft: "umgebung" });
    expect(of("farbe")).toMatchObject({ wert: "nein", herkunft: "umgebung", quelle: "NO_COLOR=1" });
    const coloured = await settings(cwd, [], { FORCE_COLOR: "1" });
    expect(coloured("farbe")).toMatchObject({ wert: "ja", quelle: "FORCE_COLOR=1" });
  });

  it("works without any settings", async () => {
    const of = await settings(scratch());
    expect(of("vorlagen")).toMatchObject({ wert: "nur eingebaute", herkunft: "ueblich" });
    const { stdout } = await runKv(["config"], scratch());
    expect(stdout).toMatch(/Git-Repository, ohne kv\.config\.yaml/);
  });

  it.each([
    ["version: 1\nvorlage: x\n", "feld-unbekannt", "Meinten Sie „vorlagen“?"],
    ["version: eins\n", "typ-falsch", "zum Beispiel: 1"],
    ["version: 1\nprueflisten: [praxis]\n", "typ-falsch", "koordinierungsstelle"],
    ["version: 1\nvorlagen: [a\n", "yaml-syntax", "Klammer"],
    ["version: 2\nneues: true\n", "config-version", "neuere Version von kv"],
    ["vorlagen: wortlaut\n", "feld-fehlt", "version: 1"],
    ["version: 1\nversion: 1\n", "yaml-schluessel-doppelt", "eines der beiden"],
  ])("%j is a finding", async (text, finding, remedy) => {
    const { code, stdout, stderr } = await runKv(["config"], scratch({ "kv.config.yaml": text }));
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(new RegExp(`^kv\\.config\\.yaml:\\d+:\\d+  Fehler  ${finding}$`, "m"));
    expect(stderr).toContain(remedy);
    expect(stderr.match(/Fehler/g)).toHaveLength(1);
  });

  it("refuses checklists that do not exist", async () => {
    const { code, stderr } = await runKv(["config", "--profile", "praxi"], scratch());
    expect([code, stderr.includes("Meinten Sie „praxis“?")]).toEqual([2, true]);
  });

  it("shows no control characters of folders to the terminal", async () => {
    const cwd = scratch({ "kv.config.yaml": 'version: 1\nvorlagen: "v\\e[31m"\n' });
    mkdirSync(join(cwd, "v\u001B[31m"));
    const { code, stdout } = await runKv(["config"], cwd);
    expect([code, stdout.includes("\u001B"), stdout.includes("v\\u001b[31m")]).toEqual([0, false, true]);
  });
});
