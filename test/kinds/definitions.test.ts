import { parseYaml } from "../../src/source/parse-yaml.ts";
import { readdirSync, readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { profileFitFindings } from "../../src/check/profile-definition.ts";
import { profileRules } from "../../src/check/profile-rules.ts";
import type { ProfileDefinition } from "../../src/check/profile.ts";
import { checkKindTemplates } from "../../src/document/template-check.ts";
import { clausePlaces } from "../../src/document/clause-places.ts";
import { helperNames, helpersFor } from "../../src/document/helpers.ts";
import { TokenTable } from "../../src/document/tokens.ts";
import settings from "../../src/io/ajv-options.json" with { type: "json" };
import { loadKind } from "../../src/io/load-kind.ts";
import { builtInMaterial } from "../../src/io/material.ts";
import { clauseNames } from "../../src/kinds/clause-names.ts";
import { documentIds, isBuiltIn } from "../../src/kinds/kind.ts";
import { isRecord, valueAt } from "../../src/source/pointer.ts";
import { agreementData, documentOf } from "../agreement.ts";

const json = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
const schemaFiles = readdirSync("schemas").filter((file) => file.endsWith(".schema.json"));
const kindNames = builtInMaterial.kindNames();
const profileFiles = readdirSync("schemas/pruefliste");

function newAjv() {
  const ajv = new Ajv2020.default(settings.options);
  addFormats.default(ajv, ["date"]);
  ajv.addVocabulary(Object.keys(json("schemas/annotations.json")));
  for (const file of schemaFiles) ajv.addSchema(json(`schemas/${file}`));
  return ajv;
}

function errorsOf(schema: string, data: unknown): unknown {
  const ajv = newAjv();
  return ajv.validate(schema, data) ? [] : ajv.errors;
}

describe("the data of kv itself", () => {
  it.each(kindNames)("art.yaml of %s follows its schema", (kind) => {
    expect(errorsOf("art.schema.json", parse(readFileSync(`templates/${kind}/art.yaml`, "utf8")))).toEqual(
      [],
    );
  });

  it("Stammdaten follow their schema and name the districts the schema allows", () => {
    const stammdaten = parse(readFileSync("templates/stammdaten.yaml", "utf8")) as {
      bezirke: { id: string; name: string }[];
    };
    expect(errorsOf("stammdaten.schema.json", stammdaten)).toEqual([]);
    const schema = json("schemas/koordinierungsstelle.schema.json");
    expect(stammdaten.bezirke.map((each) => each.id)).toEqual(valueAt(schema, "/properties/bezirk/enum"));
    expect(stammdaten.bezirke.map((each) => each.name)).toEqual(
      valueAt(schema, "/properties/bezirk/enumDescriptions"),
    );
  });

  it.each(kindNames)("all templates of %s pass their own check", async (name) => {
    const { kind } = await loadKind(name);
    const findings = checkKindTemplates(kind);
    expect(findings).toEqual([]);
    expect(isBuiltIn(kind)).toBe(true);
  });

  it("offers templates exactly the helpers that exist", async () => {
    const { kind } = await loadKind("koordinierungsstelle");
    const own = Object.keys(helpersFor({ tokens: new TokenTable(), art: kind.art, follow: () => undefined }));
    expect([...own, "each"].sort()).toEqual([...helperNames].sort());
  });
});

/** What stands in a schema, without conditions: they narrow fields that are described elsewhere. */
function fieldsOf(node: Record<string, unknown>): [string, unknown][] {
  return Object.entries(node).filter(([key]) => !["if", "then", "else"].includes(key));
}

describe("the schemas", () => {
  it.each(schemaFiles)("%s: every field has a German title, every choice a label", (file) => {
    const untitled: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (!isRecord(node)) return;
      for (const [key, field] of Object.entries(isRecord(node["properties"]) ? node["properties"] : {})) {
        if (isRecord(field) && field["title"] === undefined && field["$ref"] === undefined)
          untitled.push(`${path}/${key}`);
      }
      const { enum: values, enumDescriptions: labels } = node;
      if (Array.isArray(values) && Array.isArray(labels) && values.length !== labels.length)
        untitled.push(`${path} labels`);
      for (const [key, child] of fieldsOf(node)) visit(child, `${path}/${key}`);
    };
    if (file !== "pruefliste.schema.json") visit(json(`schemas/${file}`), "");
    expect(untitled).toEqual([]);
  });

  it.each(["gemeinsam", ...kindNames, "config", "ausnahmen", "personen"])(
    "%s: every field says what it means and shows an example",
    (name) => {
      const silent: string[] = [];
      const visit = (node: unknown, path: string): void => {
        if (!isRecord(node)) return;
        for (const [key, field] of Object.entries(isRecord(node["properties"]) ? node["properties"] : {})) {
          if (!isRecord(field) || field["$ref"] !== undefined) continue;
          const isGroup = field["type"] === "object" || field["type"] === "array";
          if (field["description"] === undefined || (!isGroup && field["examples"] === undefined))
            silent.push(`${path}/${key}`);
        }
        for (const [key, child] of fieldsOf(node)) visit(child, `${path}/${key}`);
      };
      visit(json(`schemas/${name}.schema.json`), "");
      expect(silent).toEqual([]);
    },
  );

  it.each(schemaFiles)("%s: examples fit their own field", (file) => {
    const ajv = newAjv();
    const root = json(`schemas/${file}`);
    const wrong: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (Array.isArray(node)) node.forEach((child, index) => visit(child, `${path}/${index}`));
      if (!isRecord(node)) return;
      const examples: unknown[] = Array.isArray(node["examples"]) ? node["examples"] : [];
      for (const example of examples) {
        if (!ajv.validate(`${String(root["$id"])}#${path}`, example))
          wrong.push(`${path}: ${JSON.stringify(example)}`);
      }
      for (const [key, child] of Object.entries(node))
        if (key !== "examples") visit(child, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    };
    visit(root, "");
    expect(wrong).toEqual([]);
  });
});

