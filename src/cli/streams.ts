import type { Readable } from "node:stream";

/** What kv needs of the world around it: the process in bin/kv.js, plain objects in tests. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Where people answer questions; nothing is asked without it. */
  readonly stdin?: (Readable & { readonly isTTY?: boolean | undefined }) | undefined;
  /** Calls `cleanup` when the user or the system stops kv. */
  readonly onInterrupt?: (cleanup: () => void) => void;
  /** Calls `stop` in the same case, and lets kv come to its own end: for what runs until it is stopped. */
  readonly onStop?: (stop: () => void) => void;
}

export interface Output {
  write(data: string | Uint8Array): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  on?(event: "error", listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/** Columns for text; reports to a file are as wide as a usual terminal. */
export function widthOf(output: Output): number {
  return Math.min(Math.max(output.columns ?? 100, 40), 120);
}
