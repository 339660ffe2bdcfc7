import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Text of a UTF-8 file; `undefined` if its bytes are no UTF-8. Throws file errors of the system. */
export function readText(file: string, cwd: string): string | undefined {
  const bytes = readFileSync(resolve(cwd, file));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
