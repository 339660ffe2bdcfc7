import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Vereinbarungsart } from "../generated/art.ts";
import type { Stammdaten } from "../generated/stammdaten.ts";
import { pruefliste } from "../generated/pruefliste.js";
import { precompiled } from "../generated/precompiled.js";
import { validators } from "../generated/validators.js";
import type { Validator } from "../check/schema-findings.ts";
import type { Profile, ProfileDefinition } from "../check/profile.ts";
import type { Kind, Template, TemplateText } from "../kinds/kind.ts";
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
  const artFile = readText("templates", name, "art.yaml");
  const stammdaten = readText("templates", "stammdaten.yaml");
  const [templates, partials] = await Promise.all([templatesIn(name), templatesIn("partials")]);
  const documents = schemaDocuments(["gemeinsam", "stammdaten", name]);
  const art = yamlData<Vereinbarungsart>(artFile);
  const kind: Kind = {
    art,
    tree: new SchemaTree(`${name}.schema.json`, documents),
    stammdatenTree: new SchemaTree("stammdaten.schema.json", documents),
    stammdaten: yamlData<Stammdaten>(stammdaten),
    templates,
    partials: new Map([...partials].map(([file, each]) => [file.replace(/\.md\.hbs$/, ""), each])),
    inline: await inlineTemplates(art, artFile.file),
    fingerprint: fingerprint([artFile, stammdaten, ...templates.values(), ...partials.values()]),
  };
  return { kind, validate };
}

async function inlineTemplates(art: Vereinbarungsart, file: string): Promise<Map<string, Template>> {
  const texts = art.dokumente.flatMap(({ titel, fusszeile }) =>
    fusszeile === undefined ? [titel] : [titel, fusszeile],
  );
  const templates = await Promise.all(texts.map((text) => readyTemplate({ file, text })));
  return new Map(templates.map((template) => [template.text, template]));
}

/** kv's own templates were compiled when kv was built; the compiler is loaded only for others. */
async function readyTemplate({ file, text }: TemplateText): Promise<Template> {
  const builtIn = precompiled[createHash("sha256").update(text).digest("hex")];
  if (builtIn !== undefined) return { file, text, compiled: builtIn, isBuiltIn: true };
  const { compileTemplate } = await import("./compile-template.ts");
  return { file, text, compiled: compileTemplate(text), isBuiltIn: false };
}

/** Names the files as well as their texts; line breaks as git may have changed them do not count. */
function fingerprint(files: readonly TemplateText[]): string {
  const hash = createHash("sha256");
  for (const { file, text } of files)
    hash.update(JSON.stringify([file.replaceAll("\\", "/"), text.replaceAll("\r\n", "\n")]));
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
      `${name}.schema.json`,
      JSON.parse(readFileSync(packageFile("schemas", `${name}.schema.json`), "utf8")) as Record<
        string,
        unknown
      >,
    ]),
  );
}

/** The templates of a folder by file name. */
async function templatesIn(folder: string): Promise<Map<string, Template>> {
  const files = readdirSync(packageFile("templates", folder)).filter((file) => file.endsWith(".md.hbs"));
  const templates = files.sort().map(async (file): Promise<[string, Template]> => {
    return [file, await readyTemplate(readText("templates", folder, file))];
  });
  return new Map(await Promise.all(templates));
}

export function profileNames(): string[] {
  return Object.keys(pruefliste).sort();
}

const loadedProfiles = new Map<string, Promise<Profile>>();

/** A checklist with its compiled item schemas, read once per process; undefined if there is none of that name. */
export function loadProfile(name: string): Promise<Profile> | undefined {
  if (!profileNames().includes(name)) return undefined;
  const profile = loadedProfiles.get(name) ?? readProfile(name);
  loadedProfiles.set(name, profile);
  return profile;
}

async function readProfile(name: string): Promise<Profile> {
  const module = await pruefliste[name]?.();
  const text = readFileSync(packageFile("schemas", "pruefliste", `${name}.json`), "utf8");
  return {
    name,
    definition: JSON.parse(text) as ProfileDefinition,
    validators: module as Record<string, Validator>,
  };
}
