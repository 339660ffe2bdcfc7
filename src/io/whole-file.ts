import { readFileSync, statSync, type Stats } from "node:fs";
import { noFile } from "./file-errors.ts";

/** The bytes of a file. A device would give bytes without end, or wait for somebody to type. */
export function readWhole(path: string): Buffer {
  const stats = statSync(path);
  if (stats.isCharacterDevice() || stats.isBlockDevice()) throw withoutFile(path);
  return readFileSync(path);
}

/** Throws for what is neither file nor folder: nobody has named it, so nobody waits at the other end of a pipe. */
export function refuseSpecial(path: string): Stats {
  const stats = statSync(path);
  if (!stats.isFile() && !stats.isDirectory()) throw withoutFile(path);
  return stats;
}

function withoutFile(path: string): Error {
  return Object.assign(new Error(path), { code: noFile });
}
