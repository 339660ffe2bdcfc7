import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { completedOn, progress, stepFindings } from "../../src/check/steps.ts";
import { parseYaml } from "../../src/source/parse-yaml.ts";

const list = { name: "unsere", steps: [{ titel: "Planen" }, { titel: "Regeln" }, { titel: "Auswerten" }] };
const none = { name: "ohne", steps: [] };
const day = (text: string) => `2026-0${text}-01`;

type Entry = readonly [schritt: unknown, status: unknown, datum?: string];

const data = (...entries: Entry[]) => ({
  verlauf: { prozess: entries.map(([schritt, status, datum]) => ({ schritt, status, datum })) },
});

function found(...entries: Entry[]): string[] {
  const parsed = parseYaml("x.yaml", stringify(data(...entries)));
  return stepFindings([none, list], parsed).map(({ code, severity, pointer }) => {
    return `${severity} ${code} ${pointer.replace("/verlauf/prozess", "")}`;
  });
}

describe("the steps of a process", () => {
  it.each<[string, Entry[], string[]]>([
    [
      "are in order",
      [
        [1, "abgeschlossen", day("1")],
        [2, "abgeschlossen", day("1")],
        [3, "begonnen"],
      ],
      [],
    ],
    [
      "are in order whatever order they stand in",
      [
        [2, "begonnen"],
        [1, "abgeschlossen"],
      ],
      [],
    ],
    ["are those of the checklist", [[4, "offen"]], ["fehler schritt-unbekannt /0/schritt"]],
    [
      "follow each other",
      [
        [1, "begonnen"],
        [2, "abgeschlossen"],
      ],
      ["warnung schritt-reihenfolge /1/status"],
    ],
    [
      "follow each other in time",
      [
        [1, "abgeschlossen", day("3")],
        [3, "abgeschlossen", day("2")],
      ],
      ["warnung schritt-reihenfolge /1/datum"],
    ],
    [
      "may have no date",
      [
        [1, "abgeschlossen"],
        [2, "abgeschlossen", day("2")],
      ],
      [],
    ],
    ["may be left out", [[3, "abgeschlossen"]], []],
    [
      "are no concern of this check where they are no steps",
      [
        ["zwei", "offen"],
        [0, "offen"],
        [1.5, 1],
      ],
      [],
    ],
  ])("%s", (_, entries, expected) => {
    expect(found(...entries)).toEqual(expected);
  });

  it("are those of the first checklist that has any; without one nothing is known", () => {
    const some = data([2, "begonnen", day("2")]);
    expect(progress([none, list], some)).toMatchObject([
      { nummer: 1, titel: "Planen", status: undefined, nachweise: [], offen: [] },
      { nummer: 2, titel: "Regeln", status: "begonnen", datum: "2026-02-01" },
      { nummer: 3, titel: "Auswerten", status: undefined },
    ]);
    expect([progress([none], some), progress([list], {})]).toEqual([[], []]);
    expect(stepFindings([none], parseYaml("x.yaml", stringify(data([9, "offen"]))))).toEqual([]);
  });

  it("are done with the last one", () => {
    expect(completedOn(list.steps, data([3, "abgeschlossen", day("3")]))).toBe("2026-03-01");
    expect(completedOn(list.steps, data([2, "abgeschlossen", day("3")], [3, "begonnen", day("4")]))).toBe(
      undefined,
    );
  });
});
