import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "./exit.ts";
import type { World } from "./streams.ts";
import { writeTogether } from "./write-together.ts";

/** For commands that make new files and never replace what somebody has. */
export function refuseExisting(path: string, world: World): void {
  if (existsSync(resolve(world.cwd, path)))
    throw new UsageError(
      `${path} gibt es schon; es wurde nichts geschrieben.`,
      "Nennen Sie mit -o einen neuen Namen.",
    );
}

/** The whole text or nothing. */
export function writeText(text: string, path: string, world: World): Promise<void> {
  return writeTogether(world, (add) => add(path, text));
}
