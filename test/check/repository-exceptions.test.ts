import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExceptionIndex } from "../../src/check/exception-index.ts";
import { exceptableCodes } from "../../src/check/exceptable.ts";
import { coversPlace, targetOf, type ExceptionTarget } from "../../src/check/repository-exceptions.ts";
import { findingAt, type Finding } from "../../src/findings/finding.ts";
import { isWithin, valueAt } from "../../src/source/pointer.ts";

function target(entry: Record<string, unknown>): ExceptionTarget {
  const found = targetOf({ pointer: "/ausnahmen/0", entry });
  if (!found) throw new Error("no target");
  return found;
}

const covers = (datei: string, path: string) => target({ code: "name-fremd", datei }).covers(path);

function finding(code: "name-fremd" | "datum-reihenfolge" | "datei-leer", pointer: string): Finding {
  return findingAt({ code, args: {} } as never, { file: "x", pointer, span: { start: 0, end: 0 } });
}

describe("the codes that can be excepted", () => {
  it("are those that the schema offers", () => {
    const schema: unknown = JSON.parse(readFileSync("schemas/ausnahmen.schema.json", "utf8"));
    const offered = valueAt(schema, "/$defs/ausnahme/properties/code/enum") as string[];
    expect(offered).toEqual([...exceptableCodes].sort());
  });
});

describe("the file of an exception", () => {
  it.each([
    ["berlin/mitte.yaml", "berlin/mitte.yaml", true],
    ["berlin/mitte.yaml", "mitte.yaml", false],
    ["*.yaml", "mitte.yaml", true],
    ["*.yaml", "berlin/mitte.yaml", false],
    ["**/*.yaml", "berlin/ost/mitte.yaml", true],
    ["**", ".versteckt/mitte.yaml", true],
    ["berlin/{mitte,pankow}.yaml", "berlin/pankow.yaml", true],
    // Names that look like patterns.
    ["mitte (alt).yaml", "mitte (alt).yaml", true],
    ["mitte [1].yaml", "mitte [1].yaml", true],
    ["*(alt).yaml", "mitte(alt).yaml", true],
    ["*(alt).yaml", "mittealt.yaml", false],
    ["!mitte.yaml", "pankow.yaml", false],
    ["mitt[e.yaml", "mitte.yaml", false],
  ])("%s covers %s: %s", (datei, path, expected) => {
    expect(covers(datei, path)).toBe(expected);
  });

  it("is always covered by its own name", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (path) => {
        expect(covers(path, path)).toBe(true);
      }),
    );
  });
});

describe("the place of an exception", () => {
  it.each([
    [undefined, "", true],
    [undefined, "/a/0", true],
    ["/a", "/a", true],
    ["/a", "/a/0/b", true],
    ["/a", "/ab", false],
    ["/a/0", "/a", false],
    ["/a/*/b", "/a/7/b", true],
    ["/a/*/b", "/a/7/c", false],
    ["/a~1b", "/a~1b", true],
  ])("%s covers %s: %s", (pointer, place, expected) => {
    expect(coversPlace(target({ code: "name-fremd", datei: "x", pointer }), place)).toBe(expected);
  });
});

describe("the index of exceptions", () => {
  const name = fc.constantFrom("name-fremd", "datum-reihenfolge", "datei-leer");
  const step = fc.constantFrom("a", "0", "b");
  const place = fc.array(step, { maxLength: 3 }).map((steps) => steps.map((each) => `/${each}`).join(""));
  const pattern = fc.array(fc.oneof(step, fc.constant("*")), { maxLength: 3 });
  const entry = fc.record({
    code: name,
    datei: fc.constantFrom("x.yaml", "o/x.yaml", "*.yaml", "**/x.yaml"),
    pointer: fc.option(pattern.map((steps) => steps.map((each) => `/${each}`).join(""))),
  });

  it("finds the first entry that fits, as looking through all would", () => {
    fc.assert(
      fc.property(
        fc.array(entry),
        name,
        place,
        fc.constantFrom("x.yaml", "o/x.yaml"),
        (rows, code, at, path) => {
          const entries = rows.map((row) => ({ target: target(row) }));
          const fits = (each: ExceptionTarget) =>
            exceptableCodes.has(code as never) &&
            each.name === code &&
            each.covers(path) &&
            coversPlace(each, at);
          const expected = entries.find((each) => fits(each.target));
          expect(new ExceptionIndex(entries).entryFor(finding(code as never, at), path)).toBe(expected);
        },
      ),
    );
  });

  it("covers what lies below a place, and nothing beside it", () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        const entries = [{ target: target({ code: "name-fremd", datei: "x", pointer: one }) }];
        const found = new ExceptionIndex(entries).entryFor(finding("name-fremd", other), "x");
        expect(found !== undefined).toBe(one === "" || isWithin(other, one));
      }),
    );
  });
});
