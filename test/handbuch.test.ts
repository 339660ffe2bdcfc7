import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { helperNames } from "../src/document/helpers.ts";
import { builtInMaterial } from "../src/io/material.ts";
import { ScratchRepository } from "./cli/git-scratch.ts";
import { copyExample, examples, scratch } from "./cli/scratch.ts";
import { madeHandbook } from "./handbook-parts.ts";
import { answers, fillPdf, fillWord } from "./read/filling.ts";
import { runKv } from "./run-kv.ts";

const handbook = readFileSync("docs/handbuch.md", "utf8");
const shown = [...handbook.matchAll(/^\$ (kv .*)\n([\s\S]*?)\n```/gm)].map(([, line = "", output = ""]) => ({
  line,
  output,
}));

/** The worked example of chapter 2: Neukölln from the example Spandau, first with its mistakes, then without. */
function neukoelln(isMended: boolean): string {
  const spandau = readFileSync(join(examples, "spandau.yaml"), "utf8")
    .replace(/^# BEISPIEL.*$/m, "# BEISPIEL: alle Angaben sind erfunden.")
    .replace(/^# Das Arbeits.*\n/m, "");
  if (!isMended)
    return spandau
      .replace("bezirk: spandau", "bezirk: Neukölln")
      .replace("turnus: offen", "turnus: halbjährlich");
  return spandau
    .replace("bezirk: spandau", "bezirk: neukoelln")
    .replace("turnus: offen", "turnus: halbjaehrlich")
    .replace(/^ {4}titel: Schuldistanz$/m, "$&\n    verfahren: Leitfaden Schuldistanz");
}

/** The worked example of chapter 7: a committed first Fassung of Mitte, and its second one as the chapter shows it. */
function amendedMitte(): string {
  const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
  const [, fassung = ""] = /^```yaml\n(fassung:\n {2}nummer: 2\n[\s\S]*?)```/m.exec(handbook) ?? [];
  const repository = new ScratchRepository({ "berlin/mitte.yaml": mitte });
  repository.write({
    "berlin/mitte.yaml": mitte
      .replace(/^fassung: .*\n/m, fassung)
      .replace("turnus: halbjaehrlich }", "turnus: jaehrlich }")
      .replace("ort: jugendamt", "ort: schulaufsicht"),
  });
  return repository.folder;
}

/** The own checklist of chapter 10. */
const checklist = /^```json\n([\s\S]*?)^```/m.exec(handbook)?.[1] ?? "";

const withoutSeconds = (text: string) => text.replaceAll(/\(\d+,\d s\)/g, "(… s)");

async function outputs(cwd: string, line: string): Promise<string> {
  const { stdout, stderr } = await runKv(line.split(" ").slice(1), cwd);
  return withoutSeconds(stdout + stderr);
}

describe("the handbook", () => {
  it("shows what kv prints", async () => {
    const pankow = neukoelln(true)
      .replace("neukoelln", "pankow")
      .replace("  nummer: 2\n  stand: 2026-11-02\n", "");
    const cwd = scratch({
      "berlin/neukoelln.yaml": neukoelln(true),
      "berlin/pankow.yaml": pankow,
      "schemas/pruefliste/unser-bezirk.json": checklist,
      "vereinbarung.pdf": await fillPdf("vereinbarung", { ...answers(), "/bezirk": "Mitte" }),
      "anlage.docx": await fillWord("anlage-aufgabenbeschreibung", {
        ...answers(),
        "/bezirk": "Mitte",
        "/gremien/1/turnus": "nach Bedarf",
      }),
    });
    const before = scratch({ "berlin/neukoelln.yaml": neukoelln(false) });
    const empty = scratch();
    rmSync(join(empty, ".git"), { recursive: true });
    const amended = amendedMitte();
    copyExample("steglitz-zehlendorf.yaml", cwd, "berlin/steglitz-zehlendorf.yaml");
    copyExample("tempelhof-schoeneberg.yaml", cwd, "sued/tempelhof-schoeneberg.yaml");
    expect(shown.length).toBeGreaterThanOrEqual(6);
    for (const { line, output } of shown) {
      const real: string[] = [];
      for (const folder of [cwd, before, amended, empty]) real.push((await outputs(folder, line)).trim());
      expect(real).toContain(withoutSeconds(output).trim());
    }
    const listed = /^kv templates list\n([\s\S]*?)^…$/m.exec(handbook)?.[1] ?? "-";
    const lines = (await outputs(cwd, "kv templates list")).split("\n");
    expect(listed.split("\n").filter((line) => !lines.includes(line))).toEqual([]);
    await runKv(["render", "berlin/neukoelln.yaml", "--to", "md"], cwd);
    const footers = ["vereinbarung", "anlage-aufgabenbeschreibung"].map((id) => {
      const text = readFileSync(join(cwd, `out/berlin/neukoelln/neukoelln-${id}.md`), "utf8");
      return /\*(.* Prüfsumme .*)\*/.exec(text)?.[1] ?? "";
    });
    for (const footer of footers) expect(handbook).toContain(footer);
  });

  it("shows the Änderungsbefehle that kv writes for its example", async () => {
    const folder = amendedMitte();
    const run = await runKv(["diff", "berlin/mitte.yaml", "--amendment", "--to", "md"], folder);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const written = readFileSync(join(folder, "out/berlin/mitte/mitte-aenderungsvereinbarung.md"), "utf8");
    const commands = written.split("\n").filter((line) => /^\d+\. /.test(line));
    expect(commands.length).toBeGreaterThan(2);
    expect(handbook).toContain(commands.map((line) => `${line}\n`).join(""));
  });

  it("is made from docs/meldungen and the checklists where it says so (to make it again: npm run handbuch)", async () => {
    await expect(madeHandbook(handbook)).toMatchFileSnapshot("../docs/handbuch.md");
  });

  it.each(builtInMaterial.profileNames())("lists every item of %s", (name) => {
    expect(handbook).toContain(`<!-- aus schemas/pruefliste/${name}.json `);
  });

  it("shows what kv config says of the settings that it shows", async () => {
    const settings = /^```yaml\n(version: 1\n[\s\S]*?)```/m.exec(handbook)?.[1] ?? "";
    const cwd = scratch({
      "kv.config.yaml": settings,
      "vorlagen/README": "",
      "schemas/pruefliste/unser-bezirk.json": checklist,
    });
    const shownLines = /^kv config\nOrdner .*\n\n([\s\S]*?)^…$/m
      .exec(handbook)?.[1]
      ?.trimEnd()
      .split("\n") ?? ["-"];
    const lines = (await outputs(cwd, "kv config")).split("\n");
    expect(shownLines.filter((line) => !lines.includes(line))).toEqual([]);
  });

  it("leads somewhere with every link to a heading or a file", () => {
    const headings = new Set(
      [...handbook.matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) =>
        text
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\- _]/gu, "")
          .replaceAll(" ", "-"),
      ),
    );
    const prose = handbook.replaceAll(/^```[^]*?^```/gm, "").replaceAll(/(`+)[^\n]*?\1/g, "");
    const links = [...prose.matchAll(/(?<!\\)\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
    const isThere = (to: string) =>
      to.startsWith("#") ? headings.has(to.slice(1)) : existsSync(join("docs", to.split("#")[0] ?? ""));
    expect(links.filter((to) => !isThere(to) && !to.startsWith("http"))).toEqual([]);
    expect(links.filter((to) => to.startsWith("#")).length).toBeGreaterThan(12);
  });

  it("explains every helper", () => {
    expect(helperNames.filter((name) => !new RegExp(`\\{\\{#?[^}]*\\b${name}\\b`).test(handbook))).toEqual(
      [],
    );
  });
});
