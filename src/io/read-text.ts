import { resolve } from "node:path";
import { refuseOutside } from "./outside.ts";
import { readBounded } from "./whole-file.ts";

/**
 * Text of a UTF-8 file; `undefined` if its bytes are no UTF-8. Throws file errors of the system and our own, also for a link that
 * leads out of the repository.
 */
export function readText(file: string, cwd: string): string | undefined {
  refuseOutside(resolve(cwd, file), cwd);
  return readTextAnywhere(file, cwd);
}

/** The same for a file that must not lie in the repository: a link may lead to it. */
export function readTextAnywhere(file: string, cwd: string): string | undefined {
  const bytes = readBounded(resolve(cwd, file));
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    // UTF-16 without a byte order mark is valid UTF-8 full of zero bytes.
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
