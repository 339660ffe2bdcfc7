import { statSync } from "node:fs";
import { resolve } from "node:path";
import { tooLarge } from "./file-errors.ts";
import { refuseOutside } from "./outside.ts";
import { readWhole } from "./whole-file.ts";

/** In bytes. Texts of agreements and templates have some ten thousand; a parsed text takes about 700 times its size. */
export const largestText = 512 * 1024;

/** Text of a UTF-8 file; `undefined` if its bytes are no UTF-8. Throws file errors of the system and our own. */
export function readText(file: string, cwd: string): string | undefined {
  const path = resolve(cwd, file);
  refuseOutside(path, cwd);
  refuseLarge(file, statSync(path).size);
  const bytes = readWhole(path);
  // A pipe has no size before it is read.
  refuseLarge(file, bytes.length);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    // UTF-16 without a byte order mark is valid UTF-8 full of zero bytes.
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function refuseLarge(file: string, size: number): void {
  if (size > largestText) throw Object.assign(new Error(file), { code: tooLarge });
}
