import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { verdicts, type Clauses, type Profile } from "../../src/check/profile.ts";
import { buildDocument } from "../../src/document/build-document.ts";
import { clausePlaces } from "../../src/document/clause-places.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { loadProfile } from "../../src/io/load-profile.ts";
import { builtInMaterial } from "../../src/io/material.ts";
import { documentsFor } from "../../src/kinds/kind.ts";
import { parseYaml } from "../../src/source/parse-yaml.ts";
import { isRecord, splitPointer } from "../../src/source/pointer.ts";
import { agreementData } from "../agreement.ts";

type Data = Record<string, unknown>;

/** Fields whose loss opens an item; items that clauses decide are opened by losing a clause. */
const lost: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "berlin-2019": {
    "P-06": ["/rahmenkonzept/ziele"],
    "P-10": ["/gremien/0"],
    "P-11": ["/weitere_ressorts"],
    "P-12a": ["/handlungsfelder/1"],
    "P-13": ["/handlungsfelder/0/verfahren"],
    "P-22": ["/verortung/naehe"],
    "P-31": ["/bericht/turnus"],
    "P-57": ["/steckbrief/meilensteine"],
  },
  rahmenkonzept: {
    "P-06": ["/rahmenkonzept/ziele"],
    "P-07": ["/rahmenkonzept/bildungsverstaendnis"],
    "P-08": ["/rahmenkonzept/bestandsanalyse/datum"],
    "P-09": ["/gremien/2"],
    "P-10": ["/gremien/0"],
    "P-11": ["/weitere_ressorts"],
    "P-12": ["/handlungsfelder"],
    "P-13": ["/handlungsfelder/1/verfahren"],
    "P-28": ["/gremien/1/turnus"],
    "P-37": ["/rahmenkonzept/koordinierungsgruppe"],
    "P-40": ["/rahmenkonzept/beteiligung/kinder"],
    "P-41": ["/rahmenkonzept/finanzierung"],
    "P-42": ["/rahmenkonzept/personal"],
    "P-44": ["/rahmenkonzept/politische_abstimmung"],
    "P-45": ["/rahmenkonzept/beschluesse"],
    "P-46": ["/rahmenkonzept/verankerung"],
    "P-47": ["/rahmenkonzept/evaluation"],
    "P-48": ["/rahmenkonzept/naechste_pruefung"],
    "P-55": ["/rahmenkonzept/datenschutz"],
  },
  "isa-6schritte": {
    "P-01": ["/parteien/1/vertretung"],
    "P-04": ["/rechtsgrundlagen"],
    "P-05": ["/ziele"],
    "P-06": ["/ziele/0/verantwortlich", "/ziele/1/verantwortlich"],
    "P-07": ["/bildungsverstaendnis"],
    "P-08": ["/bestandsanalyse/datum"],
    "P-33": ["/konflikte"],
    "P-34": ["/laufzeit/beginn"],
    "P-37": ["/austausch"],
    "P-38": ["/leistungen/1/pflichten"],
    "P-39": ["/qualitaet"],
    "P-40": ["/beteiligung/kinder"],
    "P-41": ["/finanzierung/text", "/finanzierung/kosten"],
    "P-42": ["/personal/0/anbindung"],
    "P-43": ["/paedagogik"],
    "P-44": ["/beschluesse"],
    "P-45": ["/beschluesse/1/ergebnis", "/beschluesse/0/ergebnis"],
    "P-45a": ["/beschluesse"],
    "P-46": ["/verankerung"],
    "P-47": ["/evaluation/dokumentation"],
    "P-48": ["/naechste_pruefung"],
  },
  praxis: {
    "PX-01": ["/leistungen/2/grenzen"],
    "PX-02": ["/parteien/1/unterschriften"],
    "PX-03": ["/haftung"],
    "PX-04": ["/schutzkonzept"],
    "PX-05": ["/ausfertigungen/empfaenger"],
    "PX-06": ["/datenschutz/wege"],
    "PX-07": ["/austausch"],
    "PX-08": ["/raeume"],
    "PX-09": ["/oeffentlichkeit"],
    "PX-10": ["/beteiligung/kinder"],
  },
  "nrw-netzwerk": {
    "P-01": ["/netzwerke/1/vertretung"],
    "P-39": ["/qualitaet"],
    "P-49": ["/bezugsrahmen"],
    "P-49a": ["/agenda"],
    "P-50a": ["/kooperationsfelder"],
    "P-51": ["/ziele/2"],
    "P-51a": ["/widersprueche"],
    "P-52": ["/formen"],
    "P-53": ["/expertisen/eintraege/1"],
    "P-56": ["/reflexion/turnus"],
  },
};

/** Data that open an item although no field is missing. */
const changed: Readonly<Record<string, (data: Data) => Data>> = {
  "P-01a": (data) => ({ ...data, zustaendig_fuer: "zentralverwaltete-und-berufliche-schulen" }),
  "P-02": (data) => ({ ...data, bezirk: "hamburg" }),
  "P-03": (data) => ({ ...data, verlauf: { unterschriften: [signature("2026-08-31")] } }),
  "P-29": (data) => ({ ...data, verlauf: { unterschriften: [signature("2026-09-10")] } }),
  "P-56a": (data) => ({ ...data, verlauf: { unterschriften: [signature("2026-09-10")] } }),
  "P-47a": (data) => ({ ...data, verlauf: { unterschriften: [signature("2026-09-10")] } }),
  "P-30": (data) => ({
    ...data,
    verlauf: { auswertungen: [{ id: 2027, datum: "2027-08-01", ergebnis: "Text." }] },
  }),
};

