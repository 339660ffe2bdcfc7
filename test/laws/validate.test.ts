import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { checkText } from "../../src/cli/check-agreements.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { editYaml } from "../../src/source/edit-yaml.ts";
import { isRecord, joinPointer, setAt, splitPointer, valueAt } from "../../src/source/pointer.ts";
import { runKv } from "../run-kv.ts";
import { scratch } from "../cli/scratch.ts";
import {
  allExamples,
  anyExample,
  dataOf,
  editedExample,
  pointersIn,
  rewritten,
  type Data,
  runs,
} from "./edited-examples.ts";

/** A value as no office would write it. */
const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    null,
    "",
    "x",
    "30.02.2026",
    "2026-02-30",
    "2026",
    -1,
    1e21,
    [],
    {},
    [null],
    "__proto__",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);

async function validated(text: string): Promise<{ code: number; stdout: string; stderr: string }> {
  return runKv(["validate", "a.yaml", "--format", "json"], scratch({ "a.yaml": text }));
}

/** How a call ended; its exit code says what its findings say, and nothing broke. */
async function ending(text: string): Promise<{ isExpected: boolean; stderr: string }> {
  const { code, stdout, stderr } = await validated(text);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { severity: string }[] };
  return { isExpected: code === (diagnostics.some(({ severity }) => severity === "error") ? 1 : 0), stderr };
}

const sound = { isExpected: true, stderr: "" };

describe("kv validate never fails itself", () => {
  it("for any text", async () => {
    const sign = fc.constantFrom(
      ...":-?#&*!|>'\"%@`{}[],\n\n  \t~<=".split(""),
      "a",
      "art",
      "0",
      "---",
      "\r\n",
      "<<",
      "ü",
      "\uFEFF",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.array(sign, { maxLength: 40 }).map((all) => all.join("")),
    );
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        expect(await ending(any)).toEqual(sound);
      }),
      runs(150),
    );
  });

  it("for an agreement with anything cut out, doubled or put in", async () => {
    const cut = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(80),
      put: fc.string({ unit: "binary", maxLength: 6 }),
      doubled: fc.boolean(),
    });
    const law = fc.asyncProperty(
      anyExample,
      fc.array(cut, { minLength: 1, maxLength: 3 }),
      async ({ text }, cuts) => {
        const changed = cuts.reduce((left, { at, length, put, doubled }) => {
          const start = Math.floor(at * left.length);
          const piece = left.slice(start, start + length);
          return left.slice(0, start) + (doubled ? piece + put + piece : put) + left.slice(start + length);
        }, text);
        expect(await ending(changed)).toEqual(sound);
      },
    );
    await fc.assert(law, runs(60));
  });

  it("for an agreement with any values in any places", async () => {
    const law = fc.asyncProperty(brokenExample, async ({ data }) => {
      expect(await ending(stringify(data))).toEqual(sound);
    });
    await fc.assert(law, runs(60));
  });
});

/** An example with any values in any places. */
const brokenExample = fc
  .tuple(anyExample, fc.array(fc.tuple(fc.nat(), anyValue), { minLength: 1, maxLength: 4 }))
  .map(([example, changes]) => {
    const data = dataOf(example);
    for (const [place, value] of changes) {
      const pointers = pointersIn(data).slice(1);
      setAt(data, pointers[place % pointers.length] ?? "/x", value);
    }
    const told = () => `${example.name} ${JSON.stringify(changes)}`;
    return { data, [fc.toStringMethod]: told };
  });

