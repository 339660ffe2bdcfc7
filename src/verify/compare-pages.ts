import type { DocumentText } from "./document-text.ts";
import type { PageText } from "./pdf-facts.ts";

/** The first place where the pages do not say what the text says, with a few words of both; undefined where they agree. */
export interface Difference {
  readonly page: number;
  readonly expected: string;
  readonly found: string;
}

export function firstDifference(text: DocumentText, pages: readonly PageText[]): Difference | undefined {
  return (
    differenceIn(text.body, pages, "body") ??
    differenceIn(text.notes, pages, "notes") ??
    differenceAside(text, pages)
  );
}

/** Whether two texts are the same but for what passing is. */
export function isSameText(one: string, other: string): boolean {
  const strip = (text: string) => essence(text.normalize("NFC")).characters.join("");
  return strip(one) === strip(other);
}

/** Where a text that agrees with the pages has a part of it on them, as offsets into their bodies one behind the other. */
export function printedPlace(text: string, start: number, pages: readonly PageText[]): number {
  const before = essence(text.slice(0, start).normalize("NFC")).characters.length;
  return essence(bodyOf(pages)).places[before] ?? 0;
}

function bodyOf(pages: readonly PageText[]): string {
  return pages.map(({ body }) => body.normalize("NFC")).join("");
}

/** White space and hyphens come and go with the lines; gaps are lines on paper. */
const passing = /[\s\u{AD}\u{2010}\u{2011}\u{200B}\u{2060}_-]/u;

/** The characters that count, each with its place in the text. */
function essence(text: string): { characters: string[]; places: number[] } {
  const characters: string[] = [];
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    if (!passing.test(character)) {
      characters.push(character);
      places.push(place);
    }
    place += character.length;
  }
  return { characters, places };
}

function differenceIn(
  expectedText: string,
  pages: readonly PageText[],
  part: "body" | "notes",
): Difference | undefined {
  const foundText = pages.map((page) => page[part].normalize("NFC")).join("");
  const expected = essence(expectedText.normalize("NFC"));
  const found = essence(foundText);
  const at = expected.characters.findIndex((each, index) => each !== found.characters[index]);
  if (at < 0 && expected.characters.length === found.characters.length) return undefined;
  const index = at < 0 ? expected.characters.length : at;
  const place = found.places[index] ?? foundText.length;
  return {
    page: pageAt(place, pages, part),
    expected: around(expectedText, expected.places[index]),
    found: around(foundText, found.places[index]),
  };
}

function pageAt(place: number, pages: readonly PageText[], part: "body" | "notes"): number {
  let end = 0;
  const index = pages.findIndex((page) => place < (end += page[part].normalize("NFC").length));
  return index < 0 ? pages.length : index + 1;
}

/** A few words around a place. */
function around(text: string, place: number | undefined): string {
  if (place === undefined) return "";
  const start = Math.max(text.lastIndexOf(" ", place - 15) + 1, 0);
  return text
    .slice(start, place + 35)
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** Beside the text, pages show head, foot and page number, and nothing else. */
function differenceAside(text: DocumentText, pages: readonly PageText[]): Difference | undefined {
  const strip = (each: string) => essence(each.normalize("NFC")).characters.join("");
  const allowed = [...text.foot, ...text.tableHeads, ...text.head].map(strip).filter((each) => each !== "");
  for (const [index, page] of pages.entries()) {
    const aside = strip(page.aside).replace(`Seite${index + 1}von${pages.length}`, "\n");
    const missing = text.foot.find((each) => !aside.includes(strip(each)));
    const rest = allowed
      .toSorted((a, b) => b.length - a.length)
      .reduce((left, each) => left.replaceAll(each, "\n"), aside)
      .replaceAll("\n", "");
    if (missing !== undefined || rest !== "")
      return { page: index + 1, expected: missing ?? "", found: rest.slice(0, 60) };
  }
  return undefined;
}
