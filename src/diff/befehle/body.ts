import type { Block, Document, Footnote, Heading, Inline, List, ListItem } from "../../document/document.ts";
import { inlinesOf } from "../../document/inlines-of.ts";
import { fussnotenzeichen } from "./saetze.ts";

/** The text of a document that commands speak of: what stands between its title and the signatures. */
export interface Body {
  readonly dokument: string;
  /** In reading order; the first one is always the Eingangsteil. */
  readonly abschnitte: readonly Abschnitt[];
  /** In the order of their signs in the text. */
  readonly fussnoten: readonly Textstelle[];
  readonly rand: Rand;
  /** Sentences on what no command could speak of; empty for a document of the built-in templates. */
  readonly unlesbar: readonly string[];
}

/** A section: with a number, with a title alone, or what stands before the first heading. */
export interface Abschnitt {
  readonly art: "nummer" | "titel" | "eingang";
  /** How many parts its number has; 0 without number. */
  readonly tiefe: number;
  /** As references print it, "2.2"; empty without number. */
  readonly nummer: string;
  readonly ueberschrift: string;
  readonly absaetze: readonly Absatz[];
}

/** A paragraph with the list, boxes or table behind it; one of the two may be missing. */
export interface Absatz {
  readonly text: string;
  readonly anhang: Anhang | undefined;
}

export type Anhang = Aufzaehlung | Auswahl | Tabelle;

export interface Aufzaehlung {
  readonly art: "aufzaehlung";
  readonly geordnet: boolean;
  readonly punkte: readonly Punkt[];
}

export interface Punkt {
  readonly text: string;
  readonly anhang: Aufzaehlung | undefined;
}

export interface Auswahl {
  readonly art: "kaestchen";
  readonly kaestchen: readonly Kaestchen[];
}

export interface Kaestchen {
  readonly text: string;
  readonly angekreuzt: boolean;
}

export interface Tabelle {
  readonly art: "tabelle";
  readonly kopf: Zeile;
  readonly zeilen: readonly Zeile[];
}

export interface Zeile {
  readonly zellen: readonly string[];
}

export interface Textstelle {
  readonly text: string;
}

/** What commands do not speak of. */
export interface Rand {
  /** Title, subtitle, signatures and what follows them: text that the parties agree on as well. */
  readonly texte: readonly string[];
  /** Head and foot of the pages: Nummer, Stand and Prüfsumme of the Fassung. */
  readonly angaben: readonly string[];
}

/** The name of what stands before the first heading. */
export const eingangsteil = "Eingangsteil";

/** A gap prints as a line. */
const luecke = "_".repeat(8);

/** Reads the text of a document. Formatting is not part of it, and a line break reads as a space. */
export function bodyOf(document: Document): Body {
  const { meta, blocks, footnotes } = document;
  const end = blocks.findIndex(({ type }) => type === "signatures");
  const inside = blocks.slice(0, end < 0 ? blocks.length : end);
  const [titles, text] = [inside.filter(isTitle), inside.filter((block) => !isTitle(block))];
  const abschnitte = nummeriert(abschnitteOf(text));
  return {
    dokument: meta.id,
    abschnitte,
    fussnoten: footnotes.map((note) => ({ text: textOfInlines(note.children.flatMap(inlinesOf)) })),
    rand: {
      texte: [...titles, ...blocks.slice(inside.length)].flatMap(textsOf),
      angaben: [meta.mark ?? "", meta.remark ?? "", meta.footer, meta.footerNote],
    },
    unlesbar: [...new Set([...text.flatMap(oddities), ...oddFootnotes(text, footnotes)])],
  };
}

function isTitle(block: Block): boolean {
  if (block.type === "heading") return block.level === 1;
  return block.type === "paragraph" && block.role === "untertitel";
}

function textsOf(block: Block): string[] {
  if (block.type === "list") return block.items.flatMap(({ children }) => children.flatMap(textsOf));
  if (block.type === "signatures")
    return [block.intro, ...block.lines.map(({ children }) => children)].map(textOfInlines);
  return [textOfInlines(inlinesOf(block))].filter((text) => text !== "");
}

