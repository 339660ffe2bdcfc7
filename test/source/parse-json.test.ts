import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/source/parse-json.ts";
import { valueAt } from "../../src/source/pointer.ts";

describe("JSON", () => {
  it("is read as it is, however it is indented", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const { data, findings } = parseJson("x.json", text);
        expect(findings).toEqual([]);
        expect(data).toEqual(JSON.parse(text));
      }),
    );
  });

  it("knows where its values stand", () => {
    const text = '{\n\t"a": { "b": [1, "zwei"] }\n}\n';
    const { data, locate } = parseJson("x.json", text);
    const { start, end } = locate("/a/b/1", "value");
    expect([valueAt(data, "/a/b/1"), text.slice(start, end)]).toEqual(["zwei", '"zwei"']);
  });

  it.each([
    ["a last comma", '{\n  "a": 1,\n}', "json-syntax", "}"],
    ["a comment", '{\n  "a": 1, // eins\n  "b": 2\n}', "json-syntax", "/"],
    ["a word without quotes", '{ "a": ja }', "json-syntax", "j"],
    ["single quotes", "{ \"a\": 'ja' }", "json-syntax", "'"],
    ["a missing comma", '{ "a": 1 "b": 2 }', "yaml-syntax", undefined],
    ["a field given twice", '{ "a": 1, "a": 2 }', "yaml-schluessel-doppelt", undefined],
    ["nothing", "", "datei-leer", undefined],
  ])("%s is found where it is", (_, text, code, character) => {
    const { findings } = parseJson("x.json", text);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    const { start, end } = findings[0]?.span ?? { start: 0, end: 0 };
    if (character !== undefined) expect(text.slice(start, end)).toBe(character);
  });
});
