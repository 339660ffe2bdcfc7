import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runKv, type Run } from "../run-kv.ts";
import { examples, filesIn, scratch } from "./scratch.ts";

const mitte = () => readFileSync(join(examples, "mitte.yaml"), "utf8");
/** An error that leaves the documents as they are: signed before the Stand. */
const signedEarly = () =>
  `${mitte()}  unterschriften:\n    - { dokument: vereinbarung, von: schulaufsicht, datum: 2026-08-01 }\n`;
/** A duty that no document shows: without the Gremien of one level, P-09 of this checklist is open. */
const bothLists = "version: 1\nprueflisten: { koordinierungsstelle: [berlin-2019, rahmenkonzept] }\n";
const withoutGroup = () => mitte().replace(/^ {2}koordinierungsgruppe:\n(?: {4}.*\n|\n)+/m, "");

const words = "grund: So geschehen., verantwortlich: Jugendamt, bis: 2027-06-30";
const early = `{ code: datum-reihenfolge, datei: mitte.yaml, ${words} }`;
/** The item that says the same. */
const earlyItem = `{ punkt: P-03, datei: mitte.yaml, ${words} }`;
const duty =
  "{ punkt: P-37, datei: mitte.yaml, grund: Beginnt im Mai., verantwortlich: Jugendamt, bis: 2027-06-30 }";
const listing = (...entries: string[]) =>
  `version: 1\nausnahmen:\n${entries.map((each) => `  - ${each}\n`).join("")}`;

const flat = ({ stdout, stderr }: Run) => (stdout + stderr).replaceAll(/\s+/g, " ");

function fits(schema: string, text: string): unknown {
  const ajv = new Ajv2020.default({ allowUnionTypes: true });
  addFormats.default(ajv, ["date"]);
  const definition = JSON.parse(readFileSync(`schemas/ausgabe/${schema}.schema.json`, "utf8")) as object;
  return ajv.validate(definition, JSON.parse(text)) ? [] : ajv.errors;
}

