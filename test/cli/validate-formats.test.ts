import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandsIn } from "../report/workflow-commands.ts";
import { runKv } from "../run-kv.ts";
import { ScratchRepository } from "./git-scratch.ts";
import { examples, filesIn, scratch } from "./scratch.ts";

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
/** Three mistakes, in lines 6, 12 and 19. */
const wrong = mitte
  .replace("bezirk: mitte", "bezirk: mite")
  .replace(/^ {2}ort: /m, "  Ort: ")
  .replace("turnus: halbjaehrlich", "turnus: manchmal");
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split("\n").length;
const places = ["mite", "Ort:", "manchmal"].map((part) => lineOf(wrong, part));

const formats = ["json", "gitlab", "junit", "github", "sarif", "md"] as const;
const validate = (cwd: string, ...argv: readonly string[]) => runKv(["validate", ...argv], cwd);

interface Issue {
  location: { path: string; lines: { begin: number } };
}

interface Sarif {
  runs: {
    invocations: { executionSuccessful: boolean }[];
    results: {
      locations: {
        physicalLocation: {
          artifactLocation: { uri: string };
          region: { startLine: number; endLine: number };
        };
      }[];
    }[];
  }[];
}

describe("three mistakes in a repository", () => {
  const file = "vereinbarungen/berlin/mitte.yaml";
  const repository = () => new ScratchRepository({ [file]: wrong }).folder;
  const fromBelow = async (format: string) => {
    const { code, stdout, stderr } = await validate(
      join(repository(), "vereinbarungen"),
      "berlin",
      "--format",
      format,
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    return stdout;
  };

  it("stand at their lines for GitLab, by the path from the root", async () => {
    const issues = JSON.parse(await fromBelow("gitlab")) as Issue[];
    expect(issues.map(({ location }) => [location.path, location.lines.begin])).toEqual(
      expect.arrayContaining(places.map((line) => [file, line])),
    );
  });

  it("stand at their lines for GitHub", async () => {
    const commands = commandsIn(await fromBelow("github"));
    const shown = commands.map(({ name, properties }) => [name, properties["file"], properties["line"]]);
    expect(shown).toEqual(expect.arrayContaining(places.map((line) => ["error", file, String(line)])));
  });

  it("stand at their lines in JUnit form", async () => {
    const text = await fromBelow("junit");
    for (const line of places) expect(text).toContain(`${file}:${line}:`);
    expect(text).toContain(`file="${file}"`);
  });

  it("stand at their lines in SARIF, with their ends", async () => {
    const { runs } = JSON.parse(await fromBelow("sarif")) as Sarif;
    const shown = runs[0]?.results.map(({ locations }) => locations[0]?.physicalLocation);
    const expected = places.map((startLine) => ({
      artifactLocation: { uri: file, uriBaseId: "%SRCROOT%" },
      region: expect.objectContaining({ startLine, endLine: startLine }) as object,
    }));
    expect(shown).toEqual(expect.arrayContaining(expected));
  });

  it("go by the path in the repository through a link as well", async () => {
    const elsewhere = scratch();
    symlinkSync(join(repository(), "vereinbarungen"), join(elsewhere, "verweis"));
    const { stdout } = await validate(elsewhere, "verweis/berlin/mitte.yaml", "--format", "gitlab");
    expect((JSON.parse(stdout) as Issue[])[0]?.location.path).toBe(file);
  });
});

describe("several formats at once", () => {
  it("go to their files and to the screen, and the findings decide how kv ends", async () => {
    const cwd = scratch({ "a.yaml": wrong });
    const files = formats.map((format) => `--format=${format}=berichte/${format}.out`);
    const { code, stdout } = await validate(cwd, "a.yaml", ...files, "--format", "text");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^a\.yaml:6:9 {2}Fehler[^]*\n✗ 1 Vereinbarung geprüft: .*\n$/);
    for (const format of formats) {
      const alone = await validate(cwd, "a.yaml", "--format", format);
      expect(readFileSync(join(cwd, `berichte/${format}.out`), "utf8")).toBe(alone.stdout);
    }
    const quiet = await validate(scratch({ "a.yaml": mitte }), "a.yaml", "--format", "md=a.md", "-q");
    expect(quiet).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });

  it("say on the screen how it went where all have files", async () => {
    const cwd = scratch({ "a.yaml": wrong });
    const { stdout } = await validate(cwd, "a.yaml", "--format=gitlab=g.json", "--format=text=b=c.txt");
    expect(stdout).toMatch(/^✗ 1 Vereinbarung geprüft: .*\nBefunde geschrieben: g\.json, b=c\.txt\n$/);
    expect(readFileSync(join(cwd, "b=c.txt"), "utf8")).toContain("a.yaml:6:9  Fehler  wert-unbekannt");
  });

  it("are all written or none", async () => {
    const cwd = scratch({ "a.yaml": wrong, "ordner/x": "", "alt.json": "alt" });
    const { code, stderr } = await validate(cwd, "a.yaml", "--format=gitlab=alt.json", "--format=md=ordner");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^kv: Nicht geschrieben: .*ordner: Das ist ein Ordner, keine Datei\.\n/);
    expect(readFileSync(join(cwd, "alt.json"), "utf8")).toBe("alt");
    expect(filesIn(cwd)).toEqual(["a.yaml", "alt.json", "ordner/x"]);
  });

  it.each([
    [["--format", "text", "--format", "json"], "Nur ein Format kann am Bildschirm erscheinen."],
    [["--format", "text,json"], "„text,json“ ist kein Wert für --format."],
    [["--format", "gitlap=x"], "Meinten Sie „gitlab“?"],
    [["--format", "gitlab="], "Hinter „--format gitlab=“ fehlt der Name der Datei."],
    [["--format", ""], "Zur Option „--format“ fehlt der Wert."],
    [["--format", "md=x", "--format", "junit=x"], "„x“ steht zweimal hinter --format."],
    [["--format", "json=a.yaml"], "ist eine YAML-Datei; sie würde überschrieben"],
    [["--format", "json=./b.txt", "b.txt"], "„./b.txt“ wird geprüft; die Datei würde überschrieben."],
  ])("%j is refused", async (argv, message) => {
    const cwd = scratch({ "a.yaml": mitte, "b.txt": mitte });
    const { code, stdout, stderr } = await validate(cwd, "a.yaml", ...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe(mitte);
    expect(existsSync(join(cwd, "x"))).toBe(false);
  });
});

