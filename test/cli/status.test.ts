import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import ICAL from "ical.js";
import { parse as parseHtml } from "parse5";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";
import { copyExample, examples, filesIn, scratch } from "./scratch.ts";

const example = (name: string) => readFileSync(join(examples, `${name}.yaml`), "utf8");
const mitte = example("mitte");

interface Termin {
  readonly termin: string;
  readonly titel: string;
  readonly zustand: string;
  readonly von: string | null;
  readonly bis: string | null;
  readonly gesetzt: boolean;
  readonly grund: string | null;
  readonly hinweis: string;
  readonly feld: string;
  readonly zeile: number;
}

interface Agreement {
  readonly datei: string;
  readonly titel: string | null;
  readonly art: string | null;
  readonly nummer: number | null;
  readonly status: string | null;
  readonly zu_ende: string | null;
  readonly schritt: { readonly nummer: number; readonly von: number } | null;
  readonly fehler: number;
  readonly termine: readonly Termin[];
}

interface Report {
  readonly stichtag: string;
  readonly summe: {
    readonly vereinbarungen: number;
    readonly ueberfaellig: number;
    readonly demnaechst: number;
  };
  readonly vereinbarungen: readonly Agreement[];
}

async function reportOf(cwd: string, ...args: string[]): Promise<Report & { code: number; stderr: string }> {
  const { code, stdout, stderr } = await runKv(["status", ...args, "--format", "json"], cwd);
  return { code, stderr, ...(JSON.parse(stdout) as Report) };
}

/** Mitte with a signature of 15.09.2026 and more of its Verlauf. */
function signed(verlauf = "", text = mitte): string {
  const signature =
    "  unterschriften:\n    - { dokument: vereinbarung, von: jugendamt, datum: 2026-09-15 }\n";
  return text.replace(/^verlauf:\n/m, `verlauf:\n${signature}${verlauf}`);
}

function of(report: Report, termin: string): Termin[] {
  return report.vereinbarungen.flatMap(({ termine }) => termine).filter((each) => each.termin === termin);
}

