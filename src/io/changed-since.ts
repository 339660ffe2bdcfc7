import { realpathSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import type { GitRepository } from "./git.ts";

/**
 * What is not as it was at a revision: changed, new, under another name, or not in git at all; committed or not. Where the
 * present state does not build on the revision, what counts is where both parted: what others did since is no change here.
 */
export class ChangedSince {
  /** Absolute paths of files that changed, came or went. */
  readonly paths: readonly string[];
  readonly #root: string;
  readonly #changed: ReadonlySet<string>;
  readonly #known: ReadonlySet<string>;

  constructor(repository: GitRepository, revision: string) {
    const commit = repository.commit(revision);
    const base = repository.parting(commit) ?? commit;
    const changed = repository.changedFiles({ commit: base }, "worktree", []);
    this.#root = repository.root;
    this.#changed = new Set(changed.flatMap(({ old, next }) => [old ?? [], next ?? []].flat()));
    this.#known = new Set(repository.paths(base));
    this.paths = [...this.#changed].map((path) => join(this.#root, path));
  }

  /** Whether a file (absolute) has changed; of a link also what it leads to. */
  has(file: string): boolean {
    const path = join(realpathSync(dirname(file)), basename(file));
    return [path, realpathSync(path)].some((each) => {
      const fromRoot = relative(this.#root, each).split(sep).join("/");
      return this.#changed.has(fromRoot) || !this.#known.has(fromRoot);
    });
  }
}
