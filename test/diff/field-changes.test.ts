import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldChanges } from "../../src/diff/field-changes.ts";
import { loadKind } from "../../src/io/load-kind.ts";

const { kind } = await loadKind("koordinierungsstelle");
const trees = { old: kind.tree, next: kind.tree };

const written = (old: unknown, next: unknown) =>
  fieldChanges(old, next, trees).map(({ kind: what, old: before, next: after }) =>
    [
      what,
      ...new Set([
        ...(what === "added" ? [] : [before.pointer]),
        ...(what === "removed" ? [] : [after.pointer]),
      ]),
    ].join(" "),
  );

const task = (id: string, titel: string) => ({ id, titel, muster: ["a1"] });
const tasks = (...aufgaben: unknown[]) => ({ aufgabenbeschreibung: { aufgaben } });
const at = (index: number) => `/aufgabenbeschreibung/aufgaben/${index}`;

describe("fieldChanges", () => {
  it("finds nothing in equal data, whatever the order of keys", () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(value, (data) => {
        expect(fieldChanges(data, reversedKeys(data), trees)).toEqual([]);
      }),
    );
  });

  it("names the innermost field that changed", () => {
    expect(written({ bericht: { turnus: "jaehrlich" } }, { bericht: { turnus: "offen" } })).toEqual([
      "changed /bericht/turnus",
    ]);
  });

  it("takes a field without a value for one that is not there", () => {
    expect(written({ vermerk: null }, {})).toEqual([]);
    expect(written({ vermerk: null }, { vermerk: "x" })).toEqual(["added /vermerk"]);
  });

  it("tells what is gone from what has another shape", () => {
    expect(written({ vermerk: "x", bezirk: "mitte" }, { bezirk: "mitte" })).toEqual(["removed /vermerk"]);
    expect(written({ vermerk: "x" }, { vermerk: null })).toEqual(["removed /vermerk"]);
    expect(written({ a: { b: 1 } }, { a: [1] })).toEqual(["changed /a"]);
    expect(written({ a: [1] }, { a: { b: 1 } })).toEqual(["changed /a"]);
    expect(written({ a: [1] }, { a: 1 })).toEqual(["changed /a"]);
    expect(written({ a: 1 }, { a: 1 })).toEqual([]);
  });

  it("leads to the end of the other list for what is in one of them alone", () => {
    const list = (...weitere_ressorts: string[]) => ({ weitere_ressorts });
    const [come] = fieldChanges(list("a"), list("a", "b"), trees);
    expect([come?.old.pointer, come?.old.value]).toEqual(["/weitere_ressorts/1", undefined]);
    const [gone] = fieldChanges(list("a", "b"), list("a"), trees);
    expect([gone?.next.pointer, gone?.next.value]).toEqual(["/weitere_ressorts/1", undefined]);
  });

  it("recognises entries by a number, and by the key that the schema names", () => {
    const talks = (...auswertungen: object[]) => ({ verlauf: { auswertungen } });
    const [first, second] = [
      { id: 2027, datum: "2027-09-01" },
      { id: 2028, datum: "2028-09-01" },
    ];
    expect(written(talks(first, second), talks(second, first))).toEqual([
      "moved /verlauf/auswertungen/0 /verlauf/auswertungen/1",
    ]);
    const steps = (...prozess: object[]) => ({ verlauf: { prozess } });
    const [one, two] = [
      { schritt: 1, status: "begonnen" },
      { schritt: 2, status: "offen" },
    ];
    expect(written(steps(one, two), steps({ ...one, status: "abgeschlossen" }, two))).toEqual([
      "changed /verlauf/prozess/0/status",
    ]);
    expect(written(steps(one), steps(two, one))).toEqual(["added /verlauf/prozess/0"]);
  });

  it("takes no entry for one that the other list has elsewhere, nor a text for a group", () => {
    const [a, b] = [task("a", "Fachtag im Herbst"), task("b", "Fachtag im Herbst")];
    expect(written(tasks(a), tasks(b, { ...a, titel: "Anders" }))).toEqual([
      `added ${at(0)}`,
      `changed ${at(0)}/titel ${at(1)}/titel`,
    ]);
    expect(written({ liste: ["Fachtag im Herbst"] }, { liste: [{ titel: "Fachtag im Herbst" }] })).toEqual([
      "removed /liste/0",
      "added /liste/0",
    ]);
  });

  it("finds a changed entry of a list without keys by its words, also inside of groups and lists", () => {
    const entry = (text: string) => ({ liste: [{ text, teile: ["Schule  und Jugendamt", "im Bezirk"] }] });
    expect(written(entry("alt"), entry("neu"))).toEqual(["changed /liste/0/text"]);
  });

  it("recognises entries by their id", () => {
    const [a, b, c] = [task("a", "Fachtag"), task("b", "Rundbrief"), task("c", "Netz")];
    expect(written(tasks(a, b), tasks(a, c, b))).toEqual([`added ${at(1)}`]);
    expect(written(tasks(a, b, c), tasks(a, c))).toEqual([`removed ${at(1)}`]);
    expect(written(tasks(a, b), tasks(a, { ...b, titel: "Brief" }))).toEqual([`changed ${at(1)}/titel`]);
  });

  it("tells a moved entry from a changed one, and says both of one that is both", () => {
    const [a, b, c] = [task("a", "Fachtag"), task("b", "Rundbrief"), task("c", "Netz")];
    expect(written(tasks(a, b, c), tasks(b, c, a))).toEqual([`moved ${at(0)} ${at(2)}`]);
    expect(written(tasks(a, b, c), tasks(b, c, { ...a, titel: "Tag" }))).toEqual([
      `moved ${at(0)} ${at(2)}`,
      `changed ${at(0)}/titel ${at(2)}/titel`,
    ]);
  });

  it("takes an entry with another id for the same one where its words are the same", () => {
    const old = task("fachtag", "Jährlicher Fachtag im Herbst mit allen Schulen");
    expect(written(tasks(old), tasks({ ...old, id: "fachtage" }))).toEqual([`changed ${at(0)}/id`]);
  });

  it("compares lists without ids by their entries", () => {
    const ressorts = (...weitere_ressorts: string[]) => ({ weitere_ressorts });
    expect(written(ressorts("Gesundheit", "Kultur"), ressorts("Kultur", "Soziales"))).toEqual([
      "removed /weitere_ressorts/0",
      "added /weitere_ressorts/1",
    ]);
    expect(written(ressorts("Gesundheit", "Kultur"), ressorts("Kultur", "Gesundheit"))).toEqual([
      "moved /weitere_ressorts/0 /weitere_ressorts/1",
    ]);
  });

  it("finds something wherever data differ, and nothing elsewhere", () => {
    const entry = fc.record({ id: fc.constantFrom("a", "b", "c", "d"), titel: fc.constantFrom("x", "y z") });
    const data = fc.record({
      aufgaben: fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 4 }),
      liste: fc.array(fc.constantFrom("p", "q", "r"), { maxLength: 4 }),
      wert: fc.option(fc.integer(), { nil: undefined }),
    });
    fc.assert(
      fc.property(data, data, (old, next) => {
        const changes = fieldChanges(old, next, trees);
        expect(changes.length === 0).toBe(JSON.stringify(old) === JSON.stringify(next));
      }),
      { numRuns: 300 },
    );
  });
});

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversedKeys(item)]),
  );
}
