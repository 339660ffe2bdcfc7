import { readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { main } from "../../src/cli/main.ts";
import { runKv } from "../run-kv.ts";
import { ScratchRepository } from "./git-scratch.ts";
import { examples, filesIn, scratch } from "./scratch.ts";

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const pankow = readFileSync(join(examples, "pankow.yaml"), "utf8");
const yearly = mitte.replace("turnus: halbjaehrlich }", "turnus: jaehrlich }");
const moved = yearly.replace("ort: jugendamt", "ort: schulaufsicht");

/** In characters; kv is told that 100 have room. */
function longestRow(text: string): number {
  return Math.max(...text.split("\n").map((row) => row.length));
}

interface Json {
  readonly compared: string;
  readonly different: boolean;
  readonly weight: string | null;
  readonly agreements: readonly {
    readonly file: string;
    readonly renamedFrom: string | null;
    readonly state: string;
    readonly weight: string;
    readonly notes: readonly string[];
    readonly changes: readonly {
      readonly kind: string;
      readonly pointer: string;
      readonly label: string;
      readonly weight: string;
      readonly rule: string;
      readonly oldPlace: object | null;
      readonly newPlace: object | null;
      readonly clause: readonly {
        readonly id: string | null;
        readonly section: string;
        page: number | null;
      }[];
      readonly checklist: readonly string[];
      readonly deadlines: readonly object[];
      readonly reason: string | null;
    }[];
    readonly history: readonly { readonly pointer: string }[];
    readonly texts: readonly { readonly causes: readonly string[]; readonly byTemplate: boolean }[];
    readonly checklist: readonly object[];
  }[];
}

async function diffJson(args: readonly string[], cwd: string): Promise<Json> {
  const { stdout, stderr } = await runKv(["diff", "--format", "json", ...args], cwd);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Json;
}

/** "state file: kind pointer, …" for each agreement. */
async function changes(args: readonly string[], cwd: string): Promise<string[]> {
  const { agreements } = await diffJson(args, cwd);
  return agreements.map(
    ({ file, state, changes: all }) =>
      `${state} ${file}: ${all.map(({ kind, pointer }) => `${kind} ${pointer}`).join(", ")}`,
  );
}

describe("what kv diff compares", () => {
  const repository = () => {
    const made = new ScratchRepository({ "a/mitte.yaml": mitte, "b/pankow.yaml": pankow });
    made.git("tag", "v1");
    made.write({ "a/mitte.yaml": yearly });
    made.commit();
    made.write({ "a/mitte.yaml": moved });
    return made;
  };
  const turnus = "changed /bericht/turnus";
  const ort = "changed /verortung/ort";

  it("is the last commit and the working tree, without arguments or for a path", async () => {
    const { folder } = repository();
    expect(await changes([], folder)).toEqual([`changed a/mitte.yaml: ${ort}`]);
    expect(await changes(["a/mitte.yaml"], folder)).toEqual([`changed a/mitte.yaml: ${ort}`]);
    expect(await changes(["mitte.yaml"], join(folder, "a"))).toEqual([`changed a/mitte.yaml: ${ort}`]);
    expect(await changes(["b"], folder)).toEqual([]);
  });

  it("is what revisions and ranges name", async () => {
    const { folder } = repository();
    for (const args of [["v1..HEAD"], ["v1", "HEAD"], ["v1..."], ["v1.."]])
      expect(await changes(args, folder)).toEqual([`changed HEAD:a/mitte.yaml: ${turnus}`]);
    expect(await changes(["v1..HEAD", "a"], folder)).toEqual([`changed HEAD:a/mitte.yaml: ${turnus}`]);
    expect(await changes(["v1..HEAD", "b"], folder)).toEqual([]);
    expect(await changes(["HEAD", "v1"], folder)).toEqual([`changed v1:a/mitte.yaml: ${turnus}`]);
    expect(await changes(["v1"], folder)).toEqual([`changed a/mitte.yaml: ${ort}, ${turnus}`]);
    expect(await changes(["v1", "--", "b"], folder)).toEqual([]);
    expect(await changes(["v1", "a"], folder)).toEqual([`changed a/mitte.yaml: ${ort}, ${turnus}`]);
    expect(await changes(["v1..HEAD"], join(folder, "b"))).toEqual([`changed HEAD:a/mitte.yaml: ${turnus}`]);
  });

  it("is what a pattern means, here or at any revision", async () => {
    const made = repository();
    const { folder } = made;
    for (const pattern of ["*/mitte.yaml", "a/*", "**", "[a]/*.yaml", "?"])
      expect(await changes([pattern], folder)).toEqual([`changed a/mitte.yaml: ${ort}`]);
    expect(await changes(["b/*.yaml"], folder)).toEqual([]);
    expect(await changes(["*.yaml"], join(folder, "a"))).toEqual([`changed a/mitte.yaml: ${ort}`]);
    expect(await changes(["v1..HEAD", "--", "*/mitte.yaml"], folder)).toEqual([
      `changed HEAD:a/mitte.yaml: ${turnus}`,
    ]);
    rmSync(join(folder, "a/mitte.yaml"));
    made.commit();
    expect(await changes(["v1", "HEAD", "a/m*"], folder)).toEqual(["removed v1:a/mitte.yaml: "]);
    const { stderr, code } = await runKv(["diff", "c/*.yaml"], folder);
    expect({ stderr, code }).toEqual({
      code: 2,
      stderr: "kv: Auf „c/*.yaml“ passt auf keiner der beiden Seiten eine Datei.\n",
    });
  });

  it("is one file of a revision, beside the working tree or another one", async () => {
    const { folder } = repository();
    expect(await changes(["v1:a/mitte.yaml"], folder)).toEqual([`changed a/mitte.yaml: ${ort}, ${turnus}`]);
    expect(await changes(["v1:a/mitte.yaml", "HEAD:a/mitte.yaml"], folder)).toEqual([
      `changed HEAD:a/mitte.yaml: ${turnus}`,
    ]);
    expect(await changes(["HEAD:./mitte.yaml", "mitte.yaml"], join(folder, "a"))).toEqual([
      `changed mitte.yaml: ${ort}`,
    ]);
  });

  it("is two files or two folders, without git", async () => {
    const cwd = scratch({
      "alt/m.yaml": mitte,
      "alt/p.yaml": pankow,
      "neu/m.yaml": yearly,
      "neu/q.yaml": pankow,
    });
    expect(await changes(["alt/m.yaml", "neu/m.yaml"], cwd)).toEqual([`changed neu/m.yaml: ${turnus}`]);
    const { agreements } = await diffJson(["alt", "neu"], cwd);
    expect(agreements.map(({ file, state }) => `${state} ${file}`)).toEqual(["changed neu/m.yaml"]);
  });

  it("includes agreements that came, went or got another name", async () => {
    const made = repository();
    made.commit();
    rmSync(join(made.folder, "a/mitte.yaml"));
    made.write({
      "neu/mitte bezirk.yaml": yearly,
      "neu.yaml": pankow.replace("bezirk: pankow", "bezirk: spandau"),
    });
    rmSync(join(made.folder, "b/pankow.yaml"));
    made.git("add", "--all");
    const { agreements } = await diffJson(["HEAD"], made.folder);
    expect(agreements.map(({ file, renamedFrom, state }) => [state, file, renamedFrom])).toContainEqual([
      "changed",
      "neu/mitte bezirk.yaml",
      "HEAD:a/mitte.yaml",
    ]);
    expect(agreements.length).toBeGreaterThan(1);
  });

  it("shows the signs of a name that nobody sees, in every format", async () => {
    const made = new ScratchRepository({ "pänkow\n1.yaml": mitte });
    made.write({ "pänkow\n1.yaml": yearly });
    for (const format of ["text", "md", "html"]) {
      const { stdout } = await runKv(["diff", "--format", format], made.folder);
      expect([format, stdout.replaceAll("\\\\", "\\")]).toEqual([
        format,
        expect.stringContaining("pänkow\\u000a1.yaml"),
      ]);
    }
  });

  it("names the commit before, where everything is committed already", async () => {
    const made = new ScratchRepository({ "mitte neu.yaml": mitte });
    const first = await runKv(["diff", "mitte neu.yaml"], made.folder);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    made.write({ "mitte neu.yaml": yearly });
    made.commit();
    const run = await runKv(["diff", "mitte neu.yaml"], made.folder);
    expect(run).toMatchObject({
      code: 0,
      stdout: "Keine Unterschiede zwischen HEAD und Arbeitsstand.\n",
      stderr: 'kv: Mit dem vorigen Commit vergleicht: kv diff HEAD~1 "mitte neu.yaml"\n',
    });
    const earlier = await runKv(["diff", "HEAD~1", "mitte neu.yaml"], made.folder);
    expect(earlier.stdout).toContain("halbjährlich");
    expect(earlier.stderr).toBe("");
  });

  it("sees files that git does not know yet, and those that are gone", async () => {
    const made = new ScratchRepository({ "mitte.yaml": mitte });
    made.write({ "pänkow\n1.yaml": pankow, "notizen.txt": "x" });
    rmSync(join(made.folder, "mitte.yaml"));
    expect(await changes([], made.folder)).toEqual(["removed HEAD:mitte.yaml: ", "added pänkow\n1.yaml: "]);
  });

  it("is a file that is named, whatever its ending, and never one that is nowhere", async () => {
    const made = new ScratchRepository({ entwurf: mitte, "alt.yaml": pankow });
    made.write({ entwurf: yearly });
    rmSync(join(made.folder, "alt.yaml"));
    expect(await changes(["entwurf"], made.folder)).toEqual([`changed entwurf: ${turnus}`]);
    expect(await changes(["HEAD", "--", "alt.yaml"], made.folder)).toEqual(["removed HEAD:alt.yaml: "]);
    for (const missing of ["mitt.yaml", "alt.yam"]) {
      const run = await runKv(["diff", "HEAD", "--", missing], made.folder);
      expect(run).toMatchObject({ code: 2, stdout: "" });
      expect(run.stderr).toContain(`„${missing}“ gibt es auf keiner der beiden Seiten`);
    }
    const outside = await runKv(["diff", "HEAD", "--", ".."], made.folder);
    expect(outside.stderr).toMatch(/(?:liegt nicht in diesem|kein) Git-Repository/);
  });

  it.runIf(process.platform !== "win32")("may have a colon in its name", async () => {
    const made = new ScratchRepository({ "a:b.yaml": mitte });
    made.write({ "a:b.yaml": yearly });
    expect(await changes([], made.folder)).toEqual([`changed a:b.yaml: ${turnus}`]);
    expect(await changes(["HEAD:a:b.yaml"], made.folder)).toEqual([`changed a:b.yaml: ${turnus}`]);
    made.write({ "a:b.yaml": yearly.replace("nummer: 1,", "nummer: 2,") });
    await runKv(["diff", "--amendment", "--to", "md"], made.folder);
    expect(filesIn(made.folder)).toContain("out/a:b/a:b-aenderungsvereinbarung.md");
  });

  it("is the same through a link to the repository", async () => {
    const { folder } = repository();
    const cwd = scratch();
    symlinkSync(folder, join(cwd, "verknüpft"));
    expect(await changes(["verknüpft/a/mitte.yaml"], cwd)).toEqual([`changed a/mitte.yaml: ${ort}`]);
    expect(await changes(["verknüpft"], cwd)).toEqual([`changed a/mitte.yaml: ${ort}`]);
  });

  it("is no folder of a revision: the refusal says how folders are compared", async () => {
    const { folder } = repository();
    const run = await runKv(["diff", "v1:a", "HEAD:a"], folder);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/keine Datei „a“\.\n.*kv diff v1 HEAD -- a\n/);
  });

  it("is no file that is gone, if it alone is named", async () => {
    const { folder } = repository();
    rmSync(join(folder, "a/mitte.yaml"));
    const run = await runKv(["diff", "v1:a/mitte.yaml"], join(folder, "b"));
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/^kv: „a\/mitte\.yaml“ gibt es nicht mehr\.\n.*git show v1:a\/mitte\.yaml/);
  });

  it("works without a branch", async () => {
    const made = repository();
    made.git("checkout", "--quiet", "--detach");
    expect(await changes([], made.folder)).toEqual([`changed a/mitte.yaml: ${ort}`]);
  });

  it("leaves nothing behind", async () => {
    const made = repository();
    const before = filesIn(made.folder);
    await runKv(["diff", "v1..HEAD"], made.folder);
    expect(filesIn(made.folder)).toEqual(before);
    expect(made.git("status", "--porcelain")).toBe(" M a/mitte.yaml\n");
  });
});