describe("every format", () => {
  it.each([...formats, "text"])(
    "%s names what could not be read and what is wrong with own files",
    async (format) => {
      const cwd = scratch({
        "a.yaml": mitte,
        "kv.config.yaml": "version: 1\n",
        "vorlagen/partials/unbenutzt.md.hbs": "x",
        "zu-gross.yaml": "#".repeat(3_000_000),
      });
      mkdirSync(join(cwd, "leer"));
      const paths = [".", "leer", "fehlt.yaml"];
      const { code, stderr } = await validate(cwd, ...paths, "--format", `${format}=bericht.out`);
      expect(code).toBe(2);
      expect(stderr.match(/^kv: (?:leer|fehlt\.yaml|zu-gross\.yaml): /gm)).toHaveLength(3);
      const report = readFileSync(join(cwd, "bericht.out"), "utf8");
      for (const word of ["pfad-ungeprueft", "datei-ohne-wirkung", "unbenutzt.md.hbs", "fehlt.yaml", "3 MB"])
        expect(report).toContain(word);
      if (format === "sarif")
        expect((JSON.parse(report) as Sarif).runs[0]?.invocations[0]?.executionSuccessful).toBe(false);
    },
  );

  it.each(formats)("%s says so where nothing is wrong", async (format) => {
    const cwd = scratch({ "a.yaml": mitte });
    const { code, stdout, stderr } = await validate(cwd, "a.yaml", "--format", format);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const nothing = {
      json: /"diagnostics": \[\]/,
      gitlab: /^\[\]\n$/,
      junit: /tests="1" failures="0"[^]*name="ohne Befund"/,
      github: /^✓ 1 Vereinbarung geprüft: ohne Befund\.\n$/,
      sarif: /"results": \[\]/,
      md: /ohne Befund/,
    };
    expect(stdout).toMatch(nothing[format]);
  });
});
