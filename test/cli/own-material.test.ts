import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { builtInMaterial } from "../../src/io/material.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { Workspaces } from "../../src/io/open-workspace.ts";
import { runKv } from "../run-kv.ts";
import { blankForm, copyExample, examples, scratch } from "./scratch.ts";

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const builtIn = (name: string) => builtInMaterial.existing(name).text;
const template = "templates/koordinierungsstelle/vereinbarung.md.hbs";
const patenschaft = join(import.meta.dirname, "../cases/eigenes/alles in Ordnung");

/** The built-in wording with the clause on validity in other words. */
function ownWording(words: string): string {
  const text = builtIn(template).replace(/^.*(?=\{#geltung\})/m, `${words} `);
  expect(text).toContain(`${words} {#geltung}`);
  return text;
}

const own = (words: string, folder = "vorlagen") => ({
  "mitte.yaml": mitte,
  "kv.config.yaml": `version: 1\nvorlagen: ${folder}\n`,
  [`${folder}/koordinierungsstelle/vereinbarung.md.hbs`]: ownWording(words),
});

const printed = ["--to", "md", "--document", "vereinbarung", "--stdout"];

async function fingerprintIn(cwd: string): Promise<string> {
  const { material } = await new Workspaces(cwd).of("mitte.yaml");
  return (await loadKind("koordinierungsstelle", material)).kind.fingerprint;
}

describe("a repository with wording of its own", () => {
  it("prints it, and the built-in wording elsewhere", async () => {
    const cwd = scratch(own("Sie gilt, bis etwas anderes vereinbart ist."));
    const changed = await runKv(["render", "mitte.yaml", ...printed], cwd);
    const plain = await runKv(["render", "mitte.yaml", ...printed], scratch({ "mitte.yaml": mitte }));
    expect({ code: changed.code, stderr: changed.stderr }).toEqual({ code: 0, stderr: "" });
    const lines = (text: string) => text.split("\n");
    const others = lines(changed.stdout).filter((line) => !lines(plain.stdout).includes(line));
    expect(others).toEqual([expect.stringContaining("Sie gilt, bis etwas anderes vereinbart ist.")]);
  });

  it("has another fingerprint, wherever its folder lies", async () => {
    const here = await fingerprintIn(scratch(own("Sie gilt weiter.")));
    expect(await fingerprintIn(scratch(own("Sie gilt weiter.", "hier/und/da")))).toBe(here);
    expect(await fingerprintIn(scratch(own("Sie gilt fort.")))).not.toBe(here);
    expect(await fingerprintIn(scratch({ "mitte.yaml": mitte }))).not.toBe(here);
    // What nothing uses does not count.
    const stray = { ...own("Sie gilt weiter."), "vorlagen/koordinierungsstelle/entwurf.md.hbs": "# Entwurf" };
    expect(await fingerprintIn(scratch(stray))).toBe(here);
  });

  it("changes the fingerprint with the labels of its schema", async () => {
    const schema = builtIn("schemas/koordinierungsstelle.schema.json").replace('"Neukölln"', '"Neu-Kölln"');
    const files = { "mitte.yaml": mitte, "kv.config.yaml": "version: 1\n" };
    const changed = scratch({ ...files, "schemas/koordinierungsstelle.schema.json": schema });
    expect(await fingerprintIn(changed)).not.toBe(await fingerprintIn(scratch(files)));
  });

  it("is checked against the fields of its own schema, also where the templates are built in", async () => {
    const { properties, ...schema } = JSON.parse(
      builtIn("schemas/koordinierungsstelle.schema.json"),
    ) as Record<string, object>;
    for (const condition of ["if", "then", "else"]) delete schema[condition];
    const { koordination: _, ...others } = properties as Record<string, object>;
    const cwd = scratch({
      "mitte.yaml": mitte,
      "kv.config.yaml": "version: 1\n",
      "schemas/koordinierungsstelle.schema.json": JSON.stringify({ ...schema, properties: others }),
    });
    for (const argv of [
      ["validate", "mitte.yaml"],
      ["render", "--blank", "koordinierungsstelle"],
    ]) {
      const { code, stdout, stderr } = await runKv(argv, cwd);
      expect(code).toBe(1);
      expect(stdout + stderr).toMatch(
        /templates\/koordinierungsstelle\/[a-z-]+\.md\.hbs:\d+:\d+ {2}Fehler {2}vorlage-feld-unbekannt/,
      );
    }
  });

  it("may not double its text without end", async () => {
    const names = Array.from({ length: 24 }, (_, index) => `stufe-${index}`);
    const partials = names.map((name, index) => {
      const call = `{{> ${names[index + 1]}}}\n`;
      return [`vorlagen/partials/${name}.md.hbs`, index === 23 ? "x\n" : call + call] as const;
    });
    const cwd = scratch({ ...own("{{> stufe-0}}"), ...Object.fromEntries(partials) });
    const { code, stdout } = await runKv(["validate", "mitte.yaml"], cwd);
    expect(code).toBe(1);
    expect(stdout).toContain("die Bausteine rufen einander mehr als 1000-mal auf");
  });

  it("is not searched for agreements, and says so when it is named", async () => {
    const cwd = scratch({
      ...own("Sie gilt."),
      "vorlagen/stammdaten.yaml": builtIn("templates/stammdaten.yaml"),
    });
    expect((await runKv(["validate", "."], cwd)).stdout).toContain("✓ 1 Vereinbarung geprüft");
    const named = await runKv(["validate", "vorlagen/stammdaten.yaml"], cwd);
    expect(named.code).toBe(2);
    expect(named.stderr).toContain("Das ist keine Vereinbarung, sondern gehört zu den eigenen Vorlagen.");
  });

  it("shows mistakes with the path from the working directory and the line itself", async () => {
    const text = ownWording("Sie gilt, {{bezirkk}}.");
    const cwd = scratch({
      ...own("x"),
      "vorlagen/koordinierungsstelle/vereinbarung.md.hbs": text,
      "unten/x": "",
    });
    const { code, stdout } = await runKv(["validate", "../mitte.yaml"], join(cwd, "unten"));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^\.\.\/vorlagen\/koordinierungsstelle\/vereinbarung\.md\.hbs:\d+:13 {2}Fehler/m);
    expect(stdout).toContain("│ Sie gilt, {{bezirkk}}.");
    expect(stdout).toContain("Meinten Sie „bezirk“?");
  });

  it("takes a copy with other line breaks for the same", async () => {
    const copy = `\uFEFF${builtIn(template).replaceAll("\n", "\r\n")}`;
    const cwd = scratch({ ...own("x"), "vorlagen/koordinierungsstelle/vereinbarung.md.hbs": copy });
    expect(await fingerprintIn(cwd)).toBe(await fingerprintIn(scratch({ "mitte.yaml": mitte })));
  });
});

describe("a blank form", () => {
  const argv = blankForm("md");

  it("has the wording of the repository", async () => {
    const { code, stdout } = await runKv(argv, scratch(own("Sie gilt auch leer.")));
    expect([code, stdout.includes("Sie gilt auch leer.")]).toEqual([0, true]);
  });

  it.each([
    ["{{bezirkk}}", "vorlage-feld-unbekannt"],
    ["[](#nirgends)", "vorlage-verweis"],
  ])("is not made with the mistake %s", async (mistake, code) => {
    const run = await runKv(argv, scratch(own(`Sie gilt ${mistake}.`)));
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 1, stdout: "" });
    expect(run.stderr).toContain(code);
    expect(run.stderr).toContain("│ Sie gilt");
  });

  it("says so where it needs more pages than it may have", async () => {
    const cwd = scratch();
    cpSync(patenschaft, cwd, { recursive: true });
    const art = join(cwd, "vorlagen/patenschaft/art.yaml");
    const limited = readFileSync(art, "utf8").replace(
      "    vorlage:",
      "    vordruck: Urkunde\n    seiten: 1\n    vorlage:",
    );
    writeFileSync(art, limited);
    const urkunde = join(cwd, "vorlagen/patenschaft/urkunde.md.hbs");
    writeFileSync(urkunde, `${readFileSync(urkunde, "utf8")}\n${"Satz.\n\n".repeat(99)}`);
    const { code, stderr } = await runKv(["render", "--blank", "patenschaft", "--to", "pdf"], cwd);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^kv: Der Vordruck „Urkunde“ braucht \d Seiten; „seiten“ in art\.yaml erlaubt höchstens 1\./,
    );
  });

  it("is not made with settings that are wrong", async () => {
    const { code, stderr } = await runKv(argv, scratch({ "kv.config.yaml": "version: 2\n" }));
    expect([code, stderr.includes("config-version")]).toEqual([1, true]);
  });
});

