import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";
import { copyExample, examples, filesIn, scratch } from "./scratch.ts";

const example = (name: string) => readFileSync(join(examples, name), "utf8");

interface Report {
  readonly vereinbarungen: readonly {
    readonly datei: string;
    readonly fehler: number;
    readonly punkte: readonly {
      readonly punkt: string;
      readonly ergebnis: string;
      readonly hinweis: string;
      readonly zeile: number;
      readonly abschnitte: readonly { readonly dokument: string; readonly abschnitt: string }[];
    }[];
  }[];
  readonly abweichungen: {
    readonly punkte: readonly { readonly punkt: string; readonly abweichend: readonly object[] }[];
    readonly klauseln: readonly { readonly klausel: string; readonly abweichend: readonly object[] }[];
  };
}

async function reportOf(cwd: string, ...args: string[]): Promise<Report & { code: number }> {
  const { code, stdout } = await runKv(["checklist", ...args, "--format", "json"], cwd);
  return { code, ...(JSON.parse(stdout) as Report) };
}

const resultOf = (report: Report, punkt: string, index = 0) =>
  report.vereinbarungen[index]?.punkte.find((each) => each.punkt === punkt);

describe("kv checklist", () => {
  it("follows its schema and judges every item of the checklist", async () => {
    const report = await reportOf(process.cwd(), "examples/berlin");
    const ajv = new Ajv2020.default({ strict: false });
    addFormats.default(ajv);
    const schema = JSON.parse(readFileSync("schemas/ausgabe/pruefbericht.schema.json", "utf8")) as object;
    const { code, ...json } = report;
    expect([code, ajv.validate(schema, json), ajv.errors]).toEqual([0, true, null]);
    const items = JSON.parse(readFileSync("schemas/pruefliste/berlin-2019.json", "utf8")) as {
      allOf: object[];
    };
    for (const { punkte } of report.vereinbarungen) expect(punkte).toHaveLength(items.allOf.length);
  });

  it("says where an item is met, by clause or by field", async () => {
    const report = await reportOf(process.cwd(), "examples/berlin/mitte.yaml");
    expect(resultOf(report, "P-19")).toMatchObject({
      ergebnis: "erfuellt",
      abschnitte: [{ dokument: "vereinbarung", abschnitt: "Nummer 2.2" }],
    });
    const line = example("mitte.yaml")
      .split("\n")
      .findIndex((row) => row.startsWith("weitere_ressorts"));
    expect(resultOf(report, "P-11")).toMatchObject({ ergebnis: "erfuellt", zeile: line + 1 });
  });

  it("tells met, open, not applicable, undecided and excepted apart", async () => {
    const steglitz = await reportOf(process.cwd(), "examples/berlin/steglitz-zehlendorf.yaml");
    expect(resultOf(steglitz, "P-10")).toMatchObject({
      ergebnis: "ausnahme",
      hinweis: expect.stringContaining("Poster") as string,
    });
    expect(resultOf(steglitz, "P-22")?.ergebnis).toBe("offen");
    expect(resultOf(steglitz, "P-01a")?.ergebnis).toBe("nicht-anwendbar");
    const signed = example("mitte.yaml").replace(
      /^verlauf:$/m,
      "verlauf:\n  unterschriften:\n    - { dokument: vereinbarung, von: jugendamt, datum: 2026-09-15 }",
    );
    const cwd = scratch({ "mitte.yaml": signed });
    expect(resultOf(await reportOf(cwd, "mitte.yaml"), "P-29")?.ergebnis).toBe("ungeprueft");
    const late = await reportOf(cwd, "mitte.yaml", "--date", "2027-10-01");
    expect([late.code, resultOf(late, "P-29")?.ergebnis]).toEqual([1, "offen"]);
  });

  it("judges what it can where the data have errors, counts those, and ends with 1", async () => {
    const cwd = scratch({ "x.yaml": example("mitte.yaml").replace("ort: jugendamt", "ort: irgendwo") });
    const report = await reportOf(cwd, "x.yaml");
    expect([report.code, report.vereinbarungen[0]?.fehler]).toEqual([1, 1]);
    expect(resultOf(report, "P-19")?.ergebnis).toBe("ungeprueft");
    expect(resultOf(report, "P-11")?.ergebnis).toBe("erfuellt");
  });

  it("names the agreements that differ from the rest, by item and by clause", async () => {
    const names = ["a", "b", "c"];
    const cwd = scratch(Object.fromEntries(names.map((name) => [`${name}.yaml`, example("mitte.yaml")])));
    const same = await reportOf(cwd, ".");
    expect(same.abweichungen).toEqual({ punkte: [], klauseln: [] });
    const other = example("mitte.yaml")
      .replace("turnus: halbjaehrlich }", "turnus: offen }")
      .replace(/^weitere_ressorts.*$/m, "");
    const apart = scratch({
      "a.yaml": example("mitte.yaml"),
      "b.yaml": example("mitte.yaml"),
      "c.yaml": other,
    });
    const { abweichungen } = await reportOf(apart, ".");
    expect(abweichungen.punkte).toMatchObject([
      { punkt: "P-11", abweichend: [{ vereinbarung: "c", ergebnis: "offen" }] },
    ]);
    expect(abweichungen.klauseln).toMatchObject([
      { klausel: "ziel-weitere-ressorts", abweichend: [{ vereinbarungen: ["c"], text: null }] },
      { klausel: "bericht-turnus", abweichend: [{ vereinbarungen: ["c"] }] },
    ]);
  });

  it("compares an own template with kv's own wording, clause by clause", async () => {
    const template = readFileSync("templates/koordinierungsstelle/vereinbarung.md.hbs", "utf8")
      .replace("Die Geltung dieser Vereinbarung ist nicht befristet.", "Diese Vereinbarung gilt bis 2030.")
      .replace(/^Ergänzungen sind bei Bedarf möglich.*$/m, "");
    const cwd = scratch({
      "mitte.yaml": example("mitte.yaml"),
      "kv.config.yaml": "version: 1\n",
      "vorlagen/koordinierungsstelle/vereinbarung.md.hbs": template,
    });
    const report = await reportOf(cwd, "mitte.yaml");
    expect([report.code, resultOf(report, "P-35")?.ergebnis]).toEqual([1, "offen"]);
    expect(report.abweichungen.klauseln).toMatchObject([
      { klausel: "geltung", gegen: "eingebaut", abweichend: [{ text: "Diese Vereinbarung gilt bis 2030." }] },
      { klausel: "aenderungsweg", gegen: "eingebaut", abweichend: [{ text: null }] },
    ]);
  });

  it.each([
    ["text", "P-19"],
    ["md", "| P-19 |"],
    ["html", "P-19"],
    ["csv", "P-19;"],
  ])("prints %s", async (format, sample) => {
    for (const path of ["examples/berlin", "examples/berlin/spandau.yaml"]) {
      const { code, stdout, stderr } = await runKv(["checklist", path, "--format", format], process.cwd());
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain(sample);
      expect(stdout).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  it("writes docx and pdf under out/, or where it is told", async () => {
    const cwd = scratch();
    copyExample("mitte.yaml", cwd);
    await runKv(["checklist", "mitte.yaml", "--format", "pdf"], cwd);
    await runKv(["checklist", "mitte.yaml", "--format", "docx", "-o", "bericht.docx"], cwd);
    expect(filesIn(cwd)).toEqual(["bericht.docx", "mitte.yaml", "out/mitte/mitte-pruefbericht.pdf"]);
    expect(readFileSync(join(cwd, "out/mitte/mitte-pruefbericht.pdf")).subarray(0, 5).toString()).toBe(
      "%PDF-",
    );
  });

  it.each([
    ["checklist", "liste.xls", ".csv"],
    ["status", "termine.xlsx", ".ics"],
  ])("kv %s does not write text into %s, which nothing could open", async (command, name, possible) => {
    const cwd = scratch();
    copyExample("mitte.yaml", cwd);
    const { code, stderr } = await runKv([command, "mitte.yaml", "-o", name], cwd);
    expect({ code, isThere: existsSync(join(cwd, name)) }).toEqual({ code: 2, isThere: false });
    expect(stderr).toContain(possible);
    const named = await runKv([command, "mitte.yaml", "-o", name, "--format", "csv"], cwd);
    expect({ stderr: named.stderr, isThere: existsSync(join(cwd, name)) }).toEqual({
      stderr: "",
      isThere: true,
    });
  });

  it("does not overwrite an agreement with a report on it", async () => {
    const cwd = scratch();
    copyExample("mitte.yaml", cwd);
    const before = readFileSync(join(cwd, "mitte.yaml"), "utf8");
    expect((await runKv(["checklist", "mitte.yaml", "-o", "mitte.yaml"], cwd)).code).toBe(2);
    expect(readFileSync(join(cwd, "mitte.yaml"), "utf8")).toBe(before);
  });

  it("is printed whatever names and reasons hold: signs the font lacks go by their number", async () => {
    const reason = 'ausnahmen: [{ punkt: P-11, begruendung: "siehe 漢\\e" }]\n';
    const text = example("mitte.yaml").replace(/^weitere_ressorts.*$/m, reason);
    const argv = ["checklist", ".", "--format"];
    const cwd = scratch({ "字.yaml": text });
    expect(await runKv([...argv, "pdf"], cwd)).toMatchObject({ code: 1, stderr: "" });
    const { stdout } = await runKv([...argv, "md"], cwd);
    expect(stdout).toContain("siehe \\[U+6F22\\]\\[U+001B\\]");
    expect(stdout).toContain("Die Datei \\[U+5B57\\].yaml hat");
  });

  it("keeps a spreadsheet from running what a text begins with", async () => {
    const cwd = scratch({ "=1+1.yaml": example("mitte.yaml") });
    const { stdout } = await runKv(["checklist", ".", "--format", "csv"], cwd);
    expect(stdout.split("\r\n")[1]).toMatch(/^'=1\+1\.yaml;/);
  });

  it.each([
    [["mitte.yaml", "--format", "xlsx"], 2, "„xlsx“ ist kein Wert für --format."],
    [["mitte.yaml", "--format", "json,csv"], 2, "--format nimmt genau ein Format."],
    [["mitte.yaml", "--profile", "berlin-2020"], 2, "Die Prüfliste „berlin-2020“ gibt es nicht."],
    [["fehlt.yaml"], 2, "fehlt.yaml"],
    [["kaputt.yaml"], 1, "Nicht lesbar und darum nicht im Bericht: 1"],
  ])("refuses %s", async (args, code, message) => {
    const cwd = scratch({ "mitte.yaml": example("mitte.yaml"), "kaputt.yaml": "art: [" });
    const result = await runKv(["checklist", ...args], cwd);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(message);
  });
});
