import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadKind } from "../../src/io/load-kind.ts";
import { readForm } from "../../src/read/filled-form.ts";
import { formData, type FormData } from "../../src/read/form-data.ts";
import { yamlOfForm } from "../../src/read/form-yaml.ts";
import { lostEntries } from "../../src/report/import.ts";
import { parseYaml } from "../../src/source/parse-yaml.ts";
import { readKey } from "../../src/write/form-fields.ts";
import { answers, fillPdf, fillWord, formIds, type Answers } from "./filling.ts";

const { kind } = await loadKind("koordinierungsstelle");
const fillings = [
  ["PDF", fillPdf],
  ["Word", fillWord],
] as const;

async function imported(fill: typeof fillPdf, given: Answers): Promise<FormData> {
  const forms = await Promise.all(formIds.map(async (id) => readForm(await fill(id, given))));
  const fields = forms.flatMap(({ fields: own }, index) =>
    own.map((field) => ({ ...field, file: formIds[index] ?? "" })),
  );
  return formData(kind, fields, "2026-09-01");
}

/** What the answers of filling.ts mean. */
const meant = {
  art: "koordinierungsstelle",
  muster: { stand: "2019-12-20" },
  bezirk: "neukoelln",
  fassung: { nummer: 1, stand: "2026-09-01", status: "entwurf" },
  verortung: {
    ort: "schulaufsicht",
    mitentscheidende: ["Gesundheit"],
    naehe: "Der Arbeitsplatz liegt im Haus des Bildungsbüros.",
  },
  weitere_ressorts: ["Gesundheit", "Kultur"],
  bericht: { turnus: "halbjaehrlich" },
  handlungsfelder: [
    {
      id: "kinderschutz",
      titel: "Kinderschutz",
      beschreibung: "Erster Absatz.\n\nZweiter Absatz: „Zeichen“ & # * <b>.",
      verfahren: "Handlungsplan Kinderschutz",
    },
    { id: "schuldistanz", titel: "Schuldistanz", verfahren: "Leitfaden" },
    {
      id: "uebergaenge-von-der-kita-in-die-schule",
      titel: "Übergänge von der Kita in die Schule",
      verfahren: "Jahresplan Übergänge",
    },
  ],
  gremien: [
    { id: "jugendhilfeausschuss", name: "Jugendhilfeausschuss", ebene: "politisch" },
    { id: "vernetzungskreis", name: "Vernetzungskreis", ebene: "strategisch", turnus: "zweimonatlich" },
    { id: "ag-schuldistanz", name: "AG Schuldistanz", ebene: "operativ" },
    { id: "runden", name: "Runden", ebene: "sozialraeumlich" },
  ],
  aufgabenbeschreibung: {
    nummer: 1,
    stand: "2026-09-01",
    konkretisiert_von: ["Amt für Weiterbildung, Kultur", "Gesundheitsamt"],
    aufgaben: [
      {
        id: "geschaeftsstelle-des-vernetzungskreises",
        titel: "Geschäftsstelle des Vernetzungskreises",
        muster: ["a7", "a3"],
        konkretisierung: "Vier Sitzungen im Jahr.",
        handlungsfelder: ["kinderschutz", "schuldistanz"],
        ebenen: ["strategisch", "sozialraeumlich"],
        umfang: "vier Sitzungen im Jahr",
      },
      {
        id: "geschaeftsstelle-des-vernetzungskreises-2",
        titel: "Geschäftsstelle des Vernetzungskreises",
      },
    ],
    programme: [
      {
        id: "jugendsozialarbeit",
        titel: "Jugendsozialarbeit",
        beteiligung: "Teilnahme an den Kooperationsgesprächen.",
      },
    ],
    naechste_pruefung: "2027-09-01",
  },
};