/** Where one place stands for several, other words there change more than one. */
const plainExample = fc.constantFrom(...allExamples.filter(({ text }) => !/[ [][&*][a-z]/.test(text)));

/** An example in its own notation, with wrong values, wrong names and what is missing. */
const misspelt = fc
  .tuple(
    plainExample,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom("falsch", 0, true, "2026-02-30", "2019-01-01", "☃", "remove", "rename"),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  )
  .map(([example, changes]) => {
    const text = changes.reduce((left, [place, to]) => withMistake(left, place, to), example.text);
    return { text, [fc.toStringMethod]: () => `${example.name} ${JSON.stringify(changes)}` };
  });

function withMistake(text: string, place: number, to: string | number | boolean): string {
  const data: unknown = parse(text);
  const pointers = pointersIn(data).slice(1);
  const pointer = pointers[place % pointers.length] ?? "";
  if (to === "rename") return renamed(text, splitPointer(pointer).at(-1) ?? "");
  const isGroup = typeof valueAt(data, pointer) === "object";
  const result = editYaml(text, [to === "remove" || isGroup ? { remove: pointer } : { set: pointer, to }]);
  return "text" in result ? result.text : text;
}

/** The first field of that name gets another one. */
function renamed(text: string, key: string): string {
  return /^[a-z_]{3,}$/.test(key) ? text.replace(new RegExp(`(?<=[\\s{])${key}(?=:)`), `${key}x`) : text;
}

describe("the place of every finding", () => {
  it("lies inside the file, and what stands there is its field or value", async () => {
    let seen = 0;
    const law = fc.asyncProperty(misspelt, async ({ text }) => {
      const { findings } = await checkText("a.yaml", text, { cwd: scratch() });
      for (const finding of findings.filter(({ file }) => file === "a.yaml")) {
        const { start, end } = finding.span;
        const isInside = 0 <= start && start <= end && end <= text.length;
        const isItsOwn = finding.pointer === "" || end === start || isPlaceOf(text, finding);
        expect({ finding, isInside, isItsOwn }).toEqual({ finding, isInside: true, isItsOwn: true });
        if (finding.pointer !== "") seen++;
      }
    });
    await fc.assert(law, runs(60));
    expect(seen).toBeGreaterThan(0);
  });
});

/**
 * Whether other words at the place of a finding change the data at its pointer, and nothing else: the value itself, the
 * name of the field, or the first part of a group. What is not there is shown at the nearest group around it.
 */
function isPlaceOf(text: string, { pointer, span }: Finding): boolean {
  const place = text.slice(span.start, span.end);
  const changed = `${text.slice(0, span.start)}gekennzeichnet${place.endsWith("\n") ? "\n" : ""}${text.slice(span.end)}`;
  const [before, after] = [parse(text) as Data, parse(changed, { uniqueKeys: false }) as Data];
  const there = nearest(before, pointer);
  return (
    JSON.stringify(without(before, there)) === JSON.stringify(without(after, there, "gekennzeichnet")) &&
    JSON.stringify(before) !== JSON.stringify(after)
  );
}

/** The innermost place on the way to a pointer that is there; the file as a whole is shown by its first field. */
function nearest(data: Data, pointer: string): string {
  let at = "";
  let value: unknown = data;
  for (const key of splitPointer(pointer)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) break;
    value = (value as Data)[key];
    at = joinPointer(at, key);
  }
  return at === "" ? joinPointer("", Object.keys(data)[0] ?? "") : at;
}

/** The data without a field, or without what has taken its name. */
function without(data: unknown, pointer: string, name?: string): unknown {
  const copy = structuredClone(data);
  const key = splitPointer(pointer).at(-1) ?? "";
  const holder = valueAt(copy, pointer.slice(0, pointer.lastIndexOf("/")));
  if (Array.isArray(holder)) holder[Number(key)] = null;
  else if (isRecord(holder)) {
    delete holder[key];
    if (name !== undefined) delete holder[name];
  }
  return copy;
}

describe("the order of keys", () => {
  it("changes no finding and no checksum", async () => {
    const law = fc.asyncProperty(
      fc.oneof(
        editedExample().map(({ after }) => after),
        brokenExample.map(({ data }) => data),
      ),
      fc.nat(),
      async (data, seed) => {
        const told = async (text: string) => {
          const { stdout } = await validated(text);
          const { diagnostics } = JSON.parse(stdout) as { diagnostics: Record<string, unknown>[] };
          return diagnostics
            .map(({ pointer, code, severity, message, help }) =>
              JSON.stringify([pointer, code, severity, message, help]),
            )
            .sort();
        };
        expect(await told(rewritten(data, seed))).toEqual(await told(stringify(data)));
      },
    );
    await fc.assert(law, runs(40));
  });
});
