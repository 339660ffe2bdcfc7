/** Measures of the page in twips (1/20 pt, 567 to the centimetre). */
export const page = {
  width: 11906,
  height: 16838,
  margin: { top: 1134, right: 1134, bottom: 1417, left: 1417, header: 425, footer: 510, gutter: 0 },
} as const;

/** On a "blatt", which has to hold much. */
export const denseMargin = { ...page.margin, top: 907, right: 1021, bottom: 1134, left: 1021 } as const;

/** What is left between the margins: 16.5 cm. */
export const textWidth = page.width - page.margin.left - page.margin.right;

/** Step of indentation of lists. */
export const listStep = 425;

/** Space between a table and the paragraph after it, which Word can only give to that paragraph. */
export const spaceAfterTable = 160;
