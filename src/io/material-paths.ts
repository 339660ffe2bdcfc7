import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseYaml } from "../source/parse-yaml.ts";
import { namedFiles } from "./house-style/named-files.ts";
import { isInside, ownFoldersAt } from "./own-folders.ts";
import { readBounded } from "./whole-file.ts";
import { configName, exceptionsName } from "./workspace.ts";

/**
 * Absolute paths of what the agreements of a root are checked and printed with, beside kv's own: settings, exceptions, own
 * folders with all their files, logo and fonts. Also what is not there (yet).
 */
export function materialPaths(root: string): string[] {
  const config = join(root, configName);
  const folders = ownFoldersAt(root).map(({ path }) => path);
  const style = namedFiles(dataOf(config)).map((name) => resolve(root, name));
  return [
    config,
    join(root, exceptionsName),
    ...folders.flatMap((folder) => [folder, ...entriesBelow(folder)]),
    ...style.filter((path) => isInside(path, root)),
  ];
}

/** Mistakes are reported where the settings are read in full. */
function dataOf(config: string): unknown {
  try {
    return parseYaml(config, readBounded(config).toString("utf8")).data;
  } catch {
    return undefined;
  }
}

function entriesBelow(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
