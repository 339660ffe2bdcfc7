import type { Block, Document, DocumentMeta, Inline, Paragraph } from "../document/document.ts";
import { hashOf } from "../document/identity.ts";
import { numberDocument } from "../document/numbering.ts";
import { withNames } from "../document/unprintable.ts";

/**
 * Pieces that reports are made of when they are documents. Names of files, exceptions and own checklists may hold
 * anything; the report has to be printed all the same.
 */
export function text(value: string): Inline {
  return { type: "text", value: withNames(value), pointer: undefined };
}

export function strong(value: string): Inline {
  return { type: "strong", children: [text(value)] };
}

export function paragraph(children: readonly Inline[], id?: string): Paragraph {
  return { type: "paragraph", id, role: undefined, children };
}

/** A numbered section. The name of a file may have a line break; in Markdown it would end the heading. */
export function section(title: string, id: string, level: 2 | 3 = 2): Block {
  return { type: "heading", level, number: "", id, children: [text(title.replaceAll("\n", " "))] };
}

export function list(items: readonly (readonly Inline[])[]): Block {
  return {
    type: "list",
    ordered: false,
    items: items.map((children) => ({ id: undefined, children: [paragraph(children)] })),
  };
}

export interface ReportHead {
  /** What kind of report: its art and id, e.g. "synopse". */
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  /** ISO date of what it reports on. */
  readonly stand: string | undefined;
  /** Further parts of the footer. */
  readonly footer: readonly string[];
  readonly footerNote: string;
  /** What the report is made from: its hash tells two reports apart. */
  readonly content: unknown;
}

/** A report as a document with title, subject and footer, so that every writer can write it. */
export function reportDocument(head: ReportHead, body: readonly Block[]): Document {
  const { id, title, stand, content } = head;
  const subject = withNames(head.subject);
  const blocks: Block[] = [
    { type: "heading", level: 1, number: undefined, id: "titel", children: [text(title)] },
    { ...paragraph([text(subject)], "gegenstand"), role: "untertitel" },
    ...body,
  ];
  const unexpected = (place: string) => {
    throw new Error(`unexpected reference or repeated id ${place}`);
  };
  const numbered = numberDocument(
    { blocks, footnotes: [] },
    { unknownTarget: unexpected, repeatedId: unexpected },
  );
  const hash = hashOf(content);
  const meta: DocumentMeta = {
    art: id,
    id,
    title: `${title} ${subject}`,
    lang: "de-DE",
    layout: "brief",
    maxPages: undefined,
    nummer: undefined,
    stand,
    hash,
    footer: [title, subject, ...head.footer.map(withNames), `Prüfsumme ${hash.slice(0, 12)}`].join(" · "),
    footerNote: head.footerNote,
    mark: undefined,
    remark: undefined,
    isReport: true,
  };
  return { ...numbered, meta };
}
