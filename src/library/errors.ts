import type { Diagnostic } from "../report/findings-report.ts";

/** What was asked for cannot be done: a file is not there, a revision or a name unknown. `kv` would end with 2. */
export class InputError extends Error {
  override readonly name = "InputError";
  /** One German sentence: what to do; undefined where there is nothing to advise. */
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** Agreements have errors, so that nothing can be made of them. `kv` would end with 1. */
export class FindingsError extends Error {
  override readonly name = "FindingsError";
  /** The errors, by file and place. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const [first] = diagnostics;
    const more = diagnostics.length > 1 ? ` (und ${diagnostics.length - 1} weitere)` : "";
    super(first ? `${first.file}:${first.line}:${first.column}: ${first.message}${more}` : "");
    this.diagnostics = diagnostics;
  }
}
