import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { runKv } from "../run-kv.ts";
import { examples, filesIn, scratch } from "./scratch.ts";

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const signed = `${mitte.replace("status: abgestimmt }", "status: unterzeichnet } # gilt")}
  # Termin im Rathaus
  unterschriften:
    # beide am selben Tag
    - { dokument: vereinbarung, von: jugendamt, datum: 2026-09-22 }
    - dokument: vereinbarung # Leitung
      von: schulaufsicht
      datum: 2026-09-22
`;
const annex = "    - { dokument: anlage-aufgabenbeschreibung, von: jugendamt, datum: 2026-09-23 } # Anlage\n";

const read = (cwd: string, file = "mitte.yaml") => readFileSync(join(cwd, file), "utf8");

/** What the lines of one text are in another: "-" gone, "+" new. */
function changes(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

describe("kv amend", () => {
  it("makes the next Fassung and touches nothing else", async () => {
    const cwd = scratch({ "mitte.yaml": signed + annex });
    const run = await runKv(["amend", "mitte.yaml", "--date", "2027-10-01"], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout.split("\n")).toEqual([
      "✓ mitte.yaml: Aus Fassung 1 (Stand 01.09.2026) wird Fassung 2 (Stand 01.10.2027), Status „entwurf“.",
      expect.stringContaining("Fassung 1"),
      expect.stringMatching(/2 Unterschriften.*jugendamt \(22\.09\.2026\), schulaufsicht \(22\.09\.2026\)/),
      expect.stringMatching(/gilt_ab.*aenderungen.*kv render mitte\.yaml --draft/),
      expect.stringContaining("git restore mitte.yaml"),
      "",
    ]);
    expect(changes(signed + annex, read(cwd))).toEqual([
      "-fassung: { nummer: 1, stand: 2026-09-01, status: unterzeichnet } # gilt",
      "-    - { dokument: vereinbarung, von: jugendamt, datum: 2026-09-22 }",
      "-    - dokument: vereinbarung # Leitung",
      "-      von: schulaufsicht",
      "-      datum: 2026-09-22",
      "+fassung: { nummer: 2, stand: 2027-10-01, status: entwurf, vorgaenger: { nummer: 1, stand: 2026-09-01 } } # gilt",
    ]);
    expect((await runKv(["validate", "mitte.yaml"], cwd)).code).toBe(0);
    expect(filesIn(cwd)).toEqual(["mitte.yaml"]);
  });

  it("takes away what explained the old Fassung", async () => {
    const explained = mitte.replace(
      "status: abgestimmt }",
      "status: abgestimmt, gilt_ab: 2026-09-15, aenderungen: [{ feld: /bericht, grund: Zu selten. }] }",
    );
    const cwd = scratch({ "mitte.yaml": explained });
    const run = await runKv(["amend", "mitte.yaml", "--date", "2027-10-01"], cwd);
    expect(run.stdout).toContain("Entfernt: Gründe und Geltungstag der alten Fassung.");
    const { fassung } = parse(read(cwd)) as { fassung: object };
    expect(Object.keys(fassung)).toEqual(["nummer", "stand", "status", "vorgaenger"]);
  });

  it("takes the list of signatures away with its last entry, and its comments with it", async () => {
    const cwd = scratch({ "mitte.yaml": signed });
    await runKv(["amend", "mitte.yaml", "--date", "2027-10-01"], cwd);
    const { verlauf } = parse(read(cwd)) as { verlauf: object };
    expect(Object.keys(verlauf)).toEqual(["prozess"]);
    expect(read(cwd)).toMatch(/status: begonnen }\n\n {2}# Termin im Rathaus\n$/);
  });

  it("replaces the predecessor of a Fassung that has one", async () => {
    const before = mitte.replace(
      /^fassung: .*$/m,
      "fassung:\n  # wie besprochen\n  nummer: 4 # vier\n  vorgaenger: # davor\n    nummer: 2\n    stand: 2025-01-01\n  stand: '2026-09-01'\n  status: beschlossen",
    );
    const cwd = scratch({ "mitte.yaml": before });
    expect((await runKv(["amend", "mitte.yaml", "--date", "2026-09-01"], cwd)).code).toBe(0);
    expect(read(cwd)).toContain(
      "fassung:\n  # wie besprochen\n  nummer: 5 # vier\n  vorgaenger: # davor\n    nummer: 4\n    stand: 2026-09-01\n  stand: '2026-09-01'\n  status: entwurf\n",
    );
  });

  it("keeps CRLF and the byte order mark", async () => {
    const before = `\uFEFF${signed.replaceAll("\n", "\r\n")}`;
    const cwd = scratch({ "mitte.yaml": before });
    await runKv(["amend", "mitte.yaml", "--date", "2027-10-01"], cwd);
    expect(read(cwd)).toMatch(/^\uFEFF# yaml/);
    expect(read(cwd).replaceAll("\r\n", "")).not.toContain("\n");
  });

  it.each(readdirSync(examples))("leaves %s free of errors", async (name) => {
    const text = readFileSync(join(examples, name), "utf8").replace("status: entwurf", "status: beschlossen");
    const cwd = scratch({ "x.yaml": text });
    const before = await runKv(["validate", "x.yaml"], cwd);
    for (const more of [["--document", "anlage-aufgabenbeschreibung"], []]) {
      const amended = await runKv(["amend", "x.yaml", "--date", "2031-01-01", ...more], cwd);
      expect(amended).toMatchObject({ code: 0, stderr: "" });
      const after = await runKv(["validate", "x.yaml"], cwd);
      expect([after.code, after.stdout.split("\n").at(-2)]).toEqual([0, before.stdout.split("\n").at(-2)]);
    }
  });

  it("makes the next Nummer of an annex alone", async () => {
    const cwd = scratch({ "mitte.yaml": signed + annex });
    const argv = ["amend", "mitte.yaml", "--date", "2027-10-01", "--document", "anlage-aufgabenbeschreibung"];
    const { code, stdout } = await runKv(argv, cwd);
    expect(code).toBe(0);
    expect(stdout).toContain("wird Nummer 2 (Stand 01.10.2027)");
    expect(stdout).toContain("„Nächste Überprüfung“ (01.09.2027)");
    expect(stdout).toContain("1 Unterschrift");
    expect(changes(signed + annex, read(cwd))).toEqual([
      "-  nummer: 1",
      "-  stand: 2026-09-01",
      "-  naechste_pruefung: 2027-09-01",
      annex.replace(/^/, "-").trimEnd(),
      "+  nummer: 2",
      "+  stand: 2027-10-01",
    ]);
    expect((await runKv(["validate", "mitte.yaml"], cwd)).code).toBe(0);
  });

  it("keeps a date of the annex that the new Stand does not overtake", async () => {
    const cwd = scratch({ "mitte.yaml": mitte });
    const argv = ["amend", "mitte.yaml", "--date", "2027-09-01", "--document", "anlage-aufgabenbeschreibung"];
    expect((await runKv(argv, cwd)).stdout).not.toContain("Entfernt");
    expect(read(cwd)).toContain("naechste_pruefung: 2027-09-01");
  });

  it("does not replace the only copy of the old Fassung", async () => {
    const cwd = scratch({ "mitte.yaml": mitte });
    rmSync(join(cwd, ".git"), { recursive: true });
    const before = readFileSync(join(cwd, "mitte.yaml"), "utf8");
    const { code, stderr } = await runKv(["amend", "mitte.yaml", "--date", "2027-09-01"], cwd);
    expect([code, stderr.includes("liegt in keinem Git-Repository")]).toEqual([2, true]);
    expect(readFileSync(join(cwd, "mitte.yaml"), "utf8")).toBe(before);
    const other = await runKv(["amend", "mitte.yaml", "--date", "2027-09-01", "-o", "zwei.yaml"], cwd);
    expect([other.code, other.stdout.includes("git")]).toEqual([0, false]);
  });

  it("writes to a new file with -o, and the text with --stdout", async () => {
    const cwd = scratch({ "mitte.yaml": mitte });
    const argv = ["amend", "mitte.yaml", "--date", "2027-10-01"];
    const printed = await runKv([...argv, "--stdout"], cwd);
    expect([printed.code, read(cwd)]).toEqual([0, mitte]);
    expect(printed.stderr).toMatch(/^✓ /);
    const written = await runKv([...argv, "-o", "neu/mitte 2.yaml", "-q"], cwd);
    expect(written).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect([read(cwd), read(cwd, "neu/mitte 2.yaml")]).toEqual([mitte, printed.stdout]);
    expect(await runKv([...argv, "-o", "neu/mitte 2.yaml"], cwd)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/gibt es schon.*\n {4}\S/) as string,
    });
  });
});

