import { describe, expect, it } from "vitest";
import { fieldChanges } from "../../src/diff/field-changes.ts";
import {
  documentsPrinting,
  heaviest,
  isHeavier,
  weigh,
  type Weight,
  type WeightRule,
} from "../../src/diff/weight.ts";
import { loadKind } from "../../src/io/load-kind.ts";

const { kind } = await loadKind("koordinierungsstelle");
const trees = { old: kind.tree, next: kind.tree };

const field = (id: string, titel: string) => ({ handlungsfelder: [{ id, titel }] });
const gremium = (name: string) => ({ gremien: [{ id: "kreis", name, ebene: "strategisch" }] });
const fields = (...ids: string[]) => ({ handlungsfelder: ids.map((id) => ({ id, titel: id })) });

/** One example for each rule of the handbook. */
const examples: [WeightRule, Weight, unknown, unknown][] = [
  ["feld", "zustimmungspflichtig", { bericht: { turnus: "jaehrlich" } }, { bericht: { turnus: "offen" } }],
  ["feld", "zustimmungspflichtig", field("a", "Kinderschutz"), field("a", "Ganztag")],
  ["gedruckt", "anzeigepflichtig", gremium("Vernetzungskreis"), gremium("Runder Tisch")],
  ["nicht-gedruckt", "redaktionell", { steckbrief: { web: "a.de" } }, { steckbrief: { web: "b.de" } }],
  ["schreibweise", "redaktionell", gremium("Vernetzungskreis"), gremium("Vernetzungs-Kreis,")],
  ["reihenfolge", "redaktionell", fields("a", "b"), fields("b", "a")],
  // S0-116: what the agreement itself says never changes unnoticed.
  [
    "dokument",
    "anzeigepflichtig",
    { verortung: { naehe: "Im selben Haus" } },
    { verortung: { naehe: "Im selben Haus." } },
  ],
];

describe("the weight of a change", () => {
  it.each(examples)("by the rule %s is %s", (rule, weight, old, next) => {
    const [change] = fieldChanges(old, next, trees);
    expect(change && weigh(change, kind)).toEqual({ rule, weight });
  });

  it.each<[string, WeightRule, Weight, unknown, unknown]>([
    ["what is gone by what it was", "feld", "zustimmungspflichtig", { bericht: { turnus: "offen" } }, {}],
    ["a group that came by its fields", "feld", "zustimmungspflichtig", {}, { bericht: { turnus: "offen" } }],
    ["an entry that is gone by its list", "feld", "zustimmungspflichtig", fields("a", "b"), fields("a")],
    ["an entry that came by its list", "feld", "zustimmungspflichtig", fields("a"), fields("a", "b")],
    ["a value that is no text", "nicht-gedruckt", "redaktionell", { unbekannt: 1 }, { unbekannt: 2 }],
    ["text instead of a number", "nicht-gedruckt", "redaktionell", { unbekannt: 1 }, { unbekannt: "1" }],
    ["a number instead of text", "nicht-gedruckt", "redaktionell", { unbekannt: "1" }, { unbekannt: 1 }],
    [
      "letters of another size",
      "schreibweise",
      "redaktionell",
      gremium("Runder Tisch"),
      gremium("runder tisch"),
    ],
    ["other letters", "gedruckt", "anzeigepflichtig", gremium("Straße"), gremium("STRASSE")],
  ])("weighs %s", (_, rule, weight, old, next) => {
    const [change] = fieldChanges(old, next, trees);
    expect(change && weigh(change, kind)).toEqual({ rule, weight });
  });

  it("is the heaviest of several, and the lightest of none", () => {
    expect(heaviest([])).toBe("redaktionell");
    expect(heaviest(["redaktionell", "zustimmungspflichtig", "anzeigepflichtig"])).toBe(
      "zustimmungspflichtig",
    );
    expect([
      isHeavier("anzeigepflichtig", "redaktionell"),
      isHeavier("redaktionell", "redaktionell"),
    ]).toEqual([true, false]);
  });

  it("knows the documents that print a field, a part of it, or the group around it", () => {
    const ids = (pointer: string) => documentsPrinting(pointer, kind.art.dokumente).map(({ id }) => id);
    expect(ids("/bericht/turnus")).toEqual(ids("/bericht"));
    expect(ids("/bericht")).toContain("vereinbarung");
    expect(ids("/unbekannt")).toEqual([]);
    expect(ids("/verlauf/auswertungen/0/datum")).toContain("auswertung");
  });

  it("has an example for every rule", () => {
    const all: Record<WeightRule, true> = {
      feld: true,
      gedruckt: true,
      "nicht-gedruckt": true,
      schreibweise: true,
      reihenfolge: true,
      dokument: true,
    };
    expect(new Set(examples.map(([rule]) => rule))).toEqual(new Set(Object.keys(all)));
  });
});
