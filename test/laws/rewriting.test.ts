import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineCounter, parse, parseDocument } from "yaml";
import { isRecord, isWithin, joinPointer, splitPointer, valueAt } from "../../src/source/pointer.ts";
import { scratch } from "../cli/scratch.ts";
import { runKv } from "../run-kv.ts";
import { makeSigner, signField } from "../verify/sign.ts";
import { allExamples, dataOf, editedExample, rewritten, type Data, runs } from "./edited-examples.ts";

/** Commands that change a file leave what they do not change: every line of it, every comment, the order of keys. */
function expectOnlyChanged(before: string, after: string, places: readonly string[]): void {
  const [old, next] = [parse(before) as unknown, parse(after) as unknown];
  const isTouched = (pointer: string) => places.some((each) => isWithin(pointer, each));
  expect(firstMissing(linesOutside(before, places), after.split("\n"))).toBeUndefined();
  for (const { pointer, keys } of groupsIn(old)) {
    const now = valueAt(next, pointer);
    if (!isRecord(now)) expect([pointer, isTouched(pointer)]).toEqual([pointer, true]);
    else {
      const left = Object.keys(now).filter((key) => keys.includes(key));
      expect([pointer, left]).toEqual([pointer, keys.filter((key) => key in now)]);
    }
  }
}

/** Lines that belong to none of the places, nor name one of them. */
function linesOutside(text: string, places: readonly string[]): string[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lines = text.split("\n");
  const touched = new Set<number>();
  for (const place of places) {
    const path = splitPointer(place);
    const holder: unknown = document.getIn(path.slice(0, -1), true);
    const items =
      (
        holder as
          { items?: { key: { value: unknown; range: number[] }; value: { range: number[] } }[] } | undefined
      )?.items ?? [];
    const pair = items.find(({ key }) => key?.value === path.at(-1));
    if (!pair) continue;
    const from = counter.linePos(pair.key.range[0] ?? 0).line;
    const to = counter.linePos((pair.value.range[1] ?? 1) - 1).line;
    for (let line = from; line <= to; line++) touched.add(line - 1);
  }
  return lines.filter((line, index) => line.trim() !== "" && !touched.has(index));
}

/** The first of the lines that is not among the others in its order. */
function firstMissing(lines: readonly string[], others: readonly string[]): string | undefined {
  let at = 0;
  for (const each of others) if (each === lines[at]) at++;
  return lines[at];
}

function groupsIn(data: unknown, pointer = ""): { pointer: string; keys: string[] }[] {
  if (typeof data !== "object" || data === null) return [];
  const own = isRecord(data) ? [{ pointer, keys: Object.keys(data) }] : [];
  return [
    ...own,
    ...Object.entries(data).flatMap(([key, each]) => groupsIn(each, joinPointer(pointer, key))),
  ];
}

describe("kv amend", () => {
  it("leaves every line, comment and order of what it does not amend", async () => {
    let amended = 0;
    const law = fc.asyncProperty(editedExample(), fc.nat(), async ({ after: data }, seed) => {
      // Why the old Fassung differed from the one before goes with it, so here nothing says so.
      const { aenderungen: _, gilt_ab: __, ...fassung } = data["fassung"] as Data;
      const decided = { ...data, fassung: { ...fassung, status: "beschlossen" } };
      const before = rewritten(decided, seed, { comments: true });
      const stand = String(fassung["stand"]);
      const cwd = scratch({ "a.yaml": before });
      const run = await runKv(["amend", "a.yaml", "--date", stand], cwd);
      const after = readFileSync(join(cwd, "a.yaml"), "utf8");
      expect([0, 1]).toContain(run.code);
      if (run.code === 1) {
        expect(after).toBe(before);
        return;
      }
      amended++;
      expect(parse(after)).toMatchObject({ fassung: { status: "entwurf", stand } });
      // What has happened under the old Fassung goes, and with its last entry the whole group.
      const gone = ["unterschriften", "prozess"];
      const isAll = Object.keys(data["verlauf"] ?? {}).every((key) => gone.includes(key));
      const places = isAll ? ["/verlauf"] : gone.map((key) => `/verlauf/${key}`);
      expectOnlyChanged(before, after, ["/fassung", ...places]);
      for (const comment of commentsIn(before, "/fassung")) expect(after).toContain(comment);
    });
    await fc.assert(law, runs(25));
    expect(amended).toBeGreaterThan(0);
  });
});

/** Comments in the lines of a field. */
function commentsIn(text: string, place: string): string[] {
  const outside = new Set(linesOutside(text, [place]));
  return text
    .split("\n")
    .flatMap((line) => (outside.has(line) ? [] : (/# (?:über|bei) \d+/.exec(line) ?? [])));
}

describe("kv verify --record", () => {
  /** The agreement of Mitte with both signatures. */
  async function signedPdf(text: string): Promise<Uint8Array> {
    const cwd = scratch({ "a.yaml": text });
    await runKv(["render", "a.yaml", "--to", "pdf", "--document", "vereinbarung", "-q"], cwd);
    const pdf = readFileSync(join(cwd, "out/a/a-vereinbarung.pdf"));
    const once = await signField(pdf, "unterschrift-schulaufsicht", await makeSigner("Leitung A"));
    return signField(once, "unterschrift-jugendamt", await makeSigner("Leitung B"), "20260923");
  }

  it("leaves every line, comment and order but those of the signatures", async () => {
    const mitte = allExamples.find(({ name }) => name === "berlin/mitte");
    if (!mitte) throw new Error("no example");
    const signed = await signedPdf(mitte.text);
    const law = fc.asyncProperty(fc.nat(), fc.boolean(), async (seed, isFirst) => {
      const data = dataOf(mitte);
      if (isFirst) delete data["verlauf"];
      const before = rewritten(data, seed, { comments: true });
      const cwd = scratch({ "a.yaml": before, "a.pdf": signed });
      const run = await runKv(["verify", "a.pdf", "--against", "a.yaml", "--record"], cwd);
      expect(run).toMatchObject({ code: 0 });
      const after = readFileSync(join(cwd, "a.yaml"), "utf8");
      expect(parse(after)).toMatchObject({
        verlauf: { unterschriften: [{ von: "schulaufsicht" }, { von: "jugendamt" }] },
      });
      expectOnlyChanged(before, after, ["/verlauf/unterschriften"]);
    });
    await fc.assert(law, runs(8));
  });
});