describe("several repositories in one call", () => {
  it("keep their wording apart", async () => {
    const cwd = scratch();
    for (const name of ["eins", "zwei"]) {
      for (const [file, content] of Object.entries(own(`Sie gilt in ${name}.`))) {
        mkdirSync(join(cwd, name, file, ".."), { recursive: true });
        writeFileSync(join(cwd, name, file), content);
      }
    }
    copyExample("mitte.yaml", cwd, "mitte.yaml");
    expect((await runKv(["render", ".", "--to", "md"], cwd)).stderr).toMatch(/würden beide/);
    writeFileSync(join(cwd, "zwei/mitte-2.yaml"), mitte);
    const argv = ["render", "eins", "zwei/mitte-2.yaml", "--to", "md", "--document", "vereinbarung"];
    expect(await runKv(argv, cwd)).toMatchObject({ code: 0, stderr: "" });
    const text = (name: string) => readFileSync(join(cwd, `out/${name}/${name}-vereinbarung.md`), "utf8");
    expect(text("mitte")).toContain("Sie gilt in eins.");
    expect(text("mitte-2")).toContain("Sie gilt in zwei.");
  });

  it("are checked even if the settings of one are wrong", async () => {
    const wrong = mitte.replace("bezirk: mitte", "bezirk: mite");
    const cwd = scratch({ "a/kv.config.yaml": "version: 9\n", "a/mitte.yaml": wrong, "b/mitte.yaml": wrong });
    const { code, stdout } = await runKv(["validate", "."], cwd);
    expect(code).toBe(1);
    const heads = stdout.match(/^\S+:\d+:\d+ {2}\S+ {2}\S+$/gm) ?? [];
    expect(heads.map((head) => head.replace(/:\d+:\d+ {2}/, " "))).toEqual([
      "a/kv.config.yaml Fehler  config-version",
      "a/mitte.yaml Fehler  nicht-geprueft",
      "b/mitte.yaml Fehler  wert-unbekannt",
    ]);
  });
});

