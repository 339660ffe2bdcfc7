import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";
import { copyExample, examples, filesIn, scratch } from "./scratch.ts";

const example = (name: string) => readFileSync(join(examples, name), "utf8");
const good = () => example("mitte.yaml");

describe("kv render", () => {
  it("writes every document in every format under the path of its YAML", async () => {
    const cwd = scratch();
    mkdirSync(join(cwd, "berlin"));
    copyExample("mitte.yaml", cwd, "berlin/mitte.yaml");
    const { code, stdout } = await runKv(["render", "berlin/mitte.yaml"], cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ 9 Dateien aus 1 Vereinbarung unter out\/ \(\d+,\d s\)\.\n$/);
    const names = ["mitte-anlage-aufgabenbeschreibung", "mitte-gremien", "mitte-vereinbarung"];
    const expected = names.flatMap((name) =>
      ["docx", "md", "pdf"].map((format) => `out/berlin/mitte/${name}.${format}`),
    );
    expect(filesIn(cwd).filter((file) => file.startsWith("out/"))).toEqual(expected);
  });

  it("takes formats, documents and the folder from its options", async () => {
    const cwd = scratch({ "mitte.yaml": good() });
    const argv = ["render", "mitte.yaml", "--to", "md", "--document", "vereinbarung", "-o", "ziel"];
    const { stdout } = await runKv(argv, cwd);
    expect(stdout).toMatch(/^✓ 1 Datei aus 1 Vereinbarung: ziel\/mitte\/mitte-vereinbarung.md /);
  });

  it("writes nothing where a Steckbrief needs a second page, and says what is too long", async () => {
    const sentence = `    - text: ${"sehr lange Rahmenbedingung ".repeat(36)}\n`;
    const tooLong = example("steglitz-zehlendorf.yaml").replace(
      /^ {2}rahmenbedingungen:\n/m,
      `$&${sentence.repeat(4)}`,
    );
    const cwd = scratch({ "lang.yaml": tooLong });
    const { code, stderr } = await runKv(["render", "lang.yaml", "--to", "pdf"], cwd);
    expect({ code, files: filesIn(cwd) }).toEqual({ code: 1, files: ["lang.yaml"] });
    expect(stderr).toContain("dokument-zu-lang");
    expect(stderr).toMatch(/lang\.yaml:\d+:\d+/);
    expect(stderr).toContain("/steckbrief/rahmenbedingungen/");
  });

  it("writes blank forms of a kind, without any file", async () => {
    const cwd = scratch();
    const { code, stdout } = await runKv(
      ["render", "--blank", "koordinierungsstelle", "--to", "pdf,docx"],
      cwd,
    );
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^✓ 4 Dateien als Vordruck unter out\/ /),
    });
    const names = ["anlage-aufgabenbeschreibung", "vereinbarung"];
    const expected = names.flatMap((name) =>
      ["docx", "pdf"].map((format) => `out/blanko/koordinierungsstelle-${name}.${format}`),
    );
    expect(filesIn(cwd)).toEqual(expected);
  });

  it.each([
    [["--blank", "koordinierungstelle"], "Die Art „koordinierungstelle“ gibt es nicht."],
    [["--blank", "netzwerk"], "Für die Art „netzwerk“ gibt es keinen Vordruck."],
    [["--blank", "koordinierungsstelle", "mitte.yaml"], "--blank braucht keine Dateien."],
    [
      ["--blank", "koordinierungsstelle", "--document", "steckbrief"],
      "Das Dokument „steckbrief“ gibt es hier nicht.",
    ],
    [["mitte.yaml", "--document", "steckbrief"], "das Feld „steckbrief“ fehlt"],
  ])("refuses %s", async (args, message) => {
    const cwd = scratch({ "mitte.yaml": good() });
    const { code, stderr } = await runKv(["render", ...args], cwd);
    expect({ code, files: filesIn(cwd) }).toEqual({ code: 2, files: ["mitte.yaml"] });
    expect(stderr).toContain(message);
  });

  it("prints one document with --stdout", async () => {
    const cwd = scratch({ "mitte.yaml": good() });
    const { code, stdout } = await runKv(
      ["render", "mitte.yaml", "--to", "md", "--document", "vereinbarung", "--stdout"],
      cwd,
    );
    expect({ code, files: filesIn(cwd) }).toEqual({ code: 0, files: ["mitte.yaml"] });
    expect(stdout).toContain("# Kooperationsvereinbarung");
  });

  it("writes HTML when asked, and not otherwise", async () => {
    const cwd = scratch({ "mitte.yaml": good() });
    expect((await runKv(["render", "mitte.yaml", "--to", "html"], cwd)).code).toBe(0);
    const pages = ["mitte-anlage-aufgabenbeschreibung", "mitte-gremien", "mitte-vereinbarung"].map(
      (name) => `out/mitte/${name}.html`,
    );
    expect(filesIn(cwd)).toEqual(["mitte.yaml", ...pages]);
    expect(readFileSync(join(cwd, pages[2] ?? ""), "utf8")).toMatch(/^<!DOCTYPE html>\n<html lang="de">/);
    await runKv(["render", "mitte.yaml", "-o", "usual"], cwd);
    expect(filesIn(cwd).filter((file) => /^usual.*html$/.test(file))).toEqual([]);
  });

  it("writes nothing when any agreement has an error", async () => {
    const cwd = scratch({
      "gut.yaml": good(),
      "schlecht.yaml": good().replace("bezirk: mitte", "bezirk: mite"),
    });
    const { code, stderr } = await runKv(["render", "."], cwd);
    expect({ code, files: filesIn(cwd) }).toEqual({ code: 1, files: ["gut.yaml", "schlecht.yaml"] });
    expect(stderr).toContain("schlecht.yaml:6:9");
    expect(stderr).toContain("Es wurde nichts geschrieben");
  });

  it("renders incomplete data as a draft with lines and marks", async () => {
    const cwd = scratch({ "neu.yaml": "art: koordinierungsstelle\nbezirk: pankow\nfassung:\n" });
    expect((await runKv(["render", "neu.yaml"], cwd)).code).toBe(1);
    const { code, stdout } = await runKv(
      ["render", "neu.yaml", "--draft", "--to", "md", "--document", "vereinbarung", "--stdout"],
      cwd,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\*\*ENTWURF\*\*/);
    expect(stdout).toContain("Der Bezirk **Pankow**");
    expect(stdout).toContain("- [ ] beim Jugendamt\n- [ ] bei der regionalen Schulaufsicht");
  });

  it("draws a draft of entries that lack even their Kennung", async () => {
    const yaml =
      "art: koordinierungsstelle\nhandlungsfelder: [{ titel: A }, { titel: B }]\nweitere_parteien: [{}, {}]\n";
    const cwd = scratch({ "neu.yaml": yaml });
    expect(await runKv(["render", "neu.yaml", "--draft", "--to", "md"], cwd)).toMatchObject({
      code: 0,
      stderr: "",
    });
  });

  it("keeps ids of clauses apart whatever the Kennungen are", async () => {
    const extra = `
weitere_parteien:
  - { id: jugendamt, bezeichnung: das Amt, vertreten_durch: die Leitung, unterschrift: Leitung }
`;
    const feld = "  - { id: kinderschutz-verfahren, titel: Noch eins, verfahren: X }\n  - id: schuldistanz\n";
    const cwd = scratch({ "x.yaml": good().replace("  - id: schuldistanz\n", feld) + extra });
    expect(await runKv(["render", "x.yaml", "--to", "md"], cwd)).toMatchObject({ code: 0, stderr: "" });
  });

  it("does not accept wrong data as a draft", async () => {
    const cwd = scratch({ "neu.yaml": "art: koordinierungsstelle\nbezirk: pankoff\n" });
    expect((await runKv(["render", "neu.yaml", "--draft"], cwd)).code).toBe(1);
    expect(filesIn(cwd)).toEqual(["neu.yaml"]);
  });

  it.each([
    ["mitte.yaml", "mitte.yml"],
    ["Mitte.yaml", "mitte.yaml"],
    ["Bu\u0308ro.yaml", "B\u00FCro.yaml"],
  ])("refuses %s beside %s, which would write the same file", async (one, other) => {
    const cwd = scratch({ [one]: good(), [other]: good() });
    const { code, stderr } = await runKv(["render", "."], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain("würden beide out/");
    expect(filesIn(cwd)).toHaveLength(2);
  });

  it("refuses what would be a file and a folder at once", async () => {
    const cwd = scratch({ "a.yaml": good(), "a/a-vereinbarung.md.yaml": good() });
    const { code, stderr } = await runKv(["render", ".", "--to", "md"], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain("bräuchten out/a/a-vereinbarung.md als Datei und als Ordner");
    expect(filesIn(cwd)).toEqual(["a.yaml", "a/a-vereinbarung.md.yaml"]);
  });

  it.each(["...yaml", "..yaml", ".yaml"])("keeps the documents of %s in their folder", async (file) => {
    const cwd = scratch({ [file]: good() });
    const run = await runKv(["render", file, "--to", "md", "--document", "gremien"], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(filesIn(cwd)).toEqual([file, "out/vereinbarung/vereinbarung-gremien.md"]);
  });

  it("leaves the old files alone when the output cannot be written", async () => {
    const cwd = scratch({
      "mitte.yaml": good(),
      "out/mitte/mitte-vereinbarung.md": "alt",
      "out/mitte/mitte-vereinbarung.docx/x": "im Weg",
    });
    const { code, stderr } = await runKv(["render", "mitte.yaml", "--to", "md,docx"], cwd);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^kv: Nicht geschrieben: .*docx: .*\n {4}Alle Dateien sind so, .*\n$/);
    expect(filesIn(cwd)).toEqual([
      "mitte.yaml",
      "out/mitte/mitte-vereinbarung.docx/x",
      "out/mitte/mitte-vereinbarung.md",
    ]);
    expect(readFileSync(join(cwd, "out/mitte/mitte-vereinbarung.md"), "utf8")).toBe("alt");
  });

  it("shows no control characters of names to the terminal", async () => {
    const cwd = scratch({ "a\u001B[31m.yaml": good() });
    const argv = ["--to", "md", "--document", "vereinbarung"];
    const rendered = await runKv(["render", ".", ...argv], cwd);
    const blank = await runKv(
      ["render", "--blank", "koordinierungsstelle", ...argv, "-o", "o\u001B[1m"],
      cwd,
    );
    expect([rendered.code, blank.code]).toEqual([0, 0]);
    expect(rendered.stdout).toContain("out/a\\u001b[31m/");
    expect(rendered.stdout + blank.stdout).not.toContain("\u001B");
  });

  it("leaves no temporary file behind", async () => {
    const cwd = scratch({ "mitte.yaml": good() });
    await runKv(["render", "mitte.yaml", "--to", "md"], cwd);
    await runKv(["render", "mitte.yaml", "--to", "md"], cwd);
    expect(filesIn(cwd)).toEqual([
      "mitte.yaml",
      "out/mitte/mitte-anlage-aufgabenbeschreibung.md",
      "out/mitte/mitte-gremien.md",
      "out/mitte/mitte-vereinbarung.md",
    ]);
  });

  it("says why pages for signing say ENTWURF, and what other commands call --to", async () => {
    const cwd = scratch();
    copyExample("mitte.yaml", cwd);
    const note = async () =>
      (await runKv(["render", "mitte.yaml", "--to", "md"], cwd)).stdout.includes("steht ENTWURF");
    expect(await note()).toBe(false);
    const text = readFileSync(join(cwd, "mitte.yaml"), "utf8");
    writeFileSync(join(cwd, "mitte.yaml"), text.replace(/(fassung:.*status: )[a-z]+/, "$1entwurf"));
    expect(await note()).toBe(true);
    const proposal = async (...argv: string[]) =>
      /Meinten Sie „(.*)“/.exec((await runKv(argv, cwd)).stderr)?.[1];
    expect(await proposal("render", "mitte.yaml", "--format", "pdf")).toBe("--to");
    expect(await proposal("validate", "mitte.yaml", "--to", "json")).toBe("--format");
    expect(await proposal("render", "mitte.yaml", "--drft")).toBe("--draft");
  });

  it("says which folder cannot be made", async () => {
    const cwd = scratch({ "mitte.yaml": good(), out: "eine Datei" });
    const { code, stderr } = await runKv(["render", "mitte.yaml", "--to", "md"], cwd);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^kv: Nicht geschrieben: .*\n {4}Alle Dateien sind so, .*\n$/);
  });

  it("needs exactly one document for --stdout", async () => {
    const { code, stderr } = await runKv(
      ["render", "mitte.yaml", "--stdout"],
      scratch({ "mitte.yaml": good() }),
    );
    expect(code).toBe(2);
    expect(stderr).toContain("hier wären es 9");
  });

  it("proposes the document that was meant", async () => {
    const { code, stderr } = await runKv(
      ["render", "mitte.yaml", "--document", "vereinbahrung"],
      scratch({ "mitte.yaml": good() }),
    );
    expect(code).toBe(2);
    expect(stderr).toContain("Meinten Sie „vereinbarung“?");
  });

  it("prints data literally in Word", async () => {
    const hostile = '*a* _b_ # | <b> {{x}} #import $x$ [a](b) 1. Łódź \\ "c" &amp; :::';
    const cwd = scratch();
    writeFileSync(join(cwd, "x.yaml"), good().replace("titel: Kinderschutz", `titel: '${hostile}'`));
    expect((await runKv(["render", "x.yaml", "--to", "docx"], cwd)).code).toBe(0);
    const zip = unzipSync(readFileSync(join(cwd, "out/x/x-anlage-aufgabenbeschreibung.docx")));
    const xml = strFromU8(zip["word/document.xml"] ?? new Uint8Array());
    expect(xml).toContain(
      hostile
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;"),
    );
  });
});
