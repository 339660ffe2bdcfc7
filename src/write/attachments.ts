import { stringify } from "yaml";
import type { Document } from "../document/document.ts";
import { hashOfText } from "../document/identity.ts";
import type { HouseStyle } from "./house-style.ts";
import { writeMarkdown } from "./markdown.ts";
import type { Attachment } from "./typst.ts";

/** Where a document comes from: which kv, which templates. */
export interface Origin {
  readonly kv: string;
  /** SHA-256 over templates, partials, art.yaml and Stammdaten. */
  readonly vorlagen: string;
  readonly style: HouseStyle;
}

/** What `herkunft.json` says of a house style: a fingerprint to find it again by, and what it adds to the words of the pages. */
export interface StatedStyle {
  readonly pruefsumme: string;
  readonly briefkopf: readonly string[];
  readonly fusszeile: readonly string[];
}

/** What travels inside the PDF: the data it prints, its text, its origin. */
export function attachmentsFor(
  document: Document,
  printed: Readonly<Record<string, unknown>>,
  origin: Origin,
): Attachment[] {
  const { art, id, hash, isReport, isReading } = document.meta;
  const { kv, vorlagen, style } = origin;
  const hausstil = statedStyle(style);
  const text = writeMarkdown(document);
  const herkunft = {
    version: 1,
    art,
    dokument: id,
    pruefsumme: hash,
    kv,
    vorlagen,
    ...(isReading && { lesefassung: true }),
    // Nothing else in the file vouches for the text of a report: it cannot be made again from the data.
    ...(isReport && { bericht: { text: hashOfText(text) } }),
    ...(hausstil && { hausstil }),
  };
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
      text,
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

function statedStyle({ fingerprint, letterhead, footer }: HouseStyle): StatedStyle | undefined {
  if (fingerprint === undefined) return undefined;
  return { pruefsumme: fingerprint, briefkopf: letterhead, fusszeile: footer };
}
