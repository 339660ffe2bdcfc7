import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { readPdf } from "../../src/verify/read-pdf.ts";
import { houseStyleFiles } from "../own-house-style.ts";
import { runKv, type Run } from "../run-kv.ts";
import { makeSigner, signField } from "../verify/sign.ts";
import { ScratchRepository } from "./git-scratch.ts";
import { copyExample, examples, filesIn, scratch } from "./scratch.ts";

const school = "Prof. Dr.-Ing. Vorname Ägidia Zweitname-Nachname, Ministerialdirigentin a. D.";
const office = "Vörname O’Nachname";
const both = { schulaufsicht: school, jugendamt: office };
const namesFile = (names: Record<string, unknown>) => stringify({ version: 1, namen: names });

const pdf = "out/mitte/mitte-vereinbarung.pdf";
const flat = ({ stdout, stderr }: Run) => (stdout + stderr).replaceAll(/\s+/g, " ");

/** A file that git would not take. */
function outside(content: string): string {
  const folder = new ScratchRepository().folder;
  writeFileSync(join(folder, ".gitignore"), "*\n");
  writeFileSync(join(folder, "namen.yaml"), content);
  return join(folder, "namen.yaml");
}

/** A repository with mitte.yaml, and a file of names elsewhere. */
function repository(names: unknown): { cwd: string; file: string } {
  const cwd = scratch();
  copyExample("mitte.yaml", cwd);
  return { cwd, file: outside(typeof names === "string" ? names : stringify(names)) };
}

const render = (cwd: string, file: string, ...argv: string[]) =>
  runKv(["render", "mitte.yaml", "--document", "vereinbarung", "--personen", file, ...argv], cwd);

