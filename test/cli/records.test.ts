import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";
import { makeSigner, signField } from "../verify/sign.ts";
import { copyExample, examples, filesIn, scratch } from "./scratch.ts";

const records = ["--document", "auswertung,bericht,schlichtung"];

/** A folder with one of the examples as a.yaml, changed. */
function agreement(name: string, change: (text: string) => string = (text) => text): string {
  const cwd = scratch();
  copyExample(name, cwd, "a.yaml");
  const file = join(cwd, "a.yaml");
  writeFileSync(file, change(readFileSync(file, "utf8")));
  return cwd;
}

/** One document as Markdown. */
async function printed(cwd: string, document: string, ...more: string[]): Promise<string> {
  const run = await runKv(
    ["render", "a.yaml", "--to", "md", "--stdout", "--document", document, ...more],
    cwd,
  );
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return run.stdout;
}

describe("protocols, reports and notes on disputes", () => {
  it.each([
    ["berlin/friedrichshain-kreuzberg", 5],
    ["berlin/tempelhof-schoeneberg", 4],
    ["kooperation/schulsozialarbeit", 3],
  ])("of %s are verified from the PDF alone, and compared with the agreement", async (name, count) => {
    const cwd = scratch();
    cpSync(join(examples, "..", `${name}.yaml`), join(cwd, "a.yaml"));
    const text = readFileSync(join(cwd, "a.yaml"), "utf8");
    const documents = ["auswertung", "bericht", "schlichtung"].filter((id) =>
      text.includes(`  ${listOf[id]}:`),
    );
    const run = await runKv(["render", "a.yaml", "--to", "pdf", "--document", documents.join()], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const pdfs = filesIn(cwd).filter((file) => file.endsWith(".pdf"));
    expect(pdfs.length).toBe(count);
    const against = await runKv(["verify", ...pdfs, "--against", "a.yaml"], cwd);
    expect(against).toMatchObject({ code: 0, stderr: "" });
    rmSync(join(cwd, "a.yaml"));
    const alone = await runKv(["verify", ...pdfs], cwd);
    expect(alone).toMatchObject({ code: 0, stderr: "" });
    expect(alone.stdout.match(/✓ Die Seiten sehen genau so aus wie beim Erzeugen\./g)).toHaveLength(count);
  });

  it("leave the checksum of the agreement as it was signed", async () => {
    const footer = async (cwd: string) => /Prüfsumme (\w+)/.exec(await printed(cwd, "vereinbarung"))?.[1];
    const name = "friedrichshain-kreuzberg.yaml";
    const before = agreement(name, (text) => text.replace(/^ {2}auswertungen:[^]*/m, ""));
    expect(await footer(agreement(name))).toBe(await footer(before));
    const checked = await runKv(["validate", "a.yaml"], agreement(name));
    expect(checked.stdout).toContain("ohne Befund");
  });

  it("compute the last day of the 14 days, and say of a running dispute only that it runs", async () => {
    const running = await printed(agreement("tempelhof-schoeneberg.yaml"), "schlichtung:2026-3");
    expect(running).toContain("mit Ablauf des 8. Dezember 2026.");
    expect(running).toContain("Das Verfahren ist noch nicht abgeschlossen.");
    expect(running.match(/^#+ .*/gm)).toEqual([
      "# Schlichtungsvermerk",
      "## 1. Gegenstand",
      "## 2. Erste Stufe: Einvernehmen der Parteien",
      "## 3. Ergebnis",
    ]);
    const leap = agreement("tempelhof-schoeneberg.yaml", (text) => text.replace("2026-11-24", "2028-02-20"));
    expect(await printed(leap, "schlichtung:2026-3")).toContain("mit Ablauf des 5. März 2028.");
  });

  it("of the post without a district names no Referate", async () => {
    const cwd = agreement(
      "berufliche-schulen.yaml",
      (text) =>
        `${text}  schlichtungen:\n    - { id: 1, anlass: Auslegung., angezeigt_am: 2027-01-10, stufe_2_am: 2027-01-25 }\n`,
    );
    const text = await printed(cwd, "schlichtung:1");
    expect(text).toContain("ist die Senatsverwaltung für Bildung, Jugend und Familie einbezogen worden");
    expect(text).not.toContain("Referat");
  });

  it.each([
    ["spandau.yaml", "Turnus der Berichte: noch nicht festgelegt; ihn legt das Arbeitsbündnis fest"],
    ["berufliche-schulen.yaml", "Turnus der Berichte: Ihn legt das Arbeitsbündnis fest"],
    ["lichtenberg.yaml", "Turnus der Berichte: jährlich"],
  ])("of %s say: %s", async (name, turnus) => {
    const cwd = agreement(name, (text) =>
      text.includes("  berichte:")
        ? text
        : text.includes("\nverlauf:")
          ? `${text}  berichte: [{ id: 2026, datum: 2026-10-06 }]\n`
          : `${text}\nverlauf:\n  berichte: [{ id: 2026, datum: 2026-10-06 }]\n`,
    );
    expect(await printed(cwd, "bericht:2026")).toContain(`- ${turnus}\n`);
  });

  it("are written only when --document names them", async () => {
    const cwd = agreement("friedrichshain-kreuzberg.yaml");
    await runKv(["render", "a.yaml", "--to", "md"], cwd);
    expect(filesIn(cwd).filter((file) => /auswertung|bericht|schlichtung/.test(file))).toEqual([]);
    const { stderr, code } = await runKv(["render", "a.yaml", ...records], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain("Unter „verlauf: schlichtungen“ steht kein Eintrag.");
  });
});

const listOf: Record<string, string> = {
  auswertung: "auswertungen",
  bericht: "berichte",
  schlichtung: "schlichtungen",
};

describe("a report", () => {
  const name = "friedrichshain-kreuzberg.yaml";
  const later = (text: string) =>
    text.replace(
      "status: begonnen, datum: 2025-11-06, offen: [Aufnahme in die Schulprogramme]",
      "status: abgeschlossen, datum: 2026-11-06",
    );

  it("keeps the steps it recorded, and shows those of today where it recorded none", async () => {
    const recorded = await printed(agreement(name, later), "bericht:2026-4");
    expect(recorded).toContain("Der Stand ist der am Stichtag festgehaltene.");
    expect(recorded).toMatch(/5\. Umsetzung und institutionelle Verankerung \| begonnen \(06\.11\.2025\)/);
    const present = await printed(agreement(name, later), "bericht:2026-3");
    expect(present).toContain("bei der Erzeugung dieses Dokuments");
    expect(present).toMatch(
      /5\. Umsetzung und institutionelle Verankerung \| abgeschlossen \(06\.11\.2026\)/,
    );
  });

  it("judges by its own day what depends on one", async () => {
    const cwd = agreement(name, (text) => `${text}    - { id: spaet, datum: 2029-01-15 }\n`);
    expect(await printed(cwd, "bericht:2026-4")).toContain("Kein Punkt ist offen.");
    expect(await printed(cwd, "bericht:spaet")).toContain("- P-29 (Pflicht): ");
  });

  it("printed before is another one once the agreement has changed, and says in what", async () => {
    const cwd = agreement(name);
    await runKv(["render", "a.yaml", "--to", "pdf", "--document", "bericht:2026-3"], cwd);
    const file = join(cwd, "a.yaml");
    writeFileSync(file, later(readFileSync(file, "utf8")));
    const { code, stdout } = await runKv(
      ["verify", "out/a/a-bericht-2026-3.pdf", "--against", "a.yaml"],
      cwd,
    );
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "andere Angaben: Sachstand: Schritte (5): Stand des Schrittes",
    );
  });

  it("counts by the steps and items of the repository's own checklist", async () => {
    const cwd = agreement(name);
    const list = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "pruefliste/eigene.json",
      title: "Eigene Prüfliste",
      description: "Was wir verlangen.",
      "x-schritte": Array.from({ length: 5 }, (_, index) => ({ titel: `Etappe ${index + 1}` })),
      allOf: [
        {
          "x-punkt": {
            id: "E-1",
            titel: "Zehn Handlungsfelder",
            quelle: "Absprache",
            stufe: "empfehlung",
            ort: "/handlungsfelder",
            abhilfe: "Mehr davon.",
          },
          properties: { handlungsfelder: { minItems: 10 } },
        },
      ],
    };
    writeFileSync(
      join(cwd, "kv.config.yaml"),
      "version: 1\nprueflisten: { koordinierungsstelle: [eigene] }\nschemas: s\n",
    );
    mkdirSync(join(cwd, "s/pruefliste"), { recursive: true });
    writeFileSync(join(cwd, "s/pruefliste/eigene.json"), JSON.stringify(list));
    const text = await printed(cwd, "bericht:2026-4");
    expect(text).toContain("| 5. Etappe 5 | begonnen (06.11.2025) |");
    expect(text).toContain("**Eigene Prüfliste.** Was wir verlangen.");
    expect(text).toContain("- E-1 (Empfehlung): Zehn Handlungsfelder");
  });
});

