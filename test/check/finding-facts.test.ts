import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { checkData } from "../../src/check/check.ts";
import { numberFindings } from "../../src/check/numbers.ts";
import { nameOf, schemaFindings, type Validator } from "../../src/check/schema-findings.ts";
import { signedDataFindings } from "../../src/check/signed-data.ts";
import { typeOf } from "../../src/check/wrong-type.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { SchemaTree } from "../../src/kinds/schema-tree.ts";
import { parseYaml } from "../../src/source/parse-yaml.ts";
import { setAt } from "../../src/source/pointer.ts";
import { agreementData } from "../agreement.ts";

/** What findings say of a case, besides its place: sentence and remedy are made of nothing else. */

const { options } = JSON.parse(readFileSync("src/io/ajv-options.json", "utf8")) as { options: object };
const ajv = new Ajv2020.default({ ...options, strict: false });
addFormats.default(ajv);

type Properties = Record<string, object>;

function underSchema(
  properties: Properties,
  yaml: string,
  more: object = {},
): [string, string, string, unknown][] {
  const schema = { type: "object", additionalProperties: false, properties, ...more };
  const validate = ajv.compile(schema) as unknown as Validator;
  const parsed = parseYaml("x.yaml", yaml);
  const tree = new SchemaTree("x", new Map([["x", schema]]));
  return schemaFindings(parsed, validate, tree).map(({ code, pointer, span, args }) => [
    code,
    pointer,
    parsed.source.text.slice(span.start, span.end),
    args,
  ]);
}