/** An agreement that meets every item a JSON Schema decides, of the kind a checklist is for. */
function completeFor(profile: Record<string, unknown>): Readonly<Record<string, unknown>> {
  const [art = "koordinierungsstelle"] = (profile["x-arten"] ?? []) as string[];
  const files: Readonly<Record<string, string>> = {
    kooperation: "examples/kooperation/schulsozialarbeit.yaml",
    netzwerk: "examples/nrw/fuenf-programme.yaml",
  };
  const file = files[art];
  if (file === undefined) return agreementData();
  return parseYaml(file, readFileSync(file, "utf8")).data as Record<string, unknown>;
}

describe("a checklist", () => {
  it.each(profileFiles)("%s follows its schema and is itself a JSON Schema an editor can apply", (file) => {
    const profile = json(`schemas/pruefliste/${file}`);
    expect(errorsOf("pruefliste.schema.json", profile)).toEqual([]);
    const ajv = newAjv();
    const complete = completeFor(profile);
    expect(ajv.compile(profile)(complete)).toBe(true);
    const poor = { ...complete, gremien: [], bericht: {}, beteiligung: {}, formen: {} };
    expect(ajv.compile(profile)(poor)).toBe(false);
  });

  it.each(profileFiles)(
    "%s decides each item by exactly one of schema, clause, naming, rule, Termin",
    (file) => {
      const { allOf } = json(`schemas/pruefliste/${file}`) as unknown as ProfileDefinition;
      for (const item of allOf) {
        const { klauseln, regel, genannt_in: naming, termin, id } = item["x-punkt"];
        const ways = [Object.keys(item).length > 1, klauseln, naming, regel, termin].filter(Boolean);
        expect([id, ways.length]).toEqual([id, 1]);
        if (regel !== undefined) expect(Object.keys(profileRules)).toContain(regel);
      }
      expect(new Set(allOf.map((item) => item["x-punkt"].id)).size).toBe(allOf.length);
    },
  );

  it.each(profileFiles)("%s names only fields, lists and clauses that its kinds have", async (file) => {
    const path = `schemas/pruefliste/${file}`;
    const parsed = parseYaml(path, readFileSync(path, "utf8"));
    const arten = (json(path)["x-arten"] ?? ["koordinierungsstelle"]) as string[];
    for (const art of arten) {
      const { kind } = await loadKind(art);
      const partials = [...kind.partials.values()].map(({ text }) => text);
      // Variants of a document share its id.
      const clauses = documentIds(kind.art).map((id) => {
        const variants = kind.art.dokumente.filter((each) => each.id === id);
        const texts = variants.map(({ vorlage }) => kind.templates.get(vorlage)?.text ?? "");
        return [id, clauseNames([...texts, ...partials])] as const;
      });
      expect(profileFitFindings(parsed, { tree: kind.tree, clauses: new Map(clauses) })).toEqual([]);
    }
  });

  it("berlin-2019 names only clauses that the built-in template has", async () => {
    const ids = clausePlaces(await documentOf("vereinbarung", agreementData()));
    const { allOf } = json("schemas/pruefliste/berlin-2019.json") as unknown as ProfileDefinition;
    const named = allOf.flatMap((item) => item["x-punkt"].klauseln?.["vereinbarung"] ?? []);
    expect(named.length).toBeGreaterThan(25);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });
});
