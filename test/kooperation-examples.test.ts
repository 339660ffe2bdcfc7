import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseYaml } from "../src/source/parse-yaml.ts";
import { valueAt } from "../src/source/pointer.ts";
import { scratch } from "./cli/scratch.ts";
import { emptyHeadings } from "./empty-headings.ts";
import { runKv } from "./run-kv.ts";
import { unusedChoices, unusedFields, usedFields } from "./used-fields.ts";

const folder = "examples/kooperation";
const schemaFile = "kooperation.schema.json";
const all = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), "utf8");
  return { file, text, data: parseYaml(file, text).data };
});
const dataOfAll = all.map((each) => each.data);

/** Fields that no example uses, each with its reason. */
const reasonsForUnused: Record<string, string> = {
  "/ersetzt/datei": "a replaced agreement lives in the history of the repository",
  "/parteien/rechtstraeger/vertretung/name": "the examples invent no person",
  "/parteien/vertretung/name": "the examples invent no person",
};

/** What the examples of the Berlin kind show, in the same words. */
const shownElsewhere = ["/aenderung", "/sachstand", "/verlauf"];

async function markdownOf(file: string): Promise<string> {
  const argv = ["render", join(folder, file), "--to", "md", "--document", "vereinbarung", "--stdout"];
  return (await runKv(argv, process.cwd())).stdout;
}

