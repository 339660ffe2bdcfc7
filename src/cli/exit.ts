/** 0 clean · 1 findings · 2 could not run · 3 a bug in kv. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Something the user can mend: printed as one line and, if there is one, a remedy; exit code 2. */
export class UsageError extends Error {
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}
