import { describe, expect, it } from "vitest";
import type { Document, Inline } from "../../src/document/document.ts";
import { buildDocument } from "../../src/document/build-document.ts";
import { clausePlaces } from "../../src/document/clause-places.ts";
import { compileTemplate } from "../../src/io/compile-template.ts";
import { inlinesOf } from "../../src/document/inlines-of.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { SourceText } from "../../src/source/source-text.ts";
import { plain } from "../../src/document/plain-text.ts";
import { agreementData, buildOne, documentOf } from "../agreement.ts";

function paragraph(document: Document, id: string): string {
  const block = document.blocks.find((each) => each.type === "paragraph" && each.id === id);
  if (block?.type !== "paragraph") throw new Error(`no clause ${id}`);
  return plain(block.children);
}

function flat(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline) =>
    inline.type === "strong" || inline.type === "emphasis" ? flat(inline.children) : [inline],
  );
}

const withVerortung = (ort: string) => ({ ...agreementData(), verortung: { ort } });

describe("the agreement", () => {
  it("keeps the numbering of the Muster", async () => {
    const document = await documentOf("vereinbarung", agreementData());
    const numbers = document.blocks.flatMap((block) =>
      block.type === "heading" ? [block.number ?? "-"] : [],
    );
    expect(numbers).toEqual(["-", "-", "1.", "2.", "2.1.", "2.2.", "2.3.", "3.", "4.", "5.", "6.", "-"]);
  });

  it.each([
    ["jugendamt", [true, false], "Bezirksamt Mitte von Berlin"],
    ["schulaufsicht", [false, true], "Außenstelle Mitte"],
  ])("ticks %s and lets that office provide the room", async (ort, ticked, provider) => {
    const document = await documentOf("vereinbarung", withVerortung(ort));
    const boxes = document.blocks.find((block) => block.type === "tickBoxes");
    expect(boxes?.type === "tickBoxes" && boxes.options.map((option) => option.checked)).toEqual(ticked);
    expect(paragraph(document, "ausstattung")).toContain(provider);
  });

  it("speaks of both parties, or of all when there are more", async () => {
    expect(paragraph(await documentOf("vereinbarung", agreementData()), "schlichtung-frist")).toContain(
      "beide Parteien",
    );
    const party = {
      id: "schulamt",
      bezeichnung: "das Schulamt",
      vertreten_durch: "die Leitung",
      unterschrift: "Leitung Schulamt",
    };
    const three = await documentOf("vereinbarung", { ...agreementData(), weitere_parteien: [party] });
    expect(paragraph(three, "schlichtung-frist")).toContain("alle Parteien");
    expect([...clausePlaces(three).keys()]).toContain("unterschrift_schulamt");
  });

  it("takes the name of the Senatsverwaltung that was valid at its Stand", async () => {
    const old = { ...agreementData(), fassung: { nummer: 1, stand: "2014-05-01", status: "beschlossen" } };
    expect(paragraph(await documentOf("vereinbarung", old), "fachaufsicht")).toContain("SenBJW");
    expect(paragraph(await documentOf("vereinbarung", agreementData()), "fachaufsicht")).toContain(
      "SenBildJugFam",
    );
  });

  it("knows for every printed value the field it came from", async () => {
    const document = await documentOf("anlage-aufgabenbeschreibung", agreementData());
    const texts = document.blocks
      .flatMap(inlinesOf)
      .flatMap((inline) => (inline.type === "text" ? [inline] : []));
    const origin = (value: string) => texts.find((text) => text.value === value)?.pointer;
    expect(origin("Vernetzungskreis")).toBe("/gremien/1/name");
    expect(origin("vierteljährlich")).toBe("/gremien/1/turnus");
    expect(origin("Mitte")).toBe("/bezirk");
    expect(origin("Kinderschutz")).toBe("/handlungsfelder/0/titel");
    expect(origin("Begleitung beim Aufbau von Netzwerken und Strukturen")).toBe(
      "/aufgabenbeschreibung/aufgaben/0/muster/0",
    );
  });

  it("makes a value with blank lines as many paragraphs, with the id on the first", async () => {
    const data = agreementData();
    data["handlungsfelder"] = [{ id: "x", titel: "X", beschreibung: "Eins.\n\nZwei." }];
    const { blocks } = await documentOf("anlage-aufgabenbeschreibung", data);
    const index = blocks.findIndex(
      (block) => block.type === "paragraph" && block.id === "handlungsfeld_x_beschreibung",
    );
    const [first, second] = blocks.slice(index, index + 2);
    expect([first, second].map((block) => block?.type === "paragraph" && plain(block.children))).toEqual([
      "Eins.",
      "Zwei.",
    ]);
  });

  it("is marked while it is a draft, and clean later", async () => {
    const draft = { ...agreementData(), fassung: { nummer: 1, stand: "2026-09-01", status: "entwurf" } };
    expect((await documentOf("vereinbarung", draft)).meta.mark).toBe("ENTWURF");
    expect((await documentOf("vereinbarung", agreementData())).meta.mark).toBeUndefined();
  });
});

