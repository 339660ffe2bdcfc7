/**
 * The document tree: what every writer reads and nothing else. Numbers, references and ids are already computed;
 * text is literal (never markup) and knows the field it came from.
 */
export interface Document {
  readonly meta: DocumentMeta;
  readonly blocks: readonly Block[];
  /** In order of their numbers, starting at 1. */
  readonly footnotes: readonly Footnote[];
}

export interface DocumentMeta {
  /** Art and document id, e.g. "koordinierungsstelle" and "vereinbarung". */
  readonly art: string;
  readonly id: string;
  readonly title: string;
  readonly lang: "de-DE";
  /** "brief" is for signing; "blatt" is dense and in two columns, for hanging up. */
  readonly layout: "brief" | "blatt";
  /** How many pages it may have; undefined for as many as it needs. */
  readonly maxPages: number | undefined;
  /** Nummer of the Fassung as printed, "–" where a draft has none; undefined where the document is no Fassung. */
  readonly nummer: string | undefined;
  /** ISO date of the Stand, undefined while a draft has none. */
  readonly stand: string | undefined;
  /** SHA-256 over the canonical JSON of the data this document prints, 64 hex digits. */
  readonly hash: string;
  /** First footer line without the page numbers, e.g. "Kooperationsvereinbarung Mitte · Fassung 1 · Stand 01.09.2026 · Prüfsumme 0123456789ab". */
  readonly footer: string;
  /** Second footer line, e.g. the sentence on the Muster; empty if the kind has none. */
  readonly footerNote: string;
  /** Printed across every page, e.g. "ENTWURF"; undefined for a clean version. */
  readonly mark: string | undefined;
  /** A remark in the head of every page, e.g. "Beispiel – keine geltende Vereinbarung". */
  readonly remark: string | undefined;
  /** Whether it is a form: its gaps and boxes are fields to fill in, on paper or on the screen. */
  readonly isForm?: true;
  /** Whether it is a report of kv about agreements and no document of one. */
  readonly isReport?: true;
  /** Whether it is a Lesefassung (`reading-version`): another document is what is signed. */
  readonly isReading?: true;
}

export type Block = Heading | Paragraph | List | Table | TickBoxes | Signatures | PageBreak;

/** In which of two compared documents alone something stands: "removed" in the old one, "added" in the new one. */
export type ChangeKind = "removed" | "added";

/** What a block says in a document merged of two (`diff/merge-documents`); in any other document it says none of it. */
export interface Merged {
  /** It stands in one of the documents alone, with everything in it. */
  readonly change?: ChangeKind;
  /** The same number where it was removed and where it was added with the same words. */
  readonly move?: number;
  /** Its id in the old document, where that was another one. */
  readonly formerId?: string;
}

export interface Heading extends Merged {
  readonly type: "heading";
  /** 1 is the document's title and occurs once, first. */
  readonly level: 1 | 2 | 3 | 4;
  /** Section number as printed, e.g. "2." or "2.1."; undefined for unnumbered headings. */
  readonly number: string | undefined;
  /** In a merged document: its number in the old one, where that was another one. */
  readonly formerNumber?: string;
  readonly id: string;
  readonly children: readonly Inline[];
}

export type ParagraphRole = "untertitel" | "partei";

export interface Paragraph extends Merged {
  readonly type: "paragraph";
  /** Clause id, unique in the document. */
  readonly id: string | undefined;
  readonly role: ParagraphRole | undefined;
  readonly children: readonly Inline[];
}

export interface List extends Merged {
  readonly type: "list";
  readonly ordered: boolean;
  readonly items: readonly ListItem[];
}

export interface ListItem extends Merged {
  readonly id: string | undefined;
  readonly children: readonly Block[];
}

export interface Table extends Merged {
  readonly type: "table";
  readonly header: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  /** In a merged document: which rows stand in one of the two alone. */
  readonly rowChanges?: readonly (ChangeKind | undefined)[];
  /** Which rows head those below and stay on one page with the next. */
  readonly leads?: readonly boolean[];
  /** How the columns share the width; where undefined, by what stands in them. */
  readonly shares?: readonly number[];
}

export type Cell = readonly Inline[];

export interface TickBoxes extends Merged {
  readonly type: "tickBoxes";
  readonly options: readonly TickBox[];
}

export interface TickBox extends Merged {
  readonly id: string | undefined;
  readonly checked: boolean;
  /** In a merged document: what it was in the old one, where that differs. */
  readonly formerlyChecked?: boolean;
  readonly children: readonly Inline[];
  /** What ticking it says, while nothing is decided. */
  readonly choice?: Choice;
}

/** One of the values of a field, e.g. "jugendamt" of /verortung/ort. */
export interface Choice {
  readonly pointer: string;
  /** Title of the field. */
  readonly label: string;
  readonly value: string;
}

export interface Signatures extends Merged {
  readonly type: "signatures";
  /** Place and date, e.g. "Berlin, den" and a gap. */
  readonly intro: readonly Inline[];
  /** One per signatory, in the order of signing (two to a row, from the left). */
  readonly lines: readonly SignatureLine[];
}

export interface SignatureLine {
  readonly id: string;
  readonly children: readonly Inline[];
  /** Who signs here, from a file beside the data (`signatory-names`); no data, no hash and no attachment know it. */
  readonly name?: string;
}

export interface PageBreak extends Merged {
  readonly type: "pageBreak";
}

export type Inline = Text | Emphasis | Strong | Change | FootnoteReference | Reference | Gap | LineBreak;

export interface Text {
  readonly type: "text";
  readonly value: string;
  /** JSON Pointer of the field the text came from; undefined for text of the template. */
  readonly pointer: string | undefined;
}

export interface Emphasis {
  readonly type: "emphasis";
  readonly children: readonly Inline[];
}

export interface Strong {
  readonly type: "strong";
  readonly children: readonly Inline[];
}

/** Words that a comparison marks: "removed" stands in the old text alone, "added" in the new one alone. */
export interface Change {
  readonly type: "change";
  readonly change: ChangeKind;
  readonly children: readonly Inline[];
}

export interface FootnoteReference {
  readonly type: "footnoteReference";
  readonly number: number;
}

/** A cross-reference to a heading or clause of the same document. */
export interface Reference {
  readonly type: "reference";
  readonly target: string;
  /** As printed, e.g. "Nummer 2.2". */
  readonly value: string;
  /** In a merged document: raised, because it is a further reference to a footnote. */
  readonly raised?: true;
}

/** Something to be filled in by hand: printed as a line. */
export interface Gap {
  readonly type: "gap";
  /** What belongs there, e.g. "Datum"; for screen readers and the list of open points. */
  readonly label: string;
  readonly pointer: string | undefined;
  /** "wort" is a few centimetres, "zeile" the rest of the line, "absatz" several lines. */
  readonly room: GapRoom;
  /** What kind of answer it takes; undefined where any text will do. */
  readonly answer?: Answer;
}

/** A date, one of several words, or words separated by commas; a list may take any words (no choices). */
export interface Answer {
  readonly type: "datum" | "auswahl" | "liste";
  readonly choices: readonly string[];
}

export type GapRoom = "wort" | "zeile" | "absatz";

export interface LineBreak {
  readonly type: "lineBreak";
}

export interface Footnote {
  readonly number: number;
  readonly id: string;
  readonly children: readonly Block[];
}
