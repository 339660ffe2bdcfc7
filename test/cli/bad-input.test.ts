import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, truncateSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { commandsIn } from "../report/workflow-commands.ts";
import { examples, scratch } from "./scratch.ts";

const kv = resolve("bin/kv.js");
const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const isWindows = process.platform === "win32";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** kv in a process of its own, with little memory: what grows without end fails. */
function run(cwd: string, ...argv: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--max-old-space-size=300", kv, ...argv], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  return { code: status, stdout, stderr };
}

const validate = (cwd: string, ...argv: readonly string[]) => run(cwd, "validate", ...argv);

/** Nothing of kv itself is to be seen, and no sign that a terminal obeys. */
function expectCalm({ code, stdout, stderr }: Ended): void {
  expect([0, 1, 2]).toContain(code);
  expect(stdout + stderr).not.toMatch(/\n {4}at |Fehler in kv|heap|(?!\n)\p{Cc}/u);
}

describe("10,000 findings", { timeout: 60_000 }, () => {
  const wrong = mitte + Array.from({ length: 10_000 }, (_, index) => `feld${index}: x\n`).join("");

  it("are cut on the screen and whole everywhere else", () => {
    const cwd = scratch({ "a.yaml": wrong });
    const ended = validate(
      cwd,
      "a.yaml",
      "--format=text",
      "--format=text=alle.txt",
      "--format=sarif=a.sarif",
    );
    expectCalm(ended);
    expect(ended.stdout).toContain("… und 9900 weitere Befunde");
    expect(ended.stdout).toMatch(/\n✗ 1 Vereinbarung geprüft: 10000 Fehler\.\n$/);
    expect(readFileSync(join(cwd, "alle.txt"), "utf8").match(/^a\.yaml:\d/gm)).toHaveLength(10_000);
    expect(readFileSync(join(cwd, "a.sarif"), "utf8").match(/"ruleId"/g)).toHaveLength(10_000);
  });

  it("arrive whole at the other end of a pipe", async () => {
    const cwd = scratch({ "a.yaml": wrong });
    const child = spawn(process.execPath, [kv, "validate", "a.yaml", "--format", "json"], { cwd });
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) {
      chunks.push(chunk as Buffer);
      if (chunks.length < 20) await new Promise((done) => setTimeout(done, 5));
    }
    const report = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { diagnostics: unknown[] };
    expect(report.diagnostics).toHaveLength(10_000);
  });

  it.each(["stdout", "stderr"] as const)(
    "are no reason to complain where %s is closed early",
    async (name) => {
      const cwd = scratch({ "a.yaml": wrong });
      const missing = Array.from({ length: 3000 }, (_, index) => `fehlt${index}.yaml`);
      const argv = name === "stdout" ? ["a.yaml"] : [...missing, "a.yaml"];
      const child = spawn(process.execPath, [kv, "validate", ...argv], { cwd });
      const other = { stdout: child.stderr, stderr: child.stdout }[name];
      const chunks: Buffer[] = [];
      other.on("data", (chunk: Buffer) => chunks.push(chunk));
      child[name].once("data", () => child[name].destroy());
      const code = await new Promise((done) => child.once("close", done));
      const text = Buffer.concat(chunks).toString("utf8");
      expect({ code, text }).toEqual(
        name === "stdout"
          ? { code: 1, text: "" }
          : { code: 2, text: expect.stringMatching(/10000 Fehler\.\n$/) as string },
      );
    },
  );
});

