import { describe, expect, it } from "vitest";
import { applyCommands } from "../../../src/diff/befehle/anwenden.ts";
import type { Befehl } from "../../../src/diff/befehle/befehl.ts";
import { bodyOf } from "../../../src/diff/befehle/body.ts";
import { textOf, Unpassend } from "../../../src/diff/befehle/inhalt.ts";
import { parseSatz } from "../../../src/diff/befehle/satz-lesen.ts";
import { satzFor } from "../../../src/diff/befehle/satz.ts";
import { documentFromMarkdown } from "./markdown.ts";

const body = bodyOf(
  documentFromMarkdown(
    "# T\n\n## Ziele\n\nDie Schule hilft der Schule. Das Jugendamt auch.\n\n- Bildung\n- Teilhabe\n\nSchluss.\n\n## Ort\n\n- ☒ hier\n- ☐ dort",
  ),
);

const read = (satz: string) => parseSatz(satz, "vereinbarung") as Befehl;
const applied = (...saetze: readonly string[]) => textOf(applyCommands(body, saetze.map(read)));

describe("applying commands", () => {
  it("makes all changes at once, by the numbers of the old text", () => {
    expect(
      applied(
        "In Nummer 1 wird vor Absatz 1 folgender Absatz eingefügt:\n„Neu.“",
        "In Nummer 1 Absatz 1 Satz 2 wird das Wort „Jugendamt“ durch das Wort „Schulamt“ ersetzt.",
        "Nummer 1 Absatz 1 Satz 1 wird aufgehoben.",
        "Nummer 1 Absatz 1 Aufzählungspunkt 1 wird aufgehoben.",
        "Nummer 1 Absatz 2 wird aufgehoben.",
        "In Nummer 2 wird bei Kästchen 1 „hier“ das Kreuz gestrichen.",
      ),
    ).toBe("1. Ziele\n\nNeu.\n\nDas Schulamt auch.\n– Teilhabe\n\n\n2. Ort\n\n☐ hier\n☐ dort");
  });

  it.each([
    ["words that stand there twice", ["In Nummer 1 Absatz 1 Satz 1 wird das Wort „Schule“ gestrichen."]],
    ["words that do not stand there", ["In Nummer 1 Absatz 1 Satz 2 wird das Wort „Schule“ gestrichen."]],
    ["words of two sentences", ["In Nummer 1 Absatz 1 werden die Wörter „Schule. Das“ gestrichen."]],
    ["a section that is not there", ["Nummer 3 wird aufgehoben."]],
    ["an Absatz that is not there", ["Nummer 1 Absatz 3 wird aufgehoben."]],
    ["a sentence that is not there", ["Nummer 1 Absatz 1 Satz 3 wird aufgehoben."]],
    ["an open Absatz", ["Nummer 1 Satz 1 wird aufgehoben."]],
    ["no table", ["In Nummer 1 Absatz 1 wird die Tabelle aufgehoben."]],
    ["a table beside a list", ["Der Nummer 1 Absatz 1 wird folgende Tabelle angefügt:\n„| A |“."]],
    ["boxes beside a list", ["Der Nummer 1 Absatz 1 wird folgendes Kästchen angefügt:\n„☐ A“."]],
    ["a row of no table", ["Nummer 1 Absatz 1 Tabellenzeile 1 wird aufgehoben."]],
    ["no list", ["Nummer 1 Absatz 2 Aufzählungspunkt 1 wird aufgehoben."]],
    ["a box with another text", ["In Nummer 2 wird Kästchen 2 „hier“ angekreuzt."]],
    ["a box that has its cross", ["In Nummer 2 wird Kästchen 1 „hier“ angekreuzt."]],
    ["a footnote that is not there", ["Fußnote 1 wird aufgehoben."]],
    ["a wrong number", ["Nach Nummer 2 wird folgende Nummer 4 eingefügt:\n„4. Neu“."]],
    ["the same twice", ["Nummer 1 Absatz 2 wird aufgehoben.", "Nummer 1 Absatz 2 wird aufgehoben."]],
    [
      "words of what goes",
      ["Nummer 1 Absatz 2 wird aufgehoben.", "In Nummer 1 Absatz 2 wird das Wort „Schluss“ gestrichen."],
    ],
    [
      "words of a sentence that goes",
      [
        "Nummer 1 Absatz 1 Satz 2 wird aufgehoben.",
        "In Nummer 1 Absatz 1 Satz 2 wird das Wort „auch“ gestrichen.",
      ],
    ],
    [
      "words that overlap",
      [
        "In Nummer 1 Absatz 1 Satz 2 werden die Wörter „Das Jugendamt“ gestrichen.",
        "In Nummer 1 Absatz 1 Satz 2 werden die Wörter „Jugendamt auch“ gestrichen.",
      ],
    ],
  ])("refuses %s", (_, saetze) => {
    expect(() => applied(...saetze)).toThrow(Unpassend);
  });

  it("refuses a command for another document", () => {
    const befehl = parseSatz("Nummer 1 wird aufgehoben.", "anlage") as Befehl;
    expect(() => applyCommands(body, [befehl])).toThrow(Unpassend);
  });
});

describe("a sentence", () => {
  it.each([
    "Nummer 1 wird gelobt.",
    "Der Bezirk wird aufgehoben.",
    "In Nummer 1 wird das Wort „Schule durch das Wort „Amt“ ersetzt.",
    "In Nummer 1 wird das Wort „Schule“ durch das Wort „Amt“ ersetzt. Danke.",
    "",
  ])("that is no command is not read: %s", (satz) => {
    expect(parseSatz(satz, "vereinbarung")).toBeUndefined();
  });

  it("says words, numbers and marks by their name", () => {
    const befehl = { op: "ersetzen", dokument: "v", einheit: "woerter", nummer: "1" } as const;
    const told = (alt: string, neu: string) => satzFor({ ...befehl, alt, neu });
    expect(told("Schul-Amt", "das Amt")).toBe(
      "In Nummer 1 wird das Wort „Schul-Amt“ durch die Wörter „das Amt“ ersetzt.",
    );
    expect(told("die Schule", "14 Tage")).toBe(
      "In Nummer 1 werden die Wörter „die Schule“ durch die Angabe „14 Tage“ ersetzt.",
    );
    expect(told("–", "Schule,")).toBe("In Nummer 1 wird die Angabe „–“ durch die Angabe „Schule,“ ersetzt.");
  });
});
