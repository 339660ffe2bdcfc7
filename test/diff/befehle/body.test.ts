import { describe, expect, it } from "vitest";
import { bodyOf } from "../../../src/diff/befehle/body.ts";
import { textOf } from "../../../src/diff/befehle/inhalt.ts";
import { saetzeOf } from "../../../src/diff/befehle/saetze.ts";
import type { Inline } from "../../../src/document/document.ts";
import { documentOf, heading, list, paragraph, text } from "../../write/sample-document.ts";
import { documentFromMarkdown } from "./markdown.ts";

const saetze = (whole: string) => saetzeOf(whole).map(({ von, bis }) => whole.slice(von, bis));

describe("the sentences of a text", () => {
  it.each([
    ["Das gilt. Jenes auch.", ["Das gilt.", "Jenes auch."]],
    [
      "Er gilt z. B. für Kitas, d. h. Träger. Nr. 3 gilt.",
      ["Er gilt z. B. für Kitas, d. h. Träger.", "Nr. 3 gilt."],
    ],
    [
      "Nach Abs. 3 Nr. 4 i. V. m. Art. 5 gilt es. Gut.",
      ["Nach Abs. 3 Nr. 4 i. V. m. Art. 5 gilt es.", "Gut."],
    ],
    ["Der 14. Kinder- und Jugendbericht gilt.", ["Der 14. Kinder- und Jugendbericht gilt."]],
    ["Am 20. Dezember 2019. Am 1. März.", ["Am 20. Dezember 2019.", "Am 1. März."]],
    ["Es gilt Nummer 2. Das reicht.", ["Es gilt Nummer 2.", "Das reicht."]],
    ["Bis 2027. Dann endet es.", ["Bis 2027.", "Dann endet es."]],
    ["Zuständig ist die Abteilung V. Sie prüft.", ["Zuständig ist die Abteilung V.", "Sie prüft."]],
    ["Es gilt: Alle kommen; keiner fehlt. Gut.", ["Es gilt: Alle kommen; keiner fehlt.", "Gut."]],
    ["„Wer kommt?“ Alle kommen!", ["„Wer kommt?“", "Alle kommen!"]],
    ["Es gilt.[Fußnote] Dann nicht.[Fußnote]", ["Es gilt.[Fußnote]", "Dann nicht.[Fußnote]"]],
    ["[Fußnote]Es gilt. [Fußnote]Dann nicht", ["[Fußnote]Es gilt.", "[Fußnote]Dann nicht"]],
    ["ohne Punkt", ["ohne Punkt"]],
    ["", []],
  ])("%j", (whole, expected) => {
    expect(saetze(whole)).toEqual(expected);
  });
});

describe("the body of a document", () => {
  it("is what stands between title and signatures, without formatting", () => {
    const body = bodyOf(
      documentFromMarkdown(
        [
          "# Titel\n\nUntertitel {.untertitel}\n\nVorn.\n\n## Präambel {.ohne-nummer}\n\nDer **Bezirk**,\\\nvertreten durch ____,",
          "## Ziele\n\nZiel ist[^a]\n\n- ☒ dies\n- ☐ das\n\n* erstens\n  1. davon\n* zweitens\n\n### Mehr\n\n| A | B |\n|---|---|\n| 1 | 2 |",
          "::: unterschriften\nBerlin, den\n\n- Leitung\n:::\n\n## Anlagen {.ohne-nummer}\n\nAnlage 1\n\n[^a]: Eine *Note*.",
        ].join("\n\n"),
      ),
    );
    expect(textOf(body)).toBe(
      [
        "Vorn.",
        "Präambel\n\nDer Bezirk, vertreten durch ________,",
        "1. Ziele\n\nZiel ist[Fußnote]\n☒ dies\n☐ das\n\n– erstens\n– 1) davon\n– zweitens",
        "1.1. Mehr\n\n| A | B |\n| 1 | 2 |",
        "[1] Eine Note.",
      ].join("\n\n\n"),
    );
    expect(body.rand.texte).toEqual(["Titel", "Untertitel", "Berlin, den", "Leitung", "Anlagen", "Anlage 1"]);
    expect(body.unlesbar).toEqual([]);
  });

  const sign = (number: number): Inline => ({ type: "footnoteReference", number });
  const note = (number: number) => ({ number, id: `n${number}`, children: [paragraph("Note.")] });

  it.each([
    ["an item of several paragraphs", documentOf([list(false, [paragraph("A"), paragraph("B")])])],
    ["a footnote that is named twice", documentOf([paragraph([sign(1), sign(1)])], { footnotes: [note(1)] })],
    ["a footnote that is not named", documentOf([paragraph("A")], { footnotes: [note(1)] })],
    [
      "a footnote of several paragraphs",
      documentOf([paragraph([sign(1)])], {
        footnotes: [{ ...note(1), children: [paragraph("A"), paragraph("B")] }],
      }),
    ],
    ["a text that looks like a sign", documentOf([paragraph([text("[Fußnote]")])])],
  ])("tells of %s", (_, document) => {
    expect(bodyOf(document).unlesbar).toHaveLength(1);
  });

  it("has plain spaces and hyphens where lines may not break", () => {
    const body = bodyOf(documentOf([paragraph("Nummer\u{A0}2.3,  Ober\u{AD}schule, A\u{2011}Stelle")]));
    expect(textOf(body)).toBe("Nummer 2.3, Oberschule, A-Stelle");
  });

  it("numbers headings as documents do", () => {
    const document = documentOf([heading(2, "1.", "A"), heading(4, "1.1.1.", "B"), heading(3, "1.2.", "C")]);
    expect(bodyOf(document).abschnitte.map(({ nummer }) => nummer)).toEqual(["", "1", "1.1.1", "1.2"]);
  });
});
