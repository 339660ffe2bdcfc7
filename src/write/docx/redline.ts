import { mergeDocuments } from "../../diff/merge-documents.ts";
import type { Document } from "../../document/document.ts";
import { wordFile } from "./docx.ts";
import { numbersForBoth } from "./section-numbers.ts";
import { WriterState } from "./state.ts";
import type { Revision } from "./tracked-changes.ts";

/**
 * The new document as a .docx file with tracked changes: accepting all of them gives its text, rejecting all the old
 * one's. What stands on the edge of the pages is the new one's. The same documents give the same bytes.
 */
export async function redlineDocx(old: Document, next: Document, revision: Revision): Promise<Uint8Array> {
  const merged = mergeDocuments(old, next);
  // A form is for filling in; with two documents in one, there is nothing to be read from it.
  const { isForm: _, ...meta } = merged.meta;
  const document = { ...merged, meta };
  return wordFile(document, new WriterState(document, { revision, sections: numbersForBoth(old, next) }));
}
