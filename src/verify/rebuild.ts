import { buildDocument } from "../document/build-document.ts";
import type { Document } from "../document/document.ts";
import { readingVersion } from "../document/reading-version.ts";
import { documentNamed, type DocumentDefinition, type Kind } from "../kinds/kind.ts";
import { setAt, valueAt } from "../source/pointer.ts";
import { writeMarkdown } from "../write/markdown.ts";
import type { OwnPdf, PrintedFassung } from "./origin.ts";

/** A document made again from the data in the file. */
export interface Rebuilt {
  readonly document: Document;
  readonly printed: Readonly<Record<string, unknown>>;
  readonly markdown: string;
}

/** Undefined where these templates cannot make such a document from these data. */
export function rebuild(
  kind: Kind,
  { origin, data, fassung }: Pick<OwnPdf, "origin" | "data" | "fassung">,
): Rebuilt | undefined {
  const { id, isReading } = origin;
  const definition = documentNamed(kind.art, data, id);
  if (!definition) return undefined;
  const complete = withUnprinted(definition, data, fassung);
  const isWanted = ({ markdown }: Rebuilt) => markdown === fassung.markdown;
  const make = (draft: boolean) => build(kind, definition, complete, { draft, isReading });
  const made = make(false);
  // A draft may lack data, and only what kv was asked for says which kind of draft it is.
  if (!fassung.isDraft || (made && isWanted(made))) return made;
  return make(true) ?? made;
}

function build(
  kind: Kind,
  definition: DocumentDefinition,
  data: Readonly<Record<string, unknown>>,
  { draft, isReading }: { readonly draft: boolean; readonly isReading: boolean },
): Rebuilt | undefined {
  try {
    const { document: built, printed } = buildDocument(kind, definition, data, { draft });
    const document = isReading ? built && readingVersion(built) : built;
    return document && { document, printed, markdown: writeMarkdown(document) };
  } catch {
    // The data may be anything: whoever changed the file need not have kept to the schema.
    return undefined;
  }
}

/** Status, Nummer and Stand are printed, but need not be among the printed data. */
function withUnprinted(
  { nummer, stand }: DocumentDefinition,
  data: Readonly<Record<string, unknown>>,
  fassung: PrintedFassung,
): Record<string, unknown> {
  const complete = structuredClone(data) as Record<string, unknown>;
  if (fassung.isDraft) setAt(complete, "/fassung/status", "entwurf");
  if (nummer !== undefined && fassung.nummer !== undefined) putIfMissing(complete, nummer, fassung.nummer);
  if (fassung.isoStand !== undefined) putIfMissing(complete, stand, fassung.isoStand);
  return complete;
}

function putIfMissing(data: Record<string, unknown>, pointer: string, value: string): void {
  if (valueAt(data, pointer) === undefined) setAt(data, pointer, value);
}
