import { readFileSync } from "node:fs";
import { loadProfile } from "../../src/io/load-profile.ts";
import { sachstandFor } from "../../src/report/checklist/sachstand.ts";
import { parseYaml, type ParsedYaml } from "../../src/source/parse-yaml.ts";
import { agreementData } from "../agreement.ts";

/** One set of data and the documents the tables name of it. */
export interface Fall {
  readonly data: Record<string, unknown>;
  readonly documents: readonly string[];
  /** A form to fill in has gaps instead of required fields. */
  readonly isBlank?: boolean;
}

/** Everything an agreement of a district can say, its other choices, the post without a district, the blank form, the poster. */
export async function faelle(): Promise<Record<string, Fall>> {
  return {
    bezirk: {
      data: district(),
      documents: [
        "vereinbarung",
        "anlage-aufgabenbeschreibung",
        "steckbrief",
        "gremien",
        "auswertung:2027",
        "bericht:2027",
        "schlichtung:2028",
      ],
    },
    schulaufsicht: {
      data: { ...agreementData(), verortung: { ort: "schulaufsicht" }, bericht: { turnus: "offen" } },
      documents: ["vereinbarung"],
    },
    "ohne-bezirk": {
      data: withoutDistrict(),
      documents: ["vereinbarung", "anlage-aufgabenbeschreibung", "steckbrief", "gremien"],
    },
    vordruck: {
      data: { art: "koordinierungsstelle", muster: { stand: "2019-12-20" } },
      documents: ["vereinbarung", "anlage-aufgabenbeschreibung"],
      isBlank: true,
    },
    poster: {
      data: example("examples/berlin/steglitz-zehlendorf.yaml"),
      documents: ["vereinbarung", "anlage-aufgabenbeschreibung", "steckbrief", "gremien"],
    },
    kooperation: {
      data: await cooperation(),
      documents: ["vereinbarung", "auswertung:2026", "bericht:2026", "schlichtung:2026-1"],
    },
    nrw: { data: network(), documents: ["vereinbarung", "anlage-netzwerkexpertisen"] },
    absicht: {
      data: { ...network(), form: "letter-of-intent", titel: "Selbstverpflichtungserklärung" },
      documents: ["vereinbarung"],
    },
  };
}

/** The example with everything a network contract can say; the persons have no names. */
function network(): Record<string, unknown> {
  // Written once and used twice (anchors), the offices would change in both places at once.
  const data = JSON.parse(JSON.stringify(example("examples/nrw/fuenf-programme.yaml"))) as Record<
    string,
    unknown
  >;
  const [first] = data["netzwerke"] as { ansprechstellen: object[] }[];
  const formen = data["formen"] as { kontaktpersonen: object[] };
  if (first) first.ansprechstellen = [{ ...first.ansprechstellen[0], name: "Dr. N. N." }];
  formen.kontaktpersonen = formen.kontaktpersonen.map((each) => ({ ...each, name: "M. M." }));
  return {
    ...data,
    anlass: "Die Programme haben gemeinsam beraten.",
    grundlagen: ["Absprache auf Landesebene vom 20.01.2016", "Erlass vom 01.02.2016"],
    bezugsrahmen: { ...(data["bezugsrahmen"] as object), text: "Vorbeugen lohnt." },
    fachplanung: "Alle wirken am Bildungsbericht mit.",
    grundsaetze: ["Beschlüsse fallen im Einvernehmen."],
    widersprueche: [
      {
        ziele: ["anschluss", "oeffnung"],
        text: "Beide binden dieselben Mittel.",
        klaerung: "Geteilt wird hälftig.",
      },
    ],
    weitere_netzwerke: {
      vorgesehen: ["das Netzwerk Gesundheit"],
      ...(data["weitere_netzwerke"] as object),
    },
    laufzeit: { beginn: "2027-01-01", unbefristet: true },
    schlussbestimmungen: ["Änderungen bedürfen der Schriftform."],
  };
}

/** The example with everything an agreement can say, as a second Fassung whose six steps are done. */
async function cooperation(): Promise<Record<string, unknown>> {
  const { verlauf, ...data } = example("examples/kooperation/schulsozialarbeit.yaml");
  const [report] = (verlauf as { berichte: Record<string, unknown>[] }).berichte;
  const second = {
    ...data,
    fassung: {
      nummer: 2,
      stand: "2026-09-15",
      status: "beschlossen",
      vorgaenger: { nummer: 1, stand: "2023-09-15" },
    },
    bildungsverstaendnis: "Lernen gelingt, wenn Unterricht, Ganztag und Familie zusammenwirken.",
    verlauf: {
      ...(verlauf as object),
      // Without steps of its own the report shows those of today.
      berichte: [{ ...report, schritte: undefined }],
      prozess: [1, 2, 3, 4, 5, 6].map((schritt) => ({
        schritt,
        status: "abgeschlossen",
        datum: `2026-0${schritt}-01`,
        nachweise: [`Vermerk zu Schritt ${schritt}`],
        offen: [`Frage zu Schritt ${schritt}`],
      })),
    },
  };
  return { ...second, sachstand: await sachstand(second, "isa-6schritte") };
}

