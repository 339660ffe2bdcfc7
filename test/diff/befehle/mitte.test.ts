import { beforeAll, describe, expect, it } from "vitest";
import { commandsFor } from "../../../src/diff/befehle/commands-for.ts";
import type { Body } from "../../../src/diff/befehle/body.ts";
import { folgesaetze } from "../../../src/diff/befehle/folgen.ts";
import { satzFor } from "../../../src/diff/befehle/satz.ts";
import type { Kind } from "../../../src/kinds/kind.ts";
import { bodiesOf, exampleData, loadedKind } from "./beispiele.ts";

interface Mitte {
  bezirk: string;
  bericht: { turnus: string };
  verortung: { ort: string; naehe?: string };
  handlungsfelder: { beschreibung: string }[];
  gremien: { id: string; name: string; ebene: string; turnus?: string; geschaeftsstelle?: boolean }[];
  aufgabenbeschreibung: {
    aufgaben: Record<string, unknown>[];
    programme?: unknown;
    naechste_pruefung: string;
  };
}

const anlage = "anlage-aufgabenbeschreibung";

/** What the parties may agree on, and the sentences that say so. */
const cases: [name: string, document: string, change: (data: Mitte) => void, saetze: string[]][] = [
  [
    "the Turnus",
    "vereinbarung",
    (data) => (data.bericht.turnus = "jaehrlich"),
    ["In Nummer 3 Absatz 2 Satz 2 wird das Wort „halbjährlich“ durch das Wort „jährlich“ ersetzt."],
  ],
  [
    "no Turnus",
    "vereinbarung",
    (data) => (data.bericht.turnus = "offen"),
    [
      "In Nummer 3 Absatz 2 Satz 2 werden das Semikolon und die Wörter „festgelegt ist: halbjährlich“ gestrichen.",
    ],
  ],
  [
    "the Verortung",
    "vereinbarung",
    (data) => {
      data.verortung.ort = "schulaufsicht";
      delete data.verortung.naehe;
    },
    [
      "In Nummer 2.2 Absatz 9 wird bei Kästchen 1 „beim Jugendamt“ das Kreuz gestrichen.",
      "In Nummer 2.2 Absatz 9 wird Kästchen 2 „bei der regionalen Schulaufsicht“ angekreuzt.",
      "In Nummer 2.2 Absatz 10 werden die Wörter „das Bezirksamt“ durch die Wörter „die Außenstelle“ ersetzt.",
      "In Nummer 2.2 Absatz 10 werden die Wörter „von Berlin“ durch die Wörter „(regionale Schulaufsicht)“ ersetzt.",
      "Nummer 2.2 Absatz 12 wird aufgehoben.",
    ],
  ],
  [
    "another task",
    anlage,
    (data) =>
      data.aufgabenbeschreibung.aufgaben.splice(2, 0, {
        id: "beratung",
        titel: "Beratung der Schulen",
        muster: ["a3"],
        konkretisierung: "Die Koordinierungsstelle berät die Schulen.\n\nSie hält das Ergebnis fest.",
      }),
    [
      [
        "Nach Nummer 3.2 wird folgende Nummer 3.3 eingefügt:",
        "„3.3. Beratung der Schulen",
        "",
        "Die Koordinierungsstelle berät die Schulen.",
        "",
        "Sie hält das Ergebnis fest.",
        "– Bezug zu Nummer 2.3 der Kooperationsvereinbarung: Moderation, Präsentation, Impulse“.",
      ].join("\n"),
      "Die bisherigen Nummern 3.3 bis 3.5 werden die Nummern 3.4 bis 3.6.",
    ],
  ],
  [
    "a task less",
    anlage,
    (data) => data.aufgabenbeschreibung.aufgaben.splice(1, 1),
    ["Nummer 3.2 wird aufgehoben.", "Die bisherigen Nummern 3.3 bis 3.5 werden die Nummern 3.2 bis 3.4."],
  ],
  [
    "a task in another place",
    anlage,
    ({ aufgabenbeschreibung: { aufgaben } }) => aufgaben.unshift(...aufgaben.splice(4, 1)),
    [
      [
        "Vor Nummer 3.1 wird folgende Nummer 3.1 eingefügt:",
        "„3.1. Rundbrief für Schulen und Träger",
        "",
        "Ein Rundbrief je Quartal informiert über Verfahren, Ansprechstellen und Termine.",
        "– Bezug zu Nummer 2.3 der Kooperationsvereinbarung: Unterstützung des Informationstransfers“.",
      ].join("\n"),
      "Nummer 3.5 wird aufgehoben.",
      "Die bisherigen Nummern 3.1 bis 3.4 werden die Nummern 3.2 bis 3.5.",
    ],
  ],
  [
    "another name of a task",
    anlage,
    ({ aufgabenbeschreibung: { aufgaben } }) =>
      Object.assign(aufgaben[4] ?? {}, { titel: "Rundbrief für Schulen, Kitas und Träger" }),
    [
      "In der Überschrift der Nummer 3.5 werden nach dem Wort „Schulen“ ein Komma und das Wort „Kitas“ eingefügt.",
    ],
  ],
  [
    "quite another name of a task",
    anlage,
    ({ aufgabenbeschreibung: { aufgaben } }) =>
      Object.assign(aufgaben[3] ?? {}, { titel: "Fachtag alle zwei Jahre" }),
    ["Die Überschrift der Nummer 3.4 wird wie folgt gefasst:\n„Fachtag alle zwei Jahre“."],
  ],
  [
    "no programmes",
    anlage,
    (data) => delete data.aufgabenbeschreibung.programme,
    ["Nummer 4 wird aufgehoben.", "Die bisherigen Nummern 5 und 6 werden die Nummern 4 und 5."],
  ],
  [
    "another Gremium",
    anlage,
    (data) => data.gremien.splice(2, 0, { id: "ag-ganztag", name: "AG Ganztag", ebene: "operativ" }),
    [
      "In Nummer 5 wird nach Tabellenzeile 2 folgende Tabellenzeile eingefügt:\n„AG Ganztag | operativ | – | –“.",
    ],
  ],
  ["a Gremium less", anlage, (data) => data.gremien.shift(), ["Nummer 5 Tabellenzeile 1 wird aufgehoben."]],
  [
    "no Gremium on a level",
    "gremien",
    (data) => data.gremien.shift(),
    [
      "In Nummer 1 wird die Tabelle aufgehoben.",
      "Der Nummer 1 wird folgender Absatz angefügt:\n„Für diese Ebene ist noch kein Gremium oder Format benannt.“",
    ],
  ],
  [
    "a Gremium that meets less often",
    anlage,
    ({ gremien }) => Object.assign(gremien[1] ?? {}, { turnus: "jaehrlich", geschaeftsstelle: false }),
    [
      "In Nummer 5 Tabellenzeile 2 Spalte 3 wird das Wort „vierteljährlich“ durch das Wort „jährlich“ ersetzt.",
      "In Nummer 5 Tabellenzeile 2 Spalte 4 wird das Wort „Koordinierungsstelle“ durch die Angabe „–“ ersetzt.",
    ],
  ],
  [
    "a paragraph in two",
    anlage,
    ({ handlungsfelder: [, schuldistanz] }) =>
      Object.assign(schuldistanz ?? {}, {
        beschreibung: schuldistanz?.beschreibung.replace(". Schule,", ".\n\nSchule,"),
      }),
    [
      "Nummer 2.2 Absatz 1 Satz 2 wird aufgehoben.",
      "In Nummer 2.2 wird nach Absatz 1 folgender Absatz eingefügt:\n„Schule, Schulaufsicht und Jugendamt gehen dafür abgestimmt vor.“",
    ],
  ],
  [
    "a later review",
    anlage,
    (data) => (data.aufgabenbeschreibung.naechste_pruefung = "2028-03-01"),
    ["In Nummer 6 Absatz 2 wird die Angabe „01.09.2027“ durch die Angabe „01.03.2028“ ersetzt."],
  ],
];

describe("the agreement of Mitte gets", () => {
  let kind: Kind;
  let before: Map<string, Body>;
  beforeAll(async () => {
    kind = await loadedKind();
    before = bodiesOf(kind, exampleData("mitte"));
  });

  const pair = (document: string, change: (data: Mitte) => void): [Body, Body] => {
    const data = exampleData("mitte");
    change(data as unknown as Mitte);
    const [old, next] = [before.get(document), bodiesOf(kind, data).get(document)];
    if (!old || !next) throw new Error(`no document ${document}`);
    return [old, next];
  };

  it.each(cases)("%s (%s)", (_, document, change, saetze) => {
    const [old, next] = pair(document, change);
    const befehle = commandsFor(old, next);
    if (!Array.isArray(befehle)) throw new Error(befehle.reason);
    expect([...befehle.map(satzFor), ...folgesaetze(old, befehle)]).toEqual(saetze);
  });

  it("no commands for another Bezirk, which changes its title", () => {
    const [old, next] = pair(anlage, (data) => (data.bezirk = "pankow"));
    expect(commandsFor(old, next)).toMatchObject({ reason: expect.stringContaining("Titel") });
  });
});
