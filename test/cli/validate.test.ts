import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";
import { copyExample, examples, scratch } from "./scratch.ts";

const good = () => readFileSync(join(examples, "mitte.yaml"), "utf8");

describe("kv validate", () => {
  it("finds no error in the examples", async () => {
    const { code, stdout, stderr } = await runKv(["validate", "examples/"], process.cwd());
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const files = readdirSync("examples", { recursive: true }).filter((file) =>
      /(?<!kv\.config)\.yaml$/.test(String(file)),
    );
    expect(stdout).toContain(`${files.length} Vereinbarungen geprüft`);
  });

  it("prints JSON that fits its published schema", async () => {
    const cwd = scratch({ "a.yaml": good().replace("bezirk: mitte", "bezirk: mite"), "b.yaml": "x: [" });
    const { code, stdout } = await runKv(["validate", ".", "--format", "json"], cwd);
    const schema = JSON.parse(readFileSync("schemas/ausgabe/befunde.schema.json", "utf8")) as object;
    const ajv = new Ajv2020.default();
    expect(ajv.validate(schema, JSON.parse(stdout)) ? [] : ajv.errors).toEqual([]);
    expect(code).toBe(1);
    expect(stdout).toContain("Meinten Sie „mitte“?");
  });

  it("checks the other files when one is missing, and exits 2", async () => {
    const cwd = scratch({ "a.yaml": good().replace("bezirk: mitte", "bezirk: mite") });
    const { code, stdout, stderr } = await runKv(["validate", "fehlt.yaml", "a.yaml"], cwd);
    expect(code).toBe(2);
    expect(stderr).toBe("kv: fehlt.yaml: Datei oder Ordner nicht gefunden.\n");
    expect(stdout).toContain("a.yaml:6:9");
  });

  it("exits 2 for a folder without agreements", async () => {
    const cwd = scratch({ "leer/README.md": "nichts" });
    const { code, stderr } = await runKv(["validate", "leer"], cwd);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "kv: leer: In diesem Ordner liegt keine Vereinbarung (*.yaml, *.yml).\n",
    });
  });

  it.each(["a.yaml", "a.yaml.txt"])("finds the hidden ending behind %s", async (given) => {
    const cwd = scratch({ "a.yaml.txt": good() });
    const { code, stderr } = await runKv(["validate", given], cwd);
    expect(code).toBe(2);
    expect(stderr).toMatch(/Endung \.txt; benennen Sie sie um in a\.yaml\./);
  });

  it("does not follow links to folders, so that none leads in circles", async () => {
    const cwd = scratch({ "a.yaml": good() });
    mkdirSync(join(cwd, "ordner"));
    symlinkSync(cwd, join(cwd, "ordner", "schleife"));
    const { code, stdout } = await runKv(["validate", "."], cwd);
    expect({ code, count: /(\d+) Vereinbarung/.exec(stdout)?.[1] }).toEqual({ code: 0, count: "1" });
  });

  it.skipIf(process.platform === "win32")("does not wait for what is no file", async () => {
    const cwd = scratch({ "a.yaml": good(), "b/x.yaml": good(), "b/vorlagen/x": "" });
    execFileSync("mkfifo", [join(cwd, "leitung"), join(cwd, "b/kv.config.yaml")]);
    symlinkSync("leitung", join(cwd, "leitung.yaml"));
    symlinkSync("/dev/zero", join(cwd, "null.yaml"));
    const { code, stderr, stdout } = await runKv(["validate", "."], cwd);
    expect(code).toBe(2);
    expect(stderr.match(/^kv: \S+: Das ist keine gewöhnliche Datei/gm)).toEqual([
      "kv: leitung.yaml: Das ist keine gewöhnliche Datei",
      "kv: null.yaml: Das ist keine gewöhnliche Datei",
    ]);
    expect(stdout).toContain("b/kv.config.yaml:1:1  Fehler  datei-unlesbar");
    for (const argv of [["validate"], ["verify"], ["import"]])
      expect(
        await runKv([...argv, "null.yaml", ...(argv[0] === "import" ? ["-o", "neu.yaml"] : [])], cwd),
      ).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/keine gewöhnliche Datei|hinausführt/) as string,
      });
  });

  it("proposes the one file of the repository that is called so", async () => {
    const cwd = scratch({ "vereinbarungen/a.yaml": good(), "b/zwei.yaml": good(), "c/zwei.yaml": good() });
    const said = async (file: string) => (await runKv(["validate", file], cwd)).stderr;
    expect(await said("a.yaml")).toContain("Meinten Sie „vereinbarungen/a.yaml“?");
    expect(await said("zwei.yaml")).not.toContain("Meinten Sie");
    expect(await said("drei.yaml")).not.toContain("Meinten Sie");
  });

  it("counts a file once however often it is named", async () => {
    const cwd = scratch({ "a.yaml": good() });
    expect((await runKv(["validate", "a.yaml", "./a.yaml", "."], cwd)).stdout).toContain(
      "1 Vereinbarung geprüft",
    );
  });

  it("names two agreements of one district that are in force together", async () => {
    const signed = good().replace("status: abgestimmt", "status: unterzeichnet");
    const cwd = scratch({ "alt.yaml": signed, "neu.yaml": signed });
    const { code, stdout } = await runKv(["validate", "."], cwd);
    expect(code).toBe(1);
    expect(stdout).toContain("vereinbarung-doppelt");
    expect(stdout).toContain("alt.yaml");
  });

  it("lets warnings fail only with --strict, and hides them with --quiet", async () => {
    const cwd = scratch();
    copyExample("steglitz-zehlendorf.yaml", cwd, "sz.yaml");
    expect((await runKv(["validate", "sz.yaml"], cwd)).code).toBe(0);
    expect((await runKv(["validate", "sz.yaml", "--strict"], cwd)).code).toBe(1);
    expect((await runKv(["validate", "sz.yaml", "--quiet"], cwd)).stdout).toBe("");
  });

  it("decides what depends on the date only with --date", async () => {
    const signed = `${good()}  unterschriften:\n    - { dokument: vereinbarung, von: schulaufsicht, datum: 2026-09-15 }\n`;
    const cwd = scratch({ "a.yaml": signed });
    expect((await runKv(["validate", "a.yaml"], cwd)).stdout).not.toContain("P-29");
    expect((await runKv(["validate", "a.yaml", "--date", "2028-01-01"], cwd)).stdout).toContain("P-29");
  });

  it("is coloured only when asked to", async () => {
    const cwd = scratch({ "a.yaml": "" });
    expect((await runKv(["validate", "a.yaml"], cwd)).stdout).not.toContain("\u001B");
    expect((await runKv(["validate", "a.yaml"], cwd, { FORCE_COLOR: "1" })).stdout).toContain("\u001B[31m");
    expect(
      (await runKv(["validate", "a.yaml"], cwd, { FORCE_COLOR: "1", NO_COLOR: "1" })).stdout,
    ).not.toContain("\u001B");
  });
});

