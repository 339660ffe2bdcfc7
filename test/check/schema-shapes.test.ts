import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scratch } from "../cli/scratch.ts";
import { runKv } from "../run-kv.ts";

const sound = join(import.meta.dirname, "../cases/eigenes/alles in Ordnung");
const file = "schemas/patenschaft.schema.json";
const list = "schemas/pruefliste/unser-bezirk.json";

/** What kv says of the own kind with a text of one of its files replaced. */
async function validated(path: string, from: string, to: string): Promise<string> {
  const cwd = scratch();
  cpSync(sound, cwd, { recursive: true });
  const text = readFileSync(join(cwd, path), "utf8");
  expect(text).toContain(from);
  const definitions = `${group} "$defs": ${JSON.stringify(Object.fromEntries(doubling))},`;
  const changed = text.replace(from, () => to);
  writeFileSync(
    join(cwd, path),
    to.includes("$defs/d0") ? changed.replace(group, () => definitions) : changed,
  );
  const { code, stdout, stderr } = await runKv(["validate", "."], cwd);
  expect(stderr).toBe("");
  return `${code} ${stdout.replaceAll(/\s+/g, " ")}`;
}

const field = '"title": "Patinnen und Paten",';
const group = '"type": "object",';
/** Groups of which each contains the next one twice. */
const doubling = Array.from({ length: 24 }, (_, index) => {
  const next = { $ref: `#/$defs/d${index + 1}` };
  return [`d${index}`, index === 23 ? {} : { type: "object", properties: { a: next, b: next } }] as const;
});

describe("what JSON Schema allows and kv cannot work with is named in the schema", () => {
  it.each([
    ["x-folgt-aus", '"x"'],
    ["x-folgt-aus", "null"],
    ["x-folgt-aus", '{ "feld": "/bezirk" }'],
    ["x-widerspricht", '"x"'],
    ["x-widerspricht", "[null]"],
    ["x-widerspricht", '[{ "muster": "(", "warum": "x" }]'],
    ["x-eindeutig", "{}"],
    ["x-verweis", "3"],
    ["x-nicht-vor", "[]"],
    ["x-vordruck", "-1"],
    ["x-vordruck", "1000000"],
    ["x-unmittelbar-vor", "1"],
    ["x-fremde-stelle", "[]"],
    ["x-summe", '"x"'],
    ["x-summe", '[{ "feld": "prozent" }]'],
    ["x-hoechstens", '{ "felder": "ja", "grenze": "alle" }'],
    ["x-gleich", '{ "felder": ["kurz"], "ausser": 1 }'],
    ["x-schreibweise", '"/parteien/*/kurz"'],
    ["x-kein-eintrag", "null"],
    ["x-bindet", '{ "feld": "rolle", "nicht": ["beteiligt"], "durch": "pflichten" }'],
    ["enumDescriptions", '"x"'],
  ])("%s as %s", async (keyword, value) => {
    const said = await validated(file, field, `${field} "${keyword}": ${value},`);
    expect(said).toMatch(/^1 schemas\/patenschaft\.schema\.json:\d+:\d+ Fehler schema-ungueltig/);
    expect(said).toContain(`„${keyword}“ muss`);
  });

  it.each([
    ["a circle", group, `${group} "allOf": [{ "$ref": "#" }],`, "verweist im Kreis auf sich selbst"],
    [
      "a circle further in",
      group,
      `${group} "$defs": { "a": { "not": { "$ref": "#/$defs/b" } }, "b": { "if": { "$ref": "#/$defs/a" } } },`,
      "verweist im Kreis auf sich selbst",
    ],
    ["a dynamic reference", group, `${group} "$dynamicRef": "#",`, "kv folgt nur „$ref“"],
    ["a field __proto__", '"paten": {', '"__proto__": {}, "paten": {', "kann nicht „__proto__“ heißen"],
    [
      "more fields than a form can have",
      '"paten": {',
      '"g": { "$ref": "#/$defs/d0" }, "paten": {',
      "ein leerer Vordruck hätte",
    ],
    [
      "deep nesting",
      field,
      `${field} "default": ${"[".repeat(3000)}${"]".repeat(3000)},`,
      "zu tief verschachtelt",
    ],
    ["a field twice", '"paten": {', '"paten": {}, "paten": {', "steht hier zum zweiten Mal"],
  ])("%s", async (_, from, to, sentence) => {
    const said = await validated(file, from, to);
    expect(said).toMatch(/^1 schemas\/patenschaft\.schema\.json:\d+:\d+ Fehler/);
    expect(said).toContain(sentence);
  });

  it("a checklist that refers to itself", async () => {
    const said = await validated(list, '"properties": { "paten"', '"$ref": "#", "properties": { "paten"');
    expect(said).toMatch(/schemas\/pruefliste\/unser-bezirk\.json:\d+:\d+ Fehler schema-ungueltig/);
    expect(said).toContain("verweist im Kreis auf sich selbst");
  });

  it("a list whose entries have such lists is none of it", async () => {
    const again = '"kinder": { "type": "array", "items": { "$ref": "#" } }, "paten": {';
    expect(await validated(file, '"paten": {', again)).toContain("0 ✓ 1 Vereinbarung geprüft: ohne Befund.");
  });
});
