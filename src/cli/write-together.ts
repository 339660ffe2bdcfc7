import { resolve } from "node:path";
import { PendingFiles } from "../io/write-files.ts";
import type { World } from "./streams.ts";

/** Adds one file; its path counts from the working directory. */
export type AddFile = (path: string, content: string | Uint8Array) => void;

/** Writes all files that `fill` adds, or none: also where it fails or the user stops kv. */
export async function writeTogether(
  world: World,
  fill: (add: AddFile) => void | Promise<void>,
): Promise<void> {
  const pending = new PendingFiles();
  world.onInterrupt?.(() => pending.discard());
  try {
    await fill((path, content) => pending.add(resolve(world.cwd, path), Buffer.from(content)));
    pending.commit();
  } finally {
    pending.discard();
  }
}
