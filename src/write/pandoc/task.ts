import type { Block, Document } from "../../document/document.ts";
import type { PandocFormat } from "./formats.ts";
import { PandocNodes } from "./nodes.ts";
import { rtfPage } from "./rtf.ts";
import type { PandocMeta, PandocTree } from "./tree.ts";

/** What pandoc is asked to do. */
export interface PandocTask {
  /** Name of the format. */
  readonly to: string;
  readonly tree: PandocTree;
  /** As in one of pandoc's defaults files. */
  readonly options: Readonly<Record<string, unknown>>;
  /** A file whose styles and pages the document gets; undefined for pandoc's own. */
  readonly reference: Uint8Array | undefined;
  /** What time it is for pandoc, in seconds since 1970: the day of the Stand, so that the same document gives the same bytes. */
  readonly time: number;
}

const noDate = "1980-01-01";

/** The task for a format that needs nothing else: title and footer go where the format has a place for them. */
export function pandocTask(document: Document, format: PandocFormat, reference?: Uint8Array): PandocTask {
  const nodes = new PandocNodes(document, format);
  const [title, rest] = titleOf(document.blocks, format);
  const printed: PandocMeta = { t: "MetaInlines", c: title ? nodes.headingText(title) : [] };
  const variables = format.name === "rtf" ? rtfPage(document.meta) : format.variables;
  const [head, foot] =
    format.name === "rtf"
      ? [[], []]
      : [nodes.lines("Strong", marksOf(document)), nodes.lines("Emph", footOf(document))];
  const { lang, hash } = document.meta;
  return {
    to: format.name + (format.extensions ?? ""),
    tree: {
      meta: {
        ...(title && { title: printed }),
        lang: { t: "MetaString", c: lang },
        ...(format.name === "epub" && { identifier: { t: "MetaString", c: identifier(hash) } }),
      },
      blocks: [...head, ...nodes.blocks(rest), ...foot],
    },
    options: { ...usualOptions, ...(variables && { variables }) },
    reference,
    time: timeOf(document),
  };
}

/** Whole files, with each paragraph on one line. */
export const usualOptions = { standalone: true, wrap: "none" } as const;

/** Midnight of the Stand. */
export function timeOf({ meta }: Document): number {
  return Date.parse(`${meta.stand ?? noDate}T00:00:00Z`) / 1000;
}

function titleOf(blocks: readonly Block[], { title }: PandocFormat) {
  const [first, ...rest] = blocks;
  const isTitle = first?.type === "heading" && first.level === 1;
  return title === "metadata" && isTitle ? ([first, rest] as const) : ([undefined, blocks] as const);
}

/** What stands in the head of each page, or at the beginning where there is no such head. */
export function marksOf({ meta }: Document): string[] {
  return [meta.mark, meta.remark].filter((text) => text !== undefined);
}

/** Without page numbers: pages are made by whoever opens the file. */
export function footOf({ meta }: Document): string[] {
  return [meta.footer, meta.footerNote].filter((text) => text !== "");
}

/** A UUID of version 8 (RFC 9562), the one whose bits anybody may choose: pandoc would take one by chance. */
function identifier(hash: string): string {
  const digits = `${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`;
  return `urn:uuid:${digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")}`;
}
