import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, resolve, win32 } from "node:path";
import type { Einstellungen } from "../generated/config.ts";
import { schemaFindings } from "../check/schema-findings.ts";
import type { Finding } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord } from "../source/pointer.ts";
import { isThere } from "./is-there.ts";
import type { MaterialFindings } from "./material-findings.ts";
import { foldersOf, isInside, type OwnFolder } from "./own-folders.ts";
import { readRootFile } from "./read-root-file.ts";
import { builtInSchemas } from "./schema-files.ts";
import { configName } from "./workspace.ts";

/** The version of the format that this kv reads. */
const knownVersion = 1;

/** A kv.config.yaml that is in order. */
export interface Config {
  readonly settings: Einstellungen;
  readonly parsed: ParsedYaml;
  /** Those that exist. */
  readonly folders: readonly OwnFolder[];
}

/** Reads the settings of a workspace; throws BrokenMaterial where they cannot be relied on. */
export async function readConfig(
  root: string,
  cwd: string,
  found: MaterialFindings,
  mayLackFolders = false,
): Promise<Config> {
  const parsed = readRootFile(configName, root, cwd, found);
  found.add(parsed.source, parsed.findings);
  found.add(parsed.source, laterVersion(parsed));
  const validate = await builtInSchemas.validator("config");
  found.add(parsed.source, schemaFindings(parsed, validate, builtInSchemas.tree("config")));
  const settings = parsed.data as Einstellungen;
  const folders = folderNames.flatMap((key) => folderFindings(parsed, key, settings[key], root));
  found.add(parsed.source, outsideFindings(parsed, settings.vereinbarungen ?? [], root));
  const isAllowed = ({ code }: Finding) => mayLackFolders && code === "ordner-fehlt";
  found.add(
    parsed.source,
    folders.filter((each) => !isAllowed(each)),
  );
  return { settings, parsed, folders: foldersOf(settings, root).filter(({ path }) => isThere(path)) };
}

const folderNames = ["vorlagen", "schemas"] as const;

/** What a later version means by its fields is not for this one to judge. */
export function laterVersion(parsed: ParsedYaml): Finding[] {
  const version = isRecord(parsed.data) ? parsed.data["version"] : undefined;
  if (typeof version !== "number" || version <= knownVersion) return [];
  return [
    findingIn(parsed, "/version", { code: "config-version", args: { version, bekannt: knownVersion } }),
  ];
}

function folderFindings(
  parsed: ParsedYaml,
  key: string,
  ordner: string | undefined,
  root: string,
): Finding[] {
  if (ordner === undefined) return [];
  const path = resolve(root, ordner);
  const isWithin = !isAbsolute(ordner) && !win32.isAbsolute(ordner) && isInside(path, root) && path !== root;
  const leadsOut = { code: "pfad-ausserhalb", args: { pfad: ordner } } as const;
  if (!isWithin || !isInside(realpathSync(nearestExisting(path)), realpathSync(root)))
    return [findingIn(parsed, `/${key}`, leadsOut)];
  if (existsSync(path)) return [];
  const args = { ordner, vorschlag: suggest(ordner, foldersIn(root)) };
  return [findingIn(parsed, `/${key}`, { code: "ordner-fehlt", args })];
}

/** Whether agreements are looked for where they cannot be. */
function outsideFindings(parsed: ParsedYaml, paths: readonly string[], root: string): Finding[] {
  return paths.flatMap((pfad, index) => {
    const isWithin = !isAbsolute(pfad) && !win32.isAbsolute(pfad) && isInside(resolve(root, pfad), root);
    if (isWithin) return [];
    const leadsOut = { code: "pfad-ausserhalb", args: { pfad } } as const;
    return [findingIn(parsed, `/vereinbarungen/${index}`, leadsOut)];
  });
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

function foldersIn(root: string): string[] {
  const entries = readdirSync(root, { withFileTypes: true });
  return entries.filter((each) => each.isDirectory() && !each.name.startsWith(".")).map((each) => each.name);
}