describe("what breaks a schema", () => {
  const text = { type: "string", title: "Text", examples: ["wort"] };

  it.each<[string, Properties, string, string, string, string, object]>([
    [
      "too short",
      { a: { ...text, minLength: 3 } },
      "a: xy",
      "laenge-falsch",
      "/a",
      "xy",
      { feld: "a", grenze: 3, zu: "kurz" },
    ],
    [
      "too long",
      { a: { ...text, maxLength: 3 } },
      "a: xyzw",
      "laenge-falsch",
      "/a",
      "xyzw",
      { grenze: 3, zu: "lang" },
    ],
    [
      "too few",
      { a: { type: "array", minItems: 2 } },
      "a: [x]",
      "anzahl-falsch",
      "/a",
      "[x]",
      { grenze: 2, zu: "wenige" },
    ],
    [
      "too many",
      { a: { type: "array", maxItems: 1 } },
      "a: [x, y]",
      "anzahl-falsch",
      "/a",
      "[x, y]",
      { grenze: 1, zu: "viele" },
    ],
    [
      "too many fields",
      { a: { type: "object", maxProperties: 1 } },
      "a: { b: 1, c: 2 }",
      "anzahl-falsch",
      "/a",
      "{ b: 1, c: 2 }",
      { grenze: 1, zu: "viele" },
    ],
    [
      "no fields",
      { a: { type: "object", minProperties: 1 } },
      "a: {}",
      "gruppe-leer",
      "/a",
      "{}",
      { feld: "a" },
    ],
    [
      "too small",
      { a: { type: "integer", minimum: 1 } },
      "a: 0",
      "zahl-ausserhalb",
      "/a",
      "0",
      { grenze: 1, zu: "klein" },
    ],
    [
      "too large",
      { a: { type: "integer", maximum: 9 } },
      "a: 10",
      "zahl-ausserhalb",
      "/a",
      "10",
      { grenze: 9, zu: "gross" },
    ],
    [
      "twice",
      { a: { type: "array", uniqueItems: true } },
      "a: [x, x]",
      "eintrag-doppelt",
      "/a",
      "[x, x]",
      { feld: "a" },
    ],
    [
      "no choice",
      { a: { enum: ["eins", "zwei"] } },
      "a: zwi",
      "wert-unbekannt",
      "/a",
      "zwi",
      { wert: "zwi", erlaubt: ["eins", "zwei"], vorschlag: "zwei" },
    ],
    [
      "no constant",
      { a: { const: "eins" } },
      "a: ens",
      "wert-unbekannt",
      "/a",
      "ens",
      { wert: "ens", erlaubt: ["eins"], vorschlag: "eins" },
    ],
    [
      "a group for a choice",
      { a: { enum: ["eins"] } },
      "a: { b: 1 }",
      "wert-unbekannt",
      "/a",
      "{ b: 1 }",
      { wert: '{"b":1}' },
    ],
    [
      "another form",
      { a: { ...text, pattern: "^x$" } },
      "a: y",
      "form-falsch",
      "/a",
      "y",
      { wert: "y", beispiel: "wort" },
    ],
    [
      "no such day",
      { a: { ...text, format: "date" } },
      "a: 2026-02-30",
      "datum-unmoeglich",
      "/a",
      "2026-02-30",
      { wert: "2026-02-30" },
    ],
    [
      "no day at all",
      { a: { ...text, format: "date" } },
      "a: x2026-02-30",
      "form-falsch",
      "/a",
      "x2026-02-30",
      { beispiel: "wort" },
    ],
    [
      "more than a day",
      { a: { ...text, format: "date" } },
      "a: 2026-02-01x",
      "form-falsch",
      "/a",
      "2026-02-01x",
      { beispiel: "wort" },
    ],
    [
      "a number for a text",
      { a: text },
      "a: 007",
      "typ-falsch",
      "/a",
      "007",
      { erwartet: ["string"], gefunden: "number", quelltext: "007", beispiel: undefined },
    ],
    [
      "a text for a number",
      { a: { type: "integer", examples: [3] } },
      "a: drei",
      "typ-falsch",
      "/a",
      "drei",
      { erwartet: ["integer"], beispiel: "3" },
    ],
    [
      "a number for a day",
      { a: { ...text, format: "date" } },
      "a: 2026",
      "typ-falsch",
      "/a",
      "2026",
      { beispiel: "wort" },
    ],
    [
      "a text for a group",
      { a: { type: "object", examples: [{ b: 1 }] } },
      "a: x",
      "typ-falsch",
      "/a",
      "x",
      { gefunden: "string", beispiel: "{ b: 1 }" },
    ],
    [
      "a list for a text",
      { a: text },
      "a: [x]",
      "typ-falsch",
      "/a",
      "[x]",
      { gefunden: "array", quelltext: undefined },
    ],
    [
      "a list for a choice",
      { a: { type: "string", enum: ["eins", "zwei"] } },
      "a: [eins]",
      "typ-falsch",
      "/a",
      "[eins]",
      { beispiel: "eins oder zwei" },
    ],
    [
      "a word for a list of words",
      { a: { type: "array", items: text } },
      "a: Schule",
      "typ-falsch",
      "/a",
      "Schule",
      { beispiel: "[Schule]" },
    ],
    [
      "words for a list of words",
      { a: { type: "array", items: text } },
      "a: Schule, Amt",
      "typ-falsch",
      "/a",
      "Schule, Amt",
      { beispiel: undefined },
    ],
    [
      "a long text for a list of words",
      { a: { type: "array", items: text } },
      `a: ${"x".repeat(41)}`,
      "typ-falsch",
      "/a",
      "x".repeat(41),
      { beispiel: undefined },
    ],
    [
      "a word for a list of numbers",
      { a: { type: "array", items: { type: "integer" } } },
      "a: Schule",
      "typ-falsch",
      "/a",
      "Schule",
      { beispiel: undefined },
    ],
    [
      "several types",
      { a: { type: ["string", "integer"] } },
      "a: true",
      "typ-falsch",
      "/a",
      "true",
      { erwartet: ["string", "integer"], gefunden: "boolean" },
    ],
    ["no value", { a: text }, "a:", "feld-leer", "/a", "a", { feld: "a", titel: "Text" }],
    [
      "an unknown name",
      { titel: text, art: text, stand: text },
      "titl: x\nart: y",
      "feld-unbekannt",
      "/titl",
      "titl",
      { erlaubt: ["titel", "stand"], vorschlag: "titel" },
    ],
  ])("%s", (_, properties, yaml, code, pointer, place, args) => {
    expect(underSchema(properties, yaml)).toEqual([[code, pointer, place, expect.objectContaining(args)]]);
  });

  it("is one cause where the type is the cause of all", () => {
    const a = { type: "string", pattern: "^x", enum: ["x"], minLength: 3, format: "date" };
    expect(underSchema({ a }, "a: 1").map(([code]) => code)).toEqual(["typ-falsch"]);
    expect(
      underSchema({ a: { pattern: "^x", minLength: 3, enum: ["xyz"] } }, "a: y").map(([code]) => code),
    ).toEqual(["wert-unbekannt"]);
    expect(
      underSchema({ a: { pattern: "^x", minLength: 30, format: "date", type: "string" } }, "a: y").map(
        ([code]) => code,
      ),
    ).toEqual(["form-falsch"]);
  });

  it("is what is missing, unless another name stands for it", () => {
    const properties = {
      stand: { type: "string", title: "Stand", examples: ["2026-09-01"] },
      titel: { type: "string" },
    };
    const required = { required: ["stand"] };
    expect(underSchema(properties, "titel: x", required)).toEqual([
      ["feld-fehlt", "", "titel", { feld: "stand", titel: "Stand", beispiel: "2026-09-01" }],
    ]);
    expect(underSchema(properties, "stnd: x", required).map(([code]) => code)).toEqual(["feld-unbekannt"]);
    expect(
      underSchema(properties, "xyzxyz: x", required)
        .map(([code]) => code)
        .sort(),
    ).toEqual(["feld-fehlt", "feld-unbekannt"]);
  });

  it("is nothing where all is well", () => {
    expect(underSchema({ a: { type: "string" } }, "a: x")).toEqual([]);
  });
});

it("an entry is named by its list and counted from 1", () => {
  expect(["/aufgaben/1", "/a/aufgaben/12", "/a/titel", "/0", "/a/1b", "/a/b1", ""].map(nameOf)).toEqual([
    "aufgaben, Eintrag 2",
    "aufgaben, Eintrag 13",
    "titel",
    "0",
    "1b",
    "b1",
    "",
  ]);
  expect([typeOf([]), typeOf({}), typeOf("")]).toEqual(["array", "object", "string"]);
});

