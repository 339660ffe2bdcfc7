import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { openAgreement } from "../../src/cli/preview/open-agreement.ts";
import { writeHtml } from "../../src/write/html/html.ts";

const files = [
  "berlin/mitte.yaml",
  "berlin/steglitz-zehlendorf.yaml",
  "berlin/tempelhof-schoeneberg.yaml",
  "kooperation/ganztag-rahmen.yaml",
];
const texts = new Map(files.map((file) => [file, readFileSync(`examples/${file}`, "utf8")]));

type Path = readonly (string | number)[];

/** The ways to all values below one that is a list or a group. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const way = [...path, Array.isArray(value) ? Number(key) : key];
    return [way, ...pathsIn(child, way)];
  });
}

function withValue(data: unknown, [key, ...rest]: Path, junk: unknown): unknown {
  if (key === undefined) return junk;
  const copy = structuredClone(data) as Record<string | number, unknown>;
  copy[key] = withValue(copy[key], rest, junk);
  return copy;
}

const junk = fc.oneof(
  fc.constantFrom(
    null,
    "",
    0,
    -1,
    1e21,
    true,
    [],
    {},
    [[]],
    [null],
    { id: 1 },
    "2026-02-30",
    "\uE000",
    "a\u0007b",
  ),
  fc.string({ maxLength: 20 }),
  fc.array(fc.constantFrom("x", 1, {}, null), { maxLength: 3 }),
);

const mistakes = fc
  .constantFrom(...files)
  .chain((file) => {
    const data = parse(texts.get(file) ?? "") as unknown;
    const paths = pathsIn(data).filter(([first]) => first !== "art");
    const changes = fc.array(fc.tuple(fc.constantFrom(...paths), junk), { minLength: 1, maxLength: 3 });
    return fc.tuple(fc.constant(data), changes);
  })
  .map(([data, changes]) => {
    let changed = data;
    for (const [path, value] of changes) {
      const holder = path
        .slice(0, -1)
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], changed);
      if (typeof holder === "object" && holder !== null) changed = withValue(changed, path, value);
    }
    return stringify(changed);
  });

describe("an agreement with mistakes", () => {
  it("is shown all the same, with gaps in their place", async () => {
    await fc.assert(
      fc.asyncProperty(mistakes, async (text) => {
        const { state, documents } = await openAgreement("a.yaml", text, { cwd: "/" });
        expect(state).not.toBe("keine");
        for (const { document } of documents) writeHtml(document);
      }),
      { numRuns: 60 },
    );
  });
});
