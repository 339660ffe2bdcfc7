import { FootnoteReferenceRun, TextRun } from "docx";
import type { FileChild, ParagraphChild, ParagraphProperties, RunOptions, XmlComponent } from "docx";
import { clausePlaces } from "../../document/clause-places.ts";
import type { ChangeKind, Document } from "../../document/document.ts";
import { Bookmarks } from "./bookmarks.ts";
import { plainStyle, type HouseStyle } from "../house-style.ts";
import { longestTag } from "./content-control.ts";
import { NumberingInstances } from "./numbering.ts";
import { pageLayout, spaceAfterTable } from "./page.ts";
import type { PageLayout } from "./page.ts";
import type { StyleId } from "./styles.ts";
import { SectionNumbers } from "./section-numbers.ts";
import type { HeadingNumbers } from "./section-numbers.ts";
import { AnnotationIds, TrackedChanges } from "./tracked-changes.ts";
import type { ParagraphEnd, RowChange, Revision } from "./tracked-changes.ts";

/** What writing one document has to remember from node to node. */
export class WriterState {
  readonly style: HouseStyle;
  readonly page: PageLayout;
  readonly bookmarks: Bookmarks;
  readonly numbering = new NumberingInstances();
  readonly sections: HeadingNumbers;
  readonly #footnoteIds: ReadonlyMap<number, string>;
  readonly #footnotesReferred = new Set<number>();
  /** The keys of the fields of a form, in the order they are written. */
  readonly fieldKeys: (string | undefined)[] = [];
  readonly #isForm: boolean;
  readonly #annotations = new AnnotationIds();
  readonly #tracked: TrackedChanges | undefined;
  /** What comes before the next paragraph, in the old and in the new document of a redline; else twice the same. */
  readonly #before = { removed: nothingBefore, added: nothingBefore };

  constructor(document: Document, style: HouseStyle = plainStyle, redline?: Redline) {
    this.style = style;
    this.page = pageLayout(document.meta, style);
    this.#isForm = document.meta.isForm ?? false;
    this.#tracked = redline && new TrackedChanges(redline.revision, this.#annotations);
    this.sections = redline?.sections ?? new SectionNumbers(this.numbering);
    this.bookmarks = new Bookmarks(clausePlaces(document).keys(), this.#annotations);
    this.#footnoteIds = new Map(document.footnotes.map((footnote) => [footnote.number, footnote.id]));
  }

  /** Between the margins, in twips. */
  get textWidth(): number {
    return this.page.textWidth;
  }

  /** Whether changes are tracked; otherwise they are only shown. */
  get isRedline(): boolean {
    return this.#tracked !== undefined;
  }

  /** Writes what belongs to a move, if there is one. */
  duringMove<T>(move: number | undefined, write: () => T): T {
    return this.#tracked && move !== undefined ? this.#tracked.duringMove(move, write) : write();
  }

  moveRange(change: ChangeKind, move: number): readonly [start: FileChild, end: FileChild] | undefined {
    return this.#tracked?.moveRange(change, move);
  }

  /** A run of a text that is tracked as removed or added. */
  textRun(options: RunOptions, change: ChangeKind | undefined): ParagraphChild {
    return this.#tracked && change ? this.#tracked.textRun(options, change) : new TextRun(options);
  }

  footnoteSign(number: number, change: ChangeKind | undefined): ParagraphChild {
    const sign = new FootnoteReferenceRun(number);
    return this.#tracked && change ? this.#tracked.footnoteSign(sign, change) : sign;
  }

  /** For a paragraph that is removed or added as a whole. */
  paragraphEnd(change: ChangeKind | undefined): ParagraphEnd | undefined {
    return change && this.#tracked?.paragraphEnd(change);
  }

  row(change: ChangeKind | undefined): RowChange {
    return (change && this.#tracked?.row(change)) ?? {};
  }

  breakPageBeforeNext(change: ChangeKind | undefined): void {
    for (const side of sidesOf(change)) this.#before[side] = { ...this.#before[side], pageBreak: true };
  }

  tableWritten(change: ChangeKind | undefined): void {
    for (const side of sidesOf(change)) this.#before[side] = { ...this.#before[side], table: true };
  }

  /** What page breaks and tables before it ask of the next paragraph; asking settles it. */
  takeOpening(change: ChangeKind | undefined): Opening {
    const { removed: formerly, added: now } = this.#before;
    const { pageBreak, table } = change === "removed" ? formerly : now;
    for (const side of sidesOf(change)) this.#before[side] = nothingBefore;
    const opening = { pageBreakBefore: pageBreak, spaceBefore: table ? spaceAfterTable : undefined };
    const tracked = this.#tracked;
    if (!tracked || change || formerly.pageBreak === now.pageBreak) return opening;
    return { ...opening, trackBreak: (former) => tracked.formerProperties(former) };
  }

  /** The same where the style alone gives the space above. */
  takePageBreak(change: ChangeKind | undefined): Opening {
    return { ...this.takeOpening(change), spaceBefore: undefined };
  }

  /** What marks the next field of a form, so that it can be read again: its key, or its place in the list of keys. */
  tagOf(key: string | undefined): string | undefined {
    if (!this.#isForm) return undefined;
    this.fieldKeys.push(key);
    return key !== undefined && key.length <= longestTag ? key : `#${this.fieldKeys.length}`;
  }

  footnoteId(number: number): string | undefined {
    return this.#footnoteIds.get(number);
  }

  /** True for the first reference to a footnote, which alone may be a real one in Word. */
  refersFirst(number: number): boolean {
    if (this.#footnotesReferred.has(number)) return false;
    this.#footnotesReferred.add(number);
    return true;
  }
}

/** A document merged of two that is written with tracked changes. */
export interface Redline {
  readonly revision: Revision;
  readonly sections: HeadingNumbers;
}

const nothingBefore = { pageBreak: false, table: false };

/** In which documents something stands: "removed" for the old, "added" for the new one. */
function sidesOf(change: ChangeKind | undefined): readonly ChangeKind[] {
  return change ? [change] : ["removed", "added"];
}

export interface Opening {
  readonly pageBreakBefore: boolean;
  readonly spaceBefore: number | undefined;
  /** Where the page break alone is removed or added: says what the paragraph was. */
  readonly trackBreak?: (former: ParagraphProperties) => XmlComponent;
}

/** Where blocks stand: decides their styles. */
export interface Place {
  readonly text: StyleId;
  readonly item: StyleId;
  readonly continuation: StyleId;
  /** Number of lists around; 0 outside of lists. */
  readonly depth: number;
  /** Whether footnotes may be set here: Word allows none within a footnote. */
  readonly inFootnote: boolean;
  readonly inCell: boolean;
  readonly keepNext: boolean;
  /** Of all that stands here, in a document merged of two. */
  readonly change?: ChangeKind | undefined;
}

export const inBody: Place = {
  text: "BodyText",
  item: "ListParagraph",
  continuation: "ListContinue",
  depth: 0,
  inFootnote: false,
  inCell: false,
  keepNext: false,
};

export const inFootnote: Place = {
  ...inBody,
  text: "FootnoteText",
  item: "FootnoteText",
  continuation: "FootnoteText",
  inFootnote: true,
};

/** After the first paragraph of a footnote, which alone carries the number. */
export const furtherInFootnote: Place = { ...inFootnote, text: "FussnoteFortsetzung" };
