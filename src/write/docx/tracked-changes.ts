import {
  BuilderElement,
  DeletedTextRun,
  FileChild,
  InsertedTextRun,
  NextAttributeComponent,
  TextRun,
} from "docx";
import type {
  AttributeOptions,
  ParagraphChild,
  ParagraphProperties,
  RunOptions,
  TrackedChange,
  XmlComponent,
} from "docx";
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
const moveElements = { removed: "w:moveFrom", added: "w:moveTo" } as const;

/** Writes changes as Word tracks them, to be accepted or rejected one by one. */
export class TrackedChanges {
  readonly #revision: Revision;
  readonly #ids: AnnotationIds;
  #move: number | undefined;

  constructor({ author, date }: Revision, ids: AnnotationIds) {
    this.#revision = { author: representable(author), date: `${date}T00:00:00Z` };
    this.#ids = ids;
  }

  /** While what is written belongs to a move, by its number. */
  duringMove<T>(move: number, write: () => T): T {
    this.#move = move;
    const written = write();
    this.#move = undefined;
    return written;
  }

  textRun(options: RunOptions, change: ChangeKind): ParagraphChild {
    if (this.#move !== undefined) return this.#changed(change, [new TextRun(options)]);
    const tracked = { ...options, ...this.#revision, id: this.#ids.next() };
    // Deleted text has an element of its own.
    return change === "removed" ? new DeletedTextRun(tracked) : new InsertedTextRun(tracked);
  }

  footnoteSign(sign: ParagraphChild, change: ChangeKind): ParagraphChild {
    return this.#changed(change, [sign]);
  }

  /** The end of a paragraph, which is one with the next where it loses its end. */
  paragraphEnd(change: ChangeKind): ParagraphEnd {
    const mark = new BuilderElement({ name: "w:rPr", children: [this.#changed(change, [])] });
    return { change, mark, move: this.#move };
  }

  /** Before and after the paragraphs of a move: Word finds the other place by the name. */
  moveRange(change: ChangeKind, move: number): readonly [start: FileChild, end: FileChild] {
    const id = this.#ids.next();
    const start = { ...this.#attributes(id), name: { key: "w:name", value: `verschoben${move}` } };
    return [
      new RangeMark(`${moveElements[change]}RangeStart`, start),
      new RangeMark(`${moveElements[change]}RangeEnd`, { id: { key: "w:id", value: id } }),
    ];
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

  #changed(change: ChangeKind, children: readonly XmlComponent[]): XmlComponent {
    return this.#element((this.#move === undefined ? elements : moveElements)[change], children);
  }

  #element(name: string, children: readonly XmlComponent[]): XmlComponent {
    return new BuilderElement({ name, attributes: this.#attributes(this.#ids.next()), children });
  }

  #attributes(id: number) {
    return {
      id: { key: "w:id", value: id },
      author: { key: "w:author", value: this.#revision.author },
      date: { key: "w:date", value: this.#revision.date },
    };
  }
}

/** Beside paragraphs and tables. */
class RangeMark extends FileChild {
  constructor(name: string, attributes: AttributeOptions) {
    super(name);
    this.root.push(new NextAttributeComponent(attributes));
  }
}

/** Says that the end of a paragraph is removed or added. */
export interface ParagraphEnd {
  readonly change: ChangeKind;
  readonly mark: XmlComponent;
  readonly move: number | undefined;
}

export interface RowChange {
  readonly deletion?: TrackedChange;
  readonly insertion?: TrackedChange;
}
