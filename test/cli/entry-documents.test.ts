import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { buildDocument } from "../../src/document/build-document.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { readPdfFile } from "../../src/io/pdf-reader.ts";
import { Workspaces } from "../../src/io/open-workspace.ts";
import { entryDocumentsFor } from "../../src/kinds/kind.ts";
import { runKv } from "../run-kv.ts";
import { filesIn, scratch } from "./scratch.ts";

const cases = join(import.meta.dirname, "../cases/eigenes");

/** A kind of its own with a document for each entry of a list, and an agreement with two entries. */
function repository(change: (text: string) => string = (text) => text): string {
  const cwd = scratch();
  for (const each of ["alles in Ordnung", "Dokumente zu Einträgen"])
    cpSync(join(cases, each), cwd, { recursive: true });
  const file = join(cwd, "tandem.yaml");
  writeFileSync(file, change(readFileSync(file, "utf8")));
  return cwd;
}

const render = (cwd: string, ...argv: string[]) => runKv(["render", "tandem.yaml", ...argv], cwd);
const written = (cwd: string) => filesIn(cwd).filter((file) => file.startsWith("out/"));

describe("documents for entries of a list", () => {
  it("are made only when they are asked for: one, or all", async () => {
    const cwd = repository();
    expect((await render(cwd, "--to", "md")).code).toBe(0);
    expect(written(cwd)).toEqual(["out/tandem/tandem-urkunde.md"]);
    await render(cwd, "--to", "md", "--document", "treffen:fest", "-o", "out/eins");
    await render(cwd, "--to", "md", "--document", "treffen,urkunde", "-o", "out/alle");
    expect(written(cwd).slice(0, 4)).toEqual([
      "out/alle/tandem/tandem-treffen-2026.md",
      "out/alle/tandem/tandem-treffen-fest.md",
      "out/alle/tandem/tandem-urkunde.md",
      "out/eins/tandem/tandem-treffen-fest.md",
    ]);
  });

  it("print their entry, with its day as Stand", async () => {
    const { stdout } = await render(repository(), "--to", "md", "--document", "treffen:fest", "--stdout");
    expect(stdout).toContain("Am 20.02.2027 treffen sich Schule am Park und Haus der Jugend.\n");
    expect(stdout).toContain("Gedankt wird bis zum 02.03.2027.");
    expect(stdout).toContain("Treffen der Lesepatenschaft · Stand 20.02.2027 · Prüfsumme ");
  });

  it.each([
    ["treffen:2027", "Das Dokument „treffen:2027“ gibt es hier nicht.", "treffen:2026, treffen:fest"],
    ["treffen:", "Das Dokument „treffen:“ gibt es hier nicht.", "treffen:2026, treffen:fest"],
    ["urkunde:2026", "Das Dokument „urkunde:2026“ gibt es hier nicht.", "Möglich ist: urkunde, treffen."],
    ["trefen", "Das Dokument „trefen“ gibt es hier nicht.", "Meinten Sie „treffen“?"],
  ])("say of %s what there is", async (name, message, remedy) => {
    const cwd = repository();
    const { code, stderr } = await render(cwd, "--document", name);
    expect({ code, files: written(cwd) }).toEqual({ code: 2, files: [] });
    expect(stderr).toContain(message);
    expect(stderr).toContain(remedy);
  });

  it.each(["treffen", "treffen:2026"])("say of %s that the list is empty", async (name) => {
    const cwd = repository((text) => text.replace(/^treffen:[^]*/m, ""));
    const { code, stderr } = await render(cwd, "--document", name);
    expect({ code, files: written(cwd) }).toEqual({ code: 2, files: [] });
    expect(stderr).toContain("Unter „treffen“ steht kein Eintrag.");
  });

  it("need a Kennung, also in a draft, and one of their own", async () => {
    const unnamed = repository((text) => text.replace("id: fest, ", ""));
    const draft = await render(unnamed, "--draft", "--document", "treffen");
    expect(draft.code).toBe(2);
    expect(draft.stderr).toContain("keine Kennung (id)");
    const twice = repository((text) => text.replace("id: fest", 'id: "2026"'));
    expect((await render(twice)).stderr).toContain("id-doppelt");
  });

  it("are no part of the agreement: its checksum, checklist, comparison and forms know nothing of them", async () => {
    const [cwd, without] = [repository(), repository((text) => text.replace(/^treffen:[^]*/m, ""))];
    const footer = async (folder: string) =>
      /Prüfsumme (\w+)/.exec((await render(folder, "--to", "md", "--stdout")).stdout)?.[1];
    expect(await footer(cwd)).toBe(await footer(without));
    const report = await runKv(["checklist", "tandem.yaml", "--format", "json"], cwd);
    expect(report.stdout).not.toContain("treffen:");
    writeFileSync(
      join(cwd, "neu.yaml"),
      readFileSync(join(cwd, "tandem.yaml"), "utf8").replace("Auftakt", "Beginn"),
    );
    const diff = await runKv(["diff", "tandem.yaml", "neu.yaml", "--format", "json"], cwd);
    const { agreements } = JSON.parse(diff.stdout) as { agreements: { documents: { id: string }[] }[] };
    expect(agreements[0]?.documents.map(({ id }) => id)).toEqual(["urkunde"]);
    expect(diff.stdout).toContain("Beginn");
    const forms = await runKv(["render", "--blank", "patenschaft", "--document", "treffen"], cwd);
    expect(forms.code).toBe(2);
  });

  it("are listed with their list", async () => {
    const { stdout } = await runKv(["templates", "list"], repository());
    expect(stdout).toContain("treffen („Treffen der Lesepatenschaft“), je Eintrag unter /treffen");
  });

  it("keep the places of their values in the data", async () => {
    const cwd = repository();
    const { material } = await new Workspaces(cwd).of("tandem.yaml");
    const { kind } = await loadKind("patenschaft", material);
    const data = parse(readFileSync(join(cwd, "tandem.yaml"), "utf8")) as unknown;
    const [, second] = entryDocumentsFor(kind.art, data);
    if (!second) throw new Error("no second entry");
    const { document } = buildDocument(kind, second, data, { draft: false });
    expect(JSON.stringify(document)).toContain('"pointer":"/treffen/1/tag"');
    expect(document?.meta.id).toBe("treffen:fest");
  });
});

