import { closeSync, openSync, readFileSync, readSync, statSync, type Stats } from "node:fs";
import { noFile, TooLarge } from "./file-errors.ts";

/** The bytes of a file. A device would give bytes without end, or wait for somebody to type. */
export function readWhole(path: string): Buffer {
  refuseDevice(path, statSync(path));
  return readFileSync(path);
}

/** Bytes that a text may have: agreements have about 10,000, and reading YAML takes a hundred times as much memory. */
export const largestText = 2_000_000;

/** The bytes of a file of text; refuses one that is too large, whatever it says of its size. */
export function readBounded(path: string, largest = largestText): Buffer {
  const stats = statSync(path);
  refuseDevice(path, stats);
  if (stats.size > largest) throw new TooLarge(stats.size, largest);
  // A pipe has no size before it ends.
  if (stats.isFile() && stats.size > 0) return readFileSync(path);
  return readStart(path, largest);
}

function readStart(path: string, largest: number): Buffer {
  const file = openSync(path, "r");
  try {
    const chunks: Buffer[] = [];
    for (let size = 0; ;) {
      const chunk = Buffer.alloc(65_536);
      const read = readSync(file, chunk);
      if (read === 0) return Buffer.concat(chunks);
      size += read;
      if (size > largest) throw new TooLarge(undefined, largest);
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}

/** Throws for what is neither file nor folder: nobody has named it, so nobody waits at the other end of a pipe. */
export function refuseSpecial(path: string): Stats {
  const stats = statSync(path);
  if (!stats.isFile() && !stats.isDirectory()) throw withoutFile(path);
  return stats;
}

function refuseDevice(path: string, stats: Stats): void {
  if (stats.isCharacterDevice() || stats.isBlockDevice()) throw withoutFile(path);
}

function withoutFile(path: string): Error {
  return Object.assign(new Error(path), { code: noFile });
}
