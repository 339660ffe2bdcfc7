import { blankDefinitions, buildBlank } from "../src/document/blank.ts";
import { buildDocument } from "../src/document/build-document.ts";
import { type BuiltDocument } from "../src/document/filled-document.ts";
import type { Document } from "../src/document/document.ts";
import { loadKind } from "../src/io/load-kind.ts";
import { documentsFor } from "../src/kinds/kind.ts";

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
      { id: "schuldistanz", titel: "Schuldistanz", verfahren: "Leitfaden" },
      { id: "uebergaenge", titel: "Übergänge", verfahren: "Jahresplan" },
    ],
    gremien: [
      { id: "jha", name: "Jugendhilfeausschuss", ebene: "politisch" },
      {
        id: "kreis",
        name: "Vernetzungskreis",
        ebene: "strategisch",
        handlungsfelder: ["kinderschutz"],
        turnus: "vierteljaehrlich",
        geschaeftsstelle: true,
      },
      { id: "ag", name: "Arbeitsgemeinschaft", ebene: "operativ" },
      { id: "runde", name: "Runde im Sozialraum", ebene: "sozialraeumlich" },
    ],
    rahmenkonzept: rahmenkonzept(),
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

/** What the checklist "rahmenkonzept" asks for, all of it. */
function rahmenkonzept(): Record<string, unknown> {
  return {
    stand: "2026-01-01",
    ziele: [{ id: "ziel", titel: "Ziel", verantwortlich: "Jugendamt" }],
    bildungsverstaendnis: "Ein gemeinsames.",
    bestandsanalyse: { datum: "2025" },
    koordinierungsgruppe: {
      mitglieder: [{ stelle: "Jugendamt", rolle: "Vorsitz", zustaendigkeit: "Jugendhilfe" }],
      kommunikationswege: ["Sitzung"],
    },
    beteiligung: { eltern: "Ausschuss", kinder: "Parlament", fachkraefte: "Konferenz" },
    finanzierung: "Im Rahmen des Haushalts.",
    personal: "Eine Stelle.",
    politische_abstimmung: [{ gremium: "Ausschuss", datum: "2026-02-01" }],
    beschluesse: [{ gremium: "Bezirksamt", datum: "2026-03-01", ergebnis: "beschlossen" }],
    verankerung: { struktur: "Vernetzungskreis", schulische_konzepte: "Schulprogramme" },
    evaluation: { turnus: "jaehrlich", verantwortlich: "Gruppe", dokumentation: "Bericht" },
    naechste_pruefung: "2027-01-01",
    datenschutz: "Ohne personenbezogene Daten.",
  };
}

export async function buildOne(id: string, data: unknown, draft = false): Promise<BuiltDocument> {
  const { kind } = await loadKind("koordinierungsstelle");
  const definition = documentsFor(kind.art, data).find((each) => each.id === id);
  if (!definition) throw new Error(`no document ${id}`);
  return buildDocument(kind, definition, data, { draft });
}

export async function documentOf(id: string, data: unknown, draft = false): Promise<Document> {
  const { document, findings } = await buildOne(id, data, draft);
  if (!document || findings.length > 0) throw new Error(JSON.stringify(findings));
  return document;
}

/** The form of a document. */
export async function blankOf(id: string): Promise<Document> {
  const { kind } = await loadKind("koordinierungsstelle");
  const definition = blankDefinitions(kind).find((each) => each.id === id);
  if (!definition) throw new Error(`no form ${id}`);
  const { document, findings } = buildBlank(kind, definition);
  if (!document || findings.length > 0) throw new Error(JSON.stringify(findings));
  return document;
}