describe("a draft", () => {
  it("prints lines where data is missing, leaves both boxes empty and decides nothing", async () => {
    const document = await documentOf("vereinbarung", { art: "koordinierungsstelle" }, true);
    const gaps = flat(document.blocks.flatMap(inlinesOf)).filter((inline) => inline.type === "gap");
    expect(gaps.map((gap) => gap.label)).toEqual([
      "Name des Bezirks",
      "Turnus der Berichte",
      "Datum",
      "Name des Bezirks",
    ]);
    const boxes = document.blocks.find((block) => block.type === "tickBoxes");
    expect(boxes?.type === "tickBoxes" && boxes.options.map((option) => option.checked)).toEqual([
      false,
      false,
    ]);
    expect(document.meta).toMatchObject({ mark: "ENTWURF", nummer: "–", stand: undefined });
  });

  it("of the annex works without any task", async () => {
    const document = await documentOf("anlage-aufgabenbeschreibung", { art: "koordinierungsstelle" }, true);
    expect(document.blocks.length).toBeGreaterThan(3);
  });
});

describe("a template that prints what the data lacks", () => {
  it("gives a finding with its place instead of a document", async () => {
    const data = agreementData();
    delete (data["muster"] as Record<string, unknown>)["stand"];
    data["aufgabenbeschreibung"] = { nummer: 1, stand: "2026-01-01", aufgaben: [{ id: "x" }] };
    const { document, findings } = await buildOne("anlage-aufgabenbeschreibung", data);
    expect(document).toBeUndefined();
    expect(findings.map((finding) => finding.code)).toEqual(["vorlage-wert-fehlt"]);
  });
});

describe("a Stand that is no day of the calendar", () => {
  it.each(["Herbst 2026", "2026-02-30"])("prints %s as it is and gives the file no date", async (stand) => {
    const data = agreementData();
    (data["fassung"] as Record<string, unknown>)["stand"] = stand;
    const document = await documentOf("vereinbarung", data);
    expect(document.meta.stand).toBeUndefined();
    expect(document.meta.footer).toContain(`Stand ${stand}`);
  });
});

describe("a template whose parts do not fit together", () => {
  it.each([
    ["vorlage-verweis", "# T {#t}\n\nSiehe [](#weg). {#a}\n", 3],
    ["vorlage-id-doppelt", "# T {#t}\n\nEins {#a}\n\nZwei {#a}\n", 5],
  ])("gives %s at the line that is wrong", async (code, text, line) => {
    const { kind } = await loadKind("koordinierungsstelle");
    const [definition] = kind.art.dokumente;
    const template = { file: "eigene.md.hbs", text, compiled: compileTemplate(text), isBuiltIn: false };
    const own = { ...kind, templates: new Map([[definition?.vorlage ?? "", template]]) };
    if (!definition) throw new Error("no document");
    const { findings } = buildDocument(own, definition, agreementData(), { draft: false });
    const source = new SourceText(template.file, text);
    expect(findings.map((each) => [each.code, each.file, source.positionAt(each.span.start).line])).toEqual([
      [code, "eigene.md.hbs", line],
    ]);
  });
});
