import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingCodes } from "../../src/findings/catalogue.ts";
import { sortFindings, type Finding } from "../../src/findings/finding.ts";
import { suggest } from "../../src/findings/suggest.ts";

const cases = join(import.meta.dirname, "../cases");

/** Codes that need more than one file, or a document that breaks another way: the test that shows each. */
const shownElsewhere = new Map([
  ["yaml-zu-tief", "test/source/parse-yaml.test.ts"],
  ["vereinbarung-doppelt", "test/cli/validate.test.ts"],
  ["vorlage-wert-fehlt", "test/document/build-document.test.ts"],
  ["vorlage-verweis", "test/document/build-document.test.ts"],
  ["vorlage-id-doppelt", "test/document/build-document.test.ts"],
  ["datei-unlesbar", "test/cli/own-material.test.ts"],
  ["ausnahme-abgelaufen", "test/cli/exceptions.test.ts"],
  ["name-unzulaessig", "test/cli/personen.test.ts"],
  ["unterschrift-unbekannt", "test/cli/personen.test.ts"],
  ["vereinbarung-unbekannt", "test/cli/personen.test.ts"],
  ["pfad-ungeprueft", "test/cli/validate-formats.test.ts"],
  ["schema-verletzt", "test/check/schema-findings.test.ts"],
  ["dokument-zu-lang", "test/cli/render.test.ts"],
  ["pruefpunkt", "test/check/profile.test.ts"],
]);

const folders = ["validate", "vorlagen", "eigenes"];
const expectedFindings = folders
  .flatMap((kind) => readdirSync(join(cases, kind)).map((name) => join(cases, kind, name, "befunde.txt")))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");
const handbook = readFileSync("docs/handbuch.md", "utf8");

/** What is still to be done for a code, as somebody who adds one needs to hear it. */
function lacking(code: string): string[] {
  const test = shownElsewhere.get(code);
  const evidence = test === undefined ? expectedFindings : readFileSync(test, "utf8");
  const isShown = new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(evidence);
  const where =
    test ?? `${folders.map((kind) => `test/cases/${kind}`).join(", ")} or a test named in this one`;
  return [
    ...(existsSync(`docs/meldungen/${code}.yaml`) ? [] : [`explain it in docs/meldungen/${code}.yaml`]),
    ...(handbook.includes(`\n### ${code}\n`) ? [] : ["put that into the handbook: npm run handbuch"]),
    ...(isShown ? [] : [`add a failing fixture: a folder in ${where}`]),
  ];
}

describe("every code", () => {
  it.each(findingCodes)("%s has an explanation, a section in the handbook and a failing fixture", (code) => {
    expect(lacking(code)).toEqual([]);
  });
});

describe("findings are put in one order", () => {
  const finding = fc.record({
    code: fc.constantFrom("datei-leer" as const, "yaml-alias" as const),
    severity: fc.constant("fehler" as const),
    file: fc.constantFrom("a.yaml", "b.yaml"),
    pointer: fc.constantFrom("", "/x"),
    span: fc.record({ start: fc.nat(3), end: fc.constant(9) }),
    args: fc.constant({}),
  });

  it("whatever order they came in, each once", () => {
    fc.assert(
      fc.property(fc.array(finding), fc.nat(), (findings, seed) => {
        const list = findings as Finding[];
        const turned = [...list.slice(seed % (list.length + 1)), ...list.slice(0, seed % (list.length + 1))];
        const sorted = sortFindings(list);
        expect(sortFindings(turned.toReversed())).toEqual(sorted);
        expect(sortFindings([...sorted, ...sorted])).toEqual(sorted);
      }),
    );
  });
});

describe("meinten Sie …?", () => {
  it.each([
    ["mite", "mitte"],
    ["Neukölln", "neukoelln"],
    ["steglitz zehlendorf", "steglitz-zehlendorf"],
    ["Tempelhof-Schöneberg", "tempelhof-schoeneberg"],
    ["charlottenburg", "charlottenburg-wilmersdorf"],
    ["hamburg", undefined],
    ["", undefined],
  ])("%s → %s", (word, expected) => {
    const districts = [
      "mitte",
      "neukoelln",
      "steglitz-zehlendorf",
      "tempelhof-schoeneberg",
      "charlottenburg-wilmersdorf",
      "pankow",
    ];
    expect(suggest(word, districts)).toBe(expected);
  });
});