describe("a kind made of data files alone", () => {
  it("is checked and rendered", async () => {
    const cwd = scratch();
    cpSync(patenschaft, cwd, { recursive: true });
    const { code, stdout } = await runKv(["render", "tandem.yaml", "--to", "md", "--stdout"], cwd);
    expect(code).toBe(0);
    expect(stdout).toContain("gilt ab dem 01.09.2026 eine Lesepatenschaft");
    expect(stdout).toContain("Es lesen vor: Schule am Park und Haus der Jugend.");
    expect(stdout).toContain("Lesepatenschaft im Bezirk Mitte · Fassung 1 · Stand 01.09.2026");
  });

  it("gives the findings every kind gives", async () => {
    const cwd = scratch();
    cpSync(patenschaft, cwd, { recursive: true });
    writeFileSync(join(cwd, "tandem.yaml"), "art: patenschaf\n");
    writeFileSync(join(cwd, "zwei.yaml"), "art: patenschaft\nbezirk: mitte\nfasung: {}\npaten: [2026]\n");
    const { stdout } = await runKv(["validate", "."], cwd);
    expect(stdout).toContain("Meinten Sie „patenschaft“?");
    expect(stdout).toMatch(/zwei\.yaml:3:1 {2}Fehler {2}feld-unbekannt/);
    expect(stdout).toMatch(/zwei\.yaml:4:9 {2}Fehler {2}typ-falsch/);
  });
});