describe("the folder in which kv diff lays out a commit", () => {
  it("is known to be removed before it is made, and is removed", async () => {
    const { folder } = new ScratchRepository({ "m.yaml": mitte });
    const temporary = scratch();
    vi.stubEnv("TMPDIR", temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const seen: string[][] = [];
    const output = { write: () => undefined };
    const onInterrupt = () => void seen.push(readdirSync(temporary));
    await main(["diff"], { cwd: folder, env: {}, stdout: output, stderr: output, onInterrupt });
    expect(seen).toEqual([[".git"]]);
    expect(readdirSync(temporary)).toEqual([".git"]);
  });

  it("is asked for elsewhere where none can be made", async () => {
    const { folder } = new ScratchRepository({ "m.yaml": mitte });
    vi.stubEnv("TMPDIR", join(folder, "fehlt"));
    onTestFinished(() => void vi.unstubAllEnvs());
    const run = await runKv(["diff"], folder);
    expect(run).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Zwischendateien.*\n.*TMPDIR/) as string,
    });
  });
});

describe("what kv diff says about a change", () => {
  it("joins field, weight, clause, checklist and Termin", async () => {
    const next = moved
      .replace("verortung:\n", "verortung:\n")
      .replace(
        "fassung: { nummer: 1, stand: 2026-09-01, status: abgestimmt }",
        'fassung: { nummer: 2, stand: 2027-09-01, status: entwurf, aenderungen: [{ feld: /bericht, grund: "Zu viel Aufwand." }] }',
      );
    const cwd = scratch({ "alt.yaml": mitte, "neu.yaml": next });
    const { agreements, weight } = await diffJson(["alt.yaml", "neu.yaml"], cwd);
    expect(weight).toBe("zustimmungspflichtig");
    const found = agreements[0]?.changes.find(({ pointer }) => pointer === "/bericht/turnus");
    expect(found).toMatchObject({
      kind: "changed",
      label: "Bericht › Turnus der Berichte",
      weight: "zustimmungspflichtig",
      rule: "feld",
      newPlace: { file: "neu.yaml", line: 18, column: 20 },
      clause: [{ section: "Nummer 3" }],
      deadlines: [{ label: "Bericht › Turnus der Berichte", old: "halbjährlich", new: "jährlich" }],
      reason: "Zu viel Aufwand.",
    });
    const ort = agreements[0]?.changes.find(({ pointer }) => pointer === "/verortung/ort");
    expect(ort?.clause.map(({ id }) => id)).toEqual([
      "verortung-jugendamt",
      "verortung-schulaufsicht",
      "ausstattung",
    ]);
    expect(agreements[0]?.texts.every(({ causes }) => causes.length > 0)).toBe(true);
  });

  it("says where another wording has the same Nummer, unless it was a draft", async () => {
    const notes = async (alt: string, neu: string) => {
      const { agreements } = await diffJson(
        ["alt.yaml", "neu.yaml"],
        scratch({ "alt.yaml": alt, "neu.yaml": neu }),
      );
      return agreements[0]?.notes;
    };
    expect(await notes(mitte, yearly)).toEqual([
      expect.stringMatching(/^Kooperationsvereinbarung Bezirk Mitte: .* Nummer der Fassung nicht/),
    ]);
    const second = yearly.replace("fassung: { nummer: 1", "fassung: { nummer: 2");
    expect(await notes(mitte, second)).toEqual([]);
    const draft = (text: string) => text.replace("status: abgestimmt", "status: entwurf");
    expect(await notes(draft(mitte), draft(yearly))).toEqual([]);
  });

  it("says which items of the checklist flip", async () => {
    const without = mitte.replace(/^weitere_ressorts: .*\n/m, "");
    const cwd = scratch({ "alt.yaml": mitte, "neu.yaml": without });
    const { agreements } = await diffJson(["alt.yaml", "neu.yaml"], cwd);
    expect(agreements[0]?.checklist).toMatchObject([{ item: "P-11", old: "erfuellt", new: "offen" }]);
    expect(agreements[0]?.changes[0]).toMatchObject({ pointer: "/weitere_ressorts", checklist: ["P-11"] });
  });

  it("says where a wording changed and the Nummer of its Fassung did not, unless it is a draft", async () => {
    const draft = (text: string) => text.replace("status: abgestimmt", "status: entwurf");
    const cwd = scratch({
      "alt.yaml": mitte,
      "neu.yaml": yearly,
      "entwurf-alt.yaml": draft(mitte),
      "entwurf-neu.yaml": draft(yearly),
    });
    const notes = async (...files: readonly string[]) => (await diffJson(files, cwd)).agreements[0]?.notes;
    expect(await notes("alt.yaml", "neu.yaml")).toEqual([
      expect.stringMatching(/Nummer der Fassung nicht.*kv amend/),
    ]);
    expect(await notes("entwurf-alt.yaml", "entwurf-neu.yaml")).toEqual([]);
  });

  it("lists what happened with the agreement apart", async () => {
    const cwd = scratch({
      "alt.yaml": mitte,
      "neu.yaml": mitte.replace("schritt: 4, status: begonnen", "schritt: 4, status: abgeschlossen"),
    });
    const { agreements } = await diffJson(["alt.yaml", "neu.yaml"], cwd);
    expect(agreements[0]?.changes).toEqual([]);
    expect(agreements[0]?.history.map(({ pointer }) => pointer)).toEqual(["/verlauf/prozess/3/status"]);
    expect(agreements[0]?.weight).toBe("redaktionell");
  });

  it("takes order of keys, comments and white space for no change", async () => {
    const [head, ...rest] = mitte.split("\n");
    const reordered = [head, "# anders", "bericht: {turnus:   halbjaehrlich}", ...rest]
      .join("\n")
      .replace("\nbericht: { turnus: halbjaehrlich }\n", "\n");
    const cwd = scratch({ "alt.yaml": mitte, "neu.yaml": reordered });
    const run = await runKv(["diff", "alt.yaml", "neu.yaml", "--exit-code"], cwd);
    expect(run).toMatchObject({
      code: 0,
      stdout: "Keine Unterschiede zwischen alt.yaml und neu.yaml.\n",
      stderr: "",
    });
  });

  it("names the page of each clause when asked", async () => {
    const cwd = scratch({ "alt.yaml": mitte, "neu.yaml": yearly });
    const { agreements } = await diffJson(["alt.yaml", "neu.yaml", "--pages"], cwd);
    expect(agreements[0]?.changes[0]?.clause[0]?.page).toBeGreaterThan(2);
  });

  it("says what own templates changed without any change of the data", async () => {
    const made = new ScratchRepository({ "kv.config.yaml": "version: 1\n", "mitte.yaml": mitte });
    await runKv(["templates", "eject", "koordinierungsstelle/vereinbarung"], made.folder);
    made.commit();
    const name = filesIn(made.folder).find((file) => file.endsWith("vereinbarung.md.hbs")) ?? "";
    const template = readFileSync(join(made.folder, name), "utf8");
    made.write({ [name]: template.replace("nicht befristet", "unbefristet") });
    const { agreements } = await diffJson(["HEAD"], made.folder);
    expect(agreements[0]).toMatchObject({ state: "changed", changes: [], weight: "anzeigepflichtig" });
    expect(agreements[0]?.texts).toMatchObject([{ byTemplate: true, causes: [] }]);
    expect(agreements[0]?.notes[0]).toMatch(/Vorlagen.*eine Textstelle/);
    made.write({ "mitte.yaml": yearly });
    const both = await diffJson(["HEAD"], made.folder);
    expect(both.agreements[0]?.changes[0]?.clause.map(({ section }) => section)).toEqual(["Nummer 3"]);
    expect(both.agreements[0]?.texts).toMatchObject([
      { byTemplate: false, causes: ["/bericht/turnus"] },
      { byTemplate: true, causes: [] },
    ]);
  });

  it("does not say of a text that it could not make that it stays the same", async () => {
    const made = new ScratchRepository({ "kv.config.yaml": "version: 1\n", "mitte.yaml": mitte });
    await runKv(["templates", "eject", "koordinierungsstelle/vereinbarung"], made.folder);
    made.commit();
    const name = filesIn(made.folder).find((file) => file.endsWith("vereinbarung.md.hbs")) ?? "";
    const template = readFileSync(join(made.folder, name), "utf8");
    made.write({ [name]: `${template.replace("nicht befristet", "unbefristet")}\n{{#if` });
    const same = await runKv(["diff"], made.folder);
    expect(same).toMatchObject({ code: 1, stdout: expect.stringContaining("nicht vergleichbar") as string });
    made.write({ "mitte.yaml": yearly });
    for (const more of [[], ["--synopse", "md"]]) {
      const { stdout } = await runKv(["diff", ...more], made.folder);
      expect(stdout).toContain("Der Wortlaut ist nicht verglichen");
      expect(stdout).not.toMatch(/ändert das nichts|ist unverändert/);
    }
  });

  it("prints JSON that fits its published schema", async () => {
    const cwd = scratch({ "alt.yaml": mitte, "neu.yaml": moved });
    const schema = JSON.parse(readFileSync("schemas/ausgabe/aenderungen.schema.json", "utf8")) as object;
    const ajv = new Ajv2020({ allowUnionTypes: true });
    const report = await diffJson(["alt.yaml", "neu.yaml", "--pages"], cwd);
    expect(ajv.validate(schema, report) ? [] : ajv.errors).toEqual([]);
  });

  it("shows words in the text report by more than colour, within the width", async () => {
    const cwd = scratch({ "alt.yaml": mitte, "neu.yaml": moved });
    const { stdout } = await runKv(["diff", "alt.yaml", "neu.yaml"], cwd);
    expect(stdout).toContain("[-halbjährlich-]{+jährlich+}");
    expect(longestRow(stdout)).toBeLessThanOrEqual(100);
  });

  it("leaves room for the weight behind a label of any length", async () => {
    const titled = (times: number) =>
      mitte.replace("titel: Kinderschutz", `titel: ${"Schutz ".repeat(times)}`);
    for (let words = 4; words < 12; words++) {
      const cwd = scratch({
        "alt.yaml": titled(words),
        "neu.yaml": titled(words).replace("nach gemeinsamen", "in"),
      });
      const { stdout } = await runKv(["diff", "alt.yaml", "neu.yaml"], cwd);
      expect(stdout).toContain("zustimmungspflichtig");
      expect(longestRow(stdout)).toBeLessThanOrEqual(100);
    }
  });

  it("shows values of any length in no time", { timeout: 8000 }, async () => {
    const long = (word: string) => mitte.replace("Handlungsplan Kinderschutz", `${word} `.repeat(6000));
    const cwd = scratch({ "alt.yaml": long("„Schule“ und"), "neu.yaml": long("„Schule“ oder") });
    const { stdout } = await runKv(["diff", "alt.yaml", "neu.yaml"], cwd);
    expect(stdout).toContain("Abgestimmtes Verfahren");
  });

  it("keeps data out of the markup of a merge request", async () => {
    const cwd = scratch({
      "alt.yaml": mitte,
      "neu.yaml": mitte.replace("titel: Jährlicher Fachtag", 'titel: "</ins><img src=x> | @alle #1 **x**"'),
    });
    const { stdout } = await runKv(["diff", "alt.yaml", "neu.yaml", "--format", "md"], cwd);
    expect(stdout).not.toMatch(/(?<!\\)(?:<img|\*\*x)/);
    expect(stdout).toContain("@<!-- -->alle #<!-- -->1");
  });

  it.skipIf(process.platform === "win32")("keeps a name from becoming a line that GitLab obeys", async () => {
    const cwd = scratch({ "alt/a\n/close.yaml": mitte, "neu/a\n/close.yaml": yearly });
    const { stdout } = await runKv(["diff", "alt", "neu", "--format", "md"], cwd);
    expect(stdout).toContain("/close.yaml");
    expect(stdout).not.toMatch(/^\//m);
  });
});

describe("how kv diff ends", () => {
  const cwd = () =>
    scratch({ "alt.yaml": mitte, "neu.yaml": yearly, "kaputt.yaml": "art: [", "b.yaml": "\u0000" });

  it.each([
    [["alt.yaml", "neu.yaml"], 0],
    [["alt.yaml", "neu.yaml", "--exit-code"], 1],
    [["alt.yaml", "neu.yaml", "--fail-on", "zustimmungspflichtig"], 1],
    [["alt.yaml", "alt.yaml", "--exit-code"], 0],
    [["alt.yaml", "kaputt.yaml"], 1],
    [["alt.yaml", "b.yaml"], 1],
  ])("%j ends with %i", async (args, code) => {
    expect((await runKv(["diff", ...args], cwd())).code).toBe(code);
  });

  it("does not fail below the weight asked for", async () => {
    const spelling = mitte.replace(
      "Leitfaden Schuldistanz des Bezirks",
      "Leitfaden „Schuldistanz“ des Bezirks",
    );
    const folder = scratch({ "alt.yaml": mitte, "neu.yaml": spelling });
    expect((await diffJson(["alt.yaml", "neu.yaml"], folder)).weight).toBe("redaktionell");
    const run = await runKv(["diff", "alt.yaml", "neu.yaml", "--fail-on", "anzeigepflichtig"], folder);
    expect(run.code).toBe(0);
  });

  it("describes the side that can be read, and names the errors of the other one", async () => {
    const { stdout, stderr } = await runKv(["diff", "alt.yaml", "kaputt.yaml"], cwd());
    expect(stdout).toContain("Kooperationsvereinbarung Bezirk Mitte");
    expect(stdout).toContain("nicht vergleichbar");
    expect(stderr).toContain("kaputt.yaml:1:");
  });

  it("names the agreement by the side that can be printed", async () => {
    const folder = scratch({
      "alt.yaml": mitte,
      "neu.yaml": mitte.replace("id: vernetzungskreis,", "id: jugendhilfeausschuss,"),
    });
    const { stdout } = await runKv(["diff", "alt.yaml", "neu.yaml"], folder);
    expect(stdout.split("\n")[1]).toMatch(/^Kooperationsvereinbarung Bezirk Mitte · Fassung 1 /);
    const none = await runKv(["diff", "a.yaml", "b.yaml"], scratch({ "a.yaml": "[", "b.yaml": "{" }));
    expect(none.stdout).toMatch(/nicht vergleichbar\n\n! Beide/);
  });

  it("does not take a file that nobody can read for one without differences", async () => {
    const folder = scratch({
      "a.yaml": "art: [",
      "b.yaml": "art: {",
      "c.yaml": "art: [",
      "d.yaml": "\u0000",
    });
    for (const [other, different] of [
      ["b.yaml", true],
      ["c.yaml", false],
      ["d.yaml", true],
    ] as const) {
      const { code, stdout } = await runKv(["diff", "a.yaml", other, "--format", "json"], folder);
      const report = JSON.parse(stdout) as Json;
      expect([code, report.different]).toEqual([1, different]);
    }
    const made = new ScratchRepository({ "m.yaml": mitte });
    made.write({ "neu.yaml": "art: [" });
    const { stdout } = await runKv(["diff"], made.folder);
    expect(stdout).toMatch(/^neu\.yaml {2}nicht vergleichbar\n[^]*Die Datei hat Fehler/);
    const driver = ["m.yaml", "/dev/null", ".", ".", "neu.yaml", "abcdef0123", "100644"];
    const asked = await runKv(["diff", "--git-driver", ...driver], made.folder);
    expect(asked).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("nicht vergleichbar") as string,
    });
  });

  it.each([
    [["x.yaml"], /„x\.yaml“ ist weder eine Datei noch eine Revision/],
    [["m.yaml", "n.yaml"], /„n\.yaml“ ist weder eine Datei noch eine Revision/],
    [["m.yaml", "HEAD"], /Eine Revision steht vor den Dateien\.\n.*kv diff HEAD m\.yaml/],
    [["gibt-es-nicht"], /Die Revision „gibt-es-nicht“ gibt es hier nicht/],
    [["--output=x"], /Option/],
    [["HEAD:fehlt.yaml"], /In „HEAD“ gibt es keine Datei „fehlt\.yaml“/],
    [["HEAD", "HEAD", "HEAD"], /zu viele Angaben/],
    [["m.yaml", "."], /Eine Datei lässt sich nicht mit einem Ordner vergleichen/],
    [["m.yaml", "--only-changes"], /--only-changes gehört zu --synopse/],
    [["m.yaml", "--pages", "--synopse", "md"], /--pages und --synopse schließen sich aus/],
    [["m.yaml", "--format", "pdf"], /kein Wert für --format/],
    [["m.yaml", "m.yaml", "--git-driver"], /sieben Argumente/],
  ])("%j is refused in one line with 2", async (args, message) => {
    const { folder } = new ScratchRepository({ "m.yaml": mitte });
    const { code, stdout, stderr } = await runKv(["diff", ...args], folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n").length).toBeLessThanOrEqual(2);
  });

  it("says that a repository without a working tree is none to compare in", async () => {
    const bare = scratch();
    const made = new ScratchRepository({ "m.yaml": mitte });
    made.git("clone", "--quiet", "--bare", made.folder, join(bare, "b.git"));
    const run = await runKv(["diff", "HEAD"], join(bare, "b.git"));
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining("(bare)") as string });
  });

  it("names parties by their names, numbers as in German, and its only document once", async () => {
    const file = join(examples, "../kooperation/beratungsstelle.yaml");
    const old = readFileSync(file, "utf8");
    const next = old.replace("prozent: 41.25", "prozent: 40.5").replace("prozent: 25.25", "prozent: 26");
    const files = { "alt.yaml": old, "neu.yaml": next };
    const { stdout } = await runKv(["diff", "alt.yaml", "neu.yaml"], scratch(files));
    expect(stdout).toMatch(/Anteile › der Landkreis Erlengrund › Anteil\s+in Prozent/);
    expect(stdout).toMatch(/- 41,25\n\s+\+ 40,5\n\s+Nummer 8\n/);
    expect(stdout.match(/Öffentlich-rechtliche Vereinbarung/g)).toHaveLength(2);
  });

  it("names an entry that is only a text once", async () => {
    const next = mitte.replace("[Gesundheit, Weiter", "[Sport, Gesundheit, Weiter");
    const { stdout } = await runKv(
      ["diff", "alt.yaml", "neu.yaml"],
      scratch({ "alt.yaml": mitte, "neu.yaml": next }),
    );
    expect(stdout).toContain("+ Weitere Ressorts: Sport  ");
  });

  it("says so where there is no repository, no commit, or not all of it", async () => {
    const none = await runKv(["diff"], scratch({ "m.yaml": mitte }));
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining("kein Git-Repository") as string });
    const empty = new ScratchRepository();
    empty.write({ "m.yaml": mitte });
    const noCommit = await runKv(["diff"], empty.folder);
    expect(noCommit).toMatchObject({ code: 2, stderr: expect.stringContaining("keinen Commit") as string });
    const whole = new ScratchRepository({ "m.yaml": mitte });
    whole.git("tag", "v1");
    whole.write({ "m.yaml": yearly });
    whole.commit();
    const shallow = scratch();
    whole.git("clone", "--quiet", "--depth", "1", "--no-tags", `file://${whole.folder}`, join(shallow, "k"));
    const part = await runKv(["diff", "v1"], join(shallow, "k"));
    expect(part).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("git fetch --unshallow") as string,
    });
  });
});

