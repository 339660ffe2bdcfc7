import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { completedOn, progress, reportedSteps, stepFindings } from "../../src/check/steps.ts";
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

  it("say what is late, and by which days", () => {
    const args = (...entries: Entry[]) =>
      stepFindings([list], parseYaml("x.yaml", stringify(data(...entries)))).map((each) => each.args);
    expect(args([1, "begonnen"], [2, "abgeschlossen"])).toEqual([
      { schritt: 2, frueher: 1, daten: undefined },
    ]);
    expect(args([1, "abgeschlossen", day("3")], [2, "abgeschlossen", day("2")])).toEqual([
      { schritt: 2, frueher: 1, daten: { schritt: day("2"), frueher: day("3") } },
    ]);
    expect(args([1, "abgeschlossen", day("3")], [2, "abgeschlossen"])).toEqual([]);
    expect(args([1, "begonnen"], [2, "offen"])).toEqual([]);
    expect(args([4, "offen"])).toEqual([{ schritt: 4, pruefliste: "unsere", anzahl: 3 }]);
  });

  it("show the proofs that the data hold elsewhere", () => {
    const proven = {
      name: "belegt",
      steps: [
        { titel: "Beschließen", belege: { liste: "/beschluesse", felder: ["gremium", "nummer"] } },
        { titel: "Regeln" },
      ],
    };
    const beschluesse = [{ gremium: "Rat", nummer: 7 }, { gremium: ["x"] }, { nummer: 8 }, "Text"];
    const states = progress([proven], { ...data([2, "offen"]), beschluesse });
    expect(states.map(({ belegt }) => belegt)).toEqual([[["Rat", "7"], ["8"]], []]);
    expect(progress([proven], data([2, "offen"])).map(({ belegt }) => belegt)).toEqual([[], []]);
  });

  it("take what is written beside them, and nothing that is no text, no day and no state", () => {
    const entry = {
      schritt: 1,
      status: "fertig",
      datum: "bald",
      nachweise: ["Protokoll", 3],
      offen: "alles",
    };
    expect(progress([list], { verlauf: { prozess: [entry, "Text", null] } })[0]).toEqual({
      titel: "Planen",
      nummer: 1,
      status: undefined,
      datum: undefined,
      nachweise: ["Protokoll"],
      belegt: [],
      offen: [],
    });
  });

  it("are in a report those that it recorded, else those of the present", () => {
    const now = data([1, "abgeschlossen"], [2, "begonnen"]);
    const schritte = [{ schritt: 2, status: "offen" }];
    const report = "/verlauf/berichte/0";
    const recorded = { verlauf: { ...now.verlauf, berichte: [{ schritte }] } };
    expect(reportedSteps([list], recorded, report)).toMatchObject({
      isRecorded: true,
      states: [{ status: undefined }, { status: "offen", titel: "Regeln" }, {}],
    });
    expect(reportedSteps([list], now, report)).toMatchObject({
      isRecorded: false,
      states: [{ status: "abgeschlossen" }, { status: "begonnen" }, {}],
    });
    const untitled = {
      titel: "",
      nummer: 2,
      status: "offen",
      datum: undefined,
      nachweise: [],
      belegt: [],
      offen: [],
    };
    expect(reportedSteps([none], recorded, report)).toEqual({ isRecorded: true, states: [untitled] });
    expect(reportedSteps([none], {}, report)).toEqual({ isRecorded: false, states: [] });
  });

  it("that a report recorded are checked like those of the present", () => {
    const berichte = [{ id: 1 }, { schritte: [{ schritt: 9, status: "offen" }] }];
    const parsed = parseYaml("x.yaml", stringify({ verlauf: { berichte } }));
    expect(stepFindings([list], parsed).map(({ pointer }) => pointer)).toEqual([
      "/verlauf/berichte/1/schritte/0/schritt",
    ]);
  });

  it("are done with the last one", () => {
    expect(completedOn(list.steps, data([3, "abgeschlossen", day("3")]))).toBe("2026-03-01");
    expect(completedOn(list.steps, data([2, "abgeschlossen", day("3")], [3, "begonnen", day("4")]))).toBe(
      undefined,
    );
  });
});
