import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { replaceText } from "../../src/cli/write-text.ts";
import { runKv } from "../run-kv.ts";
import { copyExample, examples, filesIn, scratch } from "./scratch.ts";

const kv = resolve("bin/kv.js");
const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const isRoot = process.getuid?.() === 0;
const isUnix = process.platform !== "win32";
const { PATH } = process.env;

function run(argv: readonly string[], cwd: string, env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [kv, ...argv], { cwd, env: { PATH, ...env }, encoding: "utf8" });
}

const visible = (folder: string) => filesIn(folder).filter((file) => !/\.kv-(neu|alt)$/.test(file));

/** Every command that writes, and what it would write anew or replace. */
const writing: Record<string, { argv: string[]; files?: Record<string, string> }> = {
  render: { argv: ["render", "mitte.yaml", "--to", "md,html", "-q"] },
  amend: { argv: ["amend", "mitte.yaml", "--date", "2027-01-01", "-q"] },
  diff: { argv: ["diff", "alt.yaml", "mitte.yaml", "-o", "unterschiede.md"] },
  checklist: { argv: ["checklist", "mitte.yaml", "-o", "pruefliste.md"] },
  schema: { argv: ["schema", "koordinierungsstelle", "-o", "schema.json"] },
  eject: { argv: ["templates", "eject", "koordinierungsstelle"] },
  init: { argv: ["init", "neu", "--bezirk", "pankow", "--date", "2026-11-22", "--yes"] },
  synopse: { argv: ["diff", "alt.yaml", "mitte.yaml", "--synopse", "html", "-o", "synopse.html"] },
  redline: { argv: ["diff", "alt.yaml", "mitte.yaml", "--redline", "aenderungen.docx"] },
  status: { argv: ["status", "mitte.yaml", "--date", "2026-11-22", "--format", "ics", "-o", "termine.ics"] },
  exceptions: {
    argv: [
      "validate",
      "mitte.yaml",
      "--profile=isa-6schritte",
      "--write-exceptions",
      "--grund=noch offen",
      "--verantwortlich=Jugendamt",
      "--bis=2027-01-01",
      "-q",
    ],
  },
};

const repository = () =>
  scratch({ "mitte.yaml": mitte, "alt.yaml": mitte.replace("turnus: halbjaehrlich", "turnus: jaehrlich") });

/** What the command leaves when nothing disturbs it; each file by its name. */
function contents(folder: string): Map<string, string> {
  return new Map(visible(folder).map((file) => [file, readFileSync(join(folder, file)).toString("base64")]));
}

describe.skipIf(!isUnix)("a command that is killed", { timeout: 120_000 }, () => {
  it.each(Object.keys(writing))(
    "%s: every file is the old or the new one, and the next run works",
    (name) => {
      const { argv } = writing[name] as (typeof writing)[string];
      const before = contents(repository());
      const whole = repository();
      expect(run(argv, whole)).toMatchObject({ status: 0 });
      const after = contents(whole);
      let killed = 0;
      for (let round = 0; round < 4; round++) {
        const cwd = repository();
        // Kills itself at the n-th change of a file, after or before it.
        const env = {
          NODE_OPTIONS: `--import=${resolve("test/cli/kill-at-write.mjs")}`,
          KILL_AT: String(round),
        };
        const { signal } = run(argv, cwd, env);
        for (const [file, bytes] of contents(cwd))
          expect([before.get(file), after.get(file)]).toContain(bytes);
        for (const file of before.keys()) expect(visible(cwd)).toContain(file);
        if (signal === null) continue;
        killed++;
        // These two do not do again what is done.
        if (!["amend", "init"].includes(name)) expect(run(argv, cwd).status).toBe(0);
        else expect(run(["validate", "mitte.yaml"], cwd).stdout).toContain("1 Vereinbarung geprüft");
      }
      expect(killed).toBeGreaterThan(0);
    },
  );
});

describe("a disk that takes no more", () => {
  it.skipIf(!isUnix).each(Object.keys(writing))("%s says so and leaves what was there", (name) => {
    const { argv } = writing[name] as (typeof writing)[string];
    const cwd = repository();
    const before = contents(cwd);
    const full = run(argv, cwd, { NODE_OPTIONS: `--import=${resolve("test/cli/full-disk.mjs")}` });
    expect(full).toMatchObject({ status: 2, stdout: "" });
    expect(full.stderr).toContain("Auf dem Datenträger ist kein Platz mehr.");
    expect(contents(cwd)).toEqual(before);
    expect(filesIn(cwd)).toEqual(visible(cwd));
  });

  it.skipIf(!isUnix)("also where files may not grow that large", () => {
    const cwd = repository();
    const before = contents(cwd);
    const limited = spawnSync(
      "sh",
      ["-c", `ulimit -f 8; exec "${process.execPath}" "${kv}" render mitte.yaml --to pdf`],
      {
        cwd,
        encoding: "utf8",
      },
    );
    expect(limited.status).toBe(2);
    expect(limited.stderr).toContain("Die Datei würde größer, als hier erlaubt ist.");
    expect(contents(cwd)).toEqual(before);
  });
});