describe("kv render --personen", () => {
  it("prints names over the functions in every format, and puts them nowhere else", async () => {
    const { cwd, file } = repository({ version: 1, namen: { "mitte.yaml": both } });
    const run = await render(cwd, file, "--to", "md,docx,pdf,html");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("2 von 2 Unterschriften mit Namen");
    const read = (format: string) => readFileSync(join(cwd, `out/mitte/mitte-vereinbarung.${format}`));
    expect(read("md").toString()).toContain(`${office}<br>Leitung Verwaltung Jugendamt |`);
    expect(read("html").toString()).toContain(`${office}<br>Leitung Verwaltung Jugendamt<`);
    const word = Buffer.from(unzipSync(read("docx"))["word/document.xml"] ?? []).toString();
    expect(word.replaceAll(/<w:br\/>/g, "|").replaceAll(/<[^>]+>/g, "")).toContain(
      `${office}|Leitung Verwaltung Jugendamt`,
    );
    const facts = await readPdf(new Uint8Array(read("pdf")));
    if (facts.unreadable) throw new Error("unreadable");
    expect(facts.pages.map(({ body }) => body).join("")).toMatch(
      /Vörname O’Nachname\s+Leitung Verwaltung Jugendamt/,
    );
    expect(JSON.stringify([facts.attached, facts.data])).not.toMatch(/Vörname|Ägidia/);
    expect(readFileSync(join(cwd, "mitte.yaml"), "utf8")).toBe(
      readFileSync(join(examples, "mitte.yaml"), "utf8"),
    );
  });

  it("changes no hash, and kv verify does not call the file changed", async () => {
    const { cwd, file } = repository({ version: 1, namen: { "mitte.yaml": both } });
    await render(cwd, file, "--to", "pdf");
    const run = await runKv(["verify", pdf, "--against", "mitte.yaml"], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(flat(run)).toContain("unverändert, elektronisch nicht unterschrieben.");
    expect(flat(run)).toContain("✓ Die Seiten sehen genau so aus wie beim Erzeugen.");
    expect(flat(run)).toContain(
      `i Namen der Unterzeichnenden: nicht Teil der geprüften Daten. Gedruckt sind „${school}“, „${office}“.`,
    );
    const hashIn = async () =>
      /"pruefsumme": "(\w+)"/.exec((await runKv(["verify", pdf, "--format", "json"], cwd)).stdout)?.[1];
    const named = await hashIn();
    const json: unknown = JSON.parse((await runKv(["verify", pdf, "--format", "json"], cwd)).stdout);
    const schema = JSON.parse(readFileSync("schemas/ausgabe/pruefung.schema.json", "utf8")) as object;
    const ajv = new Ajv2020.default({ allowUnionTypes: true });
    expect(ajv.validate(schema, json) ? [] : ajv.errors).toEqual([]);
    await runKv(["render", "mitte.yaml", "--document", "vereinbarung", "--to", "pdf", "-q"], cwd);
    expect(await hashIn()).toBe(named);
    expect((await runKv(["verify", pdf], cwd)).stdout).not.toContain("Namen der Unterzeichnenden");
  });

  it("can be signed and recorded like any other", async () => {
    const { cwd, file } = repository({ version: 1, namen: { "mitte.yaml": { jugendamt: office } } });
    const first = await render(cwd, file, "--to", "pdf");
    expect(first.stdout).toContain("1 von 2 Unterschriften mit Namen");
    const signed = await signField(
      readFileSync(join(cwd, pdf)),
      "unterschrift-jugendamt",
      await makeSigner("Leitung B"),
    );
    writeFileSync(join(cwd, pdf), signed);
    const run = await runKv(["verify", pdf, "--against", "mitte.yaml", "--record"], cwd);
    expect(run.code).toBe(0);
    expect(flat(run)).toContain("unverändert, unterschrieben von Leitung B am 22.09.2026.");
    expect(readFileSync(join(cwd, "mitte.yaml"), "utf8")).toMatch(/dokument: vereinbarung, von: jugendamt, /);
    expect((await runKv(["validate", "mitte.yaml"], cwd)).code).toBe(0);
  });

  it("knows the names of parties, and of signatories in a table", async () => {
    const cwd = scratch();
    copyExample("../kooperation/netzwerk-fruehe-bildung.yaml", cwd, "netz.yaml");
    const file = outside(
      namesFile({ "netz.yaml": { "jugendamt-leitung": office, "kita-sonnenhof-leitung": school } }),
    );
    const run = await runKv(
      ["render", "netz.yaml", "--to", "pdf", "--document", "vereinbarung", "--personen", file],
      cwd,
    );
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(/2 von \d\d Unterschriften mit Namen/);
    const verified = await runKv(["verify", "out/netz/netz-vereinbarung.pdf"], cwd);
    expect(verified).toMatchObject({ code: 0, stderr: "" });
    expect(flat(verified)).toContain(`Gedruckt sind „${office}“, „${school}“.`);
    expect(flat(verified)).toContain("✓ Die Seiten sehen genau so aus wie beim Erzeugen.");
  });

  it("prints them in the house style of a repository, whose font must have their letters", async () => {
    const plain = office.replace("’", "'");
    const { cwd, file } = repository({ version: 1, namen: { "mitte.yaml": { ...both, jugendamt: plain } } });
    for (const [name, content] of Object.entries(houseStyleFiles())) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), content);
    }
    // The invented font has no typographic apostrophe.
    const lacking = outside(namesFile({ "mitte.yaml": both }));
    const refused = await render(cwd, lacking, "--to", "pdf");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/Fehler {2}zeichen-schrift[^]*U\+2019/);
    expect(await render(cwd, file, "--to", "pdf")).toMatchObject({ code: 0, stderr: "" });
    const run = await runKv(["verify", pdf], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(flat(run)).toContain("✓ Die Seiten sehen genau so aus wie beim Erzeugen.");
    expect(flat(run)).toContain(`Gedruckt sind „${school}“, „${plain}“.`);
  });

  it("hands them to pandoc as well", { timeout: 60_000 }, async () => {
    const { cwd, file } = repository({ version: 1, namen: { "mitte.yaml": both } });
    expect(await render(cwd, file, "--to", "plain,odt")).toMatchObject({ code: 0, stderr: "" });
    const plain = readFileSync(join(cwd, "out/mitte/mitte-vereinbarung.txt"), "utf8");
    expect(plain.replaceAll(/\s+/g, " ")).toContain("Vörname O’Nachname");
    const odt = unzipSync(readFileSync(join(cwd, "out/mitte/mitte-vereinbarung.odt")));
    expect(Buffer.from(odt["content.xml"] ?? []).toString()).toContain(office);
  });

  it("fits names below the line that are as long and as wide as they can be", async () => {
    const wide = "M".repeat(30);
    const names = { schulaufsicht: `${wide}-${wide} ${"m".repeat(18)}`, jugendamt: `${"Üj ".repeat(26)}Üj` };
    const { cwd, file } = repository({ version: 1, namen: { "mitte.yaml": names } });
    await render(cwd, file, "--to", "pdf");
    const run = await runKv(["verify", pdf], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(flat(run)).toContain("✓ Die Seiten sehen genau so aus wie beim Erzeugen.");
  });

  it("leaves lines without a name as they are, and other agreements of the repository out", async () => {
    const { cwd, file } = repository({
      version: 1,
      namen: { "ordner/pankow.yaml": { jugendamt: office }, "mitte.yaml": {} },
    });
    copyExample("pankow.yaml", cwd, "ordner/pankow.yaml");
    const run = await render(cwd, file, "--to", "md");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const named = readFileSync(join(cwd, "out/mitte/mitte-vereinbarung.md"), "utf8");
    await runKv(["render", "mitte.yaml", "--document", "vereinbarung", "--to", "md", "-q"], cwd);
    expect(readFileSync(join(cwd, "out/mitte/mitte-vereinbarung.md"), "utf8")).toBe(named);
  });

  it.each<[string, unknown, RegExp]>([
    [
      "an unknown office",
      { version: 1, namen: { "mitte.yaml": { jugendamd: "Vorname" } } },
      /:4:5 {2}Fehler {2}unterschrift-unbekannt[^]*Meinten Sie „jugendamt“/,
    ],
    [
      "an unknown agreement",
      { version: 1, namen: { "mite.yaml": {} } },
      /:3:3 {2}Fehler {2}vereinbarung-unbekannt[^]*Meinten Sie „mitte.yaml“/,
    ],
    ["a path that leads out", { version: 1, namen: { "../../etc": {} } }, /vereinbarung-unbekannt/],
    [
      "what is no name",
      { version: 1, namen: { "mitte.yaml": { jugendamt: "Vorname; ab 50 Euro" } } },
      /:4:16 {2}Fehler {2}name-unzulaessig/,
    ],
    [
      "a name that is too long",
      { version: 1, namen: { "mitte.yaml": { jugendamt: `V${"o".repeat(80)}` } } },
      /name-unzulaessig/,
    ],
    [
      "a name of several lines",
      { version: 1, namen: { "mitte.yaml": { jugendamt: "Vorname\n\nNachname" } } },
      /name-unzulaessig/,
    ],
    [
      "a name with control characters",
      { version: 1, namen: { "mitte.yaml": { jugendamt: "Vor\u001B[31mname\u202E" } } },
      /name-unzulaessig/,
    ],
    [
      "letters that the font lacks",
      { version: 1, namen: { "mitte.yaml": { jugendamt: "名前" } } },
      /zeichen-schrift/,
    ],
    [
      "a name without quotes that is a number",
      "version: 1\nnamen: { mitte.yaml: { jugendamt: 7 } }\n",
      /typ-falsch/,
    ],
    ["an empty name", "version: 1\nnamen: { mitte.yaml: { jugendamt: '' } }\n", /name-unzulaessig/],
    ["no name", "version: 1\nnamen:\n  mitte.yaml:\n    jugendamt:\n", /feld-leer/],
    ["a list", "- jugendamt\n", /typ-falsch/],
    ["another version", { version: 2, namen: {} }, /wert-unbekannt/],
    [
      "an office twice",
      "version: 1\nnamen:\n  mitte.yaml:\n    jugendamt: A\n    jugendamt: B\n",
      /yaml-schluessel-doppelt/,
    ],
    ["no YAML", "version: 1\nnamen: { mitte.yaml: { jugendamt: Vorname\n", /yaml-syntax/],
    ["an empty file", "", /datei-leer/],
    ["another encoding", "\0", /datei-kodierung/],
  ])("refuses %s, shows no name and writes nothing", async (_, names, expected) => {
    const { cwd, file } = repository(names);
    const run = await render(cwd, file);
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toMatch(expected);
    expect(run.stderr).toContain("Es wurde nichts geschrieben.");
    expect(run.stderr).not.toMatch(/Vorn|Vor\\u|\u202E|(?!\n)\p{Cc}/u);
    expect(filesIn(cwd)).toEqual(["mitte.yaml"]);
  });

  it.each<[string[], RegExp]>([
    [
      ["--personen", "fehlt.yaml"],
      /kv: fehlt\.yaml: Datei oder Ordner nicht gefunden\. Es wurde nichts geschrieben\./,
    ],
    [["--personen", "."], /Das ist ein Ordner/],
    [["--personen", "/dev/zero"], /keine gewöhnliche Datei/],
    [["--personen", ""], /Zur Option „--personen“ fehlt der Wert/],
  ])("ends with one line for %j", async (argv, expected) => {
    const cwd = scratch();
    copyExample("mitte.yaml", cwd);
    const run = await runKv(["render", "mitte.yaml", ...argv], cwd);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(expected);
  });

  it("has nothing to say on a form", async () => {
    const run = await runKv(["render", "--blank", "koordinierungsstelle", "--personen", "x.yaml"], scratch());
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining("schließen sich aus") as string });
  });
});