describe("the PDF of an entry", () => {
  const pdf = "out/tandem/tandem-treffen-fest.pdf";
  const rendered = async () => {
    const cwd = repository();
    expect((await render(cwd, "--to", "pdf", "--document", "treffen:fest")).code).toBe(0);
    return cwd;
  };

  it("carries this entry alone, and is printed again from it", async () => {
    const cwd = await rendered();
    const facts = await readPdfFile(readFileSync(join(cwd, pdf)));
    expect("data" in facts && facts.data).toEqual({
      paten: ["Schule am Park", "Haus der Jugend"],
      treffen: [{ id: "fest", tag: "2027-02-20" }],
    });
    writeFileSync(join(cwd, "tandem.yaml"), "art: patenschaft\n");
    const run = await runKv(["verify", pdf], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("✓ Die Seiten sehen genau so aus wie beim Erzeugen.");
    expect(run.stdout).toContain("„Treffen der Lesepatenschaft“ vom 20.02.2027, unverändert");
  });

  it("is compared with its entry, wherever that stands now", async () => {
    const cwd = await rendered();
    const file = join(cwd, "tandem.yaml");
    const text = readFileSync(file, "utf8");
    const against = async (next: string) => {
      writeFileSync(file, next);
      return runKv(["verify", pdf, "--against", "tandem.yaml"], cwd);
    };
    const later = text.replace("treffen:\n", "treffen:\n  - { id: frueher, tag: 2026-09-15 }\n");
    expect((await against(later)).stdout).toContain("✓ In tandem.yaml stehen dieselben Angaben.");
    const moved = await against(later.replace("2027-02-20", "2027-02-21"));
    expect(moved.code).toBe(1);
    expect(moved.stdout).toContain("In tandem.yaml stehen andere Angaben: Treffen (1): Tag.");
    const gone = await against(text.replace(/ {2}- \{ id: fest.*\n/, ""));
    expect(gone.stdout).toContain("gehört kein Dokument „treffen:fest“");
  });
});
