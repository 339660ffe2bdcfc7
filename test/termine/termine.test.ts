import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysAfter } from "../../src/source/calendar-arithmetic.ts";
import { daysOf } from "../../src/source/calendar-date.ts";
import { announcedDays } from "../../src/termine/state.ts";
import type { TerminDefinition, Terminregel } from "../../src/termine/termin.ts";
import { applyRule, termineOf } from "../../src/termine/termine-of.ts";
import { periodOf } from "../../src/termine/turnus.ts";

const talks: Terminregel = {
  wiederkehrend: {
    eintraege: "/verlauf/auswertungen/*/datum",
    unterschrift: "vereinbarung",
    beginn: "/laufzeit/beginn",
    abstand: "P1Y",
  },
};
const reports: Terminregel = {
  wiederkehrend: {
    eintraege: "/verlauf/berichte/*/datum",
    unterschrift: "vereinbarung",
    abstand: "/bericht/turnus",
  },
};
const disputes: Terminregel = {
  frist: {
    beginn: "/verlauf/schlichtungen/*/angezeigt_am",
    dauer: "P14D",
    erledigt: ["/verlauf/schlichtungen/*/beendet_am", "/verlauf/schlichtungen/*/stufe_2_am"],
    abschluss: "/verlauf/schlichtungen/*/beendet_am",
  },
};
const review: Terminregel = { einmal: { tag: "/naechste_pruefung" } };

const signed = (datum: string, dokument = "vereinbarung") => ({ dokument, von: "jugendamt", datum });
const talked = (...days: string[]) => days.map((datum, index) => ({ id: 2025 + index, datum }));

/** What a rule finds, in short: state, day or days, what it is counted from or why there is none. */
function found(rule: Terminregel, data: unknown, today: string): string[] {
  return applyRule(rule, data, today).map(({ state, due, from, reason }) => {
    const days = due && (due.first === due.last ? due.last : `${due.first}…${due.last}`);
    return [state, days, from, reason].filter((each) => each !== undefined).join(" ");
  });
}

describe("the yearly talk", () => {
  const first = { verlauf: { unterschriften: [signed("2026-02-24"), signed("2026-03-03")] } };
  const later = { verlauf: { ...first.verlauf, auswertungen: talked("2027-02-10") } };

  it.each([
    ["is not due before a signature", {}, "2026-01-01", ["unbestimmt nicht-unterschrieben"]],
    [
      "is not due before a signature that lies ahead",
      first,
      "2026-02-23",
      ["unbestimmt nicht-unterschrieben"],
    ],
    ["counts from the newest signature", first, "2026-06-01", ["offen 2027-03-03 unterschrift"]],
    ["is announced", first, "2026-12-03", ["demnaechst 2027-03-03 unterschrift"]],
    ["is due on its day", first, "2027-03-03", ["demnaechst 2027-03-03 unterschrift"]],
    ["is overdue the day after", first, "2027-03-04", ["ueberfaellig 2027-03-03 unterschrift"]],
    [
      "counts from the last talk, but not within the year after the signature",
      later,
      "2027-06-01",
      ["erledigt 2027-02-10", "offen 2028-02-10 eintrag"],
    ],
    [
      "counts only signatures under the agreement",
      { verlauf: { unterschriften: [signed("2026-02-24"), signed("2026-09-01", "anlage")] } },
      "2026-09-02",
      ["offen 2027-02-24 unterschrift"],
    ],
    [
      "is not due in the first year of a new Fassung, but fulfilled where the last talk is recent",
      { verlauf: { unterschriften: [signed("2026-09-01")], auswertungen: talked("2026-05-19") } },
      "2026-10-01",
      ["erledigt 2026-05-19", "offen 2027-09-01 eintrag"],
    ],
    [
      "is not due in the first year of a new Fassung",
      { verlauf: { unterschriften: [signed("2026-09-01")], auswertungen: talked("2024-05-19") } },
      "2026-10-01",
      ["erledigt 2024-05-19", "offen 2027-09-01 unterschrift"],
    ],
    [
      "counts from a talk without a signature",
      { verlauf: { auswertungen: talked("2026-05-19", "2025-06-17") } },
      "2026-11-22",
      ["erledigt 2025-06-17", "erledigt 2026-05-19", "offen 2027-05-19 eintrag"],
    ],
    [
      "is set by an entry that lies ahead, also where it would be overdue",
      { verlauf: { ...first.verlauf, auswertungen: talked("2027-05-01", "2028-05-01") } },
      "2027-04-01",
      ["demnaechst 2027-05-01 gesetzt", "offen 2028-05-01 gesetzt"],
    ],
    [
      "counts from the beginning where that is agreed for later, as roughly as it is known",
      { ...first, laufzeit: { beginn: "2026/2027" } },
      "2026-11-22",
      ["offen 2027-08-01…2028-07-31 unterschrift"],
    ],
    [
      "ignores an earlier beginning",
      { ...first, laufzeit: { beginn: "2026-01" } },
      "2026-11-22",
      ["offen 2027-03-03 unterschrift"],
    ],
    [
      "falls on 28 February a year after the 29th",
      { verlauf: { auswertungen: talked("2028-02-29") } },
      "2028-11-22",
      ["erledigt 2028-02-29", "offen 2029-02-28 eintrag"],
    ],
  ])("%s", (_, data, today, expected) => {
    expect(found(talks, data, today)).toEqual(expected);
  });

  it("keeps its key while it is counted, set and moved, and gets a new one after it was held", () => {
    const keyOn = (today: string, ...days: string[]) => {
      const data = { verlauf: { ...first.verlauf, auswertungen: talked(...days) } };
      return applyRule(talks, data, today).find(({ state }) => state !== "erledigt")?.key;
    };
    const keys = [keyOn("2026-06-01"), keyOn("2026-06-01", "2027-01-10"), keyOn("2026-06-01", "2027-02-10")];
    expect(new Set(keys).size).toBe(1);
    expect(keyOn("2027-03-01", "2027-02-10")).not.toBe(keys[0]);
  });
});