describe("the life of an agreement", () => {
  it("goes on through the next Fassung", async () => {
    const cwd = agreement("friedrichshain-kreuzberg.yaml");
    const before = await printed(cwd, "auswertung:2026");
    expect((await runKv(["amend", "a.yaml", "--date", "2027-01-15"], cwd)).code).toBe(0);
    expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toContain("nummer: 2");
    expect(await printed(cwd, "auswertung:2026")).toBe(before);
    const { stdout } = await runKv(["validate", "a.yaml"], cwd);
    expect(stdout).not.toContain("vor-beginn");
  });

  it("is no change of the agreement: kv diff shows it apart, and weighs nothing", async () => {
    const cwd = agreement("friedrichshain-kreuzberg.yaml");
    const text = readFileSync(join(cwd, "a.yaml"), "utf8");
    writeFileSync(join(cwd, "b.yaml"), text.replace("Zwölf Partnerschaften", "Dreizehn Partnerschaften"));
    const { stdout } = await runKv(["diff", "a.yaml", "b.yaml", "--format", "json"], cwd);
    const [change] = (JSON.parse(stdout) as { agreements: Record<string, unknown[]>[] }).agreements;
    expect([change?.["changes"], change?.["history"]?.length]).toEqual([[], 1]);
    expect(change?.["documents"]?.map((each) => (each as { id: string }).id)).not.toContain("bericht:2026-4");
    const synopse = await runKv(["diff", "a.yaml", "b.yaml", "--synopse", "md"], cwd);
    expect(synopse.stdout).not.toContain("Dreizehn");
  });

  it("may be signed: a signature under a protocol is verified, and is none under the agreement", async () => {
    const cwd = agreement("friedrichshain-kreuzberg.yaml");
    await runKv(["render", "a.yaml", "--to", "pdf", "--document", "auswertung:2026"], cwd);
    const pdf = join(cwd, "out/a/a-auswertung-2026.pdf");
    const signer = await makeSigner("Protokollführung");
    writeFileSync(pdf, await signField(readFileSync(pdf), "unterschrift-protokollfuehrung", signer));
    const before = readFileSync(join(cwd, "a.yaml"), "utf8");
    const run = await runKv(
      ["verify", "out/a/a-auswertung-2026.pdf", "--against", "a.yaml", "--record"],
      cwd,
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("unterschrieben von Protokollführung");
    expect(run.stderr).toContain("In a.yaml ist nichts einzutragen.");
    expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe(before);
  });

  it("has templates of its own in a repository, and their mistakes are found before anything is rendered", async () => {
    const cwd = agreement("friedrichshain-kreuzberg.yaml");
    const eject = await runKv(["templates", "eject", "koordinierungsstelle/auswertung"], cwd);
    expect(eject).toMatchObject({ code: 0, stderr: "" });
    const file = join(cwd, "vorlagen/koordinierungsstelle/auswertung.md.hbs");
    const template = readFileSync(file, "utf8");
    writeFileSync(file, template.replace("# Protokoll", "# Unser Protokoll"));
    expect(await printed(cwd, "auswertung:2026")).toContain("# Unser Protokoll des Auswertungsgesprächs");
    writeFileSync(file, template.replace("{{eintrag.reflexion}}", "{{eintrag.reflexionen}}"));
    const wrong = await runKv(["validate", "a.yaml"], cwd);
    expect(wrong.stdout).toContain("vorlage-feld-unbekannt");
    expect(wrong.stdout).toContain("Meinten Sie „reflexion“?");
  });
});