describe("a form", () => {
  it.each(["validate", "render", "status"])(
    "is no agreement for kv %s, and kv import is named",
    async (command) => {
      const run = await runKv([command, "KV Mitte.docx"], scratch({ "KV Mitte.docx": "PK\u0003\u0004" }));
      expect([run.code, run.stderr]).toEqual([
        2,
        expect.stringContaining('Ausgefüllte Vordrucke liest: kv import "KV Mitte.docx"'),
      ]);
    },
  );
});

describe("a call that cannot run", () => {
  it.each([
    [["validat", "x"], "Den Befehl „validat“ gibt es nicht.", "Meinten Sie „validate“?"],
    [["validate", "--stricct", "x"], "Die Option „--stricct“ gibt es nicht.", "Meinten Sie „--strict“?"],
    [["validate", "x", "--format"], "Zur Option „--format“ fehlt der Wert.", ""],
    [["validate", "x", "--format", "jsn"], "„jsn“ ist kein Wert für --format.", "Meinten Sie „json“?"],
    [
      ["validate", "x", "--date", "01.09.2026"],
      "„01.09.2026“ ist kein Datum für --date.",
      "Richtig ist: 2026-09-01",
    ],
    [["validate", "x", "--date", "2026-13-01"], "„2026-13-01“ ist kein Datum für --date.", "2026-09-01"],
    [["render", "x", "--to", "xls"], "„xls“ ist kein Wert für --to.", "md, docx, pdf"],
    [["render", "x", "--to", ""], "Zur Option „--to“ fehlt der Wert.", ""],
    [["render", "x", "--document", ","], "Zur Option „--document“ fehlt der Wert.", ""],
    [["render", "x", "--out", ""], "Zur Option „--out“ fehlt der Wert.", ""],
    [["validate", "x", "--profile", ""], "Zur Option „--profile“ fehlt der Wert.", ""],
    [["validate", ""], "Ein Pfad ist leer.", ""],
    [["help", "foo"], "Diesen Befehl gibt es nicht.", "kv --help"],
    [["render", "x", "--wrong"], "Die Option „--wrong“ gibt es nicht.", "kv render --help"],
  ])("%j says so in German and exits 2", async (argv, message, remedy) => {
    const { code, stdout, stderr } = await runKv(argv, scratch());
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`kv: ${message}`);
    expect(stderr).toContain(remedy);
  });

  it.each(["constructor", "toString", "__proto__"])("does not take %s for a checklist", async (name) => {
    const cwd = scratch({ "a.yaml": good() });
    expect((await runKv(["validate", "a.yaml", "--profile", name], cwd)).code).toBe(2);
  });

  it("with an unknown checklist proposes the known one", async () => {
    const cwd = scratch({ "a.yaml": good() });
    const { code, stderr } = await runKv(["validate", "a.yaml", "--profile", "berlin"], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain("Meinten Sie „berlin-2019“?");
  });
});

describe("help", () => {
  it.each([[[]], [["--help"]], [["help", "render"]], [["validate", "--help"]], [["render", "--help"]]])(
    "%j is German and exits 0",
    async (argv) => {
      const { code, stdout, stderr } = await runKv(argv, scratch());
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^Aufruf: kv/);
      expect(stdout).not.toMatch(/Usage|Options:|Commands:|Arguments:|default:|display help/);
    },
  );

  it("shows the examples without arguments too", async () => {
    const [bare, help] = [await runKv([], scratch()), await runKv(["--help"], scratch())];
    expect(bare.stdout).toBe(help.stdout);
    expect(bare.stdout).toContain("Beispiele:");
  });

  it("prints the version", async () => {
    expect((await runKv(["--version"], scratch())).stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });
});
