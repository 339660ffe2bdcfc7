import { strFromU8, unzipSync } from "fflate";
import { odtType } from "../odt/package.ts";

/** More than any letterhead needs. */
const mostBytes = 64 * 1024 * 1024;

/** What a file is as a reference document for pandoc: only these two can be one. */
export function referenceKind(bytes: Uint8Array): "odt" | "docx" | undefined {
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => telling.has(name) && originalSize < mostBytes,
    });
    if (parts["word/document.xml"]) return "docx";
    const type = strFromU8(parts["mimetype"] ?? new Uint8Array()).trim();
    return parts["styles.xml"] && odtTypes.has(type) ? "odt" : undefined;
  } catch {
    return undefined;
  }
}

const telling = new Set(["mimetype", "styles.xml", "word/document.xml"]);

/** Documents and templates. */
const odtTypes = new Set([odtType, `${odtType}-template`]);