describe("a file of names in a repository", () => {
  const warning = "liegt in einem Git-Repository und wird nicht ignoriert";
  const content = namesFile({ "mitte.yaml": { jugendamt: office } });
  const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");

  async function warned(make: (repo: ScratchRepository) => string): Promise<boolean> {
    const repo = new ScratchRepository({ "mitte.yaml": mitte });
    const run = await render(repo.folder, make(repo), "--to", "md");
    expect(run.code).toBe(0);
    return run.stderr.includes(warning);
  }

  it("is warned of while it could be committed", async () => {
    const open = (repo: ScratchRepository) => {
      repo.write({ "ordner/namen.yaml": content });
      return "ordner/namen.yaml";
    };
    const ignored = (repo: ScratchRepository) => {
      repo.write({ ".gitignore": "ordner/\n" });
      return open(repo);
    };
    const committed = (repo: ScratchRepository) => {
      const file = open(repo);
      repo.commit();
      repo.write({ ".gitignore": "ordner/\n" });
      return file;
    };
    expect(await warned(open)).toBe(true);
    expect(await warned(ignored)).toBe(false);
    expect(await warned(committed)).toBe(true);
  });

  it("counts by where it really lies", async () => {
    const away = outside(content);
    const link = (repo: ScratchRepository) => {
      symlinkSync(away, join(repo.folder, "namen.yaml"));
      return "namen.yaml";
    };
    expect(await warned(link)).toBe(false);
    expect(await warned(() => away)).toBe(false);
  });
});
