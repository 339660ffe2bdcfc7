import { createHash } from "node:crypto";
import { posix } from "node:path";
import { kindDefinitionFindings, type KindSurroundings } from "../check/kind-definition.ts";
import type { Validator } from "../check/schema-findings.ts";
import type { Vereinbarungsart } from "../generated/art.ts";
import type { Stammdaten } from "../generated/stammdaten.ts";
import type { Kind, Template, TemplateText } from "../kinds/kind.ts";
import { findingIn } from "../source/finding-in.ts";
import { parseYaml, type ParsedYaml } from "../source/parse-yaml.ts";
import { compiledWhenBuilt } from "./built-with.ts";
import { builtInMaterial, type Material, type MaterialFile } from "./material.ts";
import { BrokenMaterial } from "./material-findings.ts";
import { builtInSchemas, checkedYaml, schemasOf } from "./schema-files.ts";

export interface LoadedKind {
  readonly kind: Kind;
  readonly validate: Validator;
}

const loaded = new WeakMap<Material, Map<string, Promise<LoadedKind>>>();

/** Reads a kind once per process and workspace; throws BrokenMaterial where its own files are wrong. */
export function loadKind(name: string, material: Material = builtInMaterial): Promise<LoadedKind> {
  const kinds = loaded.get(material) ?? new Map<string, Promise<LoadedKind>>();
  loaded.set(material, kinds);
  const kind = kinds.get(name) ?? readKind(name, material);
  kinds.set(name, kind);
  return kind;
}

async function readKind(name: string, material: Material): Promise<LoadedKind> {
  const schemas = schemasOf(material);
  const validate = await schemas.validator(existingSchema(name, material));
  await schemas.ready("stammdaten");
  const artFile = material.existing(`templates/${name}/art.yaml`);
  const stammdatenFile = material.existing("templates/stammdaten.yaml");
  const stammdaten = (await checkedYaml(stammdatenFile, "stammdaten", material, schemas)).data as Stammdaten;
  const parsedArt = await checkedYaml(artFile, "art", material);
  const art = parsedArt.data as Vereinbarungsart;
  const files = templateFiles(name, material);
  const partials = templateFiles("partials", material);
  const tree = schemas.tree(name);
  const around = { name, tree, stammdaten, templates: files.map(fileName) };
  if (artFile.origin === "own") checkDefinition(parsedArt, artFile, around, material);
  const used = files.filter((file) => art.dokumente.some(({ vorlage }) => vorlage === fileName(file)));
  const kind: Kind = {
    art,
    tree,
    stammdatenTree: schemas.tree("stammdaten"),
    stammdaten,
    templates: await readyTemplates(used, name, fileName),
    partials: await readyTemplates(partials, name, (file) => fileName(file).replace(/\.md\.hbs$/, "")),
    inline: await inlineTemplates(parsedArt, name),
    fingerprint: fingerprint([artFile, stammdatenFile, ...used, ...partials, ...schemas.files(name)]),
    hasOwnSchema: schemas.isOwn(schemas.reachedFrom(`${name}.schema.json`)),
  };
  return { kind, validate };
}

/** Only an own kind can lack its schema. */
function existingSchema(name: string, material: Material): string {
  const schema = `schemas/${name}.schema.json`;
  if (material.read(schema)) return name;
  const { file, text } = material.existing(`templates/${name}/art.yaml`);
  const parsed = parseYaml(file, text);
  const cause = { code: "art-schema-fehlt", args: { art: name, schema } } as const;
  material.found.add(parsed.source, [findingIn(parsed, "/art", cause)]);
  throw new BrokenMaterial(file);
}

function checkDefinition(
  parsed: ParsedYaml,
  { file }: MaterialFile,
  around: Pick<KindSurroundings, "name" | "tree" | "stammdaten" | "templates">,
  material: Material,
): void {
  const folder = posix.dirname(file);
  const surroundings = {
    ...around,
    folder,
    artTree: builtInSchemas.tree("art"),
    profiles: material.profileNames(),
  };
  material.found.add(parsed.source, kindDefinitionFindings(parsed, surroundings));
}

async function inlineTemplates(art: ParsedYaml, kind: string): Promise<Map<string, Template>> {
  const { dokumente } = art.data as Vereinbarungsart;
  const texts = dokumente.flatMap(({ titel, fusszeile }, index) => [
    inlineText(art, `/dokumente/${index}/titel`, titel),
    ...(fusszeile === undefined ? [] : [inlineText(art, `/dokumente/${index}/fusszeile`, fusszeile)]),
  ]);
  const templates = await Promise.all(texts.map((text) => readyTemplate(text, kind)));
  return new Map(templates.map((template) => [template.text, template]));
}

function inlineText({ source, locate }: ParsedYaml, pointer: string, text: string): TemplateText {
  const startOf = () => {
    const { start } = locate(pointer, "value");
    const found = source.text.indexOf(text, start);
    return found < 0 ? start : found;
  };
  return { file: source.file, text, startOf };
}

/** kv's own templates were compiled when kv was built; the compiler is loaded only for others. */
async function readyTemplate(template: TemplateText, kind: string): Promise<Template> {
  const builtIn = await compiledWhenBuilt(template.text, kind);
  if (builtIn !== undefined) return { ...template, compiled: builtIn, isBuiltIn: true };
  const { compileTemplate } = await import("./compile-template.ts");
  return { ...template, compiled: compileTemplate(template.text), isBuiltIn: false };
}

/** Names the files as they are named in kv, so that it does not matter where a repository keeps its own. */
function fingerprint(files: readonly MaterialFile[]): string {
  const hash = createHash("sha256");
  for (const { name, text } of files) hash.update(JSON.stringify([name, text]));
  return hash.digest("hex");
}

function templateFiles(folder: string, material: Material): MaterialFile[] {
  const names = material.namesIn(`templates/${folder}`).filter((name) => name.endsWith(".md.hbs"));
  return names.map((name) => material.existing(`templates/${folder}/${name}`));
}

async function readyTemplates(
  files: readonly MaterialFile[],
  kind: string,
  keyOf: (file: MaterialFile) => string,
): Promise<Map<string, Template>> {
  const templates = files.map(async (each): Promise<[string, Template]> => {
    const { file, text } = each;
    return [keyOf(each), await readyTemplate({ file, text }, kind)];
  });
  return new Map(await Promise.all(templates));
}

function fileName({ name }: MaterialFile): string {
  return posix.basename(name);
}