describe.each(fillings)("a filled form in %s", (_, fill) => {
  it("becomes the data it means, without a word lost", async () => {
    const { data, notTaken, conflicts, taken } = await imported(fill, answers());
    expect(data).toEqual(meant);
    expect([notTaken, conflicts]).toEqual([[], []]);
    expect(taken).toBe(Object.keys(answers()).length);
  });

  it("says what it could not take over", async () => {
    const { data, notTaken } = await imported(fill, {
      ...answers(),
      "/bezirk": "Neukolln",
      "/bericht/turnus": "ab und zu",
      "/aufgabenbeschreibung/naechste_pruefung": "31.2.2027",
      "/aufgabenbeschreibung/aufgaben/0/ebenen/0": "strategisch, kosmisch",
      "/aufgabenbeschreibung/aufgaben/0/handlungsfelder/0": "Schuldistanz, Inklusion",
      "/gremien/1/turnus": "–",
      "/aufgabenbeschreibung/aufgaben/0/umfang": "entfällt",
      "/aufgabenbeschreibung/aufgaben/1/umfang": "_____",
      ":Datum": "3.9.2026",
    });
    const told = notTaken.map(({ label, text, reason }) => [label, text, reason.type]);
    expect(told.sort()).toEqual(
      [
        ["Bezirk", "Neukolln", "auswahl"],
        ["Datum", "3.9.2026", "ohne-feld"],
        ["Ebenen der Aufgabe (Aufgaben, Eintrag 1)", "kosmisch", "auswahl"],
        ["Handlungsfelder der Aufgabe (Aufgaben, Eintrag 1)", "Inklusion", "auswahl"],
        ["Nächste Überprüfung", "31.2.2027", "datum"],
        ["Umfang (Aufgaben, Eintrag 1)", "entfällt", "keine"],
        ["Turnus der Berichte", "ab und zu", "auswahl"],
        ["Turnus der Sitzungen (Gremien, Eintrag 2)", "–", "keine"],
      ].sort(),
    );
    expect(notTaken.find(({ label }) => label === "Bezirk")?.reason).toMatchObject({ meant: "Neukölln" });
    expect(data).not.toHaveProperty("bezirk");
    expect(data).toHaveProperty("aufgabenbeschreibung.aufgaben.0.ebenen", ["strategisch"]);
  });

  it("offers what is printed, without the label and what no Bezirk can choose", async () => {
    const { data, notTaken } = await imported(fill, {
      ...answers(),
      "/gremien/0/geschaeftsstelle": "Koordinierungsstelle",
      "/gremien/1/geschaeftsstelle": "nein",
      "/handlungsfelder/0/beschreibung": "Beschreibung: Text",
      "/aufgabenbeschreibung/naechste_pruefung": "01.09.27",
      "/aufgabenbeschreibung/aufgaben/0/muster/0": "dachkonzept",
      "/handlungsfelder/3/beschreibung": "Ohne Titel.\nZweiter Absatz.",
      "/aufgabenbeschreibung/aufgaben/0/handlungsfelder/0": "Inklusion und Teilhabe",
    });
    expect(data).toHaveProperty("gremien.0.geschaeftsstelle", true);
    expect(data).toHaveProperty("gremien.1.geschaeftsstelle", false);
    expect(data).toHaveProperty("handlungsfelder.0.beschreibung", "Text");
    const reasons = new Map(notTaken.map(({ text, reason }) => [text, reason]));
    expect(reasons.get("01.09.27")).toEqual({ type: "datum", meant: "01.09.2027" });
    expect(JSON.stringify(reasons.get("dachkonzept"))).not.toContain("achkonzept");
    expect(JSON.stringify(reasons.get("Inklusion und Teilhabe"))).not.toContain("Ohne Titel");
  });

  it("knows no ressorts from ressorts nobody named", async () => {
    const { data } = await imported(fill, { ...answers(), "/weitere_ressorts/0": "keine" });
    expect(data["weitere_ressorts"]).toEqual([]);
  });

  it("gives every printable text back, through YAML", async () => {
    const word = fc.stringMatching(/^[\p{L}\p{N}!-~„“–…§€]{1,12}$/u);
    const line = fc
      .array(word, { minLength: 1, maxLength: 6 })
      .map((words) => words.join(" ").normalize("NFC"))
      .filter((text) => !/^[-–—\s_]+$/.test(text) && !/^keine?\.?$/i.test(text));
    const texts = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join("\n\n"));
    const law = fc.asyncProperty(line, texts, async (titel, beschreibung) => {
      const given = { "/handlungsfelder/1/titel": titel, "/handlungsfelder/1/beschreibung": beschreibung };
      const { data } = await imported(fill, given);
      expect(data).toHaveProperty("handlungsfelder.0.titel", titel);
      expect(data).toHaveProperty("handlungsfelder.0.beschreibung", beschreibung);
      const read = parseYaml("x.yaml", yamlOfForm(data, kind.tree, "x.json"));
      expect(read.findings).toEqual([]);
      expect(read.data).toEqual(data);
    });
    await fc.assert(law, { numRuns: 40 });
  });

  it("gives every list back, however its entries are written", async () => {
    const entry = fc
      .stringMatching(/^[\p{L}][\p{L}, ]{0,14}\p{L}$/u)
      .map((text) => text.replaceAll(/ +/g, " ").normalize("NFC"));
    const list = fc.uniqueArray(entry, { minLength: 1, maxLength: 4 });
    const law = fc.asyncProperty(list, async (names) => {
      fc.pre(names.every((name) => !/^keine?$/i.test(name)));
      const { data } = await imported(fill, {
        "/weitere_ressorts/0": names.map((name) => `${name};`).join(" "),
      });
      expect(data["weitere_ressorts"]).toEqual(names);
    });
    await fc.assert(law, { numRuns: 25 });
  });
});