describe("an exception of the repository", () => {
  it("takes a finding out of the count and keeps it in sight", async () => {
    const cwd = scratch({ "mitte.yaml": signedEarly(), "kv.ausnahmen.yaml": listing(early, earlyItem) });
    const text = await runKv(["validate", "."], cwd);
    expect(text).toMatchObject({ code: 0, stderr: "" });
    expect(flat(text)).toMatch(
      /mitte\.yaml:\d+:\d+ datum-reihenfolge So geschehen\. \(Jugendamt, bis 2027-06-30\)/,
    );
    expect(text.stdout).toContain("2 Befunde ausgenommen (kv.ausnahmen.yaml)");
    const json = await runKv(["validate", ".", "--format", "json"], cwd);
    expect(fits("befunde", json.stdout)).toEqual([]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      summary: { errors: 0 },
      diagnostics: [],
      excepted: [
        { code: "P-03" },
        {
          code: "datum-reihenfolge",
          severity: "error",
          ausnahme: {
            grund: "So geschehen.",
            verantwortlich: "Jugendamt",
            bis: "2027-06-30",
            datei: "kv.ausnahmen.yaml",
          },
        },
      ],
    });
  });

  it("hides no other finding about the same thing", async () => {
    const cwd = scratch({ "mitte.yaml": signedEarly(), "kv.ausnahmen.yaml": listing(early) });
    const run = await runKv(["validate", "."], cwd);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^mitte\.yaml:\d+:\d+ {2}Fehler {2}P-03$/m);
  });

  it("is told with --quiet as well, where it hides an error", async () => {
    const cwd = scratch({ "mitte.yaml": signedEarly(), "kv.ausnahmen.yaml": listing(early, earlyItem) });
    expect((await runKv(["validate", ".", "-q"], cwd)).stdout).toContain("datum-reihenfolge");
  });

  it("ends on its day, which only --date tells", async () => {
    // Later, other items are due as well.
    const exceptions = listing(early, earlyItem).replaceAll("2027-06-30", "2026-12-31");
    const cwd = scratch({ "mitte.yaml": signedEarly(), "kv.ausnahmen.yaml": exceptions });
    expect((await runKv(["validate", ".", "--date", "2026-12-31"], cwd)).code).toBe(0);
    const expired = await runKv(["validate", ".", "--date", "2027-01-01"], cwd);
    expect(expired.code).toBe(1);
    expect(expired.stdout).toMatch(/^mitte\.yaml:\d+:\d+ {2}Fehler {2}datum-reihenfolge$/m);
    expect(expired.stdout).toMatch(/^kv\.ausnahmen\.yaml:3:\d+ {2}Warnung {2}ausnahme-abgelaufen$/m);
  });

  it("shows a duty in the checklist as an exception with its reason", async () => {
    const files = { "mitte.yaml": withoutGroup(), "kv.config.yaml": bothLists };
    expect((await runKv(["checklist", "mitte.yaml"], scratch(files))).code).toBe(1);
    const cwd = scratch({ ...files, "kv.ausnahmen.yaml": listing(duty) });
    expect((await runKv(["validate", "."], cwd)).code).toBe(0);
    const text = await runKv(["checklist", "mitte.yaml"], cwd);
    expect(text).toMatchObject({ code: 0, stderr: "" });
    expect(flat(text)).toMatch(
      /A P-37 .* begründete Ausnahme → Beginnt im Mai\. \(vom Repository ausgenommen bis 30\.06\.2027, verantwortlich: Jugendamt\)/,
    );
    expect(flat(text)).toMatch(/Pflicht: [^:]*, 1 begründete Ausnahme/);
    const json = await runKv(["checklist", "mitte.yaml", "--format", "json"], cwd);
    expect(fits("pruefbericht", json.stdout)).toEqual([]);
    expect(json.stdout).toContain('"ergebnis": "ausnahme"');
    expect((await runKv(["checklist", "mitte.yaml", "--date", "2027-07-01"], cwd)).code).toBe(1);
  });

  it("is counted in the checklist where it is for something else", async () => {
    const cwd = scratch({ "mitte.yaml": signedEarly(), "kv.ausnahmen.yaml": listing(early, earlyItem) });
    const text = await runKv(["checklist", "mitte.yaml"], cwd);
    expect(text.code).toBe(0);
    expect(flat(text)).toContain("Ein weiterer Befund ist vom Repository ausgenommen");
    const json = await runKv(["checklist", "mitte.yaml", "--format", "json"], cwd);
    expect(fits("pruefbericht", json.stdout)).toEqual([]);
    expect(JSON.parse(json.stdout)).toMatchObject({ vereinbarungen: [{ fehler: 0, ausgenommen: 1 }] });
  });

  it("lets nothing be printed, nor amended", async () => {
    const cwd = scratch({ "mitte.yaml": signedEarly(), "kv.ausnahmen.yaml": listing(early, earlyItem) });
    const render = await runKv(["render", "mitte.yaml", "--to", "md"], cwd);
    expect(render.code).toBe(1);
    expect(flat(render)).toContain(
      "Davon ist 1 Fehler ausgenommen; Ausnahmen gelten beim Prüfen, nicht beim Drucken.",
    );
    expect((await runKv(["amend", "mitte.yaml", "--date", "2027-09-01"], cwd)).code).toBe(1);
    expect(filesIn(cwd)).toEqual(["kv.ausnahmen.yaml", "mitte.yaml"]);
  });

  it("does not keep the clauses from being judged", async () => {
    const cwd = scratch({ "mitte.yaml": signedEarly(), "kv.ausnahmen.yaml": listing(early, earlyItem) });
    const { stdout } = await runKv(["checklist", "mitte.yaml"], cwd);
    expect(stdout).toMatch(/^✓ P-14 /m);
    expect(stdout).not.toContain("Das Dokument lässt sich noch nicht erzeugen");
  });

  it("gives way to what the parties have decided", async () => {
    const agreement = readFileSync(join(examples, "treptow-koepenick.yaml"), "utf8");
    const stated = `${agreement}\nausnahmen:\n  - { punkt: P-11, begruendung: Von den Parteien so gewollt. }\n`;
    const entry = `{ punkt: P-11, datei: tk.yaml, ${words} }`;
    const cwd = scratch({ "tk.yaml": stated, "kv.ausnahmen.yaml": listing(entry) });
    expect((await runKv(["validate", "."], cwd)).stdout).toContain("ausnahme-ungenutzt");
    expect((await runKv(["checklist", "tk.yaml"], cwd)).stdout).toContain("Von den Parteien so gewollt.");
  });

  it("is said to be unused only by a run that saw all it is for", async () => {
    const entries = [
      "{ code: name-fremd, datei: a.yaml, grund: Eilt., verantwortlich: Amt, bis: 2027-06-30 }",
      '{ code: name-fremd, datei: "*.yaml", grund: Eilt., verantwortlich: Amt, bis: 2027-06-30 }',
      "{ code: vereinbarung-doppelt, datei: b.yaml, grund: Eilt., verantwortlich: Amt, bis: 2027-06-30 }",
      "{ punkt: P-22, datei: b.yaml, grund: Eilt., verantwortlich: Amt, bis: 2027-06-30 }",
      "{ punkt: P-29, datei: b.yaml, grund: Eilt., verantwortlich: Amt, bis: 2027-06-30 }",
    ];
    // Whether P-29 is met depends on the day.
    const signed = signedEarly().replace("2026-08-01", "2026-09-15");
    const cwd = scratch({ "a.yaml": mitte(), "b.yaml": signed, "kv.ausnahmen.yaml": listing(...entries) });
    const unused = async (...argv: string[]) => {
      const { stdout } = await runKv(["validate", ...argv], cwd);
      return [...stdout.matchAll(/^kv\.ausnahmen\.yaml:(\d+):.*ausnahme-ungenutzt$/gm)].map(([, line]) =>
        Number(line),
      );
    };
    expect(await unused("a.yaml")).toEqual([3]);
    expect(await unused("b.yaml")).toEqual([6]);
    expect(await unused("a.yaml", "b.yaml")).toEqual([3, 4, 5, 6]);
    expect(await unused(".", "--profile", "rahmenkonzept")).toEqual([3, 4, 5]);
    writeFileSync(join(cwd, "b.yaml"), "x: [");
    expect(await unused(".")).toEqual([3]);
  });

  it("counts from the folder of kv.config.yaml, and each repository has its own", async () => {
    const other = listing(early, earlyItem).replaceAll("mitte.yaml", "b/mitte.yaml");
    const cwd = scratch({
      "a/kv.config.yaml": "version: 1\n",
      "a/kv.ausnahmen.yaml": listing(early, earlyItem),
      "a/mitte.yaml": signedEarly(),
      "kv.ausnahmen.yaml": other,
      "b/mitte.yaml": signedEarly(),
    });
    const run = await runKv(["validate", "a", "b"], cwd);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("4 Befunde ausgenommen (a/kv.ausnahmen.yaml, kv.ausnahmen.yaml)");
    expect((await runKv(["validate", "."], join(cwd, "a"))).code).toBe(0);
  });

  it.each<[string, (cwd: string) => void]>([
    ["leads out of the repository", (cwd) => symlinkSync("/etc/hosts", join(cwd, "kv.ausnahmen.yaml"))],
    ["leads in circles", (cwd) => symlinkSync("kv.ausnahmen.yaml", join(cwd, "kv.ausnahmen.yaml"))],
    ["is a folder", (cwd) => mkdirSync(join(cwd, "kv.ausnahmen.yaml"))],
    ["is no UTF-8", (cwd) => writeFileSync(join(cwd, "kv.ausnahmen.yaml"), Buffer.from([0xff, 0xfe, 0x00]))],
    ["is empty", (cwd) => writeFileSync(join(cwd, "kv.ausnahmen.yaml"), "")],
    ["is a list", (cwd) => writeFileSync(join(cwd, "kv.ausnahmen.yaml"), "- punkt: P-22\n")],
    ["grows without end", (cwd) => writeFileSync(join(cwd, "kv.ausnahmen.yaml"), "a: &a [*a, *a]\n")],
    ["is nested too deep", (cwd) => writeFileSync(join(cwd, "kv.ausnahmen.yaml"), `a: ${"[".repeat(5000)}`)],
  ])("excepts nothing where its file %s", async (_, make) => {
    const cwd = scratch({ "mitte.yaml": signedEarly() });
    make(cwd);
    const run = await runKv(["validate", "mitte.yaml"], cwd);
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(run.stdout).toMatch(/^kv\.ausnahmen\.yaml:1:\d+ {2}Fehler/m);
    expect(run.stdout).toMatch(/^mitte\.yaml:\d+:\d+ {2}Fehler {2}datum-reihenfolge$/m);
    const write = await runKv(["validate", "mitte.yaml", "--write-exceptions"], cwd);
    expect(write).toMatchObject({ code: 1, stdout: "" });
    expect(write.stderr).toContain("Es wurde nichts geschrieben.");
  });

  it("shows no control character of its words", async () => {
    const hostile = String.raw`"\e[31mrot\u202e"`;
    const cwd = scratch({
      "mitte.yaml": signedEarly(),
      "kv.ausnahmen.yaml": listing(early.replace("So geschehen.", hostile)),
    });
    // oxlint-disable-next-line no-control-regex
    expect((await runKv(["validate", "."], cwd)).stdout).not.toMatch(/[\u001B\u202E]/);
  });
});

