import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { fileSignature } from "../../io/file-signature.ts";
import { findAgreements } from "../../io/find-agreements.ts";
import { isThere } from "../../io/is-there.ts";
import { materialPaths } from "../../io/material-paths.ts";
import { usualPaths } from "../../io/usual-paths.ts";
import { folderWith, workspaceRoot } from "../../io/workspace.ts";
import type { Problem } from "../../findings/problem.ts";

/** Milliseconds between two walks through the folders, which find what is new; changes of known files are seen sooner. */
const betweenWalks = 1000;

/** The agreements of a preview, and everything that what they look like depends on. */
export class ShownFiles {
  readonly #paths: readonly string[];
  readonly #cwd: string;
  /** Also those that are gone: they may come back. */
  readonly #byId = new Map<string, string>();
  #files: readonly string[] = [];
  #problems: readonly Problem[] = [];
  #material: readonly string[] = [];
  #history: readonly string[] = [];
  #nextWalk = 0;

  constructor(paths: readonly string[], cwd: string) {
    this.#paths = paths;
    this.#cwd = cwd;
    this.look();
  }

  /** As shown to the user, sorted. */
  get files(): readonly string[] {
    return this.#files;
  }

  /** What could not be looked at. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** The file that an address means; undefined for what was never among the agreements. */
  fileOf(id: string): string | undefined {
    return this.#byId.get(id);
  }

  /** Whether a file lies where it did. */
  isThere(file: string): boolean {
    return isThere(resolve(this.#cwd, file));
  }

  /** Walks the folders again, if the last time is long enough ago. */
  look(): void {
    const start = performance.now();
    if (start < this.#nextWalk) return;
    const found = findAgreements(usualPaths(this.#paths, this.#cwd), this.#cwd);
    this.#files = found.files;
    this.#problems = found.problems;
    for (const file of this.#files) this.#byId.set(idOf(file), file);
    const roots = new Set(this.#files.map((file) => workspaceRoot(file, this.#cwd)));
    this.#material = [...roots].flatMap(materialPaths);
    this.#history = [...roots].flatMap((root) => {
      const git = folderWith(".git", root);
      return git === undefined ? [] : [join(git, ".git", "logs", "HEAD")];
    });
    // However long a walk takes, most of the time is left for answers.
    this.#nextWalk = start + Math.max(betweenWalks, 20 * (performance.now() - start));
  }

  /** Changes with everything that documents and findings depend on, beside the agreements themselves. */
  materialStand(): string {
    return standOf(this.#material);
  }

  /** Changes with anything that a page shows. */
  stand(): string {
    const known = [...this.#byId.values()].map((file) => resolve(this.#cwd, file));
    const found = JSON.stringify([this.#files, this.#problems]);
    return standOf([...known, ...this.#material, ...this.#history], found);
  }
}

/** Names may hold anything; an address holds digits. */
export function idOf(file: string): string {
  return createHash("sha256").update(file).digest("hex").slice(0, 16);
}

function standOf(paths: readonly string[], more = ""): string {
  const hash = createHash("sha256").update(more);
  for (const path of paths) hash.update(`${path}\0${fileSignature(path)}\0`);
  return hash.digest("hex").slice(0, 16);
}
