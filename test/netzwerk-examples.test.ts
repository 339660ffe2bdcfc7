import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseYaml } from "../src/source/parse-yaml.ts";
import { isRecord, valueAt } from "../src/source/pointer.ts";
import { scratch } from "./cli/scratch.ts";
import { emptyHeadings } from "./empty-headings.ts";
import { runKv } from "./run-kv.ts";
import { unusedChoices, unusedFields, usedFields } from "./used-fields.ts";

const folder = "examples/nrw";
const schemaFile = "netzwerk.schema.json";
const all = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), "utf8");
  return { file, text, data: parseYaml(file, text).data };
});
const dataOfAll = all.map((each) => each.data);

/** Fields that no example uses, each with its reason. */
const reasonsForUnused: Record<string, string> = {
  "/formen/kontaktpersonen/name": "the examples name offices, no persons",
  "/laufzeit/inkrafttreten": "kooperation shows it; the definition is shared",
  "/laufzeit/unbefristet": "as inkrafttreten",
  "/laufzeit/verlaengerung": "as inkrafttreten",
  "/netzwerke/ansprechstellen/name": "the examples name offices, no persons",
  "/netzwerke/vertretung/name": "the examples name offices, no persons",
};

/** What the examples of the Berlin kind show, in the same words. */
const shownElsewhere = ["/aenderung", "/sachstand", "/verlauf", "/fassung"];

async function printed(yaml: string, document = "vereinbarung"): Promise<string> {
  const argv = ["render", "a.yaml", "--to", "md", "--document", document, "--stdout"];
  return (await runKv(argv, scratch({ "a.yaml": yaml }))).stdout;
}

describe("the examples of the kind netzwerk", () => {
  it("say that they are examples, in the file and in the remark of every page", () => {
    for (const { text, data } of all) {
      expect(text.split("\n")[0]).toContain(`schemas/${schemaFile}`);
      expect(text.split("\n")[1]).toMatch(/^# BEISPIEL: /);
      expect(valueAt(data, "/vermerk")).toBe("Beispiel – keine geltende Vereinbarung");
    }
  });

  it("have one finding: the programme that has no expertise in the source either", async () => {
    const run = await runKv(["validate", folder, "--format", "json"], process.cwd());
    const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { code: string; pointer: string }[] };
    expect(run.code).toBe(0);
    expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(["P-53 /netzwerke/4"]);
    expect(valueAt(dataOfAll[0], "/netzwerke/4/id")).toBe("kekiz");
  });

  it("use every field of the schema, or there is a reason why not", () => {
    expect(usedFields(schemaFile, dataOfAll).size).toBeGreaterThan(100);
    const unused = unusedFields(schemaFile, dataOfAll, shownElsewhere);
    expect(unused).toEqual(Object.keys(reasonsForUnused).sort());
  });

  it("use every value of every choice of their own", () => {
    const shared = /^(?:status|turnus) /;
    expect(unusedChoices(schemaFile, dataOfAll).filter((each) => !shared.test(each))).toEqual([]);
  });

  it("name no person anywhere", () => {
    const names: string[] = [];
    const visit = (value: unknown, pointer: string): void => {
      if (isRecord(value) || Array.isArray(value))
        for (const [key, child] of Object.entries(value)) visit(child, `${pointer}/${key}`);
      else if (/\/(?:ansprechstellen|kontaktpersonen|vertretung)\/\d+\/name$/.test(pointer))
        names.push(pointer);
    };
    for (const data of dataOfAll) visit(data, "");
    expect(names).toEqual([]);
  });
});

describe("the handbook", () => {
  it("names every field of the kind netzwerk, and its examples", () => {
    const handbook = readFileSync("docs/handbuch.md", "utf8");
    const [, section = ""] = /\n### Die Art `netzwerk`\n([\s\S]*?)\n##/.exec(handbook) ?? [];
    const fields = [...usedFields(schemaFile, dataOfAll).keys()].map((field) => field.split("/")[1] ?? "");
    const made = new Set(["aenderung", "sachstand"]);
    const toExplain = [...new Set(fields)].filter((field) => field !== "" && !made.has(field));
    expect(toExplain.filter((field) => !section.includes(`\`${field}\``))).toEqual([]);
    for (const { file } of all) expect(section).toContain(`\`${file}\``);
  });
});

/** An agreement with no more than schema and checklist demand, and what a test adds. */
const agreement = (more = "", { form = "kontrakt", networks = 2 } = {}) => `art: netzwerk
muster: { stand: 2016-01-20 }
form: ${form}
fassung: { nummer: 1, stand: 2026-09-01, status: beschlossen }
qualitaet: [Alles wird ausgewertet.]
netzwerke:
${Array.from({ length: networks }, (_, index) => `  - { id: n${index + 1}, name: Netzwerk ${index + 1}, kurz: N${index + 1}, traegerstelle: { behoerde: Amt ${index + 1} }, vertretung: [{ stellen: [die Leitung] }] }\n`).join("")}${more}`;