describe("the report by Turnus", () => {
  const data = (turnus: unknown, ...days: string[]) => ({
    bericht: { turnus },
    verlauf: { berichte: talked(...days) },
  });

  it.each([
    ["does not exist without a Turnus", data(undefined, "2026-01-15"), []],
    ["has no day while the Turnus is open", data("offen"), ["unbestimmt turnus-offen"]],
    ["has none for an unknown Turnus either", data("nach Bedarf"), ["unbestimmt turnus-offen"]],
    ["keeps a day that is set", data("offen", "2026-12-01"), ["demnaechst 2026-12-01 gesetzt"]],
    [
      "follows the last one",
      data("halbjaehrlich", "2026-08-31"),
      ["erledigt 2026-08-31", "offen 2027-02-28 eintrag"],
    ],
  ])("%s", (_, agreement, expected) => {
    expect(found(reports, agreement, "2026-11-22")).toEqual(expected);
  });

  it("knows how long every shared Turnus is", () => {
    const schema = JSON.parse(readFileSync("schemas/gemeinsam.schema.json", "utf8")) as {
      $defs: { turnus: { enum: string[] } };
    };
    const known = schema.$defs.turnus.enum.map((turnus) => periodOf("/t", { t: turnus }));
    expect(known.map((period) => period !== undefined && period !== "offen" && period.months)).toEqual([
      1, 2, 3, 6, 12, 24,
    ]);
  });
});

describe("a time limit", () => {
  const dispute = (fields: object) => ({
    verlauf: { schlichtungen: [{ id: "2026-1", angezeigt_am: "2026-05-05", ...fields }] },
  });

  it.each([
    ["does not count the day it begins with", {}, "2026-05-19", ["demnaechst 2026-05-19"]],
    ["is over the day after its last one", {}, "2026-05-20", ["ueberfaellig 2026-05-19"]],
    ["has not begun", {}, "2026-05-04", []],
    ["is met", { beendet_am: "2026-05-19" }, "2026-05-19", ["erledigt 2026-05-19"]],
    ["is not met yet", { beendet_am: "2026-05-19" }, "2026-05-18", ["demnaechst 2026-05-19"]],
    ["is met late", { beendet_am: "2026-06-19" }, "2026-06-19", ["erledigt 2026-05-19"]],
    ["runs on without a day", { stufe_2_am: "2026-05-20" }, "2026-11-22", ["unbestimmt ohne-frist"]],
    [
      "has ended at last",
      { stufe_2_am: "2026-05-20", beendet_am: "2026-06-16" },
      "2026-11-22",
      ["erledigt 2026-05-19"],
    ],
    ["begins with no day", { angezeigt_am: "bald" }, "2026-11-22", ["unbestimmt kein-datum"]],
  ])("%s", (_, fields, today, expected) => {
    expect(found(disputes, dispute(fields), today)).toEqual(expected);
  });

  it("names each entry by its id, else by its number", () => {
    const data = {
      verlauf: { schlichtungen: [{ id: 7, angezeigt_am: "2026-05-05" }, { angezeigt_am: "2026-06-05" }] },
    };
    expect(applyRule(disputes, data, "2026-07-01").map(({ entry, pointer }) => [entry, pointer])).toEqual([
      ["7", "/verlauf/schlichtungen/0/angezeigt_am"],
      ["2", "/verlauf/schlichtungen/1/angezeigt_am"],
    ]);
  });
});