describe("kv amend writes nothing", () => {
  it.each([
    [
      "while the Fassung is a draft",
      mitte.replace("abgestimmt", "entwurf"),
      [],
      2,
      "Fassung 1 ist noch Entwurf",
    ],
    ["to a file with errors", mitte.replace("bezirk: mitte", "bezirk: mite"), [], 1, "mitte.yaml:6:9"],
    ["to a file that is no YAML", "a: [", [], 1, "yaml-syntax"],
    ["with an earlier Stand", mitte, ["--date", "2026-08-31"], 2, "--date einen Stand ab 2026-09-01"],
    ["with a day that does not exist", mitte, ["--date", "2027-02-29"], 2, "ist kein Datum"],
    [
      "of an unknown document",
      mitte,
      ["--document", "anlage-aufgaben"],
      2,
      "Meinten Sie „anlage-aufgabenbeschreibung“?",
    ],
    ["to two places", mitte, ["-o", "neu.yaml", "--stdout"], 2, "schließen sich aus"],
    ["of several files", mitte, ["andere.yaml"], 2, "zu viele Angaben"],
    [
      "where another place would change as well",
      `${mitte.replace("  stand: 2026-09-01", "  stand: &s 2026-09-01").replace("naechste_pruefung: 2027-09-01", "naechste_pruefung: *s")}`,
      ["--document", "anlage-aufgabenbeschreibung"],
      2,
      "mitte.yaml:54:3: „aufgabenbeschreibung: stand“ lässt sich nicht allein ändern",
    ],
    [
      "where the next Fassung would have an error",
      mitte.replace("{ nummer: 1, stand", "{ nummer: 9999, stand"),
      [],
      1,
      "zahl-ausserhalb",
    ],
  ])("%s", async (_, text, more, code, message) => {
    const cwd = scratch({ "mitte.yaml": text });
    const argv = [
      "amend",
      "mitte.yaml",
      ...(more.includes("--date") ? [] : ["--date", "2027-10-01"]),
      ...more,
    ];
    const run = await runKv(argv, cwd);
    expect([run.code, run.stdout, filesIn(cwd), read(cwd)]).toEqual([code, "", ["mitte.yaml"], text]);
    expect(run.stderr).toContain(message);
  });

  it("to a folder or a file that is not there", async () => {
    const cwd = scratch({ "berlin/mitte.yaml": mitte });
    expect(await runKv(["amend", "berlin"], cwd)).toMatchObject({
      code: 2,
      stderr: "kv: berlin: Das ist ein Ordner, keine Datei.\n",
    });
    expect((await runKv(["amend", "mite.yaml"], cwd)).code).toBe(2);
  });
});