function signature(datum: string) {
  return { dokument: "vereinbarung", von: "jugendamt", datum };
}

/** Everything an agreement can state, so that every item applies; by the kind the checklist is for. */
function complete(name: string): Data {
  const arten = profiles.get(name)?.definition["x-arten"] ?? [];
  if (arten.includes("netzwerk")) return network();
  return arten.includes("kooperation") ? cooperation() : district();
}

/** The example is complete, but for what comes after its signature. */
function cooperation(): Data {
  const data = example("examples/kooperation/schulsozialarbeit.yaml");
  return {
    ...data,
    naechste_pruefung: "2028-06-30",
    verlauf: { ...(data["verlauf"] as Data), ...followUp() },
  };
}

/** The example lacks one expertise, as its source does. */
function network(): Data {
  const data = example("examples/nrw/fuenf-programme.yaml");
  const expertisen = data["expertisen"] as { eintraege: object[] };
  const eintraege = [...expertisen.eintraege, { netzwerk: "kekiz", text: "Das Programm wertet aus." }];
  const verlauf = { ...(data["verlauf"] as Data | undefined), ...followUp() };
  return { ...data, expertisen: { ...expertisen, eintraege }, verlauf };
}

function example(file: string): Data {
  return parseYaml(file, readFileSync(file, "utf8")).data as Data;
}

function district(): Data {
  return {
    ...agreementData(),
    netzwerk: { name: "Bündnis", ziel: "Ziel.", strategische_ziele: [{ id: "a", titel: "A", text: "a" }] },
    steckbrief: {
      stand: "2026-09-01",
      rahmenbedingungen: [{ text: "Satz." }],
      meilensteine: [{ jahr: 2026, ereignisse: [{ text: "Beginn" }] }],
    },
    rahmenkonzept: { ...(agreementData()["rahmenkonzept"] as Data), naechste_pruefung: "2028-06-30" },
    verlauf: followUp(),
  };
}

function followUp(): Data {
  return {
    unterschriften: [signature("2026-09-15")],
    auswertungen: [{ id: 2027, datum: "2027-08-01", uebermittelt_am: "2027-08-02" }],
    berichte: [{ id: 2027, datum: "2027-08-01" }],
  };
}

const today = "2028-01-01";
/** By kind. */
const clauses = new Map<string, Clauses>();
const profiles = new Map<string, Profile>();

beforeAll(async () => {
  for (const data of [district(), cooperation(), network()]) {
    const { kind } = await loadKind(String(data["art"]));
    const documents = documentsFor(kind.art, data).map((definition) => {
      const { document } = buildDocument(kind, definition, data, { draft: false });
      if (!document) throw new Error(`no ${definition.id}`);
      return [definition.id, clausePlaces(document)] as const;
    });
    clauses.set(kind.art.art, new Map(documents));
  }
  for (const name of Object.keys(lost)) {
    const profile = await loadProfile(name);
    if (profile) profiles.set(name, profile);
  }
});

function clausesOf(data: Data): Clauses {
  return clauses.get(String(data["art"])) ?? new Map();
}

function without(data: Data, pointer: string): Data {
  const copy = structuredClone(data);
  const parts = splitPointer(pointer);
  const last = parts.pop() ?? "";
  const parent = parts.reduce<unknown>(
    (at, key) => (Array.isArray(at) ? at[Number(key)] : (at as Data)[key]),
    copy,
  );
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isRecord(parent)) delete parent[last];
  return copy;
}

function statusOf(profile: Profile, punkt: string, data: Data, present: Clauses): string | undefined {
  const parsed = parseYaml("x.yaml", stringify(data));
  const all = verdicts(profile, { parsed, clauses: present, today });
  return all.find(({ item }) => item.id === punkt)?.status;
}

it("every checklist is here", () => {
  expect(Object.keys(lost).sort()).toEqual(builtInMaterial.profileNames());
});

describe.each(Object.keys(lost))("every item of %s", (name) => {
  it("is met by a complete agreement, or does not apply to one of a district", () => {
    const profile = profiles.get(name);
    if (!profile) throw new Error(name);
    const parsed = parseYaml("x.yaml", stringify(complete(name)));
    const open = verdicts(profile, { parsed, clauses: clausesOf(complete(name)), today })
      .filter(({ status, item }) => status !== "erfuellt" && item.wenn !== "/zustaendig_fuer")
      .map(({ item, status }) => `${item.id} ${status}`);
    expect(open).toEqual([]);
  });

  it("can be open: by a field, by a clause, by a date", () => {
    const profile = profiles.get(name);
    if (!profile) throw new Error(name);
    for (const { "x-punkt": item } of profile.definition.allOf) {
      const pointers = lost[name]?.[item.id];
      const all = complete(name);
      const data = pointers ? pointers.reduce(without, all) : (changed[item.id]?.(all) ?? all);
      const gone = new Set(Object.values(item.klauseln ?? {}).flat());
      const fewer = [...clausesOf(all)].map(([id, each]) => {
        return [id, new Map([...each].filter(([clause]) => !gone.has(clause)))] as const;
      });
      const status = statusOf(profile, item.id, data, new Map(fewer));
      expect([item.id, status]).toEqual([item.id, "offen"]);
    }
  });
});