describe("a single day", () => {
  it.each([
    ["2027-06-30", "2026-11-22", ["offen 2027-06-30"]],
    ["2027-02-20", "2026-11-22", ["demnaechst 2027-02-20"]],
    ["2027-02-21", "2026-11-22", ["offen 2027-02-21"]],
    ["2026-11", "2026-11-30", ["demnaechst 2026-11-01…2026-11-30"]],
    ["2026-11", "2026-12-01", ["ueberfaellig 2026-11-01…2026-11-30"]],
    ["2026/2027", "2027-07-31", ["demnaechst 2026-08-01…2027-07-31"]],
    ["2026/2027", "2027-08-01", ["ueberfaellig 2026-08-01…2027-07-31"]],
    ["2028", "2026-11-22", ["offen 2028-01-01…2028-12-31"]],
    ["2026-02-30", "2026-11-22", ["unbestimmt kein-datum"]],
    [undefined, "2026-11-22", []],
  ])("%s on %s", (day, today, expected) => {
    expect(found(review, { naechste_pruefung: day }, today)).toEqual(expected);
  });

  it("in the past says what its kind says of it", () => {
    const past = (danach: "erledigt" | "unbestimmt") =>
      found({ einmal: { tag: "/a/*/b/*/bis", danach } }, { a: [{ b: [{ bis: "2026" }] }] }, "2027-01-01");
    const begins = (today: string) =>
      found({ einmal: { tag: "/beginn", danach: "begonnen" } }, { beginn: "2026/2027" }, today);
    expect(begins("2026-05-02")).toEqual(["offen 2026-08-01…2027-07-31"]);
    expect(begins("2026-07-31")).toEqual(["demnaechst 2026-08-01…2027-07-31"]);
    expect(begins("2026-08-01")).toEqual(["erledigt 2026-08-01…2027-07-31"]);
    expect(past("erledigt")).toEqual(["erledigt 2026-01-01…2026-12-31"]);
    expect(past("unbestimmt")).toEqual(["unbestimmt 2026-01-01…2026-12-31 ausgang-unbekannt"]);
  });
});

describe("the Termine of an agreement", () => {
  const definitions: TerminDefinition[] = [
    { id: "gespraech", titel: "Gespräch", quelle: "Q", regel: talks },
    {
      id: "massnahme",
      titel: "Maßnahme",
      quelle: "Q",
      name: "/ziele/*/m/*/text",
      regel: { einmal: { tag: "/ziele/*/m/*/bis" } },
    },
    {
      id: "ende",
      titel: "Ende",
      quelle: "Q",
      wenn_fehlt: "/laufzeit/verlaengerung",
      regel: { einmal: { tag: "/laufzeit/ende", danach: "beendet" } },
    },
    {
      id: "ende",
      titel: "Ende oder Verlängerung",
      quelle: "Q",
      wenn: "/laufzeit/verlaengerung",
      regel: { einmal: { tag: "/laufzeit/ende" } },
    },
  ];
  const short = (data: unknown, today: string) =>
    termineOf(definitions, data, today).map(({ definition, state, reason, endsAgreement }) =>
      [definition.titel, state, reason, endsAgreement ? "Schluss" : undefined].filter(Boolean).join(" "),
    );
  const verlauf = { unterschriften: [signed("2026-02-24")] };

  it("ask for nothing after the end of the agreement, but for its extension where there is a rule", () => {
    const ending = { verlauf, laufzeit: { ende: "2026-12" } };
    expect(short(ending, "2026-11-22")).toEqual([
      "Gespräch unbestimmt endet-vorher",
      "Ende demnaechst Schluss",
    ]);
    expect(short(ending, "2027-01-01")).toEqual([
      "Gespräch unbestimmt endet-vorher",
      "Ende erledigt Schluss",
    ]);
    const extended = { verlauf, laufzeit: { ende: "2026-12", verlaengerung: "Um ein Jahr." } };
    expect(short(extended, "2027-01-01")).toEqual([
      "Gespräch demnaechst",
      "Ende oder Verlängerung ueberfaellig",
    ]);
  });

  it("say what each is about", () => {
    const m = (...texts: string[]) => ({ m: texts.map((text) => ({ text, bis: "2027" })) });
    const names = termineOf(definitions, { ziele: [m("A"), m("B", "C")] }, "2026-11-22").map(
      ({ name, key }) => [name, key],
    );
    expect(names).toEqual([
      [undefined, "erster"],
      ["A", "1/1"],
      ["B", "2/1"],
      ["C", "2/2"],
    ]);
  });
});

