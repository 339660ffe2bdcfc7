import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseYaml } from "../src/source/parse-yaml.ts";
import { valueAt } from "../src/source/pointer.ts";
import { buildOne } from "./agreement.ts";
import { examples } from "./cli/scratch.ts";
import { runKv } from "./run-kv.ts";
import { schemaDocuments, unusedChoices, usedFields, type Schema } from "./used-fields.ts";

const all = readdirSync(examples).map((file) => ({
  name: file.replace(/\.yaml$/, ""),
  data: parseYaml(file, readFileSync(join(examples, file), "utf8")).data,
}));
const schemaFile = "koordinierungsstelle.schema.json";
const schemas = schemaDocuments(schemaFile);
const dataOfAll = all.map((each) => each.data);

/** Fields that no example uses, each with its reason. */
const unusedFields: Record<string, string> = {
  "/parteien":
    "no source names the parties of the post without a district; berufliche-schulen shows the gaps",
  "/parteien/id": "as /parteien",
  "/parteien/bezeichnung": "as /parteien",
  "/parteien/vertreten_durch": "as /parteien",
  "/parteien/unterschrift": "as /parteien",
  "/koordination/name": "the examples invent no person",
  "/verlauf/auswertungen/teilnehmende/name": "the examples invent no person",
};

/** What kv puts together itself: no file holds it. */
const generated = new Set(["/aenderung", "/sachstand"]);

/** Values of choices that no example uses, each with its reason. */
const unusedValues: Record<string, string> = {
  "status abgeloest": "a replaced version lives in the history of its file, not beside its successor",
};

/** What somebody comparing two examples would notice; each as a text that can be compared. */
function aspects(data: unknown): Record<string, string> {
  const list = (pointer: string): unknown[] => {
    const value = valueAt(data, pointer);
    return Array.isArray(value) ? value : [];
  };
  const texts = (values: readonly unknown[]) => values.flat().map(String).sort().join();
  const of = (pointer: string, key: string) => texts(list(pointer).map((entry) => valueAt(entry, `/${key}`)));
  const has = (...pointers: readonly string[]) =>
    texts(pointers.filter((pointer) => valueAt(data, pointer) !== undefined));
  return {
    ort: String(valueAt(data, "/verortung/ort")),
    verortung: has(
      "/verortung/mitentscheidende",
      "/verortung/naehe",
      "/verortung/ausstattung/raum",
      "/verortung/ausstattung/sachmittel",
    ),
    handlungsfelder: of("/handlungsfelder", "titel"),
    aufgaben: of("/aufgabenbeschreibung/aufgaben", "muster"),
    gremien: `${of("/gremien", "form")} ${of("/gremien", "ebene")}`,
    turnus: String(valueAt(data, "/bericht/turnus")),
    status: String(valueAt(data, "/fassung/status")),
    ressorts: texts(list("/weitere_ressorts")),
    parteien: has("/weitere_parteien"),
    anrede: String(valueAt(data, "/koordination/anrede")),
    netzwerk: has("/netzwerk", "/steckbrief"),
    rahmenkonzept: texts(Object.keys(Object(valueAt(data, "/rahmenkonzept")))),
    ausnahmen: of("/ausnahmen", "punkt"),
    verlauf: texts(Object.keys(Object(valueAt(data, "/verlauf")))),
  };
}

describe("the examples", () => {
  it("are the twelve districts and the post without one", () => {
    const districts = valueAt(schemas.get(schemaFile), "/properties/bezirk/enum") as string[];
    expect(all.map(({ name }) => name).sort()).toEqual([...districts, "berufliche-schulen"].sort());
    for (const { name, data } of all)
      expect(valueAt(data, "/bezirk")).toBe(name === "berufliche-schulen" ? undefined : name);
  });

  it("say that they are examples, in the file and in the remark of every page", () => {
    for (const { name, data } of all) {
      expect(readFileSync(join(examples, `${name}.yaml`), "utf8").split("\n")[1]).toMatch(/^# BEISPIEL: /);
      expect(valueAt(data, "/vermerk")).toBe("Beispiel – keine geltende Vereinbarung");
    }
  });

  it("have no error under berlin-2019, and nothing overdue in the winter they are set in", async () => {
    const argv = ["validate", "examples/berlin", "--profile", "berlin-2019", "--date", "2026-12-01", "-q"];
    expect(await runKv(argv, process.cwd())).toMatchObject({ code: 0, stdout: "" });
  });

  it("show a complete Rahmenkonzept in three districts", async () => {
    for (const name of ["mitte", "pankow", "marzahn-hellersdorf"]) {
      const argv = ["validate", `examples/berlin/${name}.yaml`, "--profile", "rahmenkonzept", "--strict"];
      expect((await runKv(argv, process.cwd())).stdout).toContain("ohne Befund");
    }
  });

  it("differ from each other in at least five things", () => {
    const alike: string[] = [];
    for (const [index, one] of all.entries())
      for (const other of all.slice(index + 1)) {
        const [a, b] = [aspects(one.data), aspects(other.data)];
        const different = Object.keys(a).filter((key) => a[key] !== b[key]);
        if (different.length < 5) alike.push(`${one.name} ${other.name}: ${different.join()}`);
      }
    expect(alike).toEqual([]);
  });

  it("use every field of the schema, or there is a reason why not", () => {
    const used = usedFields(schemaFile, dataOfAll);
    expect(used.size).toBeGreaterThan(150);
    const unused = [...used].filter(([, isUsed]) => !isUsed).map(([field]) => field);
    expect(unused.filter((field) => !generated.has(field)).sort()).toEqual(Object.keys(unusedFields).sort());
  });

  it("use every value of every choice, or there is a reason why not", () => {
    expect(unusedChoices(schemaFile, dataOfAll)).toEqual(Object.keys(unusedValues));
  });

  describe("that are signed", () => {
    const signed = all.filter(({ data }) => valueAt(data, "/fassung/status") === "unterzeichnet");
    let hashes: Record<string, string | undefined>;

    beforeAll(async () => {
      const entries = signed.map(async ({ name, data }) => {
        const { document } = await buildOne("vereinbarung", data);
        return [name, document?.meta.hash] as const;
      });
      hashes = Object.fromEntries(await Promise.all(entries));
    });

    it("carry one signature per party, each with the checksum of what was signed", () => {
      expect(signed.length).toBeGreaterThan(1);
      for (const { name, data } of signed) {
        const signatures = valueAt(data, "/verlauf/unterschriften") as Schema[];
        const more = (valueAt(data, "/weitere_parteien") ?? []) as Schema[];
        expect(signatures.map((each) => each["von"])).toEqual([
          "schulaufsicht",
          "jugendamt",
          ...more.map((party) => party["id"]),
        ]);
        for (const signature of signatures)
          expect(signature).toMatchObject({ dokument: "vereinbarung", pruefsumme: hashes[name] });
      }
    });
  });
});
