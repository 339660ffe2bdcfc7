import type { GitRepository } from "./git.ts";
import { Snapshot } from "./snapshot.ts";

/** The commits that are needed as files, each once. */
export class Snapshots {
  readonly #repository: GitRepository;
  readonly #open = new Map<string, Snapshot>();

  constructor(repository: GitRepository) {
    this.#repository = repository;
  }

  of(commit: string): Snapshot {
    const snapshot = this.#open.get(commit) ?? new Snapshot(this.#repository, commit);
    this.#open.set(commit, snapshot);
    return snapshot;
  }

  close(): void {
    for (const snapshot of this.#open.values()) snapshot.remove();
  }
}
