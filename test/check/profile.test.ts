import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { verdicts, type Clauses, type Profile, type Verdict } from "../../src/check/profile.ts";
import { profileFindings } from "../../src/check/profile-findings.ts";
import { profileRules } from "../../src/check/profile-rules.ts";
import { clausePlaces } from "../../src/document/clause-places.ts";
import { loadProfile } from "../../src/io/load-profile.ts";
import { parseYaml } from "../../src/source/parse-yaml.ts";
import { agreementData, documentOf } from "../agreement.ts";

let profile: Profile;
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  const loaded = await loadProfile("berlin-2019");
  if (!loaded) throw new Error("no profile");
  profile = loaded;
  ids = clausePlaces(await documentOf("vereinbarung", agreementData()));
});

function openItems(data: unknown, clauses: Clauses, today?: string): string[] {
  const parsed = parseYaml("x.yaml", stringify(data));
  const findings = profileFindings([profile], { parsed, clauses, known: [], today, itemIds: [] });
  return findings.map((finding) =>
    finding.code === "pruefpunkt" ? `${finding.args.punkt} ${finding.severity}` : finding.code,
  );
}

function verdictOf(punkt: string, data: object, today: string | undefined): Verdict | undefined {
  const parsed = parseYaml("x.yaml", stringify(data));
  return verdicts(profile, { parsed, clauses: new Map(), today }).find(({ item }) => item.id === punkt);
}

const statusOf = (...args: Parameters<typeof verdictOf>) => verdictOf(...args)?.status;

const withClauses = (present: ReadonlyMap<string, string>): Clauses => new Map([["vereinbarung", present]]);

describe("berlin-2019", () => {
  it("is met by a complete agreement", () => {
    expect(openItems(agreementData(), withClauses(ids))).toEqual([]);
  });

  it("fails for each clause that a template leaves out, by exactly the item that asks for it", () => {
    const items = JSON.parse(
      readFileSync("schemas/pruefliste/berlin-2019.json", "utf8"),
    ) as Profile["definition"];
    for (const { "x-punkt": item } of items.allOf) {
      for (const clause of item.klauseln?.["vereinbarung"] ?? []) {
        const rest = new Map([...ids].filter(([id]) => id !== clause));
        const severity = item.stufe === "pflicht" ? "fehler" : "warnung";
        expect(openItems(agreementData(), withClauses(rest))).toEqual([`${item.id} ${severity}`]);
      }
    }
  });

  it.each([
    ["verortung", "P-22 warnung"],
    ["bericht", "P-31 fehler"],
    ["weitere_ressorts", "P-11 warnung"],
  ])("asks for %s", (field, ...expected) => {
    const data = agreementData();
    delete data[field];
    expect(openItems(data, withClauses(ids))).toEqual(expected.sort());
  });

  it("judges no clause where no document could be made", () => {
    expect(openItems(agreementData(), new Map())).toEqual([]);
  });
});

describe("the yearly talk (P-29)", () => {
  const statusOn = (data: object, today: string | undefined) => statusOf("P-29", data, today);
  const signed = { verlauf: { unterschriften: [{ dokument: "vereinbarung", datum: "2026-09-15" }] } };
  const talked = { verlauf: { ...signed.verlauf, auswertungen: [{ datum: "2027-09-15" }] } };
  const set = { verlauf: { ...signed.verlauf, auswertungen: [{ datum: "2028-12-01" }] } };

  it.each([
    ["needs a date to be judged", signed, undefined, "ungeprueft"],
    ["is not due before a signature", {}, "2030-01-01", "nicht-anwendbar"],
    ["is not due in the first year", signed, "2027-09-15", "nicht-faellig"],
    ["is due after the first year", signed, "2027-09-16", "offen"],
    ["counts from the last talk", talked, "2028-09-01", "erfuellt"],
    ["is due again a year later", talked, "2028-09-16", "offen"],
    ["is decided without a date before a signature", {}, undefined, "nicht-anwendbar"],
    ["is set", set, "2028-09-16", "erfuellt"],
  ])("%s", (_, data, today, status) => {
    expect(statusOn(data, today)).toBe(status);
  });
});

