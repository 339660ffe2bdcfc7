import { existsSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { leadsOutside } from "./file-errors.ts";
import { isInside } from "./own-folders.ts";
import { workspaceRoot } from "./workspace.ts";

/**
 * Throws where a path lies in a repository and a link in it leads out: whoever sends a merge request could have a
 * foreign file read or written. A path outside the repository was named by the user, who may.
 */
export function refuseOutside(path: string, cwd: string): void {
  const root = workspaceRoot(path, cwd);
  if (
    !isInside(path, root) ||
    isInside(realpathSync.native(nearestExisting(path)), realpathSync.native(root))
  )
    return;
  throw Object.assign(new Error(path), { code: leadsOutside });
}

/** The path itself or the folder above it that is there already. */
function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
