import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadKind } from "../../src/io/load-kind.ts";
import { choicesOf } from "../../src/cli/init/new-agreement.ts";
import { main } from "../../src/cli/main.ts";
import type { World } from "../../src/cli/streams.ts";
import { runKv } from "../run-kv.ts";
import { lesezeit } from "./lesezeit.ts";
import { filesIn, scratch } from "./scratch.ts";

const now = { SOURCE_DATE_EPOCH: String(Date.UTC(2026, 10, 22) / 1000) };
const init = (cwd: string, ...args: string[]) => runKv(["init", ...args], cwd, now);

/** What kv finds in a file, by code. */
async function codesIn(file: string, cwd: string): Promise<string[]> {
  const { stdout } = await runKv(["validate", file, "--format", "json"], cwd);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
  return [...new Set(diagnostics.map(({ code }) => code))];
}

const { kind: koordinierungsstelle } = await loadKind("koordinierungsstelle");
const districts = choicesOf(koordinierungsstelle).map(({ value }) => value);
const agreements: [file: string, args: string[], own: Record<string, string>][] = [
  ...districts.map((value): [string, string[], Record<string, string>] => [value, ["--bezirk", value], {}]),
  ...["koordinierungsstelle", "kooperation", "netzwerk"].map(
    (art): [string, string[], Record<string, string>] => [art, ["--art", art], {}],
  ),
  ["lesezeit", ["--art", "lesezeit"], lesezeit],
];

describe("kv init", () => {
  it("knows twelve districts and the post without one", () => {
    expect(districts).toHaveLength(13);
  });

  it.each(agreements)(
    "makes a draft %s that lacks only what has to be filled in",
    async (name, args, own) => {
      const cwd = scratch({ "kv.config.yaml": "version: 1\n", ...own });
      const made = await init(cwd, ...args);
      expect({ code: made.code, stderr: made.stderr }).toEqual({ code: 0, stderr: "" });
      const file = `vereinbarungen/${name}.yaml`;
      const codes = await codesIn(file, cwd);
      expect(codes).toContain("feld-leer");
      expect(codes.filter((code) => !/^(?:feld-leer|feld-fehlt|[A-Z]+-\d+[a-z]?)$/.test(code))).toEqual([]);
      const drawn = await runKv(["render", file, "--draft", "--to", "md"], cwd);
      expect({ code: drawn.code, stdout: drawn.stdout }).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/offene Angabe/) as string,
      });
      const schema = /^# yaml-language-server: \$schema=(.*)$/m.exec(
        readFileSync(join(cwd, file), "utf8"),
      )?.[1];
      const { $id: _, title } = JSON.parse(
        readFileSync(join(cwd, "vereinbarungen", schema ?? ""), "utf8"),
      ) as Record<string, unknown>;
      expect(title).toBeTypeOf("string");
    },
  );

  it("makes a repository with its first agreement", async () => {
    const cwd = scratch();
    const { code, stdout } = await init(cwd, "neu", "--bezirk", "Neukölln");
    expect(code).toBe(0);
    const files = filesIn(join(cwd, "neu"));
    expect(stdout).toContain(`✓ ${files.length} Dateien geschrieben:`);
    for (const file of files) expect(stdout).toContain(`  neu/${file}\n`);
    expect(files).toEqual(expect.arrayContaining([".gitlab-ci.yml", "vereinbarungen/neukoelln.yaml"]));
    const text = (path: string) => readFileSync(join(cwd, "neu", path), "utf8");
    const { scripts, devDependencies } = JSON.parse(text("package.json")) as Record<
      string,
      Record<string, string>
    >;
    expect(devDependencies).toHaveProperty("kooperationsvereinbarung");
    const argv = (scripts?.["pruefen"] ?? "").split(" ").slice(1);
    const checked = await runKv(argv, join(cwd, "neu"));
    expect([checked.code, checked.stderr]).toEqual([1, ""]);
    expect((await runKv(["config"], join(cwd, "neu"))).code).toBe(0);
  });

  it.each([
    ["gitlab", ".gitlab-ci.yml", (ci: Ci) => ci["kv-pruefen"]?.script],
    ["github", ".github/workflows/kv.yml", (ci: Ci) => ci.jobs?.pruefen.steps.map(({ run }) => run)],
  ] as const)("writes a CI file for %s whose commands run", async (system, path, commandsOf) => {
    const cwd = scratch();
    await init(cwd, ".", "--ci", system, "--bezirk", "mitte");
    const commands = commandsOf(parse(readFileSync(join(cwd, path), "utf8")) as Ci) ?? [];
    expect(commands).toContain("npm ci");
    const line = commands.find((each) => each?.startsWith("npx kv ")) ?? "";
    const words = line
      .replace('"$(date +%F)"', "2026-11-22")
      .replace('"$RUNNER_TEMP/kv-befunde.md"', "kv-befunde.md")
      .split(" ");
    const run = await runKv(words.slice(2), cwd);
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: "" });
    const reports = words.flatMap((word) => /^(?:gitlab|junit|md)=(.*)$/.exec(word)?.[1] ?? []);
    expect(reports.length).toBeGreaterThan(0);
    expect(filesIn(cwd)).toEqual(expect.arrayContaining(reports));
  });

  it("makes no CI file where none is wanted", async () => {
    const cwd = scratch();
    await init(cwd, "--ci", "keine");
    expect(filesIn(cwd).filter((file) => /gitlab|github/.test(file))).toEqual([]);
  });

  it("never replaces what is there, and names it", async () => {
    const cwd = scratch({ "README.md": "unser\n", "vereinbarungen/mitte.yaml": "art: x\n" });
    const first = await init(cwd, "--bezirk", "mitte");
    expect(first.stdout).toContain("Schon da und unverändert:\n  README.md\n  vereinbarungen/mitte.yaml\n");
    expect(readFileSync(join(cwd, "README.md"), "utf8")).toBe("unser\n");
    expect(readFileSync(join(cwd, "vereinbarungen/mitte.yaml"), "utf8")).toBe("art: x\n");
    const before = filesIn(cwd);
    const again = await init(cwd, "--bezirk", "mitte");
    expect(again.stdout).toContain("vereinbarungen/mitte.yaml gibt es schon; nichts wurde geändert.");
    expect(filesIn(cwd)).toEqual(before);
    expect((await init(cwd)).stdout).toContain("Es ist alles schon da");
  });

  it("adds to the repository that the working folder is in", async () => {
    const cwd = scratch({ "kv.config.yaml": "version: 1\n" });
    mkdirSync(join(cwd, "vereinbarungen"));
    await init(join(cwd, "vereinbarungen"), "--art", "kooperation", "--name", "ganztag");
    expect(filesIn(cwd)).toContain("vereinbarungen/ganztag.yaml");
  });

  it("writes all or nothing", async () => {
    const cwd = scratch({ vereinbarungen: "eine Datei, kein Ordner" });
    const { code, stderr } = await init(cwd, "--bezirk", "mitte");
    expect([code, stderr.split("\n")[0]]).toEqual([2, expect.stringContaining("Nicht geschrieben: ")]);
    expect(filesIn(cwd)).toEqual(["vereinbarungen"]);
  });

  it.each([
    [["--art", "kooperatoin"], /Die Art „kooperatoin“ gibt es nicht\.\n {4}Meinten Sie „kooperation“\?/],
    [["--bezirk", "Neuköln"], /Meinten Sie „neukoelln“\?/],
    [["--art", "netzwerk", "--bezirk", "mitte"], /„netzwerk“ unterscheidet keine Bezirke/],
    [["--ci", "gitlap"], /Meinten Sie „gitlab“\?/],
    [["--art", "kooperation", "--name", "../weg"], /„\.\.\/weg“ ist kein Dateiname/],
    [["--art", "kooperation", "--name", ""], /Zur Option „--name“ fehlt der Wert/],
  ])("refuses %s", async (args, message) => {
    const cwd = scratch();
    const { code, stderr } = await init(cwd, ...args);
    expect([code, filesIn(cwd)]).toEqual([2, []]);
    expect(stderr).toMatch(message);
  });

  it("reports settings that are wrong and writes nothing", async () => {
    const cwd = scratch({ "kv.config.yaml": "version: 1\nvorlage: x\n" });
    const { code, stderr } = await init(cwd, "--art", "kooperation");
    expect([code, filesIn(cwd)]).toEqual([1, ["kv.config.yaml"]]);
    expect(stderr).toContain("feld-unbekannt");
  });
});

