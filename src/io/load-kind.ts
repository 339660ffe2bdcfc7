import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Vereinbarungsart } from "../generated/art.ts";
import type { Stammdaten } from "../generated/stammdaten.ts";
import { pruefliste } from "../generated/pruefliste.js";
import { validators } from "../generated/validators.js";
import type { Validator } from "../check/schema-findings.ts";
import type { Profile, ProfileDefinition } from "../check/profile.ts";
import type { Kind, TemplateText } from "../kinds/kind.ts";
import { SchemaTree, type SchemaDocuments } from "../kinds/schema-tree.ts";
import { parseYaml } from "../source/parse-yaml.ts";
import { packageFile } from "./package-files.ts";

export interface LoadedKind {
  readonly kind: Kind;
  readonly validate: Validator;
}

/** Names of the kinds that exist: the folders of templates/ that hold an art.yaml. */
export function kindNames(): string[] {
  return readdirSync(packageFile("templates"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "partials")
    .map((entry) => entry.name)
    .sort();
}

const loaded = new Map<string, Promise<LoadedKind>>();

/** Reads a kind once per process. */
export function loadKind(name: string): Promise<LoadedKind> {
  let kind = loaded.get(name);
  if (!kind) {
    kind = readKind(name);
    loaded.set(name, kind);
  }
  return kind;
}

async function readKind(name: string): Promise<LoadedKind> {
  const module = await validators[name]?.();
  const validate = module?.["default"] as Validator | undefined;
  if (!validate) throw new Error(`no validator for ${name}`);
  const art = readText("templates", name, "art.yaml");
  const stammdaten = readText("templates", "stammdaten.yaml");
  const templates = templatesIn(name, (file) => file);
  const partials = templatesIn("partials", (file) => file.replace(/\.md\.hbs$/, ""));
  const documents = schemaDocuments(["gemeinsam", "stammdaten", name]);
  const kind: Kind = {
    art: yamlData<Vereinbarungsart>(art),
    tree: new SchemaTree(`kv:${name}`, documents),
    stammdatenTree: new SchemaTree("kv:stammdaten", documents),
    stammdaten: yamlData<Stammdaten>(stammdaten),
    templates,
    partials,
    fingerprint: fingerprint([art, stammdaten, ...templates.values(), ...partials.values()]),
  };
  return { kind, validate };
}

/** Names the files as well as their texts; line breaks as git may have changed them do not count. */
function fingerprint(files: readonly TemplateText[]): string {
  const hash = createHash("sha256");
  for (const { file, text } of files) hash.update(JSON.stringify([file.replaceAll("\\", "/"), text.replaceAll("\r\n", "\n")]));
  return hash.digest("hex");
}

function readText(...path: string[]): TemplateText {
  return { file: path.join("/"), text: readFileSync(packageFile(...path), "utf8") };
}

/** Our own YAML files are checked by the tests, not on every start. */
function yamlData<T>({ file, text }: TemplateText): T {
  return parseYaml(file, text).data as T;
}

function schemaDocuments(names: readonly string[]): SchemaDocuments {
  return new Map(
    names.map((name) => [
      `kv:${name}`,
      JSON.parse(readFileSync(packageFile("schemas", `${name}.schema.json`), "utf8")) as Record<string, unknown>,
    ]),
  );
}

function templatesIn(folder: string, nameOf: (file: string) => string): Map<string, TemplateText> {
  const path = packageFile("templates", folder);
  const files = readdirSync(path).filter((file) => file.endsWith(".md.hbs"));
  return new Map(
    files.sort().map((file) => [
      nameOf(file),
      { file: `templates/${folder}/${file}`, text: readFileSync(join(path, file), "utf8") },
    ]),
  );
}

export function profileNames(): string[] {
  return Object.keys(pruefliste).sort();
}

/** A checklist with its compiled item schemas; undefined if there is none of that name. */
export async function loadProfile(name: string): Promise<Profile | undefined> {
  const module = await pruefliste[name]?.();
  if (!module) return undefined;
  const text = readFileSync(packageFile("schemas", "pruefliste", `${name}.json`), "utf8");
  return { name, definition: JSON.parse(text) as ProfileDefinition, validators: module as Record<string, Validator> };
}