/** What kv puts together for the first report. */
async function sachstand(data: object, checklist: string): Promise<object> {
  const profile = await loadProfile(checklist);
  if (!profile) throw new Error(`no ${checklist}`);
  const parsed = { data } as ParsedYaml;
  return sachstandFor([profile], { parsed, clauses: new Map(), today: "2026-11-13" }, "/verlauf/berichte/0");
}

function district(): Record<string, unknown> {
  const data = agreementData();
  const [task] = (data["aufgabenbeschreibung"] as { aufgaben: object[] }).aufgaben;
  return {
    ...data,
    koordination: { anrede: "koordinatorin", name: "N. N." },
    verortung: {
      ort: "jugendamt",
      mitentscheidende: ["Gesundheitsamt"],
      naehe: "Im Haus des Bildungsbüros.",
      ausstattung: { raum: "Ein eigenes Büro.", sachmittel: "Rechner und Telefon." },
    },
    gremien: boards(),
    steckbrief: factSheet(),
    aufgabenbeschreibung: {
      ...(data["aufgabenbeschreibung"] as object),
      konkretisiert_von: ["Amt für Weiterbildung und Kultur"],
      aufgaben: [{ ...task, ebenen: ["strategisch"], umfang: "Vier Sitzungen.", ergebnis: "Protokolle." }],
      programme: [
        { id: "jsa", titel: "Jugendsozialarbeit an Schulen", beteiligung: "Teilnahme an den Gesprächen." },
        { id: "verbund", titel: "Bildungsverbund", beteiligung: "Begleitung beim Aufbau." },
      ],
    },
    verlauf: {
      auswertungen: [
        {
          id: 2027,
          datum: "2027-06-01",
          teilnehmende: [{ funktion: "Leitung des Jugendamtes", ressort: "Jugendhilfe", name: "N. N." }],
          reflexion: "Die Stelle wird früh einbezogen.",
          erreichtes: ["Zwei neue Runden"],
          offen: ["Ein Handlungsfeld"],
          ergebnis: "Die Runden bleiben.",
          anpassung_vereinbarung: { noetig: true, was: "Der Turnus ändert sich." },
          anpassung_aufgabenbeschreibung: { noetig: true, was: "Der Fachtag entfällt." },
          uebermittelt_am: "2027-06-10",
          rueckmeldung: {
            datum: "2027-07-01",
            beratung: "Ein Gespräch zum Turnus.",
            anpassungsbitte: "Eine Aufgabe soll entfallen.",
          },
          protokollfuehrung: "Koordinierungsstelle",
        },
      ],
      berichte: [
        {
          id: 2027,
          datum: "2027-01-15",
          von: ["das Jugendamt"],
          an: ["die Abteilungen I und III"],
          gremien: [{ name: "Vernetzungskreis", stand: "Er hat getagt." }],
          ergebnisse: "Ein Leitfaden liegt vor.",
          naechste_schritte: [{ text: "Fachtag", verantwortlich: "Jugendamt", bis: "2027-09" }],
        },
      ],
      schlichtungen: [
        {
          id: 2028,
          klausel: "Nummer 2.2",
          anlass: "Der Zugang zu Protokollen.",
          beteiligte: ["das Jugendamt"],
          angezeigt_am: "2028-02-20",
          stufe_2_am: "2028-03-06",
          verfahrensvorschlag: "Ein Gespräch zu dritt.",
          beendet_am: "2028-03-20",
          ergebnis: "Man ist sich einig.",
        },
      ],
    },
  };
}

function boards(): object[] {
  return [
    {
      id: "jha",
      name: "Jugendhilfeausschuss",
      ebene: "politisch",
      form: "gremium",
      mitglieder: ["Stadträtin oder Stadtrat"],
    },
    {
      id: "kreis",
      name: "Vernetzungskreis",
      ebene: "strategisch",
      form: "steuerungsgruppe",
      mitglieder: ["Leitungen der Fachämter"],
      turnus: "vierteljaehrlich",
      geschaeftsstelle: true,
    },
    {
      id: "ag",
      name: "Runde der Schulen",
      ebene: "operativ",
      form: "arbeitsgemeinschaft",
      mitglieder: ["Lehrkräfte"],
      handlungsfelder: ["kinderschutz"],
    },
    { id: "tag", name: "Tag der Übergänge", ebene: "operativ", form: "fachveranstaltung" },
    {
      id: "ort",
      name: "Runde im Kiez",
      ebene: "sozialraeumlich",
      form: "workshop",
      mitglieder: ["Familienzentren"],
    },
  ];
}

function factSheet(): object {
  return {
    stand: "2026-09-01",
    kernaufgaben: ["Prozesse begleiten"],
    traeger: "Senatsverwaltung, seit 2020",
    rahmenbedingungen: [{ jahr: 2012, text: "Beginn der Förderung." }],
    medien: [
      { titel: "Film über zehn Jahre", plattform: "YouTube", hinweis: "Der Aufruf übermittelt Daten." },
      { titel: "Erklärvideo", plattform: "Videoportal" },
    ],
  };
}

function withoutDistrict(): Record<string, unknown> {
  const { bezirk: _, verortung: _verortung, bericht: _bericht, ...rest } = agreementData();
  return {
    ...rest,
    zustaendig_fuer: "zentralverwaltete-und-berufliche-schulen",
    steckbrief: { stand: "2026-09-01" },
  };
}

function example(file: string): Record<string, unknown> {
  return parseYaml(file, readFileSync(file, "utf8")).data as Record<string, unknown>;
}
