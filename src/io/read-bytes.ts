import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";

/** A file as it is; `undefined` if it is larger than `most`. Throws file errors of the system. */
export function readBytes(file: string, cwd: string, most: number): Uint8Array | undefined {
  const path = resolve(cwd, file);
  const { size } = statSync(path);
  return size > most ? undefined : readFileSync(path);
}
