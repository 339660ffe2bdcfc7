import { describe, expect, it } from "vitest";
import { schemaFindings, type Validator } from "../../src/check/schema-findings.ts";
import { remedyOf } from "../../src/findings/catalogue.ts";
import { SchemaTree } from "../../src/kinds/schema-tree.ts";
import { parseYaml } from "../../src/source/parse-yaml.ts";

describe("validator errors", () => {
  it("of a keyword without a sentence of its own still become a finding: schema-verletzt", () => {
    const validate: Validator = Object.assign(() => false, {
      errors: [{ keyword: "not", instancePath: "/a", schemaPath: "#/not", params: {} }],
    });
    const tree = new SchemaTree("x", new Map([["x", { type: "object", properties: { a: { title: "A" } } }]]));
    const [finding] = schemaFindings(parseYaml("x.yaml", "a: 1\n"), validate, tree);
    expect(finding).toMatchObject({
      code: "schema-verletzt",
      pointer: "/a",
      span: { start: 3, end: 4 },
      args: { feld: "a", regel: "not" },
    });
  });

  it.each([
    [{}, "Löschen Sie „verbund“ oder aber „stadt“."],
    [
      { "x-fall": "wenn eine Stadt sie schließt" },
      "Löschen Sie „verbund“, wenn eine Stadt sie schließt, sonst „stadt“.",
    ],
  ])("say when a field is right in the words of the schema: %o", (otherwise, remedy) => {
    const validate: Validator = Object.assign(() => false, {
      errors: [{ keyword: "false schema", instancePath: "/stadt", schemaPath: "#/then/x", params: {} }],
    });
    const schema = { if: { required: ["verbund"] }, else: otherwise };
    const tree = new SchemaTree("x", new Map([["x", schema]]));
    const findings = schemaFindings(parseYaml("x.yaml", "verbund: a\nstadt: b\n"), validate, tree);
    expect(findings.map(remedyOf)).toEqual([remedy]);
  });

  it.each([
    ["Geflüchtete Kinder", "gefluechtete-kinder"],
    ["?!", "muster"],
  ])("propose a Kennung for „%s“: %s", (text, beispiel) => {
    const validate: Validator = Object.assign(() => false, {
      errors: [{ keyword: "pattern", instancePath: "/id", schemaPath: "#/x", params: {} }],
    });
    const id = { "x-kennung": true, examples: ["muster"] };
    const tree = new SchemaTree("x", new Map([["x", { type: "object", properties: { id } }]]));
    const findings = schemaFindings(parseYaml("x.yaml", `id: "${text}"\n`), validate, tree);
    expect(findings).toMatchObject([{ code: "form-falsch", args: { beispiel } }]);
  });

  it.each([
    [
      { required: ["ort"] },
      { enum: ["amt", "schule"] },
      "Tragen Sie einen Wert ein; möglich ist: „amt“, „schule“.",
    ],
    [{ required: ["ort"] }, { examples: ["Pankow"] }, "Tragen Sie einen Wert ein, zum Beispiel: Pankow"],
    [{ required: ["ort"] }, {}, "Tragen Sie einen Wert ein."],
    [{}, {}, "Tragen Sie einen Wert ein; ist das Feld nicht verlangt, können Sie die Zeile löschen."],
  ])("tell an empty field that must be there from others: %o %o", (group, ort, remedy) => {
    const validate: Validator = Object.assign(() => false, {
      errors: [{ keyword: "type", instancePath: "/ort", schemaPath: "#/x", params: { type: "string" } }],
    });
    const tree = new SchemaTree("x", new Map([["x", { ...group, properties: { ort } }]]));
    const findings = schemaFindings(parseYaml("x.yaml", "ort:\n"), validate, tree);
    expect(findings.map(remedyOf)).toEqual([remedy]);
  });
});