/** Running text as it is read: how its lines may break is formatting. */
export function textOfInlines(inlines: readonly Inline[]): string {
  return inlines
    .map(raw)
    .join("")
    .replaceAll(/[\u{AD}\u{200B}\u{2060}]/gu, "")
    .replaceAll("\u{2011}", "-")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

function raw(inline: Inline): string {
  switch (inline.type) {
    case "text":
    case "reference":
      return inline.value;
    case "footnoteReference":
      return fussnotenzeichen;
    case "gap":
      return luecke;
    case "lineBreak":
      return " ";
    case "emphasis":
    case "strong":
    case "change":
      return inline.children.map(raw).join("");
  }
}

/** Absätze while they are gathered. */
type Building = Omit<Abschnitt, "absaetze"> & { readonly absaetze: Absatz[] };

function abschnitteOf(blocks: readonly Block[]): Building[] {
  const start: Building = { art: "eingang", tiefe: 0, nummer: "", ueberschrift: eingangsteil, absaetze: [] };
  const abschnitte = [start];
  for (const block of blocks) {
    const { absaetze } = abschnitte.at(-1) ?? start;
    if (block.type === "heading") abschnitte.push(abschnittOf(block));
    else if (block.type === "paragraph") {
      const text = textOfInlines(block.children);
      if (text !== "") absaetze.push({ text, anhang: undefined });
    } else {
      const anhang = anhangOf(block);
      const last = absaetze.at(-1);
      if (anhang && last && !last.anhang) absaetze[absaetze.length - 1] = { ...last, anhang };
      else if (anhang) absaetze.push({ text: "", anhang });
    }
  }
  return abschnitte;
}

function abschnittOf({ number, children }: Heading): Building {
  const nummer = number?.replace(/\.$/, "") ?? "";
  const tiefe = nummer === "" ? 0 : nummer.split(".").length;
  const art = tiefe === 0 ? "titel" : "nummer";
  return { art, tiefe, nummer, ueberschrift: textOfInlines(children), absaetze: [] };
}

function anhangOf(block: Block): Anhang | undefined {
  if (block.type === "list") return aufzaehlungOf(block);
  if (block.type === "tickBoxes") {
    const kaestchen = block.options.map(({ checked, children }) => ({
      text: textOfInlines(children),
      angekreuzt: checked,
    }));
    return kaestchen.length === 0 ? undefined : { art: "kaestchen", kaestchen };
  }
  if (block.type !== "table") return undefined;
  const zeile = (cells: readonly (readonly Inline[])[]) => ({ zellen: cells.map(textOfInlines) });
  return { art: "tabelle", kopf: zeile(block.header), zeilen: block.rows.map(zeile) };
}

function aufzaehlungOf({ ordered, items }: List): Aufzaehlung | undefined {
  const punkte = items.map(({ children }): Punkt => {
    const list = children.find((child) => child.type === "list");
    return {
      text: textOfInlines(children.flatMap((child) => (child.type === "paragraph" ? child.children : []))),
      anhang: list && aufzaehlungOf(list),
    };
  });
  return punkte.length === 0 ? undefined : { art: "aufzaehlung", geordnet: ordered, punkte };
}

/** Gives sections the numbers that follow from their order and depth, as documents number their headings. */
export function nummeriert<T extends Pick<Abschnitt, "tiefe">>(
  abschnitte: readonly T[],
): (T & { nummer: string })[] {
  const counters: number[] = [];
  return abschnitte.map((abschnitt) => {
    if (abschnitt.tiefe === 0) return { ...abschnitt, nummer: "" };
    const last = abschnitt.tiefe - 1;
    counters.length = abschnitt.tiefe;
    for (let index = 0; index < last; index++) counters[index] ??= 1;
    counters[last] = (counters[last] ?? 0) + 1;
    return { ...abschnitt, nummer: counters.join(".") };
  });
}

const oddItem =
  "Ein Aufzählungspunkt besteht aus mehreren Absätzen oder enthält eine Tabelle; so etwas kann kein Änderungsbefehl benennen.";
const oddNote =
  "Eine Fußnote besteht aus mehreren Absätzen, oder eine Fußnote ist nicht genau einmal und in der Reihenfolge der Fußnoten im Text genannt; das kann kein Änderungsbefehl ausdrücken.";
const oddText = `Der Text enthält „${fussnotenzeichen}“; so bezeichnen die Änderungsbefehle ein Fußnotenzeichen.`;

function oddities(block: Block): string[] {
  const isSign = ({ type, value }: { type: string; value?: string }) =>
    type === "text" && value?.includes(fussnotenzeichen) === true;
  return [
    ...(flat(inlinesOf(block)).some(isSign) ? [oddText] : []),
    ...(block.type === "list" && block.items.some(isOdd) ? [oddItem] : []),
  ];
}

function isOdd({ children }: ListItem): boolean {
  const types = children.map(({ type }) => type).join(" ");
  return (
    !/^(?:paragraph)?(?: ?list)?$/.test(types) ||
    children.some((child) => child.type === "list" && child.items.some(isOdd))
  );
}

function oddFootnotes(blocks: readonly Block[], footnotes: readonly Footnote[]): string[] {
  const signs = flat([...blocks.flatMap(inlinesOf), ...footnotes.flatMap(textOfNote)]).flatMap((inline) =>
    inline.type === "footnoteReference" ? [inline.number] : [],
  );
  const isInOrder = signs.length === footnotes.length && signs.every((number, index) => number === index + 1);
  const isPlain = footnotes.every(
    ({ children }) => children.length === 1 && children[0]?.type === "paragraph",
  );
  return isInOrder && isPlain ? [] : [oddNote];
}

function textOfNote({ children }: Footnote): readonly Inline[] {
  return children.flatMap(inlinesOf);
}

function flat(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline) => ("children" in inline ? flat(inline.children) : [inline]));
}
