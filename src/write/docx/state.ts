import { clausePlaces } from "../../document/clause-places.ts";
import type { Document } from "../../document/document.ts";
import { Bookmarks } from "./bookmarks.ts";
import { longestTag } from "./content-control.ts";
import { NumberingInstances } from "./numbering.ts";
import { spaceAfterTable } from "./page.ts";
import type { StyleId } from "./styles.ts";
import { SectionNumbers } from "./section-numbers.ts";

/** What writing one document has to remember from node to node. */
export class WriterState {
  readonly bookmarks: Bookmarks;
  readonly numbering = new NumberingInstances();
  readonly sections = new SectionNumbers(this.numbering);
  readonly #footnoteIds: ReadonlyMap<number, string>;
  readonly #footnotesReferred = new Set<number>();
  /** The keys of the fields of a form, in the order they are written. */
  readonly fieldKeys: (string | undefined)[] = [];
  readonly #isForm: boolean;
  #breakPending = false;
  #tablePrecedes = false;

  constructor(document: Document) {
    this.#isForm = document.meta.isForm ?? false;
    this.bookmarks = new Bookmarks(clausePlaces(document).keys());
    this.#footnoteIds = new Map(document.footnotes.map((footnote) => [footnote.number, footnote.id]));
  }

  breakPageBeforeNext(): void {
    this.#breakPending = true;
  }

  tableWritten(): void {
    this.#tablePrecedes = true;
  }

  /** What page breaks and tables before it ask of the next paragraph; asking settles it. */
  takeOpening(): Opening {
    const opening = {
      pageBreakBefore: this.#breakPending,
      spaceBefore: this.#tablePrecedes ? spaceAfterTable : undefined,
    };
    this.#breakPending = false;
    this.#tablePrecedes = false;
    return opening;
  }

  /** The same where the style alone gives the space above. */
  takePageBreak(): Opening {
    return { ...this.takeOpening(), spaceBefore: undefined };
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

export interface Opening {
  readonly pageBreakBefore: boolean;
  readonly spaceBefore: number | undefined;
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
