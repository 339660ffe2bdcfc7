import { dirname, join, relative, resolve, sep } from "node:path";
import { personalDataFindings } from "../check/personal-data.ts";
import { checkExceptions, rowsOf, type RepositoryException } from "../check/repository-exceptions.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isThere } from "./is-there.ts";
import { itemIdsOf } from "./load-profile.ts";
import type { Material } from "./material.ts";
import { BrokenMaterial, MaterialFindings } from "./material-findings.ts";
import { isInside } from "./own-folders.ts";
import { laterVersion } from "./read-config.ts";
import { readRootFile } from "./read-root-file.ts";
import { builtInSchemas } from "./schema-files.ts";
import { shownPath } from "./shown-path.ts";
import { exceptionsName, workspaceRoot } from "./workspace.ts";

/** What a repository says in kv.ausnahmen.yaml. */
export interface ExceptionFile {
  /** As shown to the user. */
  readonly file: string;
  /** Undefined where there is no such file, or none that can be read as data. */
  readonly parsed: ParsedYaml | undefined;
  /** Those that are in order. */
  readonly entries: readonly RepositoryException[];
  readonly found: MaterialFindings;
}

/** Reads and checks the exceptions of a repository; what is wrong with them is in `found`. */
export async function readExceptions(
  root: string,
  cwd: string,
  materialOf: () => Promise<Material>,
): Promise<ExceptionFile> {
  const found = new MaterialFindings();
  const file = shownPath(join(root, exceptionsName), cwd);
  const none = { file, parsed: undefined, entries: [], found };
  if (!isThere(join(root, exceptionsName))) return none;
  try {
    const parsed = readRootFile(exceptionsName, root, cwd, found);
    found.add(parsed.source, [...parsed.findings, ...laterVersion(parsed)]);
    const { entries, findings } = checkExceptions(parsed, {
      validate: await builtInSchemas.validator("ausnahmen"),
      tree: builtInSchemas.tree("ausnahmen"),
      itemIds: rowsOf(parsed).length === 0 ? [] : await itemIdsOf(await materialOf()),
    });
    found.findings.push(...findings, ...personalDataFindings(parsed));
    return { file, parsed, entries, found };
  } catch (error) {
    if (error instanceof BrokenMaterial) return none;
    throw error;
  }
}

/** A file by its path from a root, with forward slashes; undefined for one that belongs to another root. */
export function pathFromRoot(file: string, root: string, cwd: string): string | undefined {
  const path = resolve(cwd, file);
  if (!isInside(path, root) || workspaceRoot(file, cwd) !== root) return undefined;
  // Data are in this normal form as well.
  return relative(root, path).split(sep).join("/").normalize("NFC");
}

/** Files called kv.ausnahmen.yaml between an agreement and its root: nobody reads them. */
export function strayExceptions(file: string, root: string, cwd: string): string[] {
  const strays: string[] = [];
  for (
    let folder = dirname(resolve(cwd, file));
    folder !== root && isInside(folder, root);
    folder = dirname(folder)
  )
    if (isThere(join(folder, exceptionsName))) strays.push(shownPath(join(folder, exceptionsName), cwd));
  return strays;
}