describe("a folder that must not be written", () => {
  // Root may write everywhere; what counts is then the other way a folder refuses: a file in its place.
  it("is named, and nothing is lost", async () => {
    const cwd = repository();
    if (isRoot) writeFileSync(join(cwd, "out"), "im Weg");
    else chmodSync(cwd, 0o555);
    onTestFinished(() => chmodSync(cwd, 0o755));
    const { code, stderr } = await runKv(["render", "mitte.yaml", "--to", "md"], cwd);
    expect(code).toBe(2);
    expect(stderr).toMatch(/Ein Teil des Pfades ist eine Datei|Keine Berechtigung/);
    expect(readFileSync(join(cwd, "mitte.yaml"), "utf8")).toBe(mitte);
  });
});

describe("two at once", { timeout: 60_000 }, () => {
  it("leave one whole set of files", async () => {
    const cwd = repository();
    const argv = ["render", "mitte.yaml", "--to", "md,html", "-q"];
    expect(run(argv, cwd).status).toBe(0);
    const after = contents(cwd);
    const done = Array.from({ length: 3 }, () => {
      const child = spawn(process.execPath, [kv, ...argv], { cwd });
      return new Promise((end) => child.on("exit", end));
    });
    expect(await Promise.all(done)).toEqual([0, 0, 0]);
    expect(contents(cwd)).toEqual(after);
    expect(filesIn(cwd)).toEqual(visible(cwd));
  });

  it("a file that somebody changes meanwhile keeps that change", async () => {
    const cwd = scratch({ "a.yaml": "art: x # von Hand\n" });
    const world = { cwd, env: {}, stdout: { write: () => true }, stderr: { write: () => true } };
    await expect(replaceText("art: x\n", "art: y\n", "a.yaml", world)).rejects.toThrow(
      /wurde geändert, während/,
    );
    expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe("art: x # von Hand\n");
    expect(filesIn(cwd)).toEqual(["a.yaml"]);
    await replaceText("art: x # von Hand\n", "art: y\n", "a.yaml", world);
    expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe("art: y\n");
  });
});

describe("an odd machine", { timeout: 60_000 }, () => {
  it.each([
    ["a far time zone", { TZ: "Pacific/Kiritimati" }],
    ["a time zone there is not", { TZ: "Nirgends/Nie" }],
    ["a time of build that is none", { SOURCE_DATE_EPOCH: "gestern" }],
    ["a plain locale", { LANG: "C", LC_ALL: "C" }],
    ["no home", { HOME: "/gibt/es/nicht" }],
    ["no temporary folder", { TMPDIR: "/gibt/es/nicht" }],
  ])("%s changes nothing", (_, env) => {
    const [plain, odd] = [repository(), repository()];
    const argv = ["render", "mitte.yaml", "--to", "md,pdf", "-q"];
    expect(run(argv, plain, { TZ: "UTC" })).toMatchObject({ status: 0, stderr: "" });
    expect(run(argv, odd, env as unknown as Record<string, string>)).toMatchObject({ status: 0, stderr: "" });
    expect(contents(odd)).toEqual(contents(plain));
  });

  it.skipIf(!isUnix)("an output nobody reads ends kv without a word of complaint", () => {
    const cwd = repository();
    const shell = (line: string) =>
      execFileSync("sh", ["-c", line], {
        cwd,
        encoding: "utf8",
        env: { PATH, KV: kv, NODE: process.execPath },
      });
    expect(
      shell('{ "$NODE" "$KV" checklist . --format json; echo "code $?" >&2; } 2>&1 >/dev/full | cat'),
    ).toMatch(/ENOSPC[^]*code 2/);
    expect(
      shell('{ "$NODE" "$KV" checklist . --format json; echo "code $?" >&2; } 2>&1 | head -c 1 >/dev/null'),
    ).toBe("");
    expect(shell('"$NODE" "$KV" validate mitte.yaml >&- 2>&1; echo $?')).toMatch(/^[02]\n$/);
  });
});

describe.skipIf(!isUnix)("a link that leads out of the repository", () => {
  it("is neither read nor written", async () => {
    const outside = mkdtempSync(join(tmpdir(), "kv-test-"));
    onTestFinished(() => rmSync(outside, { recursive: true }));
    cpSync(join(examples, "mitte.yaml"), join(outside, "geheim.yaml"));
    const cwd = scratch();
    copyExample("mitte.yaml", cwd);
    symlinkSync(join(outside, "geheim.yaml"), join(cwd, "fremd.yaml"));
    symlinkSync(outside, join(cwd, "out"));
    const read = await runKv(["validate", "fremd.yaml"], cwd);
    expect(read.code).toBe(2);
    expect(read.stderr).toContain("der aus dem Ordner des Repositorys hinausführt");
    const written = await runKv(["render", "mitte.yaml", "--to", "md"], cwd);
    expect(written.code).toBe(2);
    expect(written.stderr).toContain("der aus dem Ordner des Repositorys hinausführt");
    expect(readdirSync(outside)).toEqual(["geheim.yaml"]);
    // Who names the place may write there.
    expect((await runKv(["render", "mitte.yaml", "--to", "md", "-o", outside], cwd)).code).toBe(0);
  });
});