describe("kv diff as git's own comparison", () => {
  it("takes the arguments of git and never fails", async () => {
    const cwd = scratch({ "m.yaml": yearly, "tmp/alt.yaml": mitte });
    const run = await runKv(
      [
        "diff",
        "--git-driver",
        "m.yaml",
        "tmp/alt.yaml",
        "abcdef0123",
        "100644",
        "m.yaml",
        "0".repeat(40),
        "100644",
      ],
      cwd,
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("[-halbjährlich-]{+jährlich+}");
    const added = await runKv(
      ["diff", "--git-driver", "m.yaml", "/dev/null", ".", ".", "m.yaml", "abcdef0123", "100644"],
      cwd,
    );
    expect(added).toMatchObject({ code: 0, stdout: expect.stringContaining("neue Vereinbarung") as string });
  });

  const ask = ({ folder }: ScratchRepository, ...operands: readonly string[]) =>
    runKv(["diff", "--git-driver", ...operands], folder);

  it("names both paths of a renamed file", async () => {
    const made = new ScratchRepository({ "tmp/alt.yaml": mitte, "neu.yaml": yearly });
    const sides = ["tmp/alt.yaml", "abcdef0", "100644", "neu.yaml", "0".repeat(40), "100644"];
    const renamed = await ask(made, "alt.yaml", ...sides, "neu.yaml", "similarity index 99%");
    expect(renamed.stdout).toMatch(/^abcdef0:alt\.yaml → neu\.yaml {2}/);
    const only = await ask(
      made,
      "alt.yaml",
      ...sides.with(3, "tmp/alt.yaml"),
      "neu.yaml",
      "similarity index 100%",
    );
    expect(only.stdout).toBe("Keine Unterschiede zwischen alt.yaml und neu.yaml.\n");
  });

  it("goes on where a merge has left a conflict", async () => {
    const run = await ask(new ScratchRepository({ "m.yaml": mitte }), "m.yaml");
    expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/^m\.yaml: Ein Konflikt/) as string });
  });
});

