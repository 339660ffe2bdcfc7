import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashOf, project } from "../../src/document/identity.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { splitPointer } from "../../src/source/pointer.ts";
import { writeMarkdown } from "../../src/write/markdown.ts";
import { agreementData, documentOf } from "../agreement.ts";

const everyOptionalGroup = {
  weitere_parteien: [
    { id: "schulamt", bezeichnung: "das Amt", vertreten_durch: "die Leitung", unterschrift: "Leitung" },
  ],
  netzwerk: {
    name: "Bündnis",
    selbstverstaendnis: "Es ist eins.",
    ziel: "Es hat ein Ziel.",
    strategische_ziele: [{ id: "teilhabe", titel: "Teilhabe", text: "mehr davon" }],
  },
};

function without(data: unknown, pointer: string): unknown {
  const copy = structuredClone(data) as Record<string, unknown>;
  const parts = splitPointer(pointer);
  const last = parts.pop() ?? "";
  const parent = parts.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  delete parent[last];
  return copy;
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

  it.each(["vereinbarung", "anlage-aufgabenbeschreibung"])(
    "of %s covers only what changes the printed text",
    async (id) => {
      const { kind } = await loadKind("koordinierungsstelle");
      const listed = kind.art.dokumente.find((each) => each.id === id)?.daten ?? [];
      const data = { ...agreementData(), vermerk: "Muster", ...everyOptionalGroup };
      const text = async (each: unknown) => {
        const document = await documentOf(id, each, true);
        return writeMarkdown({
          ...document,
          meta: { ...document.meta, footer: document.meta.footer.replace(/ · Prüfsumme .*/, "") },
        });
      };
      const printed = await text(data);
      for (const pointer of listed)
        expect([pointer, await text(without(data, pointer))]).not.toEqual([pointer, printed]);
    },
  );

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
