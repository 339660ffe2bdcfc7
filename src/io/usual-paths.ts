import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseYaml } from "../source/parse-yaml.ts";
import { isRecord } from "../source/pointer.ts";
import { isThere } from "./is-there.ts";
import { isInside } from "./own-folders.ts";
import { refuseSpecial } from "./whole-file.ts";
import { configName, rootOf } from "./workspace.ts";

/**
 * The paths of a call, or without any what the settings of the repository name as agreements, else the whole
 * repository; from the working directory. Mistakes in the settings are reported where they are read in full.
 */
export function usualPaths(paths: readonly string[], cwd: string): readonly string[] {
  if (paths.length > 0) return paths;
  const root = rootOf(cwd);
  const named = namedIn(root).filter((path) => isInside(resolve(root, path), root));
  const meant = named.length > 0 ? named.map((path) => join(root, path)) : [root];
  return meant.map((path) => relative(cwd, path) || ".");
}

function namedIn(root: string): string[] {
  const path = join(root, configName);
  if (!isThere(path)) return [];
  try {
    refuseSpecial(path);
    const { data } = parseYaml(path, readFileSync(path, "utf8"));
    const named = isRecord(data) ? data["vereinbarungen"] : undefined;
    return Array.isArray(named) ? named.filter((each) => typeof each === "string" && each !== "") : [];
  } catch {
    return [];
  }
}
