import { lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import { isThere } from "../io/is-there.ts";
import { builtInMaterial } from "../io/material.ts";
import { BrokenMaterial, MaterialFindings } from "../io/material-findings.ts";
import { OwnFiles } from "../io/own-files.ts";
import { foldersOf, type OwnFolder } from "../io/own-folders.ts";
import { readConfig } from "../io/read-config.ts";
import { shownPath } from "../io/shown-path.ts";
import { configName, workspaceRoot } from "../io/workspace.ts";
import { counted, escapeControls } from "../report/text.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";
import { reportMaterial } from "./report-material.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import type { EjectOptions } from "./templates-command.ts";
import { writeTogether } from "./write-together.ts";

/** What kv.config.yaml says when kv writes it. */
const newConfig = `# Einstellungen dieses Repositorys für kv. Pfade zählen ab dem Ordner dieser Datei.
version: 1
# Eigene Vorlagen: Eine Datei hier tritt an die Stelle der gleichnamigen eingebauten.
# vorlagen: vorlagen
# Eigene Schemas und Prüflisten (schemas/pruefliste/NAME.json).
# schemas: schemas
# Welche Prüflisten je Art gelten, wenn nicht die aus art.yaml:
# prueflisten:
#   koordinierungsstelle: [berlin-2019]
# Logo, Briefkopf, Farben, Schriften, Ränder; mehr dazu im Handbuch unter „Hausstil“:
# hausstil:
#   logo: { datei: hausstil/logo.png, alternativtext: Logo der Stadt Musterstadt }
#   briefkopf: [Stadt Musterstadt, Jugendamt]
#   farben: { ueberschriften: "#14568c", linien: "#14568c" }
`;

/** Copies built-in files into the own folders; all or none. */
export async function runTemplatesEject(options: EjectOptions, world: World): Promise<ExitCode> {
  if (options.names.length === 0 && !options.all) {
    world.stdout.write(
      `Kopieren lassen sich:\n${ejectable()
        .map((each) => `  ${each}\n`)
        .join("")}`,
    );
    return 0;
  }
  const chosen = options.all ? ejectable().filter((each) => !each.startsWith("schemas/")) : [];
  const names = [...new Set([...chosen, ...options.names.flatMap(namesMeant)])].map(fullName);
  const target = await targetOf(world);
  if (!target) return 1;
  const existing = names.filter((name) => target.own.files.has(name));
  const isSame = (name: string) => target.own.files.get(name)?.text === builtInMaterial.existing(name).text;
  const changed = existing.filter((name) => !isSame(name));
  if (changed.length > 0 && !options.force) {
    const files = changed.map((name) => target.own.files.get(name)?.file).join(", ");
    throw new UsageError(
      `Geänderte Dateien würden überschrieben: ${files}. Es wurde nichts geschrieben.`,
      "Mit --force werden sie durch die eingebauten ersetzt.",
    );
  }
  const written = names.filter((name) => !isSame(name));
  refuseLinks(written, target);
  await write(written, target, world);
  world.stdout.write(closing(written, names.length - written.length, target, world));
  return 0;
}

interface Target {
  readonly root: string;
  readonly folders: readonly OwnFolder[];
  readonly own: OwnFiles;
  readonly hasConfig: boolean;
}

/** Where the copies go; undefined where the settings or folders are wrong, which is then reported. */
async function targetOf(world: World): Promise<Target | undefined> {
  const root = workspaceRoot(configName, world.cwd);
  const hasConfig = isThere(join(root, configName));
  const found = new MaterialFindings();
  try {
    const settings = hasConfig ? (await readConfig(root, world.cwd, found, true)).settings : {};
    const folders = foldersOf(settings, root);
    const present = folders.filter(({ path }) => isThere(path));
    const own = new OwnFiles(root, world.cwd, present, found);
    if (found.findings.length === 0) return { root, folders, own, hasConfig };
  } catch (error) {
    if (!(error instanceof BrokenMaterial)) throw error;
  }
  reportMaterial(found, world);
  tell(world, "Es wurde nichts geschrieben.");
  return undefined;
}

/** Behind a link lies a file that the repository keeps for something else. */
function refuseLinks(names: readonly string[], target: Target): void {
  const isLink = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  const link = names.find((name) => isLink(pathOf(name, target)));
  if (link === undefined) return;
  throw new UsageError(
    `${target.own.files.get(link)?.file} ist ein Verweis auf eine andere Datei. Es wurde nichts geschrieben.`,
    "Löschen Sie den Verweis oder nennen Sie die übrigen Vorlagen einzeln.",
  );
}

function write(names: readonly string[], target: Target, world: World): Promise<void> {
  return writeTogether(world, (add) => {
    if (!target.hasConfig) add(join(target.root, configName), newConfig);
    for (const name of names) add(pathOf(name, target), builtInMaterial.existing(name).text);
  });
}

function pathOf(name: string, { folders }: Target): string {
  const [top, ...rest] = name.split("/");
  const folder = folders.find((each) => each.name === top);
  if (!folder) throw new Error(`no folder for ${name}`);
  return resolve(folder.path, ...rest);
}

function closing(names: readonly string[], same: number, target: Target, { cwd }: World): string {
  const shown = (path: string) => escapeControls(shownPath(path, cwd));
  const config = target.hasConfig ? "" : `✓ ${shown(join(target.root, configName))} angelegt.\n`;
  const unchanged =
    same > 0 ? `✓ ${counted(same, "Datei lag", "Dateien lagen")} schon da, wie eingebaut.\n` : "";
  const files = names.map((name) => `  ${shown(pathOf(name, target))}\n`).join("");
  const copied = names.length > 0 ? `✓ ${counted(names.length, "Datei", "Dateien")} kopiert:\n${files}` : "";
  return config + copied + unchanged;
}

/** The names to type, sorted: templates as they lie in their folder, schemas and checklists under schemas/. */
function ejectable(): string[] {
  const material = builtInMaterial;
  const kinds = material.kindNames();
  const templates = [...kinds, "partials"].flatMap((folder) =>
    material.namesIn(`templates/${folder}`).map((file) => `${folder}/${file}`),
  );
  const schemas = [...kinds, "gemeinsam", "stammdaten"].map((name) => `schemas/${name}.schema.json`);
  const checklists = material.profileNames().map((name) => `schemas/pruefliste/${name}.json`);
  return [...templates, "stammdaten.yaml", ...checklists, ...schemas];
}

/** What somebody typed: a file, with or without its ending, or a folder with all its files. */
function namesMeant(typed: string): string[] {
  const known = ejectable();
  const wanted = typed.replace(/\/+$/, "");
  const bare = (name: string) => name.replace(/\.(md\.hbs|yaml|schema\.json|json)$/, "");
  const meant = known.filter(
    (name) => name === wanted || bare(name) === wanted || name.startsWith(`${wanted}/`),
  );
  if (meant.length > 0) return meant;
  const folders = known.map((name) => name.split("/")[0] ?? "");
  const words = [...new Set([...folders, ...known.map(bare), ...known])];
  throw new UsageError(`„${typed}“ ist nicht eingebaut.`, proposeValue(typed, words));
}

function fullName(name: string): string {
  return name.startsWith("schemas/") ? name : `templates/${name}`;
}
