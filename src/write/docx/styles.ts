import { usualTextWidth } from "./page.ts";

/** The look of a style; lengths in twips, font sizes in half points. What is left out comes from `basedOn`. */
export interface StyleLook {
  readonly keepNext?: true;
  readonly keepLines?: true;
  /** Level of the section numbering the style is linked to. */
  readonly sectionLevel?: number;
  readonly rule?: "above";
  readonly ruleColor?: string;
  readonly rightTab?: number;
  readonly hyphenation?: false;
  readonly before?: number;
  readonly after?: number;
  /** In 240ths of a line. */
  readonly line?: number;
  readonly indent?: { readonly left?: number; readonly hanging?: number; readonly right?: number };
  readonly align?: "left" | "center" | "right";
  readonly bold?: boolean;
  readonly font?: string;
  readonly color?: string;
  readonly letterSpacing?: number;
  readonly size?: number;
}

export interface ParagraphStyle extends StyleLook {
  /** As Word stores it: English for its own styles (shown in the user's language), German for ours. */
  readonly name: string;
  /** True for a style that is not one of Word's own. */
  readonly ours?: true;
  readonly basedOn?: string;
  readonly next?: string;
}

const ink = "262626";
const muted = "595959";

const heading: StyleLook = { keepNext: true, keepLines: true, hyphenation: false, bold: true, color: ink };

export const paragraphStyles = {
  Normal: { name: "Normal" },
  BodyText: { name: "Body Text", basedOn: "Normal", after: 120 },
  Title: {
    ...heading,
    name: "Title",
    basedOn: "Normal",
    next: "BodyText",
    before: 120,
    after: 120,
    line: 252,
    align: "center",
    size: 40,
  },
  Subtitle: {
    name: "Subtitle",
    basedOn: "Normal",
    next: "BodyText",
    keepLines: true,
    hyphenation: false,
    after: 280,
    align: "center",
    color: ink,
    size: 24,
  },
  Heading1: {
    ...heading,
    name: "heading 1",
    basedOn: "Normal",
    next: "BodyText",
    sectionLevel: 0,
    before: 360,
    after: 120,
    line: 252,
    size: 26,
  },
  Heading2: {
    ...heading,
    name: "heading 2",
    basedOn: "Normal",
    next: "BodyText",
    sectionLevel: 1,
    before: 240,
    after: 100,
    line: 252,
    size: 23,
  },
  Heading3: {
    ...heading,
    name: "heading 3",
    basedOn: "Normal",
    next: "BodyText",
    sectionLevel: 2,
    before: 200,
    after: 80,
    line: 252,
    size: 22,
  },
  Partei: {
    name: "Partei",
    ours: true,
    basedOn: "Normal",
    keepLines: true,
    hyphenation: false,
    before: 60,
    after: 120,
    align: "center",
  },
  ListParagraph: { name: "List Paragraph", basedOn: "Normal", after: 100 },
  ListContinue: { name: "List Continue", basedOn: "Normal", after: 100 },
  Ankreuzfeld: {
    name: "Ankreuzfeld",
    ours: true,
    basedOn: "Normal",
    keepLines: true,
    after: 100,
    indent: { left: 850, hanging: 425 },
  },
  Tabellentext: {
    name: "Tabellentext",
    ours: true,
    basedOn: "Normal",
    before: 50,
    after: 50,
    line: 252,
    size: 20,
  },
  Tabellenkopf: {
    name: "Tabellenkopf",
    ours: true,
    basedOn: "Tabellentext",
    keepNext: true,
    bold: true,
    color: ink,
  },
  OrtUndDatum: { name: "Ort und Datum", ours: true, basedOn: "Normal", keepNext: true, before: 200 },
  // The space for signing is the space above the line: line and name are one paragraph and stay together.
  Unterschriftszeile: {
    name: "Unterschriftszeile",
    ours: true,
    basedOn: "Normal",
    keepLines: true,
    rule: "above",
    hyphenation: false,
    before: 907,
    line: 252,
    size: 19,
  },
  FootnoteText: {
    name: "footnote text",
    basedOn: "Normal",
    after: 40,
    line: 240,
    indent: { left: 227, hanging: 227 },
    size: 18,
  },
  FussnoteFortsetzung: {
    name: "Fußnote Fortsetzung",
    ours: true,
    basedOn: "FootnoteText",
    indent: { left: 227, hanging: 0 },
  },
  Header: { name: "header", basedOn: "Normal", align: "center", line: 240, color: muted, size: 17 },
  Vermerk: {
    name: "Vermerk",
    ours: true,
    basedOn: "Header",
    bold: true,
    color: ink,
    letterSpacing: 80,
    size: 26,
  },
  Footer: {
    name: "footer",
    basedOn: "Normal",
    hyphenation: false,
    before: 30,
    line: 240,
    color: muted,
    size: 16,
  },
  FusszeileKennung: { name: "Fußzeile Kennung", ours: true, basedOn: "Footer", rule: "above" },
  FusszeileSeite: {
    name: "Fußzeile Seite",
    ours: true,
    basedOn: "Footer",
    rightTab: usualTextWidth,
    size: 15,
  },
  // Word wants a paragraph between two tables and after the last one; this one takes no room.
  Tabellenende: { name: "Tabellenende", ours: true, basedOn: "Normal", line: 20, size: 2 },
} as const satisfies Readonly<Record<string, ParagraphStyle>>;

/** What only the letterhead and foot of a house style need. */
export const houseStyles = {
  Briefkopf: { name: "Briefkopf", ours: true, basedOn: "Normal", hyphenation: false, line: 252, size: 19 },
  BriefkopfRechts: { name: "Briefkopf rechts", ours: true, basedOn: "Briefkopf", align: "right" },
  // Has no text: the line below the letterhead is the border above it.
  BriefkopfLinie: {
    name: "Briefkopf Linie",
    ours: true,
    basedOn: "Normal",
    rule: "above",
    before: 120,
    after: 240,
    line: 20,
    size: 2,
  },
  FusszeileHaus: { name: "Fußzeile Haus", ours: true, basedOn: "Footer", before: 0, size: 15 },
} as const satisfies Readonly<Record<string, ParagraphStyle>>;

export type StyleId = keyof typeof paragraphStyles | keyof typeof houseStyles;

/**
 * Arial: Berlin's authorities write letters in it, Windows and macOS have it, and LibreOffice puts Liberation Sans in
 * its place, which has the same widths; so lines and pages break alike everywhere. A font that is missing would be
 * replaced by one of the reader's machine.
 */
export const font = "Arial";
