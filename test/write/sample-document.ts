import type { Block, Cell, Document, Heading, Inline, List, Paragraph } from "../../src/document/document.ts";

/** Text that every format reads as markup if a writer forgets to escape it. */
export const hostileTexts: readonly string[] = [
  "*kein* _Markdown_ [^9] `x` # | ~ ^ \\ $x$ {#id} @",
  "<b>kein HTML</b> &amp; &#x41; \"Zitat\" 'einfach' ]]> <!-- -->",
  "  zwei  Leerzeichen  ",
  "festes\u{A0}Leerzeichen, weiches\u{AD}Trennzeichen",
  "{default-bullet-numbering-0} {{titel}} CURRENT",
  "Łukasz Ćwikła, Ẓübeyde Şahin 𝛼 – „Größe“ …",
];

export const text = (value: string, pointer?: string): Inline => ({ type: "text", value, pointer });
const cell = (value: string): Cell => [text(value)];

export function paragraph(children: readonly Inline[] | string, id?: string): Paragraph {
  return { type: "paragraph", id, role: undefined, children: inlines(children) };
}

export function heading(
  level: Heading["level"],
  number: string | undefined,
  title: string,
  id = `abschnitt-${title.toLowerCase()}`,
): Heading {
  return { type: "heading", level, number, id, children: [text(title)] };
}

export function list(ordered: boolean, ...items: readonly (readonly Block[] | string)[]): List {
  return {
    type: "list",
    ordered,
    items: items.map((item) => ({
      id: undefined,
      children: typeof item === "string" ? [paragraph(item)] : item,
    })),
  };
}

export function documentOf(blocks: readonly Block[], changes: Partial<Document> = {}): Document {
  return { meta: sampleMeta, blocks, footnotes: [], ...changes };
}

function inlines(children: readonly Inline[] | string): readonly Inline[] {
  return typeof children === "string" ? [text(children)] : children;
}

export const sampleMeta: Document["meta"] = {
  art: "koordinierungsstelle",
  id: "vereinbarung",
  title: "Kooperationsvereinbarung Bezirk Charlottenburg-Wilmersdorf",
  lang: "de-DE",
  layout: "brief",
  maxPages: undefined,
  nummer: "12",
  stand: "2026-09-01",
  hash: "0123456789ab".padEnd(64, "0"),
  footer:
    "Kooperationsvereinbarung Bezirk Charlottenburg-Wilmersdorf · Nummer 12 · Stand 01.09.2026 · Prüfsumme 0123456789ab",
  footerNote: "Inhaltlich nach dem Muster vom 20.12.2019; nicht dessen amtlicher Wortlaut.",
  mark: "ENTWURF",
  remark: "Beispiel – keine geltende Vereinbarung",
};

const opening: readonly Block[] = [
  heading(1, undefined, "Kooperationsvereinbarung", "titel"),
  {
    type: "paragraph",
    id: undefined,
    role: "untertitel",
    children: [text("zum Einsatz einer Koordinierungsstelle"), { type: "lineBreak" }, text("im Bezirk")],
  },
  { type: "paragraph", id: undefined, role: "partei", children: [text("Bezirksamt", "/bezirk")] },
  { type: "paragraph", id: undefined, role: "partei", children: [text("und die Senatsverwaltung")] },
];

const body: readonly Block[] = [
  heading(2, "1.", "Ziele", "ziele"),
  paragraph(
    [
      text("Die Parteien stützen sich auf den Beschluss"),
      { type: "footnoteReference", number: 1 },
      text(" und "),
      { type: "emphasis", children: [text("betont "), { type: "strong", children: [text("und fett")] }] },
      { type: "change", change: "removed", children: [text(" alt;")] },
      {
        type: "change",
        change: "added",
        children: [text(" neu "), { type: "strong", children: [text("*fett*")] }],
      },
      text("; Näheres regelt "),
      { type: "reference", target: "rahmen-struktur", value: "Nummer 2.1" },
      text(", nochmals"),
      { type: "footnoteReference", number: 1 },
      text("."),
    ],
    "ziele-zweck",
  ),
  ...hostileTexts.map((value) => paragraph([text(value, "/freitext")])),
  heading(2, "2.", "Rahmen", "rahmen"),
  heading(3, "2.1.", "Struktur", "rahmen-struktur"),
  heading(4, "2.1.1.", "Einzelheiten", "einzelheiten"),
  list(false, "Kinderschutz", [
    paragraph("Schuldistanz"),
    list(true, "Erfassung", "Beratung"),
    paragraph("gilt für alle Schularten"),
  ]),
  {
    type: "list",
    ordered: true,
    items: [
      { id: "aufgabe-a1", children: [paragraph("Netzwerke begleiten", "aufgabe-a1-text")] },
      {
        id: "aufgabe-a2",
        children: [paragraph([text("Moderieren"), { type: "footnoteReference", number: 2 }])],
      },
    ],
  },
];

const table: Block = {
  type: "table",
  header: [cell("Gremium"), cell("Turnus"), cell("Vorsitz")],
  rows: [
    [cell("Steuerungsrunde"), cell("vierteljährlich"), [{ type: "strong", children: [text("Jugendamt")] }]],
    [
      cell("Vernetzungskreis"),
      cell("halbjährlich"),
      [{ type: "gap", label: "Vorsitz", pointer: "/vorsitz", room: "wort" }],
    ],
  ],
};

const closing: readonly Block[] = [
  heading(2, undefined, "Verortung", "verortung"),
  {
    type: "tickBoxes",
    options: [
      { id: "ort-jugendamt", checked: true, children: [text("beim Jugendamt")] },
      { id: undefined, checked: false, children: [text("bei der regionalen Schulaufsicht")] },
    ],
  },
  table,
  { type: "pageBreak" },
  heading(2, "3.", "Einverständnis", "einverstaendnis"),
  paragraph("Die Parteien erklären ihr Einverständnis."),
  {
    type: "signatures",
    intro: [
      text("Berlin, den "),
      { type: "gap", label: "Datum", pointer: "/unterschrift/datum", room: "wort" },
    ],
    lines: [
      { id: "unterschrift-schulaufsicht", children: [text("Leitung regionale Schulaufsicht")] },
      { id: "unterschrift-jugendamt", children: [text("Leitung Verwaltung Jugendamt")] },
      { id: "unterschrift-schulamt", children: [text("Leitung Schulamt")] },
    ],
  },
];

/** A document with every type of node, and text that looks like markup. */
export function sampleDocument(): Document {
  return {
    meta: sampleMeta,
    blocks: [...opening, ...body, ...closing],
    footnotes: [
      {
        number: 1,
        id: "fn-beschluss",
        children: [paragraph("Drs. 16/3548 vom 05.10.2010."), paragraph("Zweiter Absatz.")],
      },
      {
        number: 2,
        id: "fn-methode",
        children: [paragraph([text("Siehe "), { type: "reference", target: "ziele", value: "Nummer 1" }])],
      },
    ],
  };
}
