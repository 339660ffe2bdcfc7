import { main } from "../src/cli/main.ts";
import type { ExitCode } from "../src/cli/exit.ts";

export interface Run {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

/** Runs kv in this process with captured output; no colour, no terminal. */
export async function runKv(
  argv: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Run> {
  const out: Uint8Array[] = [];
  const err: string[] = [];
  const stdout = { write: (data: string | Uint8Array) => out.push(Buffer.from(data)), columns: 100 };
  const stderr = { write: (data: string | Uint8Array) => err.push(String(data)), columns: 100 };
  const code = await main(argv, { cwd, env, stdout, stderr });
  const bytes = Buffer.concat(out);
  return { code, stdout: bytes.toString("utf8"), stderr: err.join(""), bytes };
}