describe("the result of a talk (P-30)", () => {
  const talk = (fields: object) => ({
    verlauf: { auswertungen: [{ id: 2027, datum: "2027-06-01", ...fields }] },
  });
  const told = talk({ uebermittelt_am: "2027-06-10" });

  it.each([
    ["is sent, on whatever day that is asked", told, undefined, "erfuellt"],
    ["needs a date to be judged", talk({ ergebnis: "Text." }), undefined, "ungeprueft"],
    ["may take four weeks", talk({}), "2027-06-29", "nicht-faellig"],
    ["is due then", talk({}), "2027-06-30", "offen"],
    ["is not due before the talk", talk({}), "2027-05-31", "nicht-anwendbar"],
    ["does not matter without a talk", {}, "2027-06-30", "nicht-anwendbar"],
  ])("%s", (_, data, today, status) => {
    expect(statusOf("P-30", data, today)).toBe(status);
  });
});

describe("the report by Turnus (P-47a)", () => {
  const data = (turnus: string, ...reports: string[]) => ({
    bezirk: "mitte",
    bericht: { turnus },
    verlauf: {
      unterschriften: [{ dokument: "vereinbarung", datum: "2026-09-15" }],
      berichte: reports.map((datum) => ({ datum })),
    },
  });

  it.each([
    ["has no day while the Turnus is open", data("offen"), "nicht-anwendbar"],
    ["is not due at first", data("zweijaehrlich"), "nicht-faellig"],
    ["is due after the first Turnus", data("vierteljaehrlich"), "offen"],
    ["was sent", data("vierteljaehrlich", "2027-10-01"), "erfuellt"],
    ["was sent too long ago", data("vierteljaehrlich", "2027-06-01"), "offen"],
  ])("%s", (_, agreement, status) => {
    expect(statusOf("P-47a", agreement, "2027-11-22")).toBe(status);
  });

  it("is shown where it is counted from", () => {
    expect(verdictOf("P-47a", data("vierteljaehrlich"), "2027-11-22")?.pointers).toEqual([
      "/verlauf/unterschriften/0/datum",
    ]);
  });
});

describe("a resolution before the signatures (P-45a)", () => {
  const rule = profileRules["beschluss-vor-unterschrift"];
  const resolved = (...days: string[]) => days.map((datum) => ({ gremium: "Ausschuss", datum }));
  const signed = (datum: string, dokument = "vereinbarung") => ({ unterschriften: [{ dokument, datum }] });
  const draft = { nummer: 1, status: "entwurf" };
  const final = { nummer: 1, status: "unterzeichnet" };
  const second = { ...final, nummer: 2, vorgaenger: { nummer: 1, stand: "2026-09-01" } };

  it.each([
    ["does not matter for a draft", { fassung: draft }, undefined, "nicht-anwendbar"],
    ["is missing", { fassung: final }, undefined, "offen"],
    ["is missing where it is printed for signing", { fassung: { status: "abgestimmt" } }, undefined, "offen"],
    ["is there", { fassung: final, list: resolved("2026-09-01") }, undefined, "erfuellt"],
    [
      "may be of the same day",
      { fassung: final, list: resolved("2026-09-02"), verlauf: signed("2026-09-02") },
      undefined,
      "erfuellt",
    ],
    [
      "comes too late",
      { fassung: final, list: resolved("2026-09-03"), verlauf: signed("2026-09-02") },
      undefined,
      "offen",
    ],
    [
      "is one of several",
      { fassung: final, list: resolved("2026-09-03", "2026-09-01"), verlauf: signed("2026-09-02") },
      undefined,
      "erfuellt",
    ],
    [
      "counts from the signatures under the agreement",
      { fassung: final, list: resolved("2026-09-03"), verlauf: signed("2026-09-02", "anlage") },
      undefined,
      "erfuellt",
    ],
    ["lies ahead", { fassung: final, list: resolved("2026-09-03") }, "2026-09-02", "offen"],
    ["is about this Fassung", { fassung: second, list: resolved("2026-09-01") }, undefined, "offen"],
    ["is a new one", { fassung: second, list: resolved("2026-09-01", "2027-01-01") }, undefined, "erfuellt"],
  ])("%s", (_, data, today, status) => {
    expect(rule?.(data, { today, ort: "/list", steps: [] })).toBe(status);
  });
});