describe("a file that is too large", () => {
  it("is refused with its size, and the others are checked", () => {
    const cwd = scratch({ "a.yaml": mitte, "gross.yaml": "x" });
    truncateSync(join(cwd, "gross.yaml"), 50_000_000);
    const ended = validate(cwd, ".");
    expect(ended).toEqual({
      code: 2,
      stdout: "✓ 1 Vereinbarung geprüft: ohne Befund.\n",
      stderr: "kv: gross.yaml: Die Datei ist mit 50 MB zu groß; kv liest höchstens 2 MB.\n",
    });
    expect(run(cwd, "render", "gross.yaml")).toMatchObject({ code: 2, stdout: "" });
  });

  it("is a finding among own files", () => {
    const cwd = scratch({
      "a.yaml": mitte,
      "kv.config.yaml": "version: 1\n",
      "vorlagen/stammdaten.yaml": "x",
    });
    truncateSync(join(cwd, "vorlagen/stammdaten.yaml"), 50_000_000);
    const ended = validate(cwd, ".");
    expect(ended).toMatchObject({ code: 1, stderr: "" });
    expect(ended.stdout).toContain("vorlagen/stammdaten.yaml:1:1  Fehler  datei-unlesbar");
    expect(ended.stdout).toContain("mit 50 MB zu groß");
  });

  it.skipIf(isWindows)("may as well come out of a pipe", () => {
    const cwd = scratch({ "a.yaml": mitte });
    const piped = (command: string) =>
      spawnSync("sh", ["-c", `${command} | "${process.execPath}" "${kv}" validate /dev/stdin`], {
        cwd,
        encoding: "utf8",
      });
    expect(piped("cat a.yaml")).toMatchObject({ status: 0, stderr: "" });
    const endless = {
      status: 2,
      stderr: expect.stringContaining("zu groß; kv liest höchstens 2 MB.") as string,
    };
    expect(piped("yes")).toMatchObject(endless);
  });
});

describe("YAML that grows", { timeout: 60_000 }, () => {
  const list = (entry: string, length: number) => `[${Array.from({ length }, () => entry).join(",")}]`;
  const letters = [..."abcdefghij"];
  const bombs = {
    "lists of lists": letters
      .map(
        (letter, index) => `${letter}: &${letter} ${list(index === 0 ? "x" : `*${letters[index - 1]}`, 9)}\n`,
      )
      .join(""),
    "a long text again and again": `a: &a "${"x".repeat(1_500_000)}"\nb: ${list("*a", 990)}\n`,
    "a long list again and again": `a: &a ${list("x", 100_000)}\nb: ${list("*a", 990)}\n`,
    "groups that are merged again and again": `a: &a {${Array.from({ length: 5000 }, (_, index) => ` k${index}: 1`).join(",")} }\n${Array.from({ length: 900 }, (_, index) => `m${index}: { <<: *a }\n`).join("")}`,
    "a circle": "a: &a [*a]\n",
  };

  it.each(Object.entries(bombs))("by aliases is refused: %s", (_, bomb) => {
    const ended = validate(scratch({ "a.yaml": mitte + bomb }), "a.yaml");
    expectCalm(ended);
    expect(ended).toMatchObject({ code: 1, stdout: expect.stringContaining("yaml-alias") as string });
  });

  it.each([
    ["brackets", `x: ${"[".repeat(1000)}${"]".repeat(1000)}\n`],
    ["brackets without end", `x: ${"[".repeat(100_000)}\n`],
    ["braces", `x: ${"{a: ".repeat(1000)}1${"}".repeat(1000)}\n`],
    ["dashes", `x:\n  ${"- ".repeat(100_000)}a\n`],
    ["lines", `x:\n${Array.from({ length: 1000 }, (_, index) => `${" ".repeat(index + 1)}a:\n`).join("")}`],
  ])("by nesting is refused: %s", (_, nest) => {
    const cwd = scratch({
      "a.yaml": mitte + nest,
      "kv.config.yaml": "version: 1\n",
      "schemas/pruefliste/tief.json": "[".repeat(100_000),
    });
    const ended = validate(cwd, ".", "--profile", "tief");
    expectCalm(ended);
    expect(ended).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("a.yaml:1:1  Fehler  yaml-zu-tief") as string,
    });
  });

  it("by the number of its fields or its mistakes is read all the same", () => {
    const fields = (name: (index: number) => string) =>
      Array.from({ length: 40_000 }, (_, index) => `  ${name(index)}: 1\n`).join("");
    const cwd = scratch({
      "felder.yaml": `${mitte}x:\n${fields((index) => `k${index}`)}`,
      "doppelt.yaml": `${mitte}x:\n${fields((index) => `k${index % 20_000}`)}`,
      "oben.yaml": mitte + fields((index) => `k${index}`).replaceAll("  ", ""),
    });
    const ended = validate(cwd, ".", "--format", "json");
    expectCalm(ended);
    const { summary } = JSON.parse(ended.stdout) as { summary: { errors: number } };
    expect(summary.errors).toBe(1 + 20 + 40_000);
  });
});

