import { createIndent, createSpacing, NumberProperties, Paragraph, ParagraphProperties } from "docx";
import type { ParagraphChild } from "docx";
import type { Opening } from "./state.ts";
import type { ParagraphEnd } from "./tracked-changes.ts";
import type { StyleId } from "./styles.ts";

export interface StyledParagraphOptions {
  readonly style: StyleId;
  readonly children: readonly ParagraphChild[];
  readonly opening?: Opening;
  readonly keepNext?: boolean;
  readonly numbering?: { readonly id: number; readonly level: number };
  readonly indent?: { readonly left: number; readonly hanging?: number };
  readonly end?: ParagraphEnd | undefined;
  /** Where added words stand at its beginning or end. */
  readonly additions?: Additions;
}

export interface Additions {
  readonly first: boolean;
  readonly last: boolean;
  /** Whether the last of them is a footnote's sign. */
  readonly sign: boolean;
}

/** In w:numPr this id takes the number away that the style would give. */
export const noNumbering = { id: 0, level: 0 } as const;

/**
 * A paragraph whose look comes from its style. The numbering is set by its id, not by docx's references: docx
 * replaces its placeholders `{reference-instance}` in the finished XML, and would replace them in our text too.
 */
export class StyledParagraph extends Paragraph {
  /** Where accepting or rejecting the changes takes the paragraph away. */
  readonly end: ParagraphEnd | undefined;
  readonly additions: Additions | undefined;

  constructor(options: StyledParagraphOptions) {
    super({ ...firstProperties(options), children: options.children });
    this.end = options.end;
    this.additions = options.additions;
    const properties: unknown = this.root[0];
    if (!(properties instanceof ParagraphProperties)) return;
    addInSchemaOrder(properties, options);
    if (options.end) properties.push(options.end.mark);
    if (options.opening?.trackBreak) properties.push(options.opening.trackBreak(formerProperties(options)));
  }
}

function firstProperties({ style, keepNext, opening }: StyledParagraphOptions) {
  return {
    style,
    ...(keepNext === true && { keepNext }),
    ...(opening?.pageBreakBefore === true && { pageBreakBefore: true }),
  };
}

/** With a page break where there is none now, and the other way round. */
function formerProperties(options: StyledParagraphOptions): ParagraphProperties {
  const opening = {
    spaceBefore: undefined,
    ...options.opening,
    pageBreakBefore: !options.opening?.pageBreakBefore,
  };
  const properties = new ParagraphProperties(firstProperties({ ...options, opening }));
  addInSchemaOrder(properties, options);
  return properties;
}

function addInSchemaOrder(properties: ParagraphProperties, options: StyledParagraphOptions): void {
  const { numbering, opening, indent } = options;
  if (numbering !== undefined) properties.push(new NumberProperties(numbering.id, numbering.level));
  if (opening?.spaceBefore !== undefined) properties.push(createSpacing({ before: opening.spaceBefore }));
  if (indent !== undefined) properties.push(createIndent(indent));
}
