import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { applyCommands } from "../../../src/diff/befehle/anwenden.ts";
import { adresseOf, type Befehl } from "../../../src/diff/befehle/befehl.ts";
import { commandsFor, isSame } from "../../../src/diff/befehle/commands-for.ts";
import type { Body } from "../../../src/diff/befehle/body.ts";
import { folgesaetze } from "../../../src/diff/befehle/folgen.ts";
import {
  absaetzeText,
  abschnitteText,
  punkteText,
  textOf,
  zeilenText,
} from "../../../src/diff/befehle/inhalt.ts";
import { parseSatz } from "../../../src/diff/befehle/satz-lesen.ts";
import { satzFor } from "../../../src/diff/befehle/satz.ts";
import { bereich, finde, teilbaum } from "../../../src/diff/befehle/stelle.ts";
import { woerterOf } from "../../../src/diff/befehle/woerter.ts";
import { similarity } from "../../../src/diff/words.ts";
import { loadKind } from "../../../src/io/load-kind.ts";
import type { Kind } from "../../../src/kinds/kind.ts";
import { editedAnywhere, examplesOf, someEdits } from "../anywhere.ts";
import { bodiesOf, changedData, exampleData, exampleNames, loadedKind, someEingriffe } from "./beispiele.ts";
import { anyBody, mutated, oneWordChanged, someChanges } from "./zufall.ts";

/** The commands of a pair, after everything was checked that must hold for them. */
function checked(old: Body, next: Body, sort: "clean" | "nasty" = "clean"): Befehl[] | undefined {
  const befehle = commandsFor(old, next);
  if (!Array.isArray(befehle)) {
    expect(befehle.reason).toMatch(/^\p{Lu}.*\.$/su);
    return undefined;
  }
  const saetze = befehle.map(satzFor);
  const read = saetze.map((satz) => parseSatz(satz, old.dokument));
  expect(read).toEqual(befehle);
  const result = applyCommands(old, read as Befehl[]);
  expect(textOf(result)).toBe(textOf(next));
  expect(result.abschnitte).toEqual(next.abschnitte);
  expect(result.fussnoten).toEqual(next.fussnoten);
  expect(befehle.length === 0).toBe(isSame(old, next));
  for (const befehl of befehle) {
    if (befehl.einheit === "woerter") expectFewWords(old, befehl);
    // Words beside a quotation mark without its partner cannot always be quoted alone.
    if (befehl.op === "neuFassen" && sort === "clean") expectMuchChange(old, befehl);
  }
  folgesaetze(old, befehle);
  return befehle;
}

/** What is quoted stands once at its address, and within one sentence. */
function expectFewWords(old: Body, befehl: Befehl): void {
  const { alt = "" } = befehl;
  const saetze = bereich(old, adresseOf(befehl)).flatMap(({ stelle, saetze: spans }) =>
    spans.map(({ von, bis }) => stelle.text.slice(von, bis)),
  );
  expect(saetze.reduce((count, satz) => count + satz.split(alt).length - 1, 0)).toBe(1);
}

function expectMuchChange(old: Body, befehl: Befehl): void {
  const [before, after] = [woerterOf(oldText(old, befehl)), woerterOf(befehl.neu ?? "")];
  const isStructure = befehl.einheit === "aufzaehlung" || befehl.einheit === "tabelle";
  // In an empty cell there is no word to put another one beside.
  const isEmpty = befehl.einheit === "zelle" && oldText(old, befehl) === "";
  const isMuch = isStructure || isEmpty || similarity(before, after) < 0.5;
  expect({ ...befehl, isMuch }).toEqual({ ...befehl, isMuch: true });
}

/** The text of what a command writes anew. */
function oldText(old: Body, befehl: Befehl): string {
  const adresse = adresseOf(befehl);
  const { abschnitt, absatz, punkt } = finde(old, adresse);
  if (befehl.einheit === "abschnitt" && abschnitt) return abschnitteText(teilbaum(old, abschnitt));
  if (befehl.einheit === "absatz" && absatz) return absaetzeText([absatz]);
  if (befehl.einheit === "punkt" && punkt) return punkteText([punkt]);
  if (befehl.einheit === "zeile" && absatz?.anhang?.art === "tabelle")
    return zeilenText([absatz.anhang.zeilen[(befehl.zeile ?? 0) - 1] ?? { zellen: [] }]);
  return bereich(old, adresse)
    .flatMap(({ stelle, saetze }) => saetze.map(({ von, bis }) => stelle.text.slice(von, bis)))
    .join(" ");
}

describe("commands, read back from their sentences, give the new text", () => {
  let kind: Kind;
  beforeAll(async () => {
    kind = await loadedKind();
  });

  it("for the documents of all examples, changed in many ways", () => {
    let pairs = 0;
    const examples = new Map(
      exampleNames().map((name) => [
        name,
        { data: exampleData(name), before: bodiesOf(kind, exampleData(name)) },
      ]),
    );
    fc.assert(
      fc.property(fc.constantFrom(...examples.keys()), someEingriffe, (name, eingriffe) => {
        const { data, before } = examples.get(name) ?? { data: {}, before: new Map() };
        const after = bodiesOf(kind, changedData(data, eingriffe));
        for (const [id, old] of before) {
          const next = after.get(id);
          if (!next || isSame(old, next)) continue;
          pairs++;
          const isInside = JSON.stringify(old.rand.texte) === JSON.stringify(next.rand.texte);
          expect(checked(old, next) !== undefined).toBe(isInside);
        }
      }),
      { numRuns: 330 },
    );
    expect(pairs).toBeGreaterThanOrEqual(500);
  }, 120_000);

  it.each([
    ["kooperation", "kooperation"],
    ["netzwerk", "nrw"],
  ])(
    "for the documents of the kind %s, changed anywhere",
    async (name, folder) => {
      const { kind: other } = await loadKind(name);
      const examples = examplesOf(name, folder);
      let pairs = 0;
      fc.assert(
        fc.property(fc.constantFrom(...examples), someEdits, (data, edits) => {
          const after = bodiesOf(other, editedAnywhere(data, edits));
          for (const [id, old] of bodiesOf(other, data)) {
            const next = after.get(id);
            if (!next || isSame(old, next)) continue;
            pairs++;
            const isInside = JSON.stringify(old.rand.texte) === JSON.stringify(next.rand.texte);
            expect(checked(old, next) !== undefined).toBe(isInside);
          }
        }),
        { numRuns: 150 },
      );
      expect(pairs).toBeGreaterThan(75);
    },
    120_000,
  );

  it("for any body changed a little", () => {
    fc.assert(
      fc.property(anyBody("clean"), someChanges, (old, changes) => {
        expect(checked(old, mutated(old, changes))).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it("for any two bodies", () => {
    fc.assert(
      fc.property(anyBody("clean"), anyBody("clean"), (old, next) => {
        expect(checked(old, next)).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });

  it("or there are none, for texts that look like commands themselves", () => {
    let said = 0;
    fc.assert(
      fc.property(anyBody("nasty"), someChanges, (old, changes) => {
        if (checked(old, mutated(old, changes), "nasty")) said++;
      }),
      { numRuns: 500 },
    );
    expect(said).toBeGreaterThan(300);
  });

  it("and are one where one word changes", () => {
    fc.assert(
      fc.property(anyBody("clean"), fc.nat(), fc.nat(), (old, where, which) => {
        const next = oneWordChanged(old, where, which);
        expect(checked(old, next)).toHaveLength(isSame(old, next) ? 0 : 1);
      }),
      { numRuns: 500 },
    );
  });
});
