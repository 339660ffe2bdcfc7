import { resolve } from "node:path";
import { PendingFiles } from "../io/write-files.ts";
import type { World } from "./streams.ts";

/** Adds one file; its path counts from the working directory. */
export type AddFile = (path: string, content: string | Uint8Array) => void;

/** Writes all files that `fill` adds, or none: also where it fails or the user stops kv. `isStillFit` may throw at the last moment. */
export async function writeTogether(
  world: World,
  fill: (add: AddFile) => void | Promise<void>,
  isStillFit: () => void = () => {},
): Promise<void> {
  const pending = new PendingFiles(world.cwd);
  world.onInterrupt?.(() => pending.discard());
  try {
    await fill((path, content) => pending.add(resolve(world.cwd, path), Buffer.from(content)));
    isStillFit();
    pending.commit();
  } finally {
    pending.discard();
  }
}
