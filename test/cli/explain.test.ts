import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { ProfileDefinition } from "../../src/check/profile.ts";
import { findingCodes } from "../../src/findings/catalogue.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { builtInMaterial } from "../../src/io/material.ts";
import { readSources } from "../../src/io/explanations.ts";
import { allFields } from "../../src/kinds/field-lookup.ts";
import { sourceWords } from "../../src/kinds/sources.ts";
import { main } from "../../src/cli/main.ts";
import { runKv } from "../run-kv.ts";
import { examples, scratch } from "./scratch.ts";

const schema = JSON.parse(readFileSync("schemas/ausgabe/erklaerung.schema.json", "utf8")) as object;
const isExplanation = new Ajv2020.default({ allowUnionTypes: true }).compile(schema);

/** A repository with a kind and a checklist of its own. */
function ownRepository(): string {
  const cwd = scratch();
  cpSync(join(import.meta.dirname, "../cases/eigenes/alles in Ordnung"), cwd, { recursive: true });
  return cwd;
}

async function explain(subject: readonly string[], cwd = scratch()): Promise<string> {
  const { code, stdout, stderr } = await runKv(["explain", ...subject], cwd);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** What stands on a terminal with 80 columns. */
async function onTerminal(subject: readonly string[], cwd: string): Promise<string> {
  let text = "";
  const stdout = { write: (words: string | Uint8Array) => void (text += String(words)), columns: 80 };
  expect(await main(["explain", ...subject], { cwd, env: {}, stdout, stderr: stdout })).toBe(0);
  return text;
}

const profiles = builtInMaterial.profileNames().map((name) => {
  return JSON.parse(readFileSync(`schemas/pruefliste/${name}.json`, "utf8")) as ProfileDefinition;
});
const items = profiles.flatMap(({ allOf }) => allOf.map((each) => each["x-punkt"]));
const fields = await Promise.all(
  builtInMaterial.kindNames().map(async (art) => {
    const { kind } = await loadKind(art);
    return allFields(kind.tree).map(({ pointer }) => ({ art, pointer }));
  }),
);

describe("kv explain", () => {
  it("explains every code, every item and every field, in every format", async () => {
    const ofFields = fields.flat().map(({ art, pointer }) => [pointer, "--art", art]);
    const ids = [...new Set(items.map(({ id }) => id))].map((id) => [id]);
    const subjects = [...findingCodes.map((code) => [code]), ...ids, ...ofFields, []];
    expect(ofFields.length).toBeGreaterThan(200);
    const cwd = scratch();
    for (const subject of subjects) {
      const json = JSON.parse(await explain([...subject, "--format", "json"], cwd)) as object;
      expect([subject, isExplanation(json) ? [] : isExplanation.errors]).toEqual([subject, []]);
      const markdown = await explain([...subject, "--format", "md"], cwd);
      const text = await onTerminal(subject, cwd);
      expect(text + markdown).not.toMatch(/undefined|\[object/);
      expect(markdown).toMatch(/^# \S/);
      expect(text.split("\n").filter((row) => row.length > 80)).toEqual([]);
    }
  });

  it.each(items)(
    "says of $id what it demands, why and what to do",
    async ({ id, titel, quelle, abhilfe }) => {
      const markdown = (await explain([id, "--format", "md"])).replaceAll("\\", "");
      for (const words of [titel, quelle, abhilfe]) expect(markdown).toContain(words);
    },
  );

  it("says of an item how it is decided", async () => {
    expect(await explain(["P-22"])).toMatch(/Felder +„\/verortung\/naehe“ \(Räumliche Nähe\)/);
    expect(await explain(["p-19"])).toMatch(/Klauseln +Kooperationsvereinbarung Bezirk …: fachaufsicht/);
    expect(await explain(["P-29"])).toMatch(/Regel +Am Stichtag \(--date\)/);
    expect((await explain(["P-06"])).match(/^Prüfliste \S+/gm)).toHaveLength(3);
  });

  it("says of a field what it is for, where it is printed and who looks at it", async () => {
    const field = await explain(["/verortung/ort"]);
    expect(field).toMatch(/„schulaufsicht“ \(bei der regionalen Schulaufsicht\)/);
    expect(field).toMatch(/Quelle +Kooperationsvereinbarung 20\.12\.2019, Nummer 2\.2/);
    expect(field).toMatch(/Gedruckt in +Kooperationsvereinbarung Bezirk … \(„vereinbarung“\)\n +Steckbrief/);
    expect(field).toMatch(/Änderung +zustimmungspflichtig/);
    expect(await explain(["bericht.turnus"])).toMatch(/Prüfpunkte +P-31: /);
    expect(await explain(["/bezirk"])).toMatch(/Pflicht +ja, wenn „zustaendig_fuer“ fehlt/);
    expect(await explain(["parteien", "--art", "koordinierungsstelle"])).toMatch(
      /Pflicht +nein; nur neben „zustaendig_fuer“ möglich/,
    );
  });

  it.each([["verortung.ort"], ["verortung: ort"], ["/verortung/ort"], ["ort"]])(
    "understands %s",
    async (path) => {
      expect(await explain([path, "--art", "koordinierungsstelle"])).toMatch(/^\/verortung\/ort – /);
    },
  );

  it("takes several words for one path", async () => {
    expect(await explain(["verortung:", "ort"])).toMatch(/^\/verortung\/ort – /);
  });

  it.each([
    ["gremien.name", "/gremien/*/name"],
    ["/gremien/0/name", "/gremien/*/name"],
    ["/gremien/vernetzungskreis/name", "/gremien/*/name"],
    ["/gremien/vernetzungskreis", "/gremien/*"],
  ])("%s means %s", async (path, pointer) => {
    expect(await explain([path, "--art", "koordinierungsstelle"])).toContain(`${pointer} – `);
  });

  it("explains what stands at a place of a file", async () => {
    const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
    const line = mitte.split("\n").findIndex((each) => each.includes("turnus:")) + 1;
    const cwd = scratch({ "mitte.yaml": mitte });
    const place = `mitte.yaml:${line}:${(mitte.split("\n")[line - 1] ?? "").indexOf("turnus") + 1}`;
    for (const subject of [place, "mitte.yaml:/bericht/turnus"])
      expect(await explain([subject], cwd)).toMatch(/^\/bericht\/turnus – [^]*In der Datei +halbjährlich/);
    expect((await runKv(["explain", "mitte.yaml:999:1"], cwd)).code).toBe(2);
    expect((await runKv(["explain", "fehlt.yaml:1:1"], cwd)).stderr).toContain("nicht gefunden");
  });

  it.each([
    ["wert-unbekant", "wert-unbekannt"],
    ["P-222", "P-22"],
    ["/verortung/orrt", "/verortung/ort"],
    ["verortungg", "/verortung"],
    ["tunus", "/bericht/turnus"],
  ])("asks whether %s means %s", async (subject, meant) => {
    const { code, stdout, stderr } = await runKv(
      ["explain", subject, "--art", "koordinierungsstelle"],
      scratch(),
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/Meinten Sie „.+“\?/);
    if (subject !== "tunus") expect(stderr).toContain(`„${meant}“`);
  });

  it("asks which kind is meant where several have the field", async () => {
    const { code, stderr } = await runKv(["explain", "/fassung/stand"], scratch());
    expect([code, stderr]).toEqual([2, expect.stringContaining("--art koordinierungsstelle")]);
    const unknown = await runKv(["explain", "/fassung/stand", "--art", "kooperatio"], scratch());
    expect([unknown.code, unknown.stderr.includes("Meinten Sie „kooperation“?")]).toEqual([2, true]);
  });

  it("knows the kinds and checklists of the repository", async () => {
    const cwd = ownRepository();
    expect(await explain(["B-1"], cwd)).toMatch(/Gilt für +alle Arten; ohne weitere Angabe für patenschaft/);
    expect(await explain(["paten"], cwd)).toMatch(/Prüfpunkte +B-1: /);
    expect(await explain([], cwd)).toContain("Felder der Art patenschaft");
  });

  it("explains the rest where own material is wrong, and says what is", async () => {
    const cwd = ownRepository();
    cpSync(join(import.meta.dirname, "../cases/eigenes/eine Prüfliste ist kein gültiges JSON"), cwd, {
      recursive: true,
    });
    const { code, stdout, stderr } = await runKv(["explain", "P-22"], cwd);
    expect([code, stdout.includes("Räumliche Nähe")]).toEqual([0, true]);
    expect(stderr).toContain("schemas/pruefliste/unser-bezirk.json");
  });

  it("shows no control characters", async () => {
    const { stderr } = await runKv(["explain", "\u001B[31mx"], scratch());
    expect(stderr).not.toContain("\u001B");
  });
});

describe("kv validate names kv explain", () => {
  it.each([
    ["on a terminal", true, [], true],
    ["not in a file or a log", false, [], false],
    ["not where only errors are wanted", true, ["--quiet"], false],
  ])("%s", async (_, isTTY, flags, isNamed) => {
    let text = "";
    const stdout = {
      write: (words: string | Uint8Array) => void (text += String(words)),
      columns: 80,
      isTTY,
    };
    const cwd = scratch({ "mitte.yaml": "art: koordinirungsstelle\n" });
    await main(["validate", "mitte.yaml", ...flags], { cwd, env: { NO_COLOR: "1" }, stdout, stderr: stdout });
    expect(/^Näheres zu einer Meldung: kv explain art-unbekannt$/m.test(text)).toBe(isNamed);
  });
});

it("every x-quelle of the schemas has a document and a section", () => {
  const sources = readSources();
  const stated = readdirSync("schemas")
    .filter((file) => file.endsWith(".schema.json"))
    .flatMap((file) => {
      const found: unknown[] = [];
      JSON.parse(readFileSync(join("schemas", file), "utf8"), (key, value: unknown) => {
        if (key === "x-quelle") found.push(value);
        return value;
      });
      return found;
    });
  expect(stated.length).toBeGreaterThan(50);
  const words = stated.flatMap((each) => sourceWords(each, sources));
  expect(words.filter((each) => /^S\d/.test(each))).toEqual([]);
});
