import { realpathSync } from "node:fs";
import { join } from "node:path";
import { parseYaml, type ParsedYaml } from "../source/parse-yaml.ts";
import { reasonOf } from "./file-errors.ts";
import { BrokenMaterial, type MaterialFindings } from "./material-findings.ts";
import { isInside } from "./own-folders.ts";
import { readText } from "./read-text.ts";
import { shownPath } from "./shown-path.ts";
import { refuseSpecial } from "./whole-file.ts";

/** A YAML file that lies in the root of a repository and steers kv; throws BrokenMaterial where it cannot be read. */
export function readRootFile(name: string, root: string, cwd: string, found: MaterialFindings): ParsedYaml {
  const path = join(root, name);
  const file = shownPath(path, cwd);
  try {
    refuseSpecial(path);
    const text = isInside(realpathSync(path), realpathSync(root)) ? readText(path, cwd) : null;
    if (typeof text === "string") return parseYaml(file, text);
    const outside = { code: "pfad-ausserhalb", args: { pfad: name } } as const;
    found.addWhole(file, text === null ? outside : { code: "datei-kodierung", args: {} });
  } catch (error) {
    found.addWhole(file, { code: "datei-unlesbar", args: { grund: reasonOf(error) } });
  }
  throw new BrokenMaterial(file);
}