describe("the examples of the kind kooperation", () => {
  it("say that they are examples, in the file and in the remark of every page", () => {
    for (const { text, data } of all) {
      expect(text.split("\n")[0]).toContain(`schemas/${schemaFile}`);
      expect(text.split("\n")[1]).toBe("# BEISPIEL: alle Orte, Stellen und Angaben sind erfunden.");
      expect(text.split("\n")[2]).toMatch(/^# .*\.$/);
      expect(valueAt(data, "/vermerk")).toBe("Beispiel – keine geltende Vereinbarung");
    }
  });

  it("have no finding", async () => {
    const run = await runKv(["validate", folder, "--strict"], process.cwd());
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain(`${all.length} Vereinbarungen geprüft: ohne Befund`);
  });

  it.each(["schulsozialarbeit", "schule-und-werkstatt"])("%s meets all six steps", async (name) => {
    const argv = ["validate", `${folder}/${name}.yaml`, "--profile", "isa-6schritte", "--strict"];
    expect((await runKv(argv, process.cwd())).stdout).toContain("ohne Befund");
  });

  it("use every field of the schema, or there is a reason why not", () => {
    expect(usedFields(schemaFile, dataOfAll).size).toBeGreaterThan(150);
    const unused = unusedFields(schemaFile, dataOfAll, shownElsewhere);
    expect(unused).toEqual(Object.keys(reasonsForUnused).sort());
  });

  it("use every value of every choice of their own", () => {
    const shared = /^(?:status|turnus) /;
    expect(unusedChoices(schemaFile, dataOfAll).filter((each) => !shared.test(each))).toEqual([]);
  });

  it("differ from each other in at least five fields", () => {
    const fields = all.map(({ file, data: one }) => {
      const used = [...usedFields(schemaFile, [one])].flatMap(([field, isUsed]) => (isUsed ? [field] : []));
      return { file, used: new Set(used) };
    });
    const alike = fields.flatMap((one, index) =>
      fields
        .slice(index + 1)
        .filter((other) => differences(one.used, other.used) < 5)
        .map((other) => `${one.file} ${other.file}`),
    );
    expect(alike).toEqual([]);
  });

  it("have fifty lines to sign in the network", async () => {
    const text = await markdownOf("netzwerk-fruehe-bildung.yaml");
    const [, signatures = ""] = text.split(" Unterschriften\n");
    expect(signatures.match(/ – (?:Leitung|Schulleitung|Vorstand|Geschäftsführung|Vorsitz)/g)).toHaveLength(
      50,
    );
    expect(signatures).toContain("Kreiselternrat – Vorsitz (mitzeichnend)");
  });

  it("name the framework agreement as it names itself", async () => {
    const rahmen = all.find(({ file }) => file === "ganztag-rahmen.yaml")?.data;
    const title = `${String(valueAt(rahmen, "/titel"))} ${String(valueAt(rahmen, "/gegenstand"))}`;
    expect(await markdownOf("ganztag-einzel.yaml")).toContain(`„${title}“ (16.02.2026)`);
    expect(valueAt(rahmen, "/fassung/stand")).toBe("2026-02-16");
  });
});

function differences(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const missing = (from: ReadonlySet<string>, fields: ReadonlySet<string>) =>
    [...fields].filter((field) => !from.has(field)).length;
  return missing(one, other) + missing(other, one);
}

describe("the handbook", () => {
  it("names every field of the kind kooperation", () => {
    const handbook = readFileSync("docs/handbuch.md", "utf8");
    const [, section = ""] = /\n### Die Art `kooperation`\n([\s\S]*?)\n## /.exec(handbook) ?? [];
    const fields = [...usedFields(schemaFile, dataOfAll).keys()].map((field) => field.split("/")[1] ?? "");
    const made = new Set(["aenderung", "sachstand"]);
    const toExplain = [...new Set(fields)].filter((field) => field !== "" && !made.has(field));
    expect(toExplain.filter((field) => !section.includes(`\`${field}\``))).toEqual([]);
    for (const { file } of all) expect(section).toContain(`\`${file}\``);
  });
});

/** An agreement with no more than the schema requires, and what a test adds. */
const agreement = (more: string, parties = 2) => `art: kooperation
titel: Kooperationsvereinbarung
fassung: { nummer: 1, stand: 2026-09-01, status: beschlossen }
parteien:
${Array.from({ length: parties }, (_, index) => `  - { id: p${index + 1}, bezeichnung: die Stelle ${index + 1}, kurz: S${index + 1} }\n`).join("")}${more}`;

async function printed(yaml: string): Promise<string> {
  const argv = ["render", "a.yaml", "--to", "md", "--document", "vereinbarung", "--stdout"];
  return (await runKv(argv, scratch({ "a.yaml": yaml }))).stdout;
}

describe("the document of the kind kooperation", () => {
  it("has two headings where nothing is said, and none without a text", async () => {
    const text = await printed(agreement(""));
    expect(text.match(/^## .*$/gm)).toEqual(["## 1. Gegenstand und Grundlagen", "## 2. Unterschriften"]);
    const sparse = `ziele: [{ id: z, titel: Ein Ziel }]
gremien: [{ id: g, name: Runde }]
zielgruppe: Alle.
ebenen: [{ id: e, name: Ort }]
`;
    for (const each of [...all.map(({ text: yaml }) => yaml), agreement(sparse)])
      expect(emptyHeadings(await printed(each))).toEqual([]);
  });

  it.each([
    [2, "Beide Parteien stimmen dieser Vereinbarung zu."],
    [3, "Alle Parteien stimmen dieser Vereinbarung zu."],
  ])("says of %i parties: %s", async (count, sentence) => {
    expect(await printed(agreement("", count))).toContain(sentence);
    const involved = agreement("  - { id: x, bezeichnung: der Rat, kurz: Rat, rolle: beteiligt }\n", count);
    expect(await printed(involved)).toContain(sentence);
  });

  it("lists up to eight parties one below the other, more in a table", async () => {
    expect(await printed(agreement("", 8))).toContain("nachfolgend „S8“ genannt");
    expect(await printed(agreement("", 9))).toContain("| die Stelle 9 | S9 |");
  });

  it("prints levels without boards, and shares of any kind", async () => {
    const text = await printed(
      agreement(`ebenen: [{ id: e, name: Ortsebene }]
finanzierung:
  kosten:
    - { gegenstand: Druck, anteile: [{ partner: p1, prozent: 33.5 }, { partner: p2, prozent: 66.5 }] }
    - { gegenstand: Porto, betrag: 1200, zeitraum: einmalig, anteile: [{ partner: p1, betrag: 1200 }] }
`),
    );
    expect(text).toContain("auf dieser Ebene zusammen: Ortsebene.");
    expect(text).toContain("- S1: 33,5 Prozent");
    expect(text).toContain("Porto: 1.200 Euro einmalig. Davon trägt:");
  });
});

describe("the Änderungsvereinbarung of the kind kooperation", () => {
  const file = readFileSync(join(folder, "schule-und-werkstatt.yaml"), "utf8");
  const next = file
    .replace(
      /^fassung: .*$/m,
      "fassung: { nummer: 2, stand: 2027-05-10, status: beschlossen, vorgaenger: { nummer: 1, stand: 2026-05-11 }, gilt_ab: 2027-08-01 }",
    )
    .replace("ende: 2027/2028", "ende: 2029/2030")
    .replace("prozent: 25 }", "prozent: 40 }")
    .replace("prozent: 75 }", "prozent: 60 }");

  it("names the agreement, the commands, the parties and their signatures", async () => {
    const cwd = scratch({ "alt/a.yaml": file, "neu/a.yaml": next });
    const argv = ["diff", "alt/a.yaml", "neu/a.yaml", "--amendment", "--to", "md,pdf,docx"];
    expect(await runKv(argv, cwd)).toMatchObject({ code: 0, stderr: "" });
    const text = readFileSync(join(cwd, "out/neu/a/a-aenderungsvereinbarung.md"), "utf8");
    expect(text).toContain("zu „Kooperationsvereinbarung zum Werkstatttag an der Oberschule am Wasserturm“");
    expect(text).toContain("nachfolgend „Jugendwerkstatt“ genannt");
    expect(text).toMatch(/„2027\/2028“ durch .*„2029\/2030“/);
    expect(text).toContain("gelten ab dem 1. August 2027.");
    expect(text).toContain("Schule – Schulleitung");
  });
});
