import { describe, expect, it } from "vitest";
import { clauseNames, knowsClause } from "../../src/kinds/clause-names.ts";
import { leadsSomewhere, reachedFrom, referencesIn } from "../../src/kinds/schema-references.ts";

const schemas: Record<string, unknown> = {
  "a.schema.json": {
    properties: { x: { $ref: "b.schema.json#/$defs/eins" }, y: { $ref: "#/$defs/kreis" } },
    $defs: { kreis: { $ref: "#/$defs/kreis" } },
  },
  "b.schema.json": { $defs: { eins: { $ref: "c.schema.json" }, zwei: { type: "string" } } },
  "c.schema.json": { type: "object" },
};
const schemaOf = (file: string) => schemas[file];

describe("references between schemas", () => {
  it("are found with their places", () => {
    expect(referencesIn(schemas["a.schema.json"])).toEqual([
      { pointer: "/properties/x/$ref", target: "b.schema.json#/$defs/eins" },
      { pointer: "/properties/y/$ref", target: "#/$defs/kreis" },
      { pointer: "/$defs/kreis/$ref", target: "#/$defs/kreis" },
    ]);
  });

  it("reach other files, also through others", () => {
    expect([...reachedFrom("a.schema.json", (file) => JSON.stringify(schemas[file], null, 2))]).toEqual(
      Object.keys(schemas),
    );
  });

  it.each([
    ["b.schema.json#/$defs/eins", true],
    ["b.schema.json#/$defs/zwei", true],
    ["c.schema.json", true],
    ["#/properties/x", true],
    ["#/$defs/kreis", false],
    ["b.schema.json#/$defs/drei", false],
    ["d.schema.json", false],
    ["#anker", false],
    ["https://beispiel.de/b.schema.json#/$defs/zwei", false],
  ])("%s leads somewhere: %s", (target, leads) => {
    expect(leadsSomewhere(target, "a.schema.json", schemaOf)).toBe(leads);
  });
});

describe("clauses named in templates", () => {
  const names = clauseNames([
    "# Titel {#titel}\n{{#each liste}}\n- {{name}} {#punkt_{{id}} }\n{{/each}}\n## Ohne {#ohne .ohne-nummer}\n",
  ]);

  it.each([
    ["titel", true],
    ["ohne", true],
    ["punkt_1", true],
    ["each", false],
    ["punkt", false],
    ["tite", false],
  ])("%s is known: %s", (id, known) => {
    expect(knowsClause(names, id)).toBe(known);
  });
});
