import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { PendingFiles } from "../io/write-files.ts";
import { UsageError } from "./exit.ts";
import type { World } from "./streams.ts";

/** For commands that make new files and never replace what somebody has. */
export function refuseExisting(path: string, world: World): void {
  if (existsSync(resolve(world.cwd, path)))
    throw new UsageError(
      `${path} gibt es schon; es wurde nichts geschrieben.`,
      "Nennen Sie mit -o einen neuen Namen.",
    );
}

/** The whole text or nothing. */
export function writeText(text: string, path: string, world: World): void {
  const pending = new PendingFiles();
  world.onInterrupt?.(() => pending.discard());
  try {
    pending.add(resolve(world.cwd, path), new TextEncoder().encode(text));
    pending.commit();
  } finally {
    pending.discard();
  }
}