describe("the Stand without --date", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  const standOf = async (env: Record<string, string>) => {
    const { stdout, stderr } = await runKv(
      ["amend", "mitte.yaml", "--stdout"],
      scratch({ "mitte.yaml": mitte }),
      env,
    );
    return /nummer: 2, stand: ([\d-]+)/.exec(stdout)?.[1] ?? stderr;
  };

  it("is today by the local calendar", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2027-12-31T11:00:00Z") });
    vi.stubEnv("TZ", "Pacific/Kiritimati");
    expect(await standOf({})).toBe("2028-01-01");
    vi.stubEnv("TZ", "America/New_York");
    expect(await standOf({})).toBe("2027-12-31");
  });

  it("is the day SOURCE_DATE_EPOCH names", async () => {
    expect(await standOf({ SOURCE_DATE_EPOCH: "1861920000" })).toBe("2029-01-01");
    expect(await standOf({ SOURCE_DATE_EPOCH: "morgen" })).toContain("SOURCE_DATE_EPOCH");
  });
});

describe("every command", () => {
  it("is named where its help is pointed to", async () => {
    const { stdout } = await runKv(["--help"], scratch());
    const names = [...stdout.matchAll(/^ {2}([a-z]+) {2,}[A-Z]\S+t /gm)].map(([, name = ""]) => name);
    expect(names).toEqual(expect.arrayContaining(["validate", "render", "amend"]));
    for (const name of names)
      expect((await runKv([name, "--gibtsnicht"], scratch())).stderr).toContain(`kv ${name} --help`);
  });
});

