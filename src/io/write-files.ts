import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { randomBytes } from "node:crypto";
import { linkToYaml, noFile, reasonOf } from "./file-errors.ts";
import { refuseOutside } from "./outside.ts";

/** Thrown where the output cannot be written; nothing of this run is left behind. */
export class OutputError extends Error {}

interface PendingFile {
  readonly path: string;
  readonly temporary: string;
  /** A second name of the old file until all new ones are in place. */
  readonly backup: string;
}

/** Files of one run: all get their new content, or all keep their old one. */
export class PendingFiles {
  readonly #pending: PendingFile[] = [];
  readonly #cwd: string;

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** A link stays a link, and what it leads to keeps its permissions. */
  add(path: string, bytes: Uint8Array): void {
    this.#attempt(path, () => {
      refuseOutside(path, this.#cwd);
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
      writeFileSync(file.temporary, bytes, { flag: "wx" });
      if (old) chmodSync(file.temporary, old.mode);
    });
  }

  /** Gives every file its final name; if one cannot have it, the others get their old content back. */
  commit(): void {
    const replaced: PendingFile[] = [];
    for (const file of this.#pending) {
      try {
        if (existsSync(file.path)) keep(file);
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

/**
 * Two runs at once must not use the same names, nor must a run stumble over what one that was killed has left: in
 * containers every process has the same number.
 */
function pendingFile(path: string): PendingFile {
  const run = randomBytes(6).toString("hex");
  // The name of the file itself may be as long as names can be.
  const name = basename(path).slice(0, 40);
  const hidden = (ending: string) => join(dirname(path), `.${name}.${run}.${ending}`);
  return { path, temporary: hidden("kv-neu"), backup: hidden("kv-alt") };
}

/** The old file keeps its name meanwhile: whoever kills this run finds the old or the new one. */
function keep({ path, backup }: PendingFile): void {
  try {
    linkSync(path, backup);
  } catch {
    // Some file systems have no second names.
    copyFileSync(path, backup, constants.COPYFILE_EXCL);
  }
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
