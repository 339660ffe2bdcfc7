import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readText } from "../io/read-text.ts";
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

/** The same for a file that was read before; what somebody else has written into it meanwhile is not lost. */
export function replaceText(old: string, text: string, path: string, world: World): Promise<void> {
  const refuseChanged = () => {
    if (readText(path, world.cwd) === old) return;
    throw new UsageError(
      `${path} wurde geändert, während kv daran arbeitete; es wurde nichts geschrieben.`,
      "Rufen Sie kv noch einmal auf.",
    );
  };
  return writeTogether(world, (add) => add(path, text), refuseChanged);
}