describe("kv amend of a kind that a repository brings", () => {
  const patenschaft = join(import.meta.dirname, "../cases/eigenes/alles in Ordnung");

  /** The kind with some texts of its files replaced. */
  function ownKind(changed: Readonly<Record<string, readonly (readonly [string, string])[]>>): string {
    const cwd = scratch();
    cpSync(patenschaft, cwd, { recursive: true });
    for (const [file, replacements] of Object.entries(changed)) {
      const text = replacements.reduce((all, [from, to]) => all.replaceAll(from, to), read(cwd, file));
      writeFileSync(join(cwd, file), text);
    }
    return cwd;
  }

  const amend = (cwd: string) => runKv(["amend", "tandem.yaml", "--date", "2027-01-01"], cwd);
  const schema = "schemas/patenschaft.schema.json";
  const art = "vorlagen/patenschaft/art.yaml";
  const template = "vorlagen/patenschaft/urkunde.md.hbs";
  const otherPlaces = {
    [art]: [["/fassung/", "/"]],
    [template]: [["fassung.stand", "stand"]],
    [schema]: [
      ['"fassung", ', ""],
      [
        '"fassung": { "$ref": "gemeinsam.schema.json#/$defs/fassung" }',
        '"nummer": {}, "stand": { "format": "date" }',
      ],
    ],
    "schemas/pruefliste/unser-bezirk.json": [["/fassung/stand", ""]],
  } as const;

  it.each([
    ["no Nummer", { [art]: [["    nummer: /fassung/nummer\n", ""]] }],
    [
      "Nummer and Stand elsewhere",
      {
        ...otherPlaces,
        "tandem.yaml": [
          ["fassung: { nummer: 1, stand: 2026-09-01, status: abgestimmt }", "nummer: 1\nstand: 2026-09-01"],
        ],
      },
    ],
    [
      "a Nummer in words",
      {
        ...otherPlaces,
        "tandem.yaml": [
          [
            "fassung: { nummer: 1, stand: 2026-09-01, status: abgestimmt }",
            "nummer: eins\nstand: 2026-09-01",
          ],
        ],
      },
    ],
  ] as const)("refuses one with %s", async (_, changed) => {
    const cwd = ownKind(changed);
    expect(await runKv(["validate", "tandem.yaml"], cwd)).toMatchObject({ code: 0 });
    const before = read(cwd, "tandem.yaml");
    const { code, stderr } = await amend(cwd);
    expect([code, read(cwd, "tandem.yaml")]).toEqual([2, before]);
    expect(stderr).toContain("Diese Art hat keine Fassungen, die kv fortführen kann");
  });

  it.each([
    ["ja", "ja"],
    ["[ja, null, 3]", "[ja, null, 3]"],
    ["[{ dokument: urkunde }, 3]", "[3]"],
  ])("takes signatures written as %s for what they are", async (written, left) => {
    const verlauf = `\nverlauf: { unterschriften: ${written} }\n`;
    const cwd = ownKind({
      [schema]: [['"paten": {', '"verlauf": {}, "paten": {']],
      "tandem.yaml": [["\npaten:", `${verlauf}paten:`]],
    });
    const { code, stdout } = await amend(cwd);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/undefined|NaN/);
    expect(read(cwd, "tandem.yaml")).toContain(`verlauf: { unterschriften: ${left} }`);
  });
});
