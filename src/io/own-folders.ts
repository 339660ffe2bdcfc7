import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { parseYaml } from "../source/parse-yaml.ts";
import { isRecord } from "../source/pointer.ts";
import { isThere } from "./is-there.ts";
import { readBounded, refuseSpecial } from "./whole-file.ts";
import { configName } from "./workspace.ts";

/** A folder of the repository and the folder of kv that it is laid over. */
export interface OwnFolder {
  readonly path: string;
  readonly name: "templates" | "schemas";
}

/** Where own material lies, by what the settings say and what is usual. */
export function foldersOf(settings: unknown, root: string): OwnFolder[] {
  const given = isRecord(settings) ? settings : {};
  const path = (key: "vorlagen" | "schemas") => {
    const value = given[key];
    return resolve(root, typeof value === "string" ? value : key);
  };
  return [
    { name: "templates", path: path("vorlagen") },
    { name: "schemas", path: path("schemas") },
  ];
}

export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A test whether a folder belongs to own material; settings are read where they are met. */
export function ownFolderTest(): (folder: string) => boolean {
  const known = new Map<string, readonly string[]>();
  const ownFoldersUnder = (root: string): readonly string[] => {
    const own = known.get(root) ?? ownFoldersAt(root).map(({ path }) => path);
    known.set(root, own);
    return own;
  };
  return (folder) => {
    for (let root = dirname(folder); ; root = dirname(root)) {
      if (ownFoldersUnder(root).some((own) => own !== root && isInside(folder, own))) return true;
      if (dirname(root) === root) return false;
    }
  };
}

/** Own folders of a root. Mistakes in the settings are reported elsewhere; what can be read of them counts. */
export function ownFoldersAt(root: string): OwnFolder[] {
  const path = join(root, configName);
  if (!isThere(path)) return [];
  const usual = foldersOf(undefined, root);
  try {
    refuseSpecial(path);
    const { data } = parseYaml(path, readBounded(path).toString("utf8"));
    return foldersOf(data, root).flatMap((each) =>
      existsSync(each.path) && each.path !== root ? [each] : usual,
    );
  } catch {
    return usual;
  }
}