describe("the boxes of a Word form", () => {
  const told = ({ notTaken }: FormData) =>
    notTaken.map(({ label, text, reason }) => [label, text, reason.type]);

  it("are named when more than one is ticked, and the rest is taken", async () => {
    const read = await imported(fillWord, { ...answers(), "/verortung/ort": "jugendamt|schulaufsicht" });
    expect(read.conflicts).toEqual([]);
    expect(told(read)).toEqual([
      ["Ort der Verortung", "beim Jugendamt“ und „bei der regionalen Schulaufsicht", "mehrere-kaestchen"],
    ]);
    expect(read.data).not.toHaveProperty("verortung.ort");
    expect(read.taken).toBe(Object.keys(answers()).length - 1);
  });

  it.each(["X", "x", "ja", "☒", "☑"])("are ticked by %s typed over one", async (typed) => {
    const read = await imported(fillWord, { "/verortung/ort=jugendamt": typed });
    expect([told(read), read.data]).toEqual([
      [],
      expect.objectContaining({ verortung: { ort: "jugendamt" } }),
    ]);
  });

  it("take no other words", async () => {
    const read = await imported(fillWord, { "/verortung/ort=jugendamt": "noch offen" });
    expect(told(read)).toEqual([["Ort der Verortung, Kästchen beim Jugendamt", "noch offen", "kaestchen"]]);
  });
});

describe("two forms", () => {
  it("are not taken together when they contradict each other, and are when they say the same", async () => {
    const read = async (bezirk: string, id: (typeof formIds)[number]) =>
      (await readForm(await fillPdf(id, { "/bezirk": bezirk }))).fields.map((each) => ({
        ...each,
        file: id,
      }));
    const both = async (one: string, other: string) =>
      formData(
        kind,
        [...(await read(one, "vereinbarung")), ...(await read(other, formIds[1]))],
        "2026-09-01",
      );
    expect((await both("Mitte", "Pankow")).conflicts).toEqual([
      {
        label: "Bezirk",
        texts: [
          { file: "vereinbarung", text: "Mitte" },
          { file: "anlage-aufgabenbeschreibung", text: "Pankow" },
        ],
      },
    ]);
    expect(await both("Bezirk Mitte", "mitte")).toMatchObject({ conflicts: [], data: { bezirk: "mitte" } });
  });
});

describe("the YAML of a form", () => {
  it("holds any text at all", () => {
    const awkward = fc.constantFrom(
      ..." \n\t#:-\u0000\u0085\u2028\ufeff\ud800'\"|>%@`{[\\\u00a0\r",
      "- ",
      "a",
      "wort".repeat(40),
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(awkward, { maxLength: 30 }).map((parts) => parts.join("")),
    );
    const field = (pointer: string, written: string) => ({
      key: readKey(pointer),
      name: pointer,
      text: written,
      file: "form.pdf",
    });
    const law = fc.property(text, text, (line, paragraphs) => {
      const fields = [
        field("/handlungsfelder/0/titel", line),
        field("/handlungsfelder/0/beschreibung", paragraphs),
        field("/weitere_ressorts/0", paragraphs),
        field("/bericht/turnus", `?${line}`),
      ];
      const read = formData(kind, fields, "2026-09-01");
      const notes = lostEntries(read);
      expect(notes).toHaveLength(1);
      const yaml = parseYaml("x.yaml", yamlOfForm(read.data, kind.tree, "x.json", notes));
      expect([yaml.data, yaml.findings]).toEqual([read.data, []]);
    });
    fc.assert(law, { numRuns: 500, examples: [[`${"wort".repeat(40)} - a`, ""]] });
  });
});