describe("the next Fassung (P-48)", () => {
  const rule = profileRules["fortschreibung"];
  const steps = [{ titel: "Planen" }, { titel: "Auswerten" }];
  const cycle = (status: string, datum?: string) => ({ prozess: [{ schritt: 2, status, datum }] });
  const first = { fassung: { nummer: 1 }, wann: "2027-06-30" };
  const predecessor = { nummer: 1, stand: "2026-09-01" };

  it.each([
    ["has a day", first, "erfuellt"],
    ["lacks a day", { ...first, wann: undefined }, "offen"],
    ["lacks its predecessor", { ...first, fassung: { nummer: 2 } }, "offen"],
    ["names it", { ...first, fassung: { nummer: 2, vorgaenger: predecessor } }, "erfuellt"],
    ["is still to come in the last step", { ...first, verlauf: cycle("begonnen", "2027-07-01") }, "erfuellt"],
    [
      "has its day after the last step",
      { ...first, verlauf: cycle("abgeschlossen", "2027-06-29") },
      "erfuellt",
    ],
    [
      "has no day of its own after the last step",
      { ...first, verlauf: cycle("abgeschlossen", "2027-06-30") },
      "offen",
    ],
    ["has a last step without a day", { ...first, verlauf: cycle("abgeschlossen") }, "erfuellt"],
  ])("%s", (_, data, status) => {
    expect(rule?.(data, { today: undefined, ort: "/wann", steps })).toBe(status);
  });

  it("lies ahead on the day of the check", () => {
    const statusOn = (today: string) => rule?.(first, { today, ort: "/wann", steps });
    expect([statusOn("2027-06-30"), statusOn("2027-07-01")]).toEqual(["erfuellt", "offen"]);
  });
});

describe("an exception", () => {
  const lacking = (ausnahme: object) => {
    const { gremien: _, ...data } = agreementData();
    return { ...data, ausnahmen: [{ begruendung: "Weil es so ist.", ...ausnahme }] };
  };

  it.each([
    ["closes a recommendation", { punkt: "P-10" }, undefined, []],
    ["counts up to its day", { punkt: "P-10", bis: "2027-01-01" }, "2027-01-01", []],
    ["is none after its day", { punkt: "P-10", bis: "2027-01-01" }, "2027-01-02", ["P-10 warnung"]],
    ["needs a reason", { punkt: "P-10", begruendung: undefined }, undefined, ["P-10 warnung"]],
    ["needs one in words", { punkt: "P-10", begruendung: " " }, undefined, ["P-10 warnung"]],
    ["needs a day where it says one", { punkt: "P-10", bis: 2027 }, undefined, ["P-10 warnung"]],
    ["is needless for what is met", { punkt: "P-11" }, undefined, ["P-10 warnung", "ausnahme-unnoetig"]],
    ["is impossible for a duty", { punkt: "P-14" }, undefined, ["P-10 warnung", "ausnahme-pflicht"]],
    ["must name an item", { punkt: "P-99" }, undefined, ["P-10 warnung", "ausnahme-unbekannt"]],
  ])("%s", (_, ausnahme, today, expected) => {
    expect(
      openItems(lacking(ausnahme), withClauses(ids), today).filter((each) => !each.startsWith("P-29")),
    ).toEqual(expected);
  });
});