const { kind, validate } = await loadKind("koordinierungsstelle");

/** Findings of an agreement with one thing changed. */
function withChange(pointer: string, value: unknown, code: string): Finding["args"][] {
  const data = agreementData();
  setAt(data, pointer, value);
  return checkData(parseYaml("x.yaml", stringify(data)), kind, validate).flatMap((each) =>
    each.code === code ? [each.args] : [],
  );
}

describe("the rules for an agreement of a district", () => {
  it("know the names of other districts, and what only contains one", () => {
    const named = (text: string) => withChange("/verortung/naehe", text, "name-fremd");
    expect(named("Im Jugendamt Pankow.")).toEqual([{ name: "Jugendamt Pankow", eigener: "Mitte" }]);
    expect(named("Im Bezirk Pankow, im Jugendamt Mitte.")).toEqual([
      { name: "Bezirk Pankow", eigener: "Mitte" },
    ]);
    for (const text of ["In Pankow.", "Im Jugendamt Mitte.", "Im Jugendamt Pankow-Nord.", "Im Bezirk Mitte."])
      expect(named(text)).toEqual([]);
    expect(withChange("/bezirk", "gibt-es-nicht", "name-fremd")).toEqual([]);
  });

  it("know numbers that have lost digits or are none", () => {
    const of = (written: number) => {
      const found = numberFindings(
        parseYaml("x.yaml", `gruppe:\n  - a: ${written}\n`.replace("NaN", ".nan")),
      );
      return found.map(({ code, pointer, args }) => [code, pointer, args]);
    };
    const grenze = Number.MAX_SAFE_INTEGER;
    const facts = (end: number, zu: string) => [
      ["zahl-ausserhalb", "/gruppe/0/a", { feld: "a", grenze: end, zu }],
    ];
    expect(of(2 ** 60)).toEqual(facts(grenze, "gross"));
    expect(of(-(2 ** 60))).toEqual(facts(-grenze, "klein"));
    expect([of(grenze), of(-grenze), of(0)]).toEqual([[], [], []]);
    expect(of(Number.NaN)).toEqual([
      ["form-falsch", "/gruppe/0/a", { feld: "a", wert: ".nan", beispiel: "1" }],
    ]);
    expect(numberFindings(parseYaml("x.yaml", "a: .nan-\nb: '1e999'\n"))).toEqual([]);
  });

  it("propose the field that a pointer was meant for", () => {
    const named = (feld: string) =>
      withChange("/fassung/aenderungen", [{ feld, grund: "Text." }], "wert-unbekannt");
    expect(named("/bericht/turnsu")).toMatchObject([
      { feld: "feld", wert: "/bericht/turnsu", vorschlag: "/bericht/turnus" },
    ]);
    expect(named("/berichd/turnus")).toMatchObject([{ vorschlag: "/bericht/turnus" }]);
    expect(named("/xyzxyzxyz/turnus")).toMatchObject([{ vorschlag: undefined }]);
    expect(named("/bericht/turnus")).toEqual([]);
    const [{ erlaubt = [] } = {}] = named("/xyzxyzxyz") as { erlaubt?: string[] }[];
    expect(erlaubt).toContain("/bericht");
    expect(erlaubt).not.toContain("/turnus");
  });
});

describe("data that were signed", () => {
  const hash = (letter: string) => letter.repeat(64);
  const signed = (...entries: object[]) =>
    signedDataFindings(
      parseYaml("a.yaml", stringify({ verlauf: { unterschriften: entries } })),
      kind,
      (id) => (id === "gibt-es-nicht" ? undefined : hash("b")),
    ).map(({ pointer, args }) => [pointer, args]);
  const entry = (dokument: string, letter: string) => ({
    dokument,
    von: "jugendamt",
    pruefsumme: hash(letter),
  });

  it("are changed where the checksum is another one, said once with the call that helps", () => {
    const args = {
      dokument: "vereinbarung",
      unterschrieben: "a".repeat(12),
      jetzt: "b".repeat(12),
      befehl: "kv amend a.yaml",
    };
    expect(signed(entry("vereinbarung", "a"), entry("vereinbarung", "a"))).toEqual([
      ["/verlauf/unterschriften/0/pruefsumme", args],
    ]);
    expect(signed(entry("anlage-aufgabenbeschreibung", "a"))).toMatchObject([
      [
        "/verlauf/unterschriften/0/pruefsumme",
        { befehl: "kv amend a.yaml --document anlage-aufgabenbeschreibung" },
      ],
    ]);
    expect(signed(entry("vereinbarung", "a"), entry("vereinbarung", "c"))).toHaveLength(2);
  });

  it("are what they were where it is the same, and unknown where there is no such document", () => {
    expect(signed(entry("vereinbarung", "b"), entry("gibt-es-nicht", "a"), { von: "jugendamt" })).toEqual([]);
  });
});