describe("the document of the kind netzwerk", () => {
  it("has no heading without a text, whatever is said or left out", async () => {
    const sparse = `ziele: [{ id: z, netzwerk: n1, titel: Ein Ziel }]
gremien: [{ id: g, name: Runde }]
ebenen: [{ id: e, name: Ort }]
kooperationsfelder: [{ id: k, titel: Übergänge }]
laufzeit: { unbefristet: true }
`;
    const texts = [...all.map(({ text }) => text), agreement(), agreement(sparse)];
    for (const each of texts) expect(emptyHeadings(await printed(each))).toEqual([]);
    const annex = all.map(({ text }) => printed(text, "anlage-netzwerkexpertisen"));
    for (const each of await Promise.all(annex)) expect(emptyHeadings(each)).toEqual([]);
  });

  it.each([
    ["kontrakt", 2, "Diesen Kontrakt schließen:", "Beide Netzwerke stimmen diesem Kontrakt zu."],
    ["kontrakt", 3, "Diesen Kontrakt schließen:", "Alle Netzwerke stimmen diesem Kontrakt zu."],
    ["letter-of-intent", 2, "Diesen Letter of Intent geben ab:", "Beide Netzwerke erklären diese Absicht."],
  ])("as %s of %i networks says: %s", async (form, networks, first, last) => {
    const text = await printed(agreement("", { form, networks }));
    expect(text).toContain(first);
    expect(text).toContain(last);
    expect(text).not.toContain(form === "kontrakt" ? "dieser Letter of Intent" : "Kontrakt schließen");
  });

  it("names persons where the data do, and the Trägerstelle where no office is named", async () => {
    const named = agreement().replace(
      "vertretung: [{ stellen: [die Leitung] }] }",
      "vertretung: [{ stellen: [die Leitung], name: Dr. N. N. }], ansprechstellen: [{ behoerde: Amt 1, einheit: Büro, name: M. M. }] }",
    );
    const text = await printed(named);
    expect(text).toContain("Amt 1, vertreten durch die Leitung (Dr. N. N.)");
    expect(text).toContain("| N1 | Amt 1, Büro (M. M.) |\n| N2 | Amt 2 |");
  });

  it("ticks the chosen forms only, and says so only where one is chosen", async () => {
    const chosen = await printed(agreement("formen: { fortbildungen: [Es gibt einen Fachtag.] }\n"));
    expect(chosen.match(/^- \[[ x]\]/gm)?.join("")).toBe("- [ ]- [ ]- [ ]- [x]- [ ]");
    expect(chosen).toContain("angekreuzt ist, was gewählt ist");
    const none = await printed(agreement());
    expect(none.match(/^- \[ \]/gm)).toHaveLength(5);
    expect(none).not.toContain("angekreuzt");
  });

  it("marks contradictory goals, with what is settled or that nothing is yet", async () => {
    const text = await printed(
      agreement(`ziele:
  - { id: a, netzwerk: n1, titel: Früh beginnen }
  - { id: b, netzwerk: n2, titel: Spät beginnen }
  - { id: c, netzwerk: n2, titel: Gar nicht beginnen }
widersprueche:
  - { ziele: [a, b], text: Beides geht nicht., klaerung: Das entscheidet die Runde. }
  - { ziele: [a, b, c] }
`),
    );
    expect(text).toContain(
      "„Früh beginnen“ und „Spät beginnen“: Beides geht nicht. Klärung: Das entscheidet die Runde.",
    );
    expect(text).toContain("und „Gar nicht beginnen“. Die Klärung steht noch aus.");
  });

  it("is signed by fifty networks in a table", async () => {
    const text = await printed(agreement("", { networks: 50 }));
    expect(text.match(/^\| Netzwerk \d+ \| N\d+ \| Amt \d+, vertreten durch die Leitung \|$/gm)).toHaveLength(
      50,
    );
    expect(text.split("Unterschriften\n")[1]?.match(/ N\d+ \|/g)).toHaveLength(50);
  });
});

describe("the life of a network contract", () => {
  const file = readFileSync(join(folder, "fuenf-programme.yaml"), "utf8");
  const next = file
    .replace(
      /^fassung: .*$/m,
      "fassung: { nummer: 2, stand: 2027-10-04, status: beschlossen, vorgaenger: { nummer: 1, stand: 2026-10-05 }, gilt_ab: 2028-01-01 }",
    )
    .replace("turnus: jaehrlich,", "turnus: halbjaehrlich,")
    .replace("zahl: 186", "zahl: 187");

  it("is amended: the commands name the agreement and, apart from it, the annex", async () => {
    const cwd = scratch({
      "alt/a.yaml": file,
      "neu/a.yaml": next.replace("  nummer: 1\n  stand: 2026-10-05\n", "  nummer: 2\n  stand: 2027-10-04\n"),
    });
    const argv = ["diff", "alt/a.yaml", "neu/a.yaml", "--amendment", "--to", "md,pdf,docx"];
    expect(await runKv(argv, cwd)).toMatchObject({ code: 0, stderr: "" });
    const text = readFileSync(join(cwd, "out/neu/a/a-aenderungsvereinbarung.md"), "utf8");
    expect(text).toContain("zu „Netzwerkkontrakt zur Zusammenarbeit von fünf Programmen");
    expect(text).toContain("„jährlich“ durch das Wort „halbjährlich“");
    expect(text).toContain("„186“ durch die Angabe „187“");
    expect(text).toContain("gelten ab dem 1. Januar 2028.");
    expect(text).toContain("KeKiz – Leitung");
  });

  it("has an annex that is amended by itself", async () => {
    const cwd = scratch({ "a.yaml": file });
    const argv = ["amend", "a.yaml", "--document", "anlage-netzwerkexpertisen", "--date", "2027-02-01"];
    expect(await runKv(argv, cwd)).toMatchObject({ code: 0, stderr: "" });
    const amended = readFileSync(join(cwd, "a.yaml"), "utf8");
    expect(amended).toContain("expertisen:\n  nummer: 2\n  stand: 2027-02-01\n");
    expect(amended).toContain("fassung: { nummer: 1, stand: 2026-10-05, status: abgestimmt }");
  });
});
