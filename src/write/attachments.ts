import { stringify } from "yaml";
import type { Document } from "../document/document.ts";
import { writeMarkdown } from "./markdown.ts";
import type { Attachment } from "./typst.ts";

/** Where a document comes from: which kv, which templates. */
export interface Origin {
  readonly kv: string;
  /** SHA-256 over templates, partials, art.yaml and Stammdaten. */
  readonly vorlagen: string;
}

/** What travels inside the PDF: the data it prints, its text, its origin. */
export function attachmentsFor(
  document: Document,
  printed: Readonly<Record<string, unknown>>,
  origin: Origin,
): Attachment[] {
  const { art, id, hash } = document.meta;
  const herkunft = { version: 1, art, dokument: id, pruefsumme: hash, ...origin };
  return [
    {
      name: "daten.yaml",
      // Every value is written out: an alias might come to stand before its anchor when the fields are sorted.
      text: stringify(printed, { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false }),
      mimeType: "application/yaml",
      description: "Daten, aus denen dieses Dokument entstanden ist",
      relationship: "source",
    },
    {
      name: "dokument.md",
      text: writeMarkdown(document),
      mimeType: "text/markdown",
      description: "Text dieses Dokuments",
      relationship: "alternative",
    },
    {
      name: "herkunft.json",
      text: `${JSON.stringify(herkunft, null, 2)}\n`,
      mimeType: "application/json",
      description: "Womit dieses Dokument erzeugt wurde",
      relationship: "supplement",
    },
  ];
}
