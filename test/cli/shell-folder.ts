import { chmodSync } from "node:fs";
import { join, resolve } from "node:path";
import { scratch } from "./scratch.ts";

/** A folder with kv on the path of a shell. */
export function shellFolder(): { cwd: string; env: Record<string, string | undefined> } {
  const kv = `#!/bin/sh\nexec "${process.execPath}" "${resolve("bin/kv.js")}" "$@"\n`;
  const cwd = scratch({ "bin/kv": kv, "mitte.yaml": "" });
  chmodSync(join(cwd, "bin/kv"), 0o755);
  return { cwd, env: { ...process.env, PATH: `${join(cwd, "bin")}:${process.env["PATH"]}` } };
}
