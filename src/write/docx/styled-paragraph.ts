import { createIndent, createSpacing, NumberProperties, Paragraph, ParagraphProperties } from "docx";
import type { ParagraphChild } from "docx";
import type { Opening } from "./state.ts";
import type { StyleId } from "./styles.ts";

export interface StyledParagraphOptions {
  readonly style: StyleId;
  readonly children: readonly ParagraphChild[];
  readonly opening?: Opening;
  readonly keepNext?: boolean;
  readonly numbering?: { readonly id: number; readonly level: number };
  readonly indent?: { readonly left: number; readonly hanging?: number };
}

/** In w:numPr this id takes the number away that the style would give. */
export const noNumbering = { id: 0, level: 0 } as const;

/**
 * A paragraph whose look comes from its style. The numbering is set by its id, not by docx's references: docx
 * replaces its placeholders `{reference-instance}` in the finished XML, and would replace them in our text too.
 */
export class StyledParagraph extends Paragraph {
  constructor(options: StyledParagraphOptions) {
    super({
      style: options.style,
      ...(options.keepNext === true && { keepNext: true }),
      ...(options.opening?.pageBreakBefore === true && { pageBreakBefore: true }),
      children: options.children,
    });
    const properties: unknown = this.root[0];
    if (properties instanceof ParagraphProperties) addInSchemaOrder(properties, options);
  }
}

function addInSchemaOrder(properties: ParagraphProperties, options: StyledParagraphOptions): void {
  const { numbering, opening, indent } = options;
  if (numbering !== undefined) properties.push(new NumberProperties(numbering.id, numbering.level));
  if (opening?.spaceBefore !== undefined) properties.push(createSpacing({ before: opening.spaceBefore }));
  if (indent !== undefined) properties.push(createIndent(indent));
}