describe("the Synopse", () => {
  const cwd = () => scratch({ "alt.yaml": mitte, "neu.yaml": yearly });

  it("stands clause by clause, and says what did not change", async () => {
    const { stdout } = await runKv(["diff", "alt.yaml", "neu.yaml", "--synopse", "md"], cwd());
    expect(stdout).toContain("(unverändert)");
    expect(stdout).toMatch(/<del>halbjährlich<\/del>.*\| .*<ins>jährlich<\/ins>/);
  });

  it("leaves out what did not change, but for the heading above", async () => {
    const { stdout } = await runKv(
      ["diff", "alt.yaml", "neu.yaml", "--synopse", "md", "--only-changes"],
      cwd(),
    );
    const rows = stdout.split("\n").filter((line) => line.startsWith("| "));
    expect(rows).toHaveLength(4);
    expect(rows[2]).toContain("3. Berichtspflicht");
  });

  it.each(["docx", "pdf", "html"])("is written as %s", async (format) => {
    const folder = cwd();
    const run = await runKv(
      ["diff", "alt.yaml", "neu.yaml", "--synopse", format, "-o", `s.${format}`],
      folder,
    );
    expect(run).toMatchObject({ code: 0, stderr: "", stdout: `✓ Synopse geschrieben: s.${format}\n` });
    expect(filesIn(folder)).toContain(`s.${format}`);
  });

  it("does not write over an agreement", async () => {
    const folder = cwd();
    const run = await runKv(["diff", "alt.yaml", "neu.yaml", "--synopse", "md", "-o", "neu.yaml"], folder);
    expect(run.code).toBe(2);
    expect(readFileSync(join(folder, "neu.yaml"), "utf8")).toBe(yearly);
    const named = scratch({ alt: mitte, neu: yearly });
    const slip = await runKv(["diff", "alt", "neu", "-o", "./neu"], named);
    expect(slip).toMatchObject({ code: 2, stderr: expect.stringContaining("wird verglichen") as string });
    expect(readFileSync(join(named, "neu"), "utf8")).toBe(yearly);
  });

  it.each([
    [["--synopse", "pdf", "-o", "s.docx"], /--synopse pdf schreibt kein \.docx/],
    [["--synopse", "md", "-o", "ordner/"], /„ordner\/“ ist ein Ordner/],
    [["-o", "ordner/"], /„ordner\/“ ist ein Ordner/],
    [["--redline", "r.docx", "-o", "s.docx"], /-o gehört nicht zu --redline/],
  ])("%j is refused, and nothing is written", async (more, message) => {
    const folder = cwd();
    const run = await runKv(["diff", "alt.yaml", "neu.yaml", ...more], folder);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(message);
    expect(filesIn(folder)).toEqual(["alt.yaml", "neu.yaml"]);
  });
});
