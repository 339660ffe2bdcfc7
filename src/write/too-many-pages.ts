import type { Document } from "../document/document.ts";

/** Thrown where a document needs more pages than it may have. */
export class TooManyPages extends Error {
  readonly document: Document;
  readonly pages: number;

  constructor(document: Document, pages: number) {
    super(`${document.meta.id} needs ${pages} pages`);
    this.document = document;
    this.pages = pages;
  }
}