describe("every rule", () => {
  const days = fc
    .integer({ min: 0, max: 20_000 })
    .map((n) => new Date(Date.UTC(2000, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const times = fc.oneof(
    days,
    days.map((day) => day.slice(0, 7)),
    days.map((day) => day.slice(0, 4)),
    days.map((day) => `${day.slice(0, 4)}/${Number(day.slice(0, 4)) + 1}`),
  );
  const values = fc.oneof(
    times,
    fc.constantFrom("offen", "jaehrlich", "vereinbarung", "2026-02-30", "9999-12-31", null, 7),
    fc.string(),
  );
  const keys = fc.constantFrom(
    "verlauf",
    "auswertungen",
    "unterschriften",
    "berichte",
    "schlichtungen",
    "datum",
    "dokument",
    "angezeigt_am",
    "beendet_am",
    "naechste_pruefung",
    "bericht",
    "turnus",
  );
  const { data } = fc.letrec((tie) => ({
    data: fc.oneof(
      { depthSize: "small" },
      values,
      fc.array(tie("data"), { maxLength: 3 }),
      fc.dictionary(keys, tie("data")),
    ),
  }));
  const rules = fc.constantFrom(talks, reports, disputes, review);

  it("takes data of any shape, and says of every Termin either a day or why there is none", () => {
    fc.assert(
      fc.property(rules, fc.dictionary(keys, data), days, (rule, agreement, today) => {
        for (const { state, due, reason } of applyRule(rule, agreement, today)) {
          expect(state === "unbestimmt").toBe(reason !== undefined);
          expect(due === undefined).toBe(reason !== undefined);
          if (due && state !== "erledigt") expect(state === "ueberfaellig").toBe(due.last < today);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("announces a day exactly ninety days before, and never goes back", () => {
    const order = ["offen", "demnaechst", "ueberfaellig"];
    fc.assert(
      fc.property(times, days, days, (time, one, other) => {
        const [early, late] = [one, other].sort() as [string, string];
        const stateOn = (today: string) =>
          applyRule(review, { naechste_pruefung: time }, today)[0]?.state ?? "";
        expect(order.indexOf(stateOn(early))).toBeLessThanOrEqual(order.indexOf(stateOn(late)));
        const last = daysOf(time)?.last ?? "";
        const before = (count: number) =>
          new Date(Date.parse(last) - count * 86_400_000).toISOString().slice(0, 10);
        expect([stateOn(before(announcedDays + 1)), stateOn(before(announcedDays))]).toEqual([
          "offen",
          "demnaechst",
        ]);
      }),
    );
  });

  it("is content with a talk for a year, wherever the others lie", () => {
    fc.assert(
      fc.property(fc.array(days), fc.array(days), days, (others, signatures, talk) => {
        const verlauf = {
          unterschriften: signatures.map((day) => signed(day)),
          auswertungen: talked(...others, talk),
        };
        const year = daysAfter({ first: talk, last: talk }, { days: 0, months: 12 })?.last ?? "";
        for (const today of [talk, year])
          expect(applyRule(talks, { verlauf }, today).map(({ state }) => state)).not.toContain(
            "ueberfaellig",
          );
      }),
    );
  });
});