/** Keys pressed, one after another as questions come, and what the terminal shows. */
async function answered(cwd: string, args: string[], keys: readonly string[]) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  const stderr: string[] = [];
  let shown = "";
  const left = [...keys];
  stdout.on("data", (data: Buffer) => {
    shown += data.toString();
    // A question hides the cursor first; by the next turn it listens.
    if (data.includes("\u001B[?25l")) setImmediate(() => stdin.write(left.shift() ?? ""));
  });
  const world = { cwd, env: now, stdin, stdout, stderr: { write: (text: string) => stderr.push(text) } };
  const code = await main(["init", ...args], world as unknown as World);
  return { code, shown, stderr: stderr.join(""), left };
}

describe("kv init on a terminal", () => {
  const [enter, down, cancel] = ["\r", "\u001B[B", "\u0003"];

  it("asks for what was not said", async () => {
    const cwd = scratch();
    const { code, shown, left } = await answered(
      cwd,
      ["neu", "--art", "koordinierungsstelle"],
      [enter, enter],
    );
    expect([code, left]).toEqual([0, []]);
    expect(shown).toContain("Für wen gilt sie?");
    expect(filesIn(cwd)).toEqual(
      expect.arrayContaining(["neu/.gitlab-ci.yml", "neu/vereinbarungen/mitte.yaml"]),
    );
  });

  it("takes another answer than the first", async () => {
    const cwd = scratch({ "kv.config.yaml": "version: 1\n" });
    const { code } = await answered(cwd, ["--art", "koordinierungsstelle"], [`${down}${down}${enter}`]);
    expect(code).toBe(0);
    expect(filesIn(cwd)).toContain("vereinbarungen/pankow.yaml");
  });

  it("writes nothing when somebody breaks off", async () => {
    const cwd = scratch();
    const { code, stderr } = await answered(cwd, ["neu"], [enter, cancel]);
    expect([code, stderr, filesIn(cwd)]).toEqual([2, "kv: Abgebrochen; es wurde nichts geschrieben.\n", []]);
  });

  it("asks nothing with --yes", async () => {
    const { code, shown } = await answered(scratch(), ["--yes"], []);
    expect([code, shown.includes("?")]).toEqual([0, false]);
  });
});

interface Ci {
  readonly "kv-pruefen"?: { readonly script: string[] };
  readonly jobs?: { readonly pruefen: { readonly steps: { readonly run?: string }[] } };
}
