import { BuilderElement, DeletedTextRun, InsertedTextRun } from "docx";
import type { ParagraphChild, ParagraphProperties, RunOptions, TrackedChange, XmlComponent } from "docx";
import type { ChangeKind } from "../../document/document.ts";
import { representable } from "./xml.ts";

/** Who made the changes of a document, and on which day. */
export interface Revision {
  readonly author: string;
  /** ISO date. */
  readonly date: string;
}

/** What Word calls annotations (bookmarks, changes) has one row of numbers. */
export class AnnotationIds {
  #last = 0;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

const elements = { removed: "w:del", added: "w:ins" } as const;

/** Writes changes as Word tracks them, to be accepted or rejected one by one. */
export class TrackedChanges {
  readonly #revision: Revision;
  readonly #ids: AnnotationIds;

  constructor({ author, date }: Revision, ids: AnnotationIds) {
    this.#revision = { author: representable(author), date: `${date}T00:00:00Z` };
    this.#ids = ids;
  }

  textRun(options: RunOptions, change: ChangeKind): ParagraphChild {
    const tracked = { ...options, ...this.#revision, id: this.#ids.next() };
    // Deleted text has an element of its own.
    return change === "removed" ? new DeletedTextRun(tracked) : new InsertedTextRun(tracked);
  }

  footnoteSign(sign: ParagraphChild, change: ChangeKind): ParagraphChild {
    return this.#element(elements[change], [sign]);
  }

  /** The end of a paragraph, which is one with the next where it loses its end. */
  paragraphEnd(change: ChangeKind): ParagraphEnd {
    return {
      change,
      mark: new BuilderElement({ name: "w:rPr", children: [this.#element(elements[change], [])] }),
    };
  }

  /** For the properties of a paragraph: what they were. */
  formerProperties(former: ParagraphProperties): XmlComponent {
    return this.#element("w:pPrChange", [former]);
  }

  /** For the properties of a row. */
  row(change: ChangeKind): RowChange {
    const tracked = { ...this.#revision, id: this.#ids.next() };
    return change === "removed" ? { deletion: tracked } : { insertion: tracked };
  }

  #element(name: string, children: readonly XmlComponent[]): XmlComponent {
    const attributes = {
      id: { key: "w:id", value: this.#ids.next() },
      author: { key: "w:author", value: this.#revision.author },
      date: { key: "w:date", value: this.#revision.date },
    };
    return new BuilderElement({ name, attributes, children });
  }
}

/** Says that the end of a paragraph is removed or added. */
export interface ParagraphEnd {
  readonly change: ChangeKind;
  readonly mark: XmlComponent;
}

export interface RowChange {
  readonly deletion?: TrackedChange;
  readonly insertion?: TrackedChange;
}
