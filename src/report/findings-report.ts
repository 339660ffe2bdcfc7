/** The findings of a run as plain data: what `kv validate --format json` prints; schemas/ausgabe/befunde.schema.json. */
export interface FindingsReport {
  /** Of this shape. */
  readonly version: 1;
  /** Number of files that were checked. */
  readonly files: number;
  readonly summary: { readonly errors: number; readonly warnings: number; readonly hints: number };
  /** By file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** What kv.ausnahmen.yaml takes out; `summary` does not count it. Missing where there is nothing. */
  readonly excepted?: readonly ExceptedDiagnostic[];
}

export type DiagnosticSeverity = "error" | "warning" | "hint";

/** One finding. Lines and columns begin with 1; columns count UTF-16 units, as editors do. */
export interface Diagnostic {
  /** From the working directory. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Behind the last character. */
  readonly endColumn: number;
  /** What kind of finding it is, or which item of a checklist: `wert-unbekannt`, `P-13`. */
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  /** One German sentence. */
  readonly message: string;
  /** One German sentence: what to do. */
  readonly help: string;
  /** JSON Pointer of the field, "" for the whole file. */
  readonly pointer: string;
}

export interface ExceptedDiagnostic extends Diagnostic {
  readonly ausnahme: {
    readonly grund: string;
    readonly verantwortlich: string;
    /** Last day, `JJJJ-MM-TT`. */
    readonly bis: string;
    /** The file that says so. */
    readonly datei: string;
  };
}