describe("names that every object has already", () => {
  /** The own kind with a word of its files and their names replaced. */
  function renamed(word: string, by: string, settings: string): string {
    const cwd = scratch();
    for (const each of readdirSync(patenschaft, { recursive: true, withFileTypes: true })) {
      if (!each.isFile()) continue;
      const path = join(each.parentPath, each.name);
      const to = join(cwd, path.slice(patenschaft.length).replaceAll(word, by));
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, readFileSync(path, "utf8").replaceAll(word, by));
    }
    writeFileSync(join(cwd, "kv.config.yaml"), settings);
    return cwd;
  }

  it.each([
    ["a kind", "patenschaft", "constructor"],
    ["a partial", "gruss", "__proto__"],
    ["a field", "paten", "constructor"],
    ["a checklist", "unser-bezirk", "__proto__"],
  ])("are possible for %s: %s as %s", async (_, word, by) => {
    const cwd = renamed(word, by, "version: 1\nprueflisten: { koordinierungsstelle: [] }\n");
    for (const argv of [
      ["validate", "tandem.yaml"],
      ["render", "tandem.yaml", "--to", "md"],
      ["templates", "list"],
    ])
      expect(await runKv(argv, cwd)).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("an own checklist", () => {
  const files = () => ({
    "mitte.yaml": mitte,
    "kv.config.yaml": "version: 1\n",
    "schemas/pruefliste/unser-bezirk.json": readFileSync(
      join(patenschaft, "schemas/pruefliste/unser-bezirk.json"),
      "utf8",
    )
      .replaceAll("/paten", "/weitere_ressorts")
      .replace('"paten": { "minItems": 2 }', '"weitere_ressorts": { "minItems": 99 }')
      .replace('"urkunde": ["paten", "gruss"]', '"vereinbarung": ["geltung"]'),
  });

  it("is applied with --profile", async () => {
    const { code, stdout } = await runKv(
      ["validate", "mitte.yaml", "--profile", "unser-bezirk"],
      scratch(files()),
    );
    expect([code, stdout.match(/B-\d/g)]).toEqual([1, ["B-1"]]);
  });

  it("is proposed with the built-in ones, and only where it is", async () => {
    const argv = ["validate", "mitte.yaml", "--profile"];
    const cwd = scratch(files());
    expect((await runKv([...argv, "unser-bezrik"], cwd)).stderr).toContain("Meinten Sie „unser-bezirk“?");
    expect((await runKv([...argv, "x"], cwd)).stderr).toMatch(/berlin-2019, .*unser-bezirk\.$/m);
    expect((await runKv([...argv, "unser-bezirk"], scratch({ "mitte.yaml": mitte }))).code).toBe(2);
  });

  it.each(["prüfliste", "unser bezirk", "a<b", "a#b", "a%b"])("may be called %s", async (name) => {
    const { "schemas/pruefliste/unser-bezirk.json": list, ...others } = files();
    const cwd = scratch({ ...others, [`schemas/pruefliste/${name}.json`]: list });
    const { code, stdout } = await runKv(["validate", "mitte.yaml", "--profile", name], cwd);
    expect([code, stdout.match(/B-\d/g)]).toEqual([1, ["B-1"]]);
  });

  it("applies by settings, beside or instead of the usual one", async () => {
    const withLists = (names: string) => ({
      ...files(),
      "mitte.yaml": mitte.replace(/^weitere_ressorts:.*\n/m, ""),
      "kv.config.yaml": `version: 1\nprueflisten: { koordinierungsstelle: ${names} }\n`,
    });
    const points = async (names: string) =>
      (await runKv(["validate", "mitte.yaml"], scratch(withLists(names)))).stdout.match(/[BP]-\d+$/gm);
    expect(await points("[berlin-2019]")).toEqual(["P-11"]);
    expect(await points("[]")).toBeNull();
  });
});

describe("kv checklist", () => {
  const run = (cwd: string) => runKv(["checklist", "tandem.yaml", "--format", "json"], cwd);

  it("reports the items of an own checklist", async () => {
    const cwd = scratch();
    cpSync(patenschaft, cwd, { recursive: true });
    const { code, stdout } = await run(cwd);
    expect([code, stdout.match(/B-\d/g)]).toEqual([0, expect.arrayContaining(["B-1", "B-2", "B-3"])]);
  });

  it("does not take a broken one for met", async () => {
    const cwd = scratch();
    cpSync(patenschaft, cwd, { recursive: true });
    writeFileSync(join(cwd, "schemas/pruefliste/unser-bezirk.json"), "{");
    const { code, stderr } = await run(cwd);
    expect([code, stderr]).toEqual([2, expect.stringContaining("Eine Prüfliste hat selbst Fehler")]);
  });
});

describe("own schemas are compiled as the built-in ones were", () => {
  it.each([
    ["a sound agreement", mitte],
    [
      "wrong fields",
      mitte.replace("bezirk: mitte", "bezirk: mite").replace("nummer: 1", "nummer: eins, neu: x"),
    ],
    ["wrong dates", mitte.replace(/stand: 2026-09-01/, "stand: 2026-02-30")],
    ["hardly anything", "art: koordinierungsstelle\n"],
  ])("%s has the same findings", async (_, text) => {
    const again = (name: string) => `${builtIn(`schemas/${name}`)}\n`;
    const cwd = scratch({
      "x.yaml": text,
      "kv.config.yaml": "version: 1\n",
      "schemas/koordinierungsstelle.schema.json": again("koordinierungsstelle.schema.json"),
      "schemas/pruefliste/berlin-2019.json": again("pruefliste/berlin-2019.json"),
    });
    const argv = ["validate", "x.yaml", "--format", "json"];
    const plain = await runKv(argv, scratch({ "x.yaml": text }));
    expect((await runKv(argv, cwd)).stdout).toBe(plain.stdout);
  });
});

describe("own material stays inside its repository", () => {
  it.each([
    ["a folder", "vorlagen"],
    ["a folder of templates", "vorlagen/koordinierungsstelle"],
    ["a file", "vorlagen/stammdaten.yaml"],
    ["the settings", "kv.config.yaml"],
  ])("%s that links outside is refused", async (_, link) => {
    const outside = scratch({
      "vorlagen/koordinierungsstelle/vereinbarung.md.hbs": "# Fremd",
      "vorlagen/stammdaten.yaml": "x: 1",
      "kv.config.yaml": "version: 1\n",
    });
    const cwd = scratch({ "mitte.yaml": mitte });
    if (link !== "kv.config.yaml")
      writeFileSync(join(cwd, "kv.config.yaml"), "version: 1\nvorlagen: vorlagen\n");
    mkdirSync(join(cwd, link, ".."), { recursive: true });
    symlinkSync(join(outside, link), join(cwd, link));
    const { code, stdout } = await runKv(["validate", "mitte.yaml"], cwd);
    expect(code).toBe(1);
    expect(stdout).toMatch(/Fehler {2}pfad-ausserhalb/);
    expect(stdout).toMatch(/mitte\.yaml:\d+:\d+ {2}Fehler {2}nicht-geprueft/);
  });

  it("a link within it is followed", async () => {
    const cwd = scratch({ ...own("Sie gilt hier."), "wortlaut/x": "" });
    symlinkSync("vorlagen", join(cwd, "verweis"));
    writeFileSync(join(cwd, "kv.config.yaml"), "version: 1\nvorlagen: verweis\n");
    expect((await runKv(["render", "mitte.yaml", ...printed], cwd)).stdout).toContain("Sie gilt hier.");
  });

  it("a file that cannot be read is named: datei-unlesbar", async () => {
    const cwd = scratch({ "mitte.yaml": mitte, "kv.config.yaml": "version: 1\n", "vorlagen/x": "" });
    symlinkSync("gibtsnicht.yaml", join(cwd, "vorlagen/stammdaten.yaml"));
    const { code, stdout } = await runKv(["validate", "mitte.yaml"], cwd);
    expect(code).toBe(1);
    expect(stdout).toContain("vorlagen/stammdaten.yaml:1:1  Fehler  datei-unlesbar");
  });

  it.each([
    ["kv.config.yaml", "gibtsnicht.yaml"],
    ["kv.config.yaml", "kv.config.yaml"],
    ["vorlagen", "gibtsnicht"],
    ["schemas", "schemas"],
  ])("%s that is a link to %s is named, and not taken for nothing", async (link, to) => {
    const cwd = scratch({ "mitte.yaml": mitte });
    if (link !== "kv.config.yaml") writeFileSync(join(cwd, "kv.config.yaml"), "version: 1\n");
    symlinkSync(to, join(cwd, link));
    const { code, stdout } = await runKv(["validate", "mitte.yaml"], cwd);
    expect(code).toBe(1);
    expect(stdout).toContain(`${link}:1:1  Fehler  datei-unlesbar`);
    expect(stdout).toMatch(/mitte\.yaml:\d+:\d+ {2}Fehler {2}nicht-geprueft/);
  });

  it("a folder in the place of the settings is named too", async () => {
    const cwd = scratch({ "mitte.yaml": mitte, "kv.config.yaml/x": "" });
    const { code, stdout } = await runKv(["validate", "mitte.yaml"], cwd);
    expect([code, stdout.includes("kv.config.yaml:1:1  Fehler  datei-unlesbar")]).toEqual([1, true]);
  });
});