describe.skipIf(isWindows)("names that are meant to do harm", () => {
  const names = [
    "::error::x.yaml",
    "a\n::warning::y.yaml",
    "##[error]z.yaml",
    "%0A::error::.yaml",
    "a\r.yaml",
    "x,y=z.yaml",
    "\u001B[31mrot.yaml",
    "\u009B2J.yaml",
    "\u202Erueck.yaml",
    "]]>.yaml",
    '<b a="b">&amp;.yaml',
    "@alle #1.yaml",
  ];
  const folder = () =>
    scratch(Object.fromEntries(names.map((name) => [name, mitte.replace("bezirk: mitte", "bezirk: mite")])));

  it.each(["text", "json", "gitlab", "github", "sarif", "junit", "md"])(
    "stay names in %s",
    async (format) => {
      const ended = validate(folder(), ".", "--format", format);
      expectCalm(ended);
      expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 1, stderr: "" });
      expect(ended.stdout).not.toMatch(/[\u202A-\u202E]/);
      const commands = commandsIn(ended.stdout).map(({ name }) => name);
      const ten = Array.from({ length: 10 }, () => "error");
      expect(commands).toEqual(format === "github" ? [...ten, "group", "endgroup"] : []);
      if (format === "junit")
        expect(await validateXML({ xml: ended.stdout, normalization: "format" })).toMatchObject({
          valid: true,
        });
      if (format === "gitlab") {
        const issues = JSON.parse(ended.stdout) as { location: { path: string } }[];
        expect(issues.map(({ location }) => location.path)).toEqual(names.toSorted());
      }
    },
  );

  it("stay names in what is told beside the report", () => {
    const cwd = folder();
    for (const name of names) {
      const ended = validate(cwd, `${name}.fehlt`);
      expectCalm(ended);
      expect(ended.code).toBe(2);
      expect(commandsIn(ended.stderr)).toEqual([]);
    }
  });
});

it("links that lead in circles do not keep kv busy", () => {
  const cwd = scratch({ "a.yaml": mitte, "b/c.yaml": mitte });
  symlinkSync("..", join(cwd, "b/hinauf"));
  symlinkSync(".", join(cwd, "b/selbst"));
  symlinkSync("kreis.yaml", join(cwd, "kreis.yaml"));
  for (const path of [".", "**", "kreis.yaml"]) {
    const ended = validate(cwd, path);
    expectCalm(ended);
    expect(ended).toMatchObject({ code: 2, stderr: "kv: kreis.yaml: Der Verweis führt im Kreis.\n" });
  }
  expect(validate(cwd, "b/hinauf/b").stdout).toContain("1 Vereinbarung geprüft");
});

/** Nobody may look into everything but root: there, kv runs as somebody else, from a place that is open to all. */
describe("without permission", () => {
  const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const canRun = spawnSync(process.execPath, ["--version"], { cwd: "/", ...somebody }).status === 0;

  it.skipIf(isWindows || !canRun)("kv names the folder and the file, and checks the rest", () => {
    const cwd = scratch({
      "kv/package.json": '{ "type": "module" }',
      "d/a.yaml": mitte,
      "d/zu/b.yaml": mitte,
      "d/c.yaml": mitte,
    });
    for (const part of ["bin", "dist", "templates", "schemas"])
      cpSync(resolve(part), join(cwd, "kv", part), { recursive: true });
    execFileSync("chmod", ["-R", "a+rX", cwd]);
    mkdirSync(join(cwd, "d/auch"));
    for (const path of ["d/zu", "d/c.yaml", "d/auch"]) chmodSync(join(cwd, path), 0o000);
    try {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(cwd, "kv/bin/kv.js"), "validate", "."],
        { cwd: join(cwd, "d"), encoding: "utf8", ...somebody },
      );
      expect({ status, stdout }).toEqual({ status: 2, stdout: "✓ 1 Vereinbarung geprüft: ohne Befund.\n" });
      const reason = "Keine Berechtigung zum Lesen oder Schreiben.";
      expect(stderr).toBe(["auch", "zu", "c.yaml"].map((path) => `kv: ${path}: ${reason}\n`).join(""));
    } finally {
      for (const path of ["d/zu", "d/c.yaml", "d/auch"]) chmodSync(join(cwd, path), 0o700);
    }
  });
});
