import { mergeDocuments } from "../../diff/merge-documents.ts";
import type { Document } from "../../document/document.ts";
import { plainStyle, type HouseStyle } from "../house-style.ts";
import { wordFile } from "./docx.ts";
import { numbersForBoth } from "./section-numbers.ts";
import { WriterState } from "./state.ts";
import type { Revision } from "./tracked-changes.ts";

/**
 * The new document as a .docx file with tracked changes: accepting all of them gives its text, rejecting all the old
 * one's. What stands on the edge of the pages is the new one's. The same documents give the same bytes.
 */
export async function redlineDocx(
  old: Document,
  next: Document,
  revision: Revision,
  style: HouseStyle = plainStyle,
): Promise<Uint8Array> {
  const merged = mergeDocuments(old, next);
  // A form is for filling in; with two documents in one, there is nothing to be read from it.
  const { isForm: _, ...meta } = merged.meta;
  const document = { ...merged, meta };
  const sections = numbersForBoth(old, next);
  return wordFile(document, new WriterState(document, style, { revision, sections }));
}
