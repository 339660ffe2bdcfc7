import { listStep } from "../docx/page.ts";
import { font, paragraphStyles } from "../docx/styles.ts";
import type { ParagraphStyle, StyleId } from "../docx/styles.ts";

/** A paragraph style as OpenDocument names it; LibreOffice shows `display`. */
export interface OdtStyle extends Omit<ParagraphStyle, "name" | "basedOn" | "next"> {
  readonly name: string;
  readonly display: string;
  readonly parent: string | undefined;
  readonly next: string | undefined;
  readonly breakBefore?: true;
}

/** Where OpenDocument or pandoc have a name of their own for a style of Word. */
const names: Partial<Record<StyleId, string>> = {
  Normal: "Standard",
  BodyText: "Text_20_body",
  Heading1: "Heading_20_1",
  Heading2: "Heading_20_2",
  Heading3: "Heading_20_3",
  ListParagraph: "List",
  ListContinue: "List_20_Contents",
  FootnoteText: "Footnote",
};

function nameOf(id: string): string {
  return names[id as StyleId] ?? id;
}

/** How far the text of a numbered heading stands from the margin, by level. */
export const headingIndents = [709, 709, 851] as const;

/** The looks of our Word documents: whoever opens both sees the same. */
const shared = Object.entries<ParagraphStyle>(paragraphStyles).map(([id, style]): OdtStyle => {
  const { basedOn, next, name, ...look } = style;
  const indent = headingIndents[style.sectionLevel ?? -1];
  return {
    ...look,
    ...(indent !== undefined && { indent: { left: indent, hanging: indent } }),
    name: nameOf(id),
    display: style.ours ? name : nameOf(id).replaceAll("_20_", " "),
    parent: basedOn && nameOf(basedOn),
    next: next && nameOf(next),
  };
});

function variant(name: string, display: string, parent: string, look: Partial<OdtStyle> = {}): OdtStyle {
  return { name, display, parent, next: undefined, ...look };
}

/** Names that paragraphs of our trees are given (`odt/nodes`). */
export const odtNames = {
  title: "Title",
  kept: "TextkoerperZusammen",
  tickBox: "Ankreuzfeld",
  tickBoxKept: "AnkreuzfeldZusammen",
  cell: "Tabellentext",
  headCell: "Tabellenkopf",
  intro: "OrtUndDatum",
  signature: "Unterschriftszeile",
  furtherInFootnote: "FussnoteFortsetzung",
  afterTable: "Tabellenende",
  pageBreak: "Seitenumbruch",
  sign: "Kaestchen",
} as const;

/** What Word says with a property of the single paragraph is a style of its own here. */
const own: readonly OdtStyle[] = [
  // Pandoc's names: the paragraph after a heading, and those of lists.
  variant("First_20_paragraph", "First paragraph", "Text_20_body"),
  variant("List_20_Bullet", "List Bullet", "List"),
  variant("List_20_Bullet_20_Tight", "List Bullet Tight", "List"),
  variant("List_20_Number", "List Number", "List"),
  variant("List_20_Number_20_Tight", "List Number Tight", "List"),
  variant(odtNames.kept, "Textkörper zusammengehalten", "Text_20_body", { keepNext: true }),
  variant(odtNames.tickBoxKept, "Ankreuzfeld zusammengehalten", odtNames.tickBox, { keepNext: true }),
  variant(odtNames.pageBreak, "Seitenumbruch", "Standard", { breakBefore: true, line: 20, size: 2 }),
  ...[1, 2, 3].map((level) =>
    variant(withoutNumber(`Heading_20_${level}`), `Heading ${level} ohne Nummer`, `Heading_20_${level}`, {
      indent: { left: 0, hanging: 0 },
    }),
  ),
];

/** The style of a heading that has no number to hang out. */
export function withoutNumber(heading: string): string {
  return `${heading}_20_ohne_20_Nummer`;
}

export const odtStyles: readonly OdtStyle[] = [...shared, ...own];

/** Sizes of the numbers and marks of lists: 9 levels, as in Word. */
export const listLevels = Array.from({ length: 9 }, (_, index) => ({
  level: index + 1,
  left: listStep * (index + 1),
  hanging: listStep,
}));

export { font };
