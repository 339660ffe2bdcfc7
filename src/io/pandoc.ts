import type { PandocTask } from "../write/pandoc/task.ts";

/** A pandoc that is ready; only one conversion runs at a time. */
export interface Pandoc {
  /** Throws PandocFailure. */
  convert(task: PandocTask): Promise<Uint8Array>;
  /** Ends it, whatever it is doing, and leaves nothing behind. */
  close(): void;
}

/**
 * - fehlt: it is not installed
 * - fremd: a program of that name that is not pandoc
 * - zu-alt: a version kv does not know how to ask
 * - gescheitert: it ended without a result
 * - zu-lange: it did not end in time, and was ended
 */
export type PandocProblem = "fehlt" | "fremd" | "zu-alt" | "gescheitert" | "zu-lange";

export class PandocFailure extends Error {
  readonly problem: PandocProblem;

  /** `said` is what pandoc wrote, or which version it is. */
  constructor(problem: PandocProblem, said = "") {
    super(said);
    this.problem = problem;
  }
}

/** As part of one of pandoc's defaults files; the names of the files are for the caller to add. */
export function optionsOf({ to, options }: PandocTask): Record<string, unknown> {
  return { ...options, from: "json", to };
}

/** The tree as pandoc reads it; its version is one of the format, which each pandoc names itself. */
export function inputOf({ tree }: PandocTask, version: readonly number[]): string {
  return JSON.stringify({ "pandoc-api-version": version, ...tree });
}

/** The version of the tree's format, from an empty document that pandoc wrote as JSON. */
export function versionIn(json: string): readonly number[] {
  const { "pandoc-api-version": version } = JSON.parse(json) as { "pandoc-api-version": number[] };
  return version;
}
