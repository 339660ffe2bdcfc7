import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { verdicts, type Clauses, type Profile } from "../../src/check/profile.ts";
import { buildDocument } from "../../src/document/build-document.ts";
import { clausePlaces } from "../../src/document/clause-places.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { loadProfile } from "../../src/io/load-profile.ts";
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
};

/** Data that open an item although no field is missing. */
const changed: Readonly<Record<string, (data: Data) => Data>> = {
  "P-01a": (data) => ({ ...data, zustaendig_fuer: "zentralverwaltete-und-berufliche-schulen" }),
  "P-02": (data) => ({ ...data, bezirk: "hamburg" }),
  "P-03": (data) => ({ ...data, verlauf: { unterschriften: [signature("2026-08-31")] } }),
  "P-29": (data) => ({ ...data, verlauf: { unterschriften: [signature("2026-09-10")] } }),
  "P-30": (data) => ({
    ...data,
    verlauf: { auswertungen: [{ id: 2027, datum: "2027-08-01", ergebnis: "Text." }] },
  }),
};

function signature(datum: string) {
  return { dokument: "vereinbarung", von: "jugendamt", datum };
}

/** Everything an agreement can state, so that every item applies. */
function complete(): Data {
  return {
    ...agreementData(),
    netzwerk: { name: "Bündnis", ziel: "Ziel.", strategische_ziele: [{ id: "a", titel: "A", text: "a" }] },
    steckbrief: {
      stand: "2026-09-01",
      rahmenbedingungen: [{ text: "Satz." }],
      meilensteine: [{ jahr: 2026, ereignisse: [{ text: "Beginn" }] }],
    },
    verlauf: {
      unterschriften: [signature("2026-09-15")],
      auswertungen: [{ id: 2027, datum: "2027-08-01", uebermittelt_am: "2027-08-02" }],
    },
  };
}

const today = "2028-01-01";
let clauses: Clauses;
const profiles = new Map<string, Profile>();

beforeAll(async () => {
  const { kind } = await loadKind("koordinierungsstelle");
  const documents = documentsFor(kind.art, complete()).map((definition) => {
    const { document } = buildDocument(kind, definition, complete(), { draft: false });
    if (!document) throw new Error(`no ${definition.id}`);
    return [definition.id, clausePlaces(document)] as const;
  });
  clauses = new Map(documents);
  for (const name of Object.keys(lost)) {
    const profile = await loadProfile(name);
    if (profile) profiles.set(name, profile);
  }
});

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

function statusOf(
  profile: Profile,
  punkt: string,
  data: Data,
  present: Clauses = clauses,
): string | undefined {
  const parsed = parseYaml("x.yaml", stringify(data));
  const all = verdicts(profile, { parsed, clauses: present, today });
  return all.find(({ item }) => item.id === punkt)?.status;
}

describe.each(Object.keys(lost))("every item of %s", (name) => {
  it("is met by a complete agreement, or does not apply to one of a district", () => {
    const profile = profiles.get(name);
    if (!profile) throw new Error(name);
    const parsed = parseYaml("x.yaml", stringify(complete()));
    const open = verdicts(profile, { parsed, clauses, today })
      .filter(({ status, item }) => status !== "erfuellt" && item.wenn !== "/zustaendig_fuer")
      .map(({ item, status }) => `${item.id} ${status}`);
    expect(open).toEqual([]);
  });

  it("can be open: by a field, by a clause, by a date", () => {
    const profile = profiles.get(name);
    if (!profile) throw new Error(name);
    for (const { "x-punkt": item } of profile.definition.allOf) {
      const pointers = lost[name]?.[item.id];
      const change = changed[item.id];
      const data = pointers ? pointers.reduce(without, complete()) : (change?.(complete()) ?? complete());
      const gone = new Set(Object.values(item.klauseln ?? {}).flat());
      const fewer = [...clauses].map(([id, each]) => {
        return [id, new Map([...each].filter(([clause]) => !gone.has(clause)))] as const;
      });
      const status = statusOf(profile, item.id, data, item.klauseln ? new Map(fewer) : clauses);
      expect([item.id, status]).toEqual([item.id, "offen"]);
    }
  });
});
