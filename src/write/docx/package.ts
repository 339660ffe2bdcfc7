import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Zippable } from "fflate";

/** The earliest time a zip entry can carry. Local time on purpose: fflate writes what the local clock would show. */
const zipTime = () => new Date(1980, 0, 1);

/**
 * Puts the given parts in the place of those docx wrote, and packs everything in a fixed order with a fixed time, so
 * that the same document gives the same bytes.
 */
export function repack(
  archive: Uint8Array,
  parts: ReadonlyMap<string, string | Uint8Array>,
  insertions: readonly Insertion[],
): Uint8Array {
  const files = unzipSync(archive, { filter: (file) => !parts.has(file.name) && !file.name.endsWith("/") });
  for (const [name, part] of parts)
    files[name] = typeof part === "string" ? strToU8(part) : new Uint8Array(part);
  for (const { part, before, xml } of insertions) files[part] = inserted(files[part], before, xml);
  const entries: Zippable = {};
  for (const name of Object.keys(files).sort(contentTypesFirst))
    entries[name] = files[name] ?? new Uint8Array();
  return zipSync(entries, { mtime: zipTime(), level: 6 });
}

/** Something that docx leaves out of a part it writes. */
export interface Insertion {
  readonly part: string;
  readonly before: string;
  readonly xml: string;
}

function inserted(part: Uint8Array | undefined, before: string, xml: string): ReturnType<typeof strToU8> {
  const text = strFromU8(part ?? new Uint8Array());
  if (!text.includes(before)) throw new Error(`nothing to insert before: ${before}`);
  return strToU8(text.replace(before, () => xml + before));
}

function contentTypesFirst(left: string, right: string): number {
  return rank(left) - rank(right) || (left < right ? -1 : 1);
}

function rank(name: string): number {
  return name === "[Content_Types].xml" ? 0 : name === "_rels/.rels" ? 1 : 2;
}
