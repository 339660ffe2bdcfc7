import { buildDocument, type BuiltDocument } from "../src/document/build-document.ts";
import type { Document } from "../src/document/document.ts";
import { loadKind } from "../src/io/load-kind.ts";

/** A complete agreement as data, fresh each time, for tests that change one thing. */
export function agreementData(): Record<string, unknown> {
  return {
    art: "koordinierungsstelle",
    muster: { stand: "2019-12-20" },
    bezirk: "mitte",
    fassung: { nummer: 1, stand: "2026-09-01", status: "beschlossen" },
    weitere_ressorts: ["Gesundheit", "Kultur"],
    verortung: { ort: "jugendamt", naehe: "Im Haus des Bildungsbüros." },
    bericht: { turnus: "jaehrlich" },
    handlungsfelder: [
      { id: "kinderschutz", titel: "Kinderschutz", beschreibung: "Text.", verfahren: "Leitfaden" },
    ],
    gremien: [
      { id: "jha", name: "Jugendhilfeausschuss", ebene: "politisch" },
      {
        id: "kreis",
        name: "Vernetzungskreis",
        ebene: "strategisch",
        turnus: "vierteljaehrlich",
        geschaeftsstelle: true,
      },
    ],
    aufgabenbeschreibung: {
      nummer: 3,
      stand: "2026-10-01",
      aufgaben: [
        {
          id: "netz",
          titel: "Netzwerke",
          muster: ["a1", "a2"],
          konkretisierung: "Eins.",
          handlungsfelder: ["kinderschutz"],
        },
      ],
      programme: [{ id: "jsa", titel: "Jugendsozialarbeit", beteiligung: "Teilnahme." }],
    },
  };
}

export async function buildOne(id: string, data: unknown, draft = false): Promise<BuiltDocument> {
  const { kind } = await loadKind("koordinierungsstelle");
  const definition = kind.art.dokumente.find((each) => each.id === id);
  if (!definition) throw new Error(`no document ${id}`);
  return buildDocument(kind, definition, data, { draft });
}

export async function documentOf(id: string, data: unknown, draft = false): Promise<Document> {
  const { document, findings } = await buildOne(id, data, draft);
  if (!document || findings.length > 0) throw new Error(JSON.stringify(findings));
  return document;
}
