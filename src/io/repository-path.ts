import { realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { isInside } from "./own-folders.ts";
import { shownPath } from "./shown-path.ts";
import { configName, folderWith } from "./workspace.ts";

/**
 * Turns paths as shown to the user into paths as forges know them: from the root of the git repository, wherever kv is called
 * and whatever links lead there; without git from the root of the workspace, else as they are shown.
 */
export function repositoryPaths(cwd: string): (file: string) => string {
  const known = new Map<string, string>();
  const folderOf = (folder: string): string => {
    const path = known.get(folder) ?? realFolder(folder);
    known.set(folder, path);
    return path;
  };
  return (file) => {
    const shown = resolve(cwd, file);
    const folder = folderOf(dirname(shown));
    const path = join(folder, basename(shown));
    const root = folderWith(".git", folder) ?? folderWith(configName, folder);
    const isBelow = root !== undefined && path !== root && isInside(path, root);
    return isBelow ? relative(root, path).split(sep).join("/") : shownPath(shown, cwd);
  };
}

/** A folder that does not exist has no other name. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
