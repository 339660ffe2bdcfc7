import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashOf, project } from "../../src/document/identity.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { clausePlaces } from "../../src/document/clause-places.ts";
import { documentsFor, entryDocumentsFor } from "../../src/kinds/kind.ts";
import { isRecord, splitPointer } from "../../src/source/pointer.ts";
import { writeMarkdown } from "../../src/write/markdown.ts";
import { buildDocument } from "../../src/document/build-document.ts";
import { agreementData, documentOf } from "../agreement.ts";

const party = { bezeichnung: "das Amt", vertreten_durch: "die Leitung", unterschrift: "Leitung" };

/** Every field that any document prints, in the variant for a district and in the one without. */
const withDistrict = {
  ...agreementData(),
  vermerk: "Muster",
  koordination: { anrede: "koordinatorin", name: "Name" },
  weitere_parteien: [{ id: "schulamt", ...party }],
  verortung: {
    ort: "jugendamt",
    mitentscheidende: ["Gesundheit"],
    naehe: "Im Haus.",
    ausstattung: { raum: "Ein Raum.", sachmittel: "Ein Rechner." },
  },
  netzwerk: {
    name: "Bündnis",
    zusatz: "gemeinsam",
    selbstverstaendnis: "Es ist eins.",
    ziel: "Es hat ein Ziel.",
    strategische_ziele: [{ id: "teilhabe", titel: "Teilhabe", text: "mehr davon" }],
  },
  steckbrief: { stand: "2026-09-01", web: "www.beispiel.de" },
  sachstand: { schritte: [{ nummer: 1, titel: "Planung" }], festgehalten: true },
  verlauf: {
    auswertungen: [{ id: 2027, datum: "2027-06-01" }],
    berichte: [{ id: 2027, datum: "2027-06-01" }],
    schlichtungen: [{ id: 2027, anlass: "Auslegung.", angezeigt_am: "2027-06-01" }],
  },
  aenderung: {
    nummer: 2,
    stand: "2027-09-01",
    artikel: [
      {
        dokument: "vereinbarung",
        titel: "Vereinbarung",
        alt: { nummer: 1, stand: "2026-09-01" },
        neu: { nummer: 2, stand: "2027-09-01" },
        folgen: ["Die bisherige Nummer 2 wird Nummer 3."],
        befehle: [{ satz: "Folgender Satz wird angefügt:", wortlaut: ["„Ein Satz.“"] }],
      },
    ],
  },
};
const ofDistricts = new Set(["bezirk", "weitere_parteien", "verortung", "bericht"]);
const withoutDistrict = {
  ...Object.fromEntries(Object.entries(withDistrict).filter(([key]) => !ofDistricts.has(key))),
  zustaendig_fuer: "zentralverwaltete-und-berufliche-schulen",
  parteien: [
    { id: "eins", ...party },
    { id: "zwei", ...party },
  ],
};

/** The data without a field; a `*` in the pointer means that field of every entry. */
function without(data: unknown, pointer: string): unknown {
  const copy = structuredClone(data);
  remove(copy, splitPointer(pointer));
  return copy;
}

function remove(value: unknown, [key = "", ...rest]: readonly string[]): void {
  if (key === "*") {
    for (const item of Array.isArray(value) ? value : []) remove(item, rest);
  } else if (isRecord(value)) {
    if (rest.length === 0) delete value[key];
    else remove(value[key], rest);
  }
}

const hash = async (id: string, data: unknown) => (await documentOf(id, data)).meta.hash;
const both = async (data: unknown) => [
  await hash("vereinbarung", data),
  await hash("anlage-aufgabenbeschreibung", data),
];

describe("the hash of a document", () => {
  it("does not know status, Verlauf, key order or what the document does not print", async () => {
    const data = agreementData();
    const before = await both(data);
    const changed = Object.fromEntries(Object.entries(data).toReversed());
    changed["fassung"] = { status: "unterzeichnet", stand: "2026-09-01", nummer: 1 };
    changed["verlauf"] = { auswertungen: [{ id: 2027, datum: "2027-09-01" }] };
    changed["netzwerk"] = undefined;
    expect(await both(changed)).toEqual(before);
  });

  it("of the agreement stays when only the annex changes, and the other way round", async () => {
    const [agreement, annex] = await both(agreementData());
    const data = agreementData();
    (data["aufgabenbeschreibung"] as Record<string, unknown>)["nummer"] = 4;
    expect(await both(data)).toEqual([agreement, expect.not.stringMatching(annex ?? "")]);
    const other = { ...agreementData(), bericht: { turnus: "offen" } };
    expect(await both(other)).toEqual([expect.not.stringMatching(agreement ?? ""), annex]);
  });

  it("is SHA-256 over canonical JSON", () => {
    // echo -n '{"a":1,"b":"ü"}' | sha256sum
    expect(hashOf({ b: "ü", a: 1 })).toBe("1a59e522e02ce50ad2c27c11a6d30f8667489c199580627fe9e3e33e2b0e91d5");
  });

  it.each([
    ["district", withDistrict],
    ["schools without a district", withoutDistrict],
  ])("covers only what changes the printed text (%s)", async (_, data) => {
    const { kind } = await loadKind("koordinierungsstelle");
    for (const definition of [...documentsFor(kind.art, data), ...entryDocumentsFor(kind.art, data)]) {
      const { id, daten } = definition;
      const text = (each: unknown) => {
        const { document } = buildDocument(kind, definition, each, { draft: true });
        if (!document) return "";
        const footer = document.meta.footer.replace(/ · Prüfsumme .*/, "");
        const ids = [...clausePlaces(document).keys()].join(" ");
        return `${writeMarkdown({ ...document, meta: { ...document.meta, footer } })}\n${ids}`;
      };
      const printed = text(data);
      for (const pointer of daten) {
        const changed = without(data, pointer);
        // A field of the other variant cannot be here.
        if (JSON.stringify(changed) === JSON.stringify(data)) continue;
        expect(text(changed), `${id} ${pointer}`).not.toBe(printed);
      }
    }
  });

  it("knows every listed field in one of the variants", async () => {
    const { kind } = await loadKind("koordinierungsstelle");
    const unknown = kind.art.dokumente
      .flatMap(({ daten }) => daten)
      .filter((pointer) =>
        [withDistrict, withoutDistrict].every(
          (data) => JSON.stringify(without(data, pointer)) === JSON.stringify(data),
        ),
      );
    expect(unknown).toEqual([]);
  });

  it("projects only what is listed", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("a", "b", "c"), fc.dictionary(fc.constantFrom("x", "y"), fc.integer())),
        (data) => {
          const part = project(data, ["/a", "/b/x"]);
          expect(Object.keys(part).every((key) => key === "a" || key === "b")).toBe(true);
          expect(part["a"]).toEqual(data["a"]);
          expect(Object.keys((part["b"] ?? {}) as object).every((key) => key === "x")).toBe(true);
        },
      ),
    );
  });
});