describe("kv status", () => {
  it("follows its schema", async () => {
    const {
      code: _,
      stderr: __,
      ...json
    } = await reportOf(process.cwd(), "examples", "--date", "2027-03-10");
    const ajv = new Ajv2020.default({ strict: false });
    addFormats.default(ajv);
    const schema = JSON.parse(readFileSync("schemas/ausgabe/status.schema.json", "utf8")) as object;
    expect([ajv.validate(schema, json), ajv.errors]).toEqual([true, null]);
    const states = new Set(
      json.vereinbarungen.flatMap(({ termine }) => termine.map(({ zustand }) => zustand)),
    );
    expect([...states].sort()).toEqual(["demnaechst", "erledigt", "offen", "ueberfaellig", "unbestimmt"]);
  });

  it("says when each Termin is due, and where that stands in the file", async () => {
    const cwd = scratch({ "mitte.yaml": signed("  auswertungen:\n    - { id: 2026, datum: 2026-11-02 }\n") });
    const report = await reportOf(cwd, "mitte.yaml", "--date", "2026-11-22");
    expect(report.vereinbarungen).toMatchObject([
      {
        datei: "mitte.yaml",
        titel: "Kooperationsvereinbarung Bezirk Mitte",
        art: "koordinierungsstelle",
        nummer: 1,
        status: "abgestimmt",
        zu_ende: null,
        schritt: { nummer: 4, von: 6, status: "begonnen" },
        fehler: 0,
      },
    ]);
    expect(of(report, "auswertungsgespraech")).toMatchObject([
      { zustand: "erledigt", bis: "2026-11-02" },
      { zustand: "offen", bis: "2027-11-02", feld: "/verlauf/auswertungen/0/datum" },
    ]);
    expect(of(report, "uebermittlung")).toMatchObject([{ zustand: "demnaechst", bis: "2026-11-30" }]);
    // Every half-year, from the signature.
    expect(of(report, "bericht")).toMatchObject([
      { zustand: "offen", bis: "2027-03-15", feld: "/verlauf/unterschriften/0/datum" },
    ]);
    const line = readFileSync(join(cwd, "mitte.yaml"), "utf8")
      .split("\n")
      .findIndex((row) => row.includes("id: 2026,"));
    expect(of(report, "uebermittlung")[0]?.zeile).toBe(line + 1);
  });

  it("invents no day: where the Turnus is open, or nothing is signed", async () => {
    const open = mitte.replace("turnus: halbjaehrlich", "turnus: offen");
    const cwd = scratch({
      "a.yaml": signed("", open),
      "b.yaml": mitte.replace("bezirk: mitte", "bezirk: pankow"),
    });
    const report = await reportOf(cwd, ".", "--date", "2030-01-01");
    expect(of(report, "bericht")).toMatchObject([
      { zustand: "unbestimmt", von: null, bis: null, grund: "turnus-offen", hinweis: "Turnus offen" },
      { zustand: "unbestimmt", von: null, bis: null, grund: "nicht-unterschrieben" },
    ]);
    const { stdout } = await runKv(["status", "--date", "2030-01-01"], cwd);
    expect(stdout).toContain("Bericht – Turnus offen");
  });

  it("shows a running Schlichtung, and one that runs on without a day", async () => {
    const disputes = [
      "{ id: 1, anlass: Auslegung., angezeigt_am: 2026-11-10 }",
      "{ id: 2, anlass: Auslegung., angezeigt_am: 2026-10-10, stufe_2_am: 2026-10-25 }",
      "{ id: 3, anlass: Auslegung., angezeigt_am: 2026-10-10 }",
    ];
    const cwd = scratch({ "mitte.yaml": signed(`  schlichtungen: [${disputes.join(", ")}]\n`) });
    const report = await reportOf(cwd, "--date", "2026-11-22");
    expect(of(report, "schlichtung")).toMatchObject([
      { zustand: "demnaechst", bis: "2026-11-24" },
      { zustand: "unbestimmt", grund: "ohne-frist" },
      { zustand: "ueberfaellig", bis: "2026-10-24" },
    ]);
  });

  it("puts what is urgent first, and what is over last and without Termine", async () => {
    const named = (bezirk: string, text: string) => text.replace("bezirk: mitte", `bezirk: ${bezirk}`);
    const ended = readFileSync("examples/kooperation/sprachbildung.yaml", "utf8");
    const cwd = scratch({
      "a-alt.yaml": named("spandau", mitte.replace("status: abgestimmt", "status: abgeloest")),
      "b-ende.yaml": ended.replace("ende: 2028-07-31", "ende: 2026-12-31"),
      "c-ruhig.yaml": named("pankow", mitte),
      "d-fehler.yaml": mitte.replace("ort: jugendamt", "ort: irgendwo"),
      "e-bald.yaml": named(
        "neukoelln",
        mitte.replace("naechste_pruefung: 2028-06-30", "naechste_pruefung: 2027-02-01"),
      ),
      "f-spaet.yaml": named(
        "lichtenberg",
        mitte.replace("naechste_pruefung: 2028-06-30", "naechste_pruefung: 2026-12-31"),
      ),
    });
    const report = await reportOf(cwd, "--date", "2027-01-01");
    expect(report.vereinbarungen.map(({ datei }) => datei[0])).toEqual(["f", "e", "d", "c", "a", "b"]);
    expect(report.vereinbarungen.slice(4).map(({ zu_ende: over, termine }) => [over, termine])).toEqual([
      ["abgeloest", []],
      ["beendet", []],
    ]);
    expect(report.summe).toEqual({ vereinbarungen: 6, ueberfaellig: 1, demnaechst: 1 });
  });

  it("says of agreements with errors what can still be said, and names what cannot be read", async () => {
    const cwd = scratch({
      "falsch.yaml": mitte
        .replace("ort: jugendamt", "ort: irgendwo")
        .replace("naechste_pruefung: 2027-09-01", "naechste_pruefung: bald"),
      "fremd.yaml": "art: unbekannt\nfassung: { nummer: 7, stand: 2026-01-01, status: entwurf }\n",
      "kaputt.yaml": "art: [",
      "latin1.yaml": Uint8Array.from([0x61, 0xe4, 0x00]),
      "mitte.yaml": mitte.replace("bezirk: mitte", "bezirk: pankow"),
      "mkdocs.yml": "site_name: Anderes\n",
    });
    const report = await reportOf(cwd, ".", "fehlt.yaml", "--date", "2026-11-22");
    expect([report.code, report.stderr.split("\n")]).toEqual([
      2,
      [
        "kv: fehlt.yaml: Datei oder Ordner nicht gefunden.",
        "kv: Keine Vereinbarung, denn „art“ fehlt: mkdocs.yml",
        "",
      ],
    ]);
    const short = report.vereinbarungen.map(({ datei, fehler, nummer }) => [datei, fehler, nummer]);
    expect(short).toEqual([
      ["falsch.yaml", 2, 1],
      ["fremd.yaml", 1, 7],
      ["kaputt.yaml", 1, null],
      ["latin1.yaml", 1, null],
      ["mitte.yaml", 0, 1],
    ]);
    expect(of(report, "pruefung-aufgabenbeschreibung")[0]).toMatchObject({
      zustand: "unbestimmt",
      grund: "kein-datum",
    });
    const { stdout } = await runKv(["status", "falsch.yaml"], cwd);
    expect(stdout).toContain("2 Fehler; Näheres: kv validate falsch.yaml");
    // Whoever names a file means it.
    expect(await reportOf(cwd, "mkdocs.yml")).toMatchObject({ code: 0, vereinbarungen: [{ fehler: 1 }] });
  });

  it("finds what was signed and has changed since", async () => {
    const text = example("tempelhof-schoeneberg");
    const cwd = scratch({ "a.yaml": text.replace(/turnus: \w+/, "turnus: vierteljaehrlich") });
    expect((await reportOf(cwd)).vereinbarungen[0]?.fehler).toBe(1);
    expect((await reportOf(scratch({ "a.yaml": text }))).vereinbarungen[0]?.fehler).toBe(0);
  });

  it("looks at the whole repository without a path, wherever it is called", async () => {
    const cwd = scratch({ "berlin/mitte.yaml": mitte, "tief/unten/x.txt": "" });
    const below = join(cwd, "tief/unten");
    const { vereinbarungen } = await reportOf(below);
    expect(vereinbarungen.map(({ datei }) => datei)).toEqual(["../../berlin/mitte.yaml"]);
  });

  it("takes today from SOURCE_DATE_EPOCH, or the day it is given", async () => {
    const cwd = scratch({ "mitte.yaml": mitte });
    const argv = ["status", "--format", "json"];
    const epoch = { SOURCE_DATE_EPOCH: "1804636800" };
    const dayOf = (text: string) => (JSON.parse(text) as Report).stichtag;
    expect(dayOf((await runKv(argv, cwd, epoch)).stdout)).toBe("2027-03-10");
    expect(dayOf((await runKv([...argv, "--date", "2028-02-29"], cwd, epoch)).stdout)).toBe("2028-02-29");
  });

  it.each([
    ["ueberfaellig", "2027-09-01", 0],
    ["ueberfaellig", "2027-09-02", 1],
    ["demnaechst", "2027-06-02", 0],
    ["demnaechst", "2027-06-03", 1],
    ["demnaechst", "2027-09-02", 1],
  ])("ends with --fail-on %s on %s with %i", async (state, date, code) => {
    const cwd = scratch({ "mitte.yaml": mitte });
    expect((await runKv(["status", "--date", date, "--fail-on", state], cwd)).code).toBe(code);
    expect((await runKv(["status", "--date", date], cwd)).code).toBe(0);
  });

  it.each([
    [["--format", "pdf"], "„pdf“ ist kein Wert für --format."],
    [["--format", "json,csv"], "--format nimmt genau ein Format."],
    [["--fail-on", "offen"], "„offen“ ist kein Wert für --fail-on."],
    [["--date", "2027-02-29"], "„2027-02-29“ ist kein Datum für --date."],
    [["-o", "mitte.yaml"], "sie würde überschrieben (Übersicht)"],
    [["fehlt.yaml"], "fehlt.yaml: Datei oder Ordner nicht gefunden."],
    [["leer"], "In diesem Ordner liegt keine Vereinbarung"],
    [["anderes"], "Hier gibt es keine Vereinbarung."],
    [["ohne.yaml", "--format", "ics"], "Kein Termin hat einen Tag"],
  ])("refuses %s", async (args, message) => {
    const empty = mitte.replaceAll(/^ +naechste_pruefung:.*\n/gm, "");
    const cwd = scratch({
      "mitte.yaml": mitte,
      "leer/x.txt": "",
      "anderes/a.yaml": "a: 1\n",
      "ohne.yaml": empty,
    });
    const run = await runKv(["status", ...args], cwd);
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain(message);
    expect(readFileSync(join(cwd, "mitte.yaml"), "utf8")).toBe(mitte);
  });
});

