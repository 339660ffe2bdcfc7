import { dirname, relative, resolve, sep } from "node:path";
import { loadKind } from "../io/load-kind.ts";
import type { Material } from "../io/material.ts";
import { unlessBroken } from "../io/material-findings.ts";
import { Workspaces, type Workspace } from "../io/open-workspace.ts";
import { schemasOf } from "../io/schema-files.ts";
import { configName } from "../io/workspace.ts";
import { bundledSchema } from "../kinds/bundled-schema.ts";
import { escapeControls } from "../report/text.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";
import { reportMaterial } from "./report-material.ts";
import type { SchemaOptions } from "./schema-command.ts";
import type { World } from "./streams.ts";
import { writeText } from "./write-text.ts";

/** What else of a repository has a schema, beside its agreements. */
const others: Readonly<Record<string, string>> = {
  config: "Einstellungen eines Repositorys (kv.config.yaml)",
  ausnahmen: "Befunde, die ein Repository hinnimmt (kv.ausnahmen.yaml)",
  personen: "Namen der Unterzeichnenden (Datei für kv render --personen)",
  art: "Beschreibung einer eigenen Art (art.yaml)",
  stammdaten: "Namen der Ämter und Bezirke (stammdaten.yaml)",
  pruefliste: "eigene Prüflisten (JSON)",
};

/** Prints a schema with all it refers to, or the names of those there are. */
export async function runSchema({ name, out }: SchemaOptions, world: World): Promise<ExitCode> {
  const workspace = await new Workspaces(world.cwd).of(configName);
  const { material } = workspace;
  if (name === undefined) {
    world.stdout.write(await listOf(workspace));
    reportMaterial(material.found, world);
    return 0;
  }
  const names = [...material.kindNames(), ...Object.keys(others)];
  if (!names.includes(name))
    throw new UsageError(`Das Schema „${name}“ gibt es nicht.`, proposeValue(name, names));
  const text = await textOf(name, workspace);
  if (text === undefined) {
    reportMaterial(material.found, world);
    return 1;
  }
  if (out === undefined) world.stdout.write(text);
  else {
    await writeText(text, out, world);
    world.stdout.write(escapeControls(`✓ ${out} geschrieben.`) + `\n${modeline(name, out, world)}`);
  }
  return 0;
}

/** Undefined where the repository's own part of the schema is wrong. */
async function textOf(name: string, workspace: Workspace): Promise<string | undefined> {
  if (workspace.broken !== undefined) return undefined;
  return unlessBroken(schemaText(name, workspace.material));
}

/** A schema with all it refers to, as JSON; throws BrokenMaterial where the repository's own part of it is wrong. */
export async function schemaText(name: string, material: Material): Promise<string> {
  const schemas = schemasOf(material);
  const file = `${name}.schema.json`;
  if (!Object.hasOwn(others, name)) await loadKind(name, material);
  await schemas.ready(name);
  const schema = bundledSchema(file, schemas.documents(schemas.reachedFrom(file)));
  return `${JSON.stringify(schema, null, 2)}\n`;
}

async function listOf({ material }: Workspace): Promise<string> {
  const kinds = material.kindNames().map((name) => [name, titleOf(name, material)] as const);
  const rows = [...kinds, ...Object.entries(others)];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, title]) => `${escapeControls(`${name.padEnd(width)}  ${title}`)}\n`).join("");
}

function titleOf(name: string, material: Material): string {
  const title = schemasOf(material).documentOf(`${name}.schema.json`)?.["title"];
  return typeof title === "string" ? title : "";
}

/** How agreements name the schema, from the folder they will most likely be in: that of the call. */
function modeline(name: string, out: string, { cwd }: World): string {
  if (Object.hasOwn(others, name)) return "";
  const path = relative(cwd, resolve(cwd, out)).split(sep).join("/");
  const shown = dirname(path) === "." ? `./${path}` : path;
  return escapeControls(`  Erste Zeile der Vereinbarungen: # yaml-language-server: $schema=${shown}`) + "\n";
}
