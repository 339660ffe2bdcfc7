import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, basename } from "node:path";
import { reasonOf } from "./file-errors.ts";

/** Thrown where the output cannot be written; nothing of this run is left behind. */
export class OutputError extends Error {}

/** Files of one run, written under temporary names first, so that a failure leaves the old files as they were. */
export class PendingFiles {
  readonly #pending: { temporary: string; path: string }[] = [];

  add(path: string, bytes: Uint8Array): void {
    const temporary = join(dirname(path), `.${basename(path)}.kv-tmp`);
    this.#pending.push({ temporary, path });
    this.#attempt(path, () => {
      // Found out now and not while renaming, when other files already have their new content.
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
        throw Object.assign(new Error(path), { code: "EISDIR" });
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(temporary, bytes);
    });
  }

  /** Gives every file its final name. */
  commit(): void {
    for (const { temporary, path } of this.#pending) this.#attempt(path, () => renameSync(temporary, path));
    this.#pending.length = 0;
  }

  discard(): void {
    for (const { temporary } of this.#pending) removeIfThere(temporary);
    this.#pending.length = 0;
  }

  #attempt(path: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.discard();
      throw new OutputError(`${path}: ${reasonOf(error)}`);
    }
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where the folder itself could not be made, there is nothing to remove.
  }
}