describe("what kv status prints", () => {
  const formats = ["text", "json", "csv", "html", "ics"];

  it.each(formats)("%s: the same input gives the same bytes, to a file as well", async (format) => {
    const cwd = scratch();
    for (const name of ["mitte", "pankow", "spandau"]) copyExample(`${name}.yaml`, cwd);
    const argv = ["status", "--date", "2026-11-22", "--format", format];
    const [one, other] = [await runKv(argv, cwd), await runKv(argv, cwd)];
    expect(one).toEqual(other);
    expect(one).toMatchObject({ code: 0, stderr: "" });
    expect(one.stdout).not.toMatch(/undefined|\[object|NaN/);
    const file = `liste.${format === "text" ? "txt" : format}`;
    await runKv([...argv, "-o", file], cwd);
    const written = readFileSync(join(cwd, file), "utf8").replace(/^\uFEFF/, "");
    expect(written).toBe(one.stdout);
    expect(filesIn(cwd)).toContain(file);
  });

  it.each([60, 80, 100, 120])("text: no row is wider than %i columns", async (columns) => {
    const lines: string[] = [];
    const stdout = { write: (data: string | Uint8Array) => lines.push(...String(data).split("\n")), columns };
    const { main } = await import("../../src/cli/main.ts");
    const world = { cwd: process.cwd(), env: {}, stdout, stderr: stdout };
    await main(["status", "examples", "--date", "2027-03-10"], world);
    await main(["status", "examples/berlin/pankow.yaml", "--date", "2027-03-10"], world);
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });

  it.each(["text", "csv", "html", "ics"])(
    "%s: control characters and formulas do nothing",
    async (format) => {
      const bad = "=a\u001B[31m\u202E.yaml";
      const evil = "{ punkt: P-22, begruendung: x, bis: 2027-01-31 }";
      const cwd = scratch({
        [bad]: `${mitte}ausnahmen: [${evil}]\n`,
        "<b>&.yaml": mitte.replace("art: koordinierungsstelle", "art: x"),
      });
      const { stdout } = await runKv(["status", "--date", "2026-11-22", "--format", format], cwd);
      expect(stdout.length).toBeGreaterThan(200);
      for (const control of ["\u001B", "\u202E"]) expect(stdout).not.toContain(control);
      if (format === "html") expect(stdout).not.toContain("<b>");
      if (format === "csv") expect(stdout).toContain("\r\n'=a");
    },
  );

  it("html: one page that needs no other, with a picture that also speaks", async () => {
    const { stdout } = await runKv(
      ["status", "examples", "--date", "2027-03-10", "--format", "html"],
      process.cwd(),
    );
    const errors: string[] = [];
    parseHtml(stdout, { onParseError: ({ code }) => errors.push(code) });
    expect(errors).toEqual([]);
    expect(stdout).toContain("default-src 'none'");
    expect(stdout).not.toMatch(/<script|<link|<img|url\(|@import/);
    const pictures = stdout.match(/<svg role="img"[\s\S]*?<\/svg>/g) ?? [];
    const articles = stdout.match(/<article /g) ?? [];
    expect(articles.length).toBeGreaterThan(15);
    expect(pictures).toHaveLength(articles.length);
    for (const picture of pictures)
      expect(picture).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/);
    const ids = [...stdout.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of stdout.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it("ics: another library finds the same days, and the same event after a change", async () => {
    const file = (talk: string) =>
      signed(`  auswertungen:\n    - { id: 2026, datum: 2026-10-05, uebermittelt_am: 2026-10-06 }\n${talk}`);
    const eventsOf = async (text: string) => {
      const { stdout } = await runKv(
        ["status", "--date", "2026-11-22", "--format", "ics"],
        scratch({ "berlin/mitte.yaml": text }),
      );
      const calendar = new ICAL.Component(ICAL.parse(stdout) as unknown as unknown[]);
      const events = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
      return new Map(
        events.map(({ uid, summary, startDate }) => [
          uid,
          `${startDate.toString()} ${summary.split(" – ")[0]}`,
        ]),
      );
    };
    const counted = await eventsOf(file(""));
    expect([...counted.values()].sort()).toEqual([
      "2027-03-15 Bericht",
      "2027-09-01 Überprüfung der Aufgabenbeschreibung",
      "2027-10-05 Auswertungsgespräch",
      "2028-06-30 Überprüfung des Rahmenkonzepts",
    ]);
    const set = await eventsOf(file("    - { id: 2027, datum: 2027-06-15 }\n"));
    expect([...set.keys()].sort()).toEqual([...counted.keys()].sort());
    expect([...set.values()]).toContain("2027-06-15 Auswertungsgespräch 2027");
  });

  it("ics: what is known roughly lasts as long as that", async () => {
    const kooperation = readFileSync("examples/kooperation/schule-und-werkstatt.yaml", "utf8");
    const { stdout } = await runKv(
      ["status", "--date", "2026-11-22", "--format", "ics"],
      scratch({ "a.yaml": kooperation }),
    );
    expect(stdout).toContain("DTSTART;VALUE=DATE:20270801\r\nDTEND;VALUE=DATE:20280801");
  });
});
