/** As much of pandoc's document tree (pandoc-types, `Text.Pandoc.Definition`) as kv writes, in pandoc's JSON. */
export interface PandocTree {
  readonly meta: Readonly<Record<string, PandocMeta>>;
  readonly blocks: readonly PandocBlock[];
}

export type PandocMeta =
  | { readonly t: "MetaInlines"; readonly c: readonly PandocInline[] }
  | { readonly t: "MetaString"; readonly c: string };

/** Identifier, classes, attributes. */
export type PandocAttributes = readonly [
  id: string,
  classes: readonly string[],
  attributes: readonly (readonly [string, string])[],
];

export type PandocInline =
  | { readonly t: "Str"; readonly c: string }
  | { readonly t: "Space" }
  | { readonly t: "LineBreak" }
  | {
      readonly t: "Emph" | "Strong" | "Underline" | "Strikeout" | "Superscript";
      readonly c: readonly PandocInline[];
    }
  | { readonly t: "Span"; readonly c: readonly [PandocAttributes, readonly PandocInline[]] }
  | {
      readonly t: "Link";
      readonly c: readonly [PandocAttributes, readonly PandocInline[], readonly [url: string, title: string]];
    }
  | { readonly t: "RawInline"; readonly c: readonly [format: string, text: string] }
  | { readonly t: "Note"; readonly c: readonly PandocBlock[] };

export type PandocBlock =
  | { readonly t: "Plain" | "Para"; readonly c: readonly PandocInline[] }
  | { readonly t: "Header"; readonly c: readonly [number, PandocAttributes, readonly PandocInline[]] }
  | { readonly t: "BulletList"; readonly c: readonly (readonly PandocBlock[])[] }
  | {
      readonly t: "OrderedList";
      readonly c: readonly [PandocListAttributes, readonly (readonly PandocBlock[])[]];
    }
  | { readonly t: "Div"; readonly c: readonly [PandocAttributes, readonly PandocBlock[]] }
  | { readonly t: "RawBlock"; readonly c: readonly [format: string, text: string] }
  | {
      readonly t: "Table";
      readonly c: readonly [
        PandocAttributes,
        caption: readonly [null, readonly PandocBlock[]],
        columns: readonly PandocColumn[],
        head: readonly [PandocAttributes, readonly PandocRow[]],
        bodies: readonly (readonly [
          PandocAttributes,
          rowHeads: number,
          readonly PandocRow[],
          readonly PandocRow[],
        ])[],
        foot: readonly [PandocAttributes, readonly PandocRow[]],
      ];
    };

type PandocListAttributes = readonly [
  start: number,
  style: { readonly t: "Decimal" },
  delimiter: { readonly t: "Period" },
];

/** The width is a share of the line. */
export type PandocColumn = readonly [
  { readonly t: "AlignLeft" },
  { readonly t: "ColWidth"; readonly c: number },
];

export type PandocRow = readonly [PandocAttributes, readonly PandocCell[]];

export type PandocCell = readonly [
  PandocAttributes,
  { readonly t: "AlignLeft" },
  rowSpan: number,
  columnSpan: number,
  readonly PandocBlock[],
];

export const noAttributes: PandocAttributes = ["", [], []];

export const space: PandocInline = { t: "Space" };

export function str(text: string): PandocInline {
  return { t: "Str", c: text };
}

/** A text as pandoc takes it apart. Runs of spaces count as one, unless `exact`. */
export function words(text: string, exact = false): PandocInline[] {
  return text.split(/([ \t\n]+)/u).flatMap((part, index): PandocInline[] => {
    if (part === "") return [];
    if (index % 2 === 0) return [str(part)];
    return [exact && part.length > 1 ? str(part) : space];
  });
}

/** Blocks in a style of the reference document, by its name. */
export function styled(name: string, ...blocks: readonly PandocBlock[]): PandocBlock {
  return { t: "Div", c: [["", [], [["custom-style", name]]], blocks] };
}