describe("kv validate --write-exceptions", () => {
  const complete = [
    "--grund",
    "Altbestand: bis zur nächsten Fassung",
    "--verantwortlich",
    "Jugendamt",
    "--bis",
    "2027-06-30",
  ];
  const write = (cwd: string, ...argv: string[]) =>
    runKv(["validate", ".", "--write-exceptions", ...argv], cwd);
  const exceptions = (cwd: string) => readFileSync(join(cwd, "kv.ausnahmen.yaml"), "utf8");

  it("enters findings that except nothing until somebody says why, who and how long", async () => {
    const cwd = scratch({ "mitte.yaml": withoutGroup(), "kv.config.yaml": bothLists });
    expect((await write(cwd)).code).toBe(1);
    const run = await runKv(["validate", "."], cwd);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/Fehler {2}ausnahme-unvollstaendig$/m);
    expect(run.stdout).toMatch(/Fehler {2}P-37$/m);
    const filled = exceptions(cwd)
      .replace('grund: ""', "grund: So geschehen.")
      .replace('verantwortlich: ""', "verantwortlich: Jugendamt")
      .replace('bis: ""', "bis: 2027-06-30");
    writeFileSync(join(cwd, "kv.ausnahmen.yaml"), filled);
    expect((await runKv(["validate", "."], cwd)).code).toBe(0);
  });

  it("takes reason, office and day from the call, and asks for no second one", async () => {
    const cwd = scratch({ "mitte.yaml": signedEarly() });
    expect((await write(cwd, ...complete)).code).toBe(0);
    expect((await runKv(["validate", ".", "--strict", "--date", "2026-12-01"], cwd)).code).toBe(0);
    expect(parse(exceptions(cwd))).toEqual({
      version: 1,
      ausnahmen: [
        {
          code: "datum-reihenfolge",
          datei: "mitte.yaml",
          pointer: "/verlauf/unterschriften/0/datum",
          grund: "Altbestand: bis zur nächsten Fassung",
          verantwortlich: "Jugendamt",
          bis: "2027-06-30",
        },
        {
          punkt: "P-03",
          datei: "mitte.yaml",
          grund: "Altbestand: bis zur nächsten Fassung",
          verantwortlich: "Jugendamt",
          bis: "2027-06-30",
        },
      ],
    });
    const text = exceptions(cwd);
    expect(await write(cwd)).toMatchObject({ code: 0, stdout: "Es ist keine Ausnahme einzutragen.\n" });
    expect(exceptions(cwd)).toBe(text);
  });

  it("keeps reasons, comments, order and what no longer fits", async () => {
    const before = `# Unsere Ausnahmen\nversion: 1\nausnahmen:\n  # im Rathaus besprochen\n  - { punkt: P-22, datei: weg.yaml, grund: 'Alt', verantwortlich: Amt, bis: 2026-01-01 } # bleibt\n\n  - punkt: P-11 # auch\n    datei: mitte.yaml\n    grund: >-\n      Kommt\n      noch.\n    verantwortlich: Amt\n    bis: 2027-01-01\n# Ende\n`;
    const cwd = scratch({ "mitte.yaml": signedEarly(), "kv.ausnahmen.yaml": before });
    expect((await write(cwd, ...complete, "--date", "2026-11-22")).code).toBe(0);
    const added = exceptions(cwd).slice(before.indexOf("# Ende"), exceptions(cwd).indexOf("# Ende"));
    expect(exceptions(cwd)).toBe(before.replace("# Ende\n", `${added}# Ende\n`));
    expect(added).toMatch(
      /^ {2}- code: datum-reihenfolge\n(?: {4}\w+: .*\n){5} {2}- punkt: P-03\n(?: {4}\w+: .*\n){4}$/,
    );
  });

  it("adds no second entry beside one that does not count", async () => {
    const cwd = scratch({ "mitte.yaml": signedEarly(), "kv.ausnahmen.yaml": listing(early, earlyItem) });
    const run = await write(cwd, "--date", "2028-01-01");
    expect(run.code).toBe(1);
    expect(flat(run)).toContain("1 Befund hat schon einen Eintrag, der nicht gilt.");
    expect(exceptions(cwd)).toBe(listing(early, earlyItem));
  });

  it("says what cannot be excepted, and still fails for it", async () => {
    const cwd = scratch({
      "a.yaml": signedEarly(),
      "b.yaml": mitte().replace("bezirk: mitte", "bezirk: mite"),
    });
    const run = await write(cwd, ...complete);
    expect(run.code).toBe(1);
    expect(flat(run)).toContain("2 Ausnahmen eingetragen. 1 Befund lässt sich nicht ausnehmen");
  });

  it("writes into all repositories or none", async () => {
    const broken = "version: 1\nausnahmen: [\n";
    const cwd = scratch({
      "a/kv.config.yaml": "version: 1\n",
      "a/mitte.yaml": signedEarly(),
      "mitte.yaml": signedEarly(),
      "kv.ausnahmen.yaml": broken,
    });
    expect((await write(cwd, ...complete)).code).toBe(1);
    expect(filesIn(cwd)).toEqual(["a/kv.config.yaml", "a/mitte.yaml", "kv.ausnahmen.yaml", "mitte.yaml"]);
    expect(exceptions(cwd)).toBe(broken);
  });

  it("keeps a list in brackets in brackets", async () => {
    const before = "version: 1\nausnahmen: [{ punkt: P-22, datei: weg.yaml }] # kurz\n";
    const cwd = scratch({ "mitte.yaml": signedEarly(), "kv.ausnahmen.yaml": before });
    expect((await write(cwd)).code).toBe(1);
    expect(exceptions(cwd)).toBe(
      before.replace(
        "}]",
        '}, { code: datum-reihenfolge, datei: mitte.yaml, pointer: /verlauf/unterschriften/0/datum, grund: "", verantwortlich: "", bis: "" }]',
      ),
    );
  });

  it.each([
    [["--grund", "x"], "--grund gehört zu --write-exceptions."],
    [["--write-exceptions", "--format", "json"], "--write-exceptions und --format schließen sich aus."],
    [["--write-exceptions", "--since", "HEAD"], "--write-exceptions und --since schließen sich aus."],
    [["--write-exceptions", "--bis", "2026-02-30"], "„2026-02-30“ ist kein Datum für --bis."],
    [
      ["--write-exceptions", "--bis", "2026-01-01", "--date", "2026-02-01"],
      "--bis (2026-01-01) liegt vor dem Stichtag",
    ],
    [["--write-exceptions", "--grund", " "], "Zur Option „--grund“ fehlt der Wert."],
    [["--write-exceptions", "--verantwortlich", "a\nb"], "--verantwortlich ist eine Zeile"],
  ])("refuses %j", async (argv, message) => {
    const cwd = scratch({ "mitte.yaml": signedEarly() });
    const run = await runKv(["validate", ".", ...argv], cwd);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(message);
    expect(filesIn(cwd)).toEqual(["mitte.yaml"]);
  });
});
