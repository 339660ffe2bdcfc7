import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileSignature } from "../../io/file-signature.ts";
import { findAgreements } from "../../io/find-agreements.ts";
import { isThere } from "../../io/is-there.ts";
import { materialPaths } from "../../io/material-paths.ts";
import { isInside } from "../../io/own-folders.ts";
import { pathPattern } from "../../io/path-pattern.ts";
import { usualPaths } from "../../io/usual-paths.ts";
import { folderWith, rootOf, workspaceRoot } from "../../io/workspace.ts";
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

  /** The file that an address means; undefined for what was never among the agreements, or leads elsewhere by now. */
  fileOf(id: string): string | undefined {
    const file = this.#byId.get(id);
    return file !== undefined && this.#liesIn(this.#allowedFolders(), file) ? file : undefined;
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
    const allowed = this.#allowedFolders();
    const leadsOut = found.files.filter((file) => !this.#liesIn(allowed, file));
    this.#files = found.files.filter((file) => !leadsOut.includes(file));
    this.#problems = [
      ...found.problems,
      ...leadsOut.map((path) => ({ path, reason: "Der Verweis führt aus dem Ordner hinaus." })),
    ];
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
    return standOf([...known, ...this.#material, ...this.#history]);
  }

  /** What a user names is taken at its word; a link in it leads no further. */
  #allowedFolders(): string[] {
    const named = this.#paths.map((path) => {
      const place = resolve(this.#cwd, path);
      return isThere(place) ? place : resolve(this.#cwd, pathPattern(path)?.base ?? path);
    });
    return [rootOf(this.#cwd), ...named].flatMap((path) => {
      try {
        return [realpathSync(path)];
      } catch {
        return [];
      }
    });
  }

  #liesIn(folders: readonly string[], file: string): boolean {
    try {
      const path = realpathSync(resolve(this.#cwd, file));
      return folders.some((folder) => isInside(path, folder));
    } catch {
      // A link that leads nowhere is reported when it is read.
      return true;
    }
  }
}

/** Names may hold anything; an address holds digits. */
export function idOf(file: string): string {
  return createHash("sha256").update(file).digest("hex").slice(0, 16);
}

function standOf(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(`${path}\0${fileSignature(path)}\0`);
  return hash.digest("hex").slice(0, 16);
}
