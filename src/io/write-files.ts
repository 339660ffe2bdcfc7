import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { linkToYaml, noFile, reasonOf } from "./file-errors.ts";

/** Thrown where the output cannot be written; nothing of this run is left behind. */
export class OutputError extends Error {}

interface PendingFile {
  readonly path: string;
  readonly temporary: string;
  /** Where the old file of that name waits until all new ones are in place. */
  readonly backup: string;
}

/** Files of one run: all get their new content, or all keep their old one. */
export class PendingFiles {
  readonly #pending: PendingFile[] = [];

  /** A link stays a link, and what it leads to keeps its permissions. */
  add(path: string, bytes: Uint8Array): void {
    this.#attempt(path, () => {
      const old = statSync(path, { throwIfNoEntry: false });
      const target = old ? realpathSync(path) : path;
      // Found out now and not while renaming, when other files already have their new content.
      if (old?.isDirectory()) throw withCode("EISDIR");
      if (old && !old.isFile()) throw withCode(noFile);
      if (isYaml(target) && !isYaml(path)) throw withCode(linkToYaml);
      if (old) accessSync(path, constants.W_OK);
      const file = pendingFile(target);
      this.#pending.push(file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(file.temporary, bytes);
      if (old) chmodSync(file.temporary, old.mode);
    });
  }

  /** Gives every file its final name; if one cannot have it, the others get their old content back. */
  commit(): void {
    const replaced: PendingFile[] = [];
    for (const file of this.#pending) {
      try {
        if (existsSync(file.path)) renameSync(file.path, file.backup);
        replaced.push(file);
        renameSync(file.temporary, file.path);
      } catch (error) {
        for (const each of replaced) restore(each);
        this.discard();
        throw new OutputError(`${file.path}: ${reasonOf(error)}`);
      }
    }
    this.discard();
  }

  /** Removes what this run has left behind; also when it is interrupted. */
  discard(): void {
    for (const { temporary, backup } of this.#pending) {
      removeIfThere(temporary);
      removeIfThere(backup);
    }
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

/** A slip in the command must not cost an agreement or the settings. */
function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Two runs at once must not use the same names. */
function pendingFile(path: string): PendingFile {
  const hidden = (ending: string) => join(dirname(path), `.${basename(path)}.${process.pid}.${ending}`);
  return { path, temporary: hidden("kv-neu"), backup: hidden("kv-alt") };
}

function restore({ path, backup }: PendingFile): void {
  if (existsSync(backup)) renameSync(backup, path);
  else removeIfThere(path);
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where the folder itself could not be made, there is nothing to remove.
  }
}
