/**
 * What a PDF says of itself: plain data, so that it can come from another thread. Reading judges nothing; `verification`
 * does.
 */
export type PdfFacts = ReadPdf | { readonly unreadable: true };

export interface ReadPdf {
  readonly unreadable: false;
  readonly attached: Attached;
  /** What `daten.yaml` holds; undefined where it is no YAML. */
  readonly data: unknown;
  readonly pages: readonly PageText[];
  /** Pages with annotations that are neither links nor signature fields. */
  readonly annotatedPages: readonly number[];
  /** Over everything that makes the pages and attachments, without the signatures. */
  readonly content: string;
  readonly fields: readonly SignatureField[];
}

/** Our three attachments; undefined where there is no text of that name. */
export interface Attached {
  readonly "daten.yaml": string | undefined;
  readonly "dokument.md": string | undefined;
  readonly "herkunft.json": string | undefined;
}

/** Printed text in reading order, untouched. */
export interface PageText {
  readonly body: string;
  /** Where on the page the parts of the body stand. */
  readonly pieces: readonly TextPiece[];
  readonly notes: string;
  /** What tags say is no part of the text: head, foot, repeated table headers. */
  readonly aside: string;
}

/** A stretch of text as it is drawn; in points, from the lower left corner of the page. */
export interface TextPiece {
  readonly start: number;
  readonly length: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Neither turned nor slanted. */
  readonly isUpright: boolean;
}

export interface SignatureField {
  readonly id: string;
  /** "Unterschrift: Leitung Jugendamt", as it is read aloud; with a name, where it was printed with names. */
  readonly label: string;
  /** Undefined for an empty field. */
  readonly signature: Signature | undefined;
}

export interface Signature {
  /** Common name in the certificate. */
  readonly signer: string | undefined;
  /** ISO date as the signing program wrote it; nobody else vouches for it. */
  readonly date: string | undefined;
  readonly state: SignatureState;
  readonly laterChanges: LaterChanges;
}

/**
 * `bytes`: what was signed is no longer what the file holds. `key`: not made with the key of this certificate. `range`: parts
 * of the file are left out. `unknown`: made in a way that kv cannot judge.
 */
export type SignatureState = "valid" | "bytes" | "key" | "range" | "unknown";

/** What was added to the file behind the signed part. */
export type LaterChanges = "none" | "signatures" | "form" | "other";
