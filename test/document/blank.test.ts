import { describe, expect, it } from "vitest";
import { clausePlaces } from "../../src/document/clause-places.ts";
import type { Document, Inline } from "../../src/document/document.ts";
import { inlinesOf } from "../../src/document/inlines-of.ts";
import { agreementData, blankOf, documentOf } from "../agreement.ts";

function gapsOf(document: Document): { pointer: string | undefined; label: string; room: string }[] {
  const flat = (inline: Inline): Inline[] =>
    inline.type === "strong" || inline.type === "emphasis" ? inline.children.flatMap(flat) : [inline];
  return document.blocks
    .flatMap(inlinesOf)
    .flatMap(flat)
    .filter((each) => each.type === "gap");
}

describe("a blank form", () => {
  it("has the clauses of the agreement, empty boxes, and decides nothing", async () => {
    const document = await blankOf("vereinbarung");
    const filled = await documentOf("vereinbarung", agreementData());
    const ids = clausePlaces(document);
    expect([...clausePlaces(filled).keys()].filter((id) => !ids.has(id))).toEqual([]);
    const boxes = document.blocks.find((block) => block.type === "tickBoxes");
    expect(boxes?.type === "tickBoxes" && boxes.options.map((option) => option.checked)).toEqual([
      false,
      false,
    ]);
    expect(document.meta).toMatchObject({ nummer: undefined, stand: undefined, mark: undefined });
    expect(document.meta.footerNote).toContain("20.12.2019");
  });

  it("asks twice for the district, and for everything that can be agreed", async () => {
    const gaps = gapsOf(await blankOf("vereinbarung"));
    expect(gaps.filter(({ label }) => label === "Name des Bezirks").length).toBeGreaterThanOrEqual(2);
    const asked = gaps.map(({ pointer }) => pointer);
    for (const pointer of [
      "/weitere_ressorts/0",
      "/verortung/mitentscheidende/0",
      "/verortung/naehe",
      "/bericht/turnus",
    ])
      expect(asked).toContain(pointer);
  });

  it("offers as many empty entries as the schema says, each with its fields", async () => {
    const gaps = gapsOf(await blankOf("anlage-aufgabenbeschreibung"));
    const titles = gaps.filter(({ pointer }) =>
      /^\/aufgabenbeschreibung\/aufgaben\/\d+\/titel$/.test(pointer ?? ""),
    );
    expect(titles).toHaveLength(4);
    const room = (pointer: string) => gaps.find((each) => each.pointer === pointer)?.room;
    expect(room("/aufgabenbeschreibung/aufgaben/0/konkretisierung")).toBe("absatz");
    expect(room("/aufgabenbeschreibung/aufgaben/0/ergebnis")).toBe("zeile");
    expect(room("/aufgabenbeschreibung/naechste_pruefung")).toBe("wort");
  });
});
