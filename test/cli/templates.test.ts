import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { builtInMaterial } from "../../src/io/material.ts";
import { runKv } from "../run-kv.ts";
import { examples, filesIn, scratch } from "./scratch.ts";

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const builtIn = (name: string) => builtInMaterial.existing(name).text;
const template = "templates/koordinierungsstelle/vereinbarung.md.hbs";

const own = () => ({
  "mitte.yaml": mitte,
  "kv.config.yaml": "version: 1\n",
  "vorlagen/koordinierungsstelle/vereinbarung.md.hbs": builtIn(template).replace(
    "# Kooperations",
    "# Unsere Kooperations",
  ),
});

describe("kv templates", () => {
  const ejectAll = ["templates", "eject", "--all"];

  it("lists what there is and where it comes from", async () => {
    const cwd = scratch(own());
    await runKv(["templates", "eject", "partials/parteien"], cwd);
    const { code, stdout, stderr } = await runKv(["templates", "list"], cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      /vereinbarung\.md\.hbs +eigen: vorlagen\/koordinierungsstelle\/vereinbarung\.md\.hbs\n/,
    );
    expect(stdout).toMatch(/anlage-aufgabenbeschreibung\.md\.hbs +eingebaut\n/);
    expect(stdout).toMatch(/parteien +eigen, wie eingebaut: vorlagen\/partials\/parteien\.md\.hbs\n/);
  });

  it("lists as JSON that fits its published schema", async () => {
    const { stdout } = await runKv(["templates", "list", "--format", "json"], scratch(own()));
    const schema = JSON.parse(readFileSync("schemas/ausgabe/vorlagen.schema.json", "utf8")) as object;
    const ajv = new Ajv2020.default();
    expect(ajv.validate(schema, JSON.parse(stdout)) ? [] : ajv.errors).toEqual([]);
    const files = new Map<string, unknown>();
    JSON.parse(stdout, (_, value: { file?: string; origin?: string }) => {
      if (value?.file !== undefined) files.set(value.file, value.origin);
      return value;
    });
    expect(files.get("vorlagen/koordinierungsstelle/vereinbarung.md.hbs")).toBe("own");
    expect(files.get("templates/koordinierungsstelle/anlage-aufgabenbeschreibung.md.hbs")).toBe("builtIn");
  });

  it("lists what it can and reports the rest", async () => {
    const cwd = scratch({ ...own(), "vorlagen/koordinierungsstelle/art.yaml": "art: [" });
    const broken = await runKv(["templates", "list"], cwd);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain("koordinierungsstelle: fehlerhaft");
    expect(broken.stderr).toContain("vorlagen/koordinierungsstelle/art.yaml:1:6  Fehler  yaml-syntax");
  });

  it("checks all templates, own and built in, without any agreement", async () => {
    const { "mitte.yaml": _, ...files } = own();
    const sound = await runKv(["templates", "check"], scratch(files));
    expect(sound).toMatchObject({ code: 0, stderr: "" });
    expect(sound.stdout).toMatch(
      /^✓ \d+ Arten geprüft \(\d+ Vorlagen, \d+ Bausteine, .* Platzhalter\): ohne Befund\.$/m,
    );
    const one = await runKv(["templates", "check", "kooperation"], scratch(files));
    expect(one.stdout).toMatch(/^✓ 1 Art geprüft \(\d+ Vorlagen/);
  });

  it("finds what does not fit in each place a template can stand", async () => {
    const files = {
      "kv.config.yaml": "version: 1\n",
      [`vorlagen/${template.slice("templates/".length)}`]: builtIn(template).replace(
        "{{aufzaehlung weitere_ressorts}}",
        "{{aufzaehlung weitere_resorts}}",
      ),
      "vorlagen/koordinierungsstelle/art.yaml": builtIn("templates/koordinierungsstelle/art.yaml").replace(
        "{{datum muster.stand}}",
        "{{datun muster.stand}}",
      ),
      "vorlagen/partials/gremium.md.hbs": builtIn("templates/partials/gremium.md.hbs").replace(
        "{{name}}",
        "{{nmae}}",
      ),
    };
    const { code, stdout } = await runKv(["templates", "check", "--format", "json"], scratch(files));
    expect(code).toBe(1);
    const schema = JSON.parse(readFileSync("schemas/ausgabe/befunde.schema.json", "utf8")) as object;
    const ajv = new Ajv2020.default();
    expect(ajv.validate(schema, JSON.parse(stdout)) ? [] : ajv.errors).toEqual([]);
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { file: string; line: number; code: string }[];
    };
    const found = diagnostics.map(({ file, code: shown }) => `${file} ${shown}`);
    expect([...new Set(found)]).toEqual([
      "vorlagen/koordinierungsstelle/art.yaml vorlage-helfer-unbekannt",
      "vorlagen/koordinierungsstelle/vereinbarung.md.hbs vorlage-feld-unbekannt",
      "vorlagen/partials/gremium.md.hbs vorlage-feld-unbekannt",
    ]);
    expect(diagnostics.every(({ line }) => line > 0)).toBe(true);
    const text = await runKv(["templates", "check"], scratch(files));
    expect(text.stdout).toMatch(/^✗ \d+ Arten geprüft .* Fehler\.$/m);
  });

  it("checks the other kinds where one cannot be loaded, and says so", async () => {
    const cwd = scratch({ ...own(), "vorlagen/koordinierungsstelle/art.yaml": "art: [" });
    const { code, stdout } = await runKv(["templates", "check"], cwd);
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/yaml-syntax[^]*✗ \d+ Arten geprüft .*; 1 Art nicht prüfbar\./),
    ]);
    const settings = await runKv(["templates", "check"], scratch({ "kv.config.yaml": "version: [" }));
    expect([settings.code, settings.stdout]).toEqual([
      1,
      expect.stringMatching(/✗ 0 Arten .*\d+ Arten nicht prüfbar/),
    ]);
    const unknown = await runKv(["templates", "check", "kooperatio"], scratch());
    expect([unknown.code, unknown.stderr.includes("Meinten Sie „kooperation“?")]).toEqual([2, true]);
  });

  it("copies all templates, and nothing changes", async () => {
    const [before, after] = [scratch({ "mitte.yaml": mitte }), scratch({ "mitte.yaml": mitte })];
    const ejected = await runKv(ejectAll, after);
    expect({ code: ejected.code, stderr: ejected.stderr }).toEqual({ code: 0, stderr: "" });
    await runKv(["templates", "eject", "schemas"], after);
    for (const cwd of [before, after])
      expect(await runKv(["render", "mitte.yaml"], cwd)).toMatchObject({ code: 0, stderr: "" });
    const outputs = filesIn(before).filter((file) => file.startsWith("out/"));
    expect(outputs.length).toBeGreaterThanOrEqual(6);
    for (const file of outputs)
      expect([file, readFileSync(join(after, file)).equals(readFileSync(join(before, file)))]).toEqual([
        file,
        true,
      ]);
    expect((await runKv(["validate", "."], after)).stdout).toBe(
      (await runKv(["validate", "."], before)).stdout,
    );
  });

  it("writes the settings where there are none, and leaves those there are", async () => {
    const cwd = scratch({ "unten/mitte.yaml": mitte });
    const { stdout } = await runKv(["templates", "eject", "stammdaten"], join(cwd, "unten"));
    expect(stdout).toContain("../kv.config.yaml angelegt");
    expect(filesIn(cwd)).toEqual(["kv.config.yaml", "unten/mitte.yaml", "vorlagen/stammdaten.yaml"]);
    expect((await runKv(["validate", "unten"], cwd)).code).toBe(0);
    const settings = "version: 1\nvorlagen: wortlaut\nschemas: listen\n";
    const other = scratch({ "kv.config.yaml": settings });
    await runKv(
      ["templates", "eject", "koordinierungsstelle/vereinbarung", "schemas/pruefliste/berlin-2019"],
      other,
    );
    expect(filesIn(other)).toEqual([
      "kv.config.yaml",
      "listen/pruefliste/berlin-2019.json",
      "wortlaut/koordinierungsstelle/vereinbarung.md.hbs",
    ]);
    expect(readFileSync(join(other, "kv.config.yaml"), "utf8")).toBe(settings);
  });

  it("never overwrites what was changed, unless told to", async () => {
    const cwd = scratch(own());
    const file = join(cwd, "vorlagen/koordinierungsstelle/vereinbarung.md.hbs");
    const before = [filesIn(cwd), readFileSync(file, "utf8")];
    const refused = await runKv(["templates", "eject", "koordinierungsstelle"], cwd);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("vorlagen/koordinierungsstelle/vereinbarung.md.hbs");
    expect([filesIn(cwd), readFileSync(file, "utf8")]).toEqual(before);
    expect((await runKv(["templates", "eject", "koordinierungsstelle", "--force"], cwd)).code).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(builtIn(template));
  });

  it("writes nothing through a link that leads outside", async () => {
    const outside = scratch({ x: "" });
    const cwd = scratch({ "vorlagen/x": "" });
    symlinkSync(outside, join(cwd, "vorlagen/koordinierungsstelle"));
    const { code, stderr } = await runKv(["templates", "eject", "koordinierungsstelle"], cwd);
    expect([code, filesIn(outside)]).toEqual([1, ["x"]]);
    expect(stderr).toContain("pfad-ausserhalb");
  });

  it("writes nothing into a folder of the usual name that is a link to elsewhere", async () => {
    const outside = scratch();
    const cwd = scratch();
    symlinkSync(outside, join(cwd, "vorlagen"));
    const { code, stderr } = await runKv(["templates", "eject", "koordinierungsstelle"], cwd);
    expect([code, filesIn(outside)]).toEqual([1, []]);
    expect(stderr).toContain("pfad-ausserhalb");
  });

  it("does not overwrite what a link leads to, even with --force", async () => {
    const cwd = scratch({
      "kv.config.yaml": "version: 1\n",
      "wortlaut.md": "eigener Text",
      "vorlagen/partials/x": "",
    });
    symlinkSync("../../wortlaut.md", join(cwd, "vorlagen/partials/parteien.md.hbs"));
    const { code, stderr } = await runKv(["templates", "eject", "partials/parteien", "--force"], cwd);
    expect([code, readFileSync(join(cwd, "wortlaut.md"), "utf8")]).toEqual([2, "eigener Text"]);
    expect(stderr).toContain("vorlagen/partials/parteien.md.hbs ist ein Verweis auf eine andere Datei.");
  });

  it("shows no control characters of folders to the terminal", async () => {
    const cwd = scratch({ "kv.config.yaml": 'version: 1\nvorlagen: "v\\e[31m"\n' });
    const { code, stdout } = await runKv(["templates", "eject", "partials"], cwd);
    expect([code, stdout.includes("\u001B"), stdout.includes("v\\u001b[31m/")]).toEqual([0, false, true]);
  });

  it("shows the names when none is given, and proposes the one that was meant", async () => {
    const cwd = scratch();
    const listed = await runKv(["templates", "eject"], cwd);
    expect([listed.code, filesIn(cwd)]).toEqual([0, []]);
    for (const name of listed.stdout.match(/(?<=^ {2})\S+/gm) ?? [])
      expect((await runKv(["templates", "eject", name], scratch())).code).toBe(0);
    const { code, stderr } = await runKv(["templates", "eject", "partials/partein"], cwd);
    expect([code, filesIn(cwd)]).toEqual([2, []]);
    expect(stderr).toContain("Meinten Sie „partials/parteien“?");
  });

  it.each([[["templates"]], [["templates", "--help"]], [["templates", "eject", "--help"]]])(
    "%j helps in German",
    async (argv) => {
      const { code, stdout } = await runKv(argv, scratch());
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Aufruf: kv templates/);
      expect(stdout).not.toMatch(/Usage|Options:|Commands:|Arguments:/);
    },
  );

  it("proposes the command that was meant", async () => {
    const { code, stderr } = await runKv(["templates", "ejct"], scratch());
    expect([code, stderr.includes("Meinten Sie „eject“?")]).toEqual([2, true]);
  });
});
