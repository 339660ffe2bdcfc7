import { join } from "node:path";
import type { Einstellungen } from "../generated/config.ts";
import { isThere } from "../io/is-there.ts";
import { loadKind } from "../io/load-kind.ts";
import { MaterialFindings, unlessBroken } from "../io/material-findings.ts";
import { Workspaces, type Workspace } from "../io/open-workspace.ts";
import { readConfig, type Config } from "../io/read-config.ts";
import { builtInSchemas } from "../io/schema-files.ts";
import { configName, isInGitRepository, workspaceRoot } from "../io/workspace.ts";
import type { Kind } from "../kinds/kind.ts";
import { propertiesOf } from "../kinds/schema-tree.ts";
import { exitCodeFor, summarize } from "../report/report.ts";
import { settingsJson, settingsText, type Setting } from "../report/settings.ts";
import { isRecord, joinPointer } from "../source/pointer.ts";
import type { ConfigOptions } from "./config-command.ts";
import type { ExitCode } from "./exit.ts";
import { knownProfileNames } from "./fitting-profiles.ts";
import { reportMaterial } from "./report-material.ts";
import { widthOf, type World } from "./streams.ts";
import { stylesFor } from "./terminal-styles.ts";
import { today } from "./today.ts";

/** Shows what applies in the working directory; settings that are wrong are findings, and nothing applies. */
export async function runConfig(options: ConfigOptions, world: World): Promise<ExitCode> {
  const workspace = await new Workspaces(world.cwd).of(configName);
  const { found } = workspace.material;
  if (workspace.broken === undefined) {
    const report = {
      ordner: workspaceRoot(configName, world.cwd),
      ordner_gefunden: howFound(world),
      einstellungen: [
        ...(await repositorySettings(workspace, options, world)),
        ...callSettings(options, world),
      ],
    };
    const style = { styles: stylesFor(world), width: widthOf(world.stdout) };
    world.stdout.write(options.format === "json" ? settingsJson(report) : settingsText(report, style));
  }
  reportMaterial(found, world);
  return exitCodeFor(summarize(found.findings), false);
}

/** By what the root of the repository was found. */
export function howFound({ cwd }: World): string {
  if (isThere(join(workspaceRoot(configName, cwd), configName))) return `dort liegt ${configName}`;
  return isInGitRepository(configName, cwd)
    ? `Git-Repository, ohne ${configName}`
    : `hier aufgerufen, ohne ${configName}`;
}

/** What kv.config.yaml says or could say. */
async function repositorySettings(
  workspace: Workspace,
  options: ConfigOptions,
  world: World,
): Promise<Setting[]> {
  const { ownRoot } = workspace;
  const config =
    ownRoot === undefined ? undefined : await readConfig(ownRoot, world.cwd, new MaterialFindings());
  const names = propertiesOf(builtInSchemas.tree("config").root).filter((name) => name !== "version");
  const simple = names
    .filter((name) => name !== "prueflisten")
    .flatMap((name) => plainSettings(config?.settings[name as keyof Einstellungen], [name], config));
  return [...simple, ...(await checklistSettings(workspace, config, options))];
}

/** One for each value of a group, e.g. `hausstil: farben: linien`. */
function plainSettings(value: unknown, path: readonly string[], config: Config | undefined): Setting[] {
  const name = path.join(": ");
  if (!config || value === undefined)
    return [{ name, wert: usualValue(name, config), herkunft: "ueblich", quelle: "" }];
  if (isRecord(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, each]) => plainSettings(each, [...path, key], config));
  const wert = Array.isArray(value) ? value.join(" / ") : isRecord(value) ? "leer" : String(value);
  const pointer = path.reduce(joinPointer, "");
  return [{ name, wert, herkunft: "datei", quelle: placeOf(pointer, config) }];
}

/** What holds where the settings say nothing: folders of the usual names count if they are there. */
function usualValue(name: string, config: Config | undefined): string {
  if (name === "vereinbarungen") return "alles";
  if (name === "hausstil") return "eingebaut";
  if (name !== "vorlagen" && name !== "schemas") return "nicht gesetzt";
  const folder = name === "vorlagen" ? "templates" : "schemas";
  return config?.folders.some((each) => each.name === folder) ? name : "nur eingebaute";
}

function placeOf(pointer: string, { parsed }: Config): string {
  const { line } = parsed.source.positionAt(parsed.locate(pointer, "key").start);
  return `${parsed.source.file}:${line}`;
}

async function checklistSettings(
  { material, profilesFor }: Workspace,
  config: Config | undefined,
  { profiles }: ConfigOptions,
): Promise<Setting[]> {
  const loaded = await Promise.all(
    material.kindNames().map((name) => unlessBroken(loadKind(name, material))),
  );
  const listed = (names: readonly string[]) => names.join(", ") || "keine";
  const chosen = profiles && knownProfileNames(profiles, material);
  return loaded
    .flatMap((each) => each?.kind ?? [])
    .map((kind: Kind): Setting => {
      const { art } = kind.art;
      const name = `prueflisten: ${art}`;
      if (chosen) return { name, wert: listed(chosen), herkunft: "option", quelle: "--profile" };
      const wert = listed(profilesFor(kind));
      return config && Object.hasOwn(config.settings.prueflisten ?? {}, art)
        ? { name, wert, herkunft: "datei", quelle: placeOf(joinPointer("/prueflisten", art), config) }
        : { name, wert, herkunft: "ueblich", quelle: material.existing(`templates/${art}/art.yaml`).file };
    });
}

/** What options and the environment decide for one call. */
function callSettings(options: ConfigOptions, world: World): Setting[] {
  const { env } = world;
  return [
    { name: "out", wert: "out", herkunft: "ueblich", quelle: "anders mit kv render --out" },
    stichtag(options),
    fromEnvironment("heute", today(world), ["SOURCE_DATE_EPOCH"], "nach der Uhr", env),
    fromEnvironment(
      "farbe",
      stylesFor(world).strong("x") === "x" ? "nein" : "ja",
      ["NO_COLOR", "FORCE_COLOR"],
      "auf einem Terminal; anders mit NO_COLOR, FORCE_COLOR",
      env,
    ),
    fromEnvironment(
      "einzelheiten",
      env["KV_DEBUG"] ? "ja" : "nein",
      ["KV_DEBUG"],
      "anders mit KV_DEBUG=1",
      env,
    ),
  ];
}

function stichtag({ today: day }: ConfigOptions): Setting {
  return day === undefined
    ? { name: "stichtag", wert: "keiner", herkunft: "ueblich", quelle: "anders mit --date" }
    : { name: "stichtag", wert: day, herkunft: "option", quelle: "--date" };
}

/** Decided by the first of some variables that says something. */
function fromEnvironment(
  name: string,
  wert: string,
  variables: readonly string[],
  usual: string,
  env: World["env"],
): Setting {
  const variable = variables.find((each) => (env[each] ?? "") !== "");
  return variable === undefined
    ? { name, wert, herkunft: "ueblich", quelle: usual }
    : { name, wert, herkunft: "umgebung", quelle: `${variable}=${env[variable]}` };
}
