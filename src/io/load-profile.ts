import { valueFindings } from "../check/kind-definition.ts";
import { profileFitFindings, profileItemFindings } from "../check/profile-definition.ts";
import { circleFindings, metaFindings } from "../check/own-schema.ts";
import type { Profile, ProfileDefinition } from "../check/profile.ts";
import { schemaFindings, type Validator } from "../check/schema-findings.ts";
import type { Step } from "../check/steps.ts";
import type { Finding } from "../findings/finding.ts";
import { pruefliste } from "../generated/pruefliste.js";
import { clauseNames } from "../kinds/clause-names.ts";
import { documentIds, type Kind } from "../kinds/kind.ts";
import { referencedFiles } from "../kinds/schema-references.ts";
import { parseJson } from "../source/parse-json.ts";
import { isRecord } from "../source/pointer.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { builtInMaterial, type Material } from "./material.ts";
import { unlessBroken } from "./material-findings.ts";
import { builtInSchemas, loadCompiler, schemasOf } from "./schema-files.ts";

const loaded = new WeakMap<Material, Map<string, Promise<Profile>>>();

/** A checklist with its compiled item schemas, read once; undefined if there is none of that name. */
export function loadProfile(
  name: string,
  material: Material = builtInMaterial,
): Promise<Profile> | undefined {
  if (!material.profileNames().includes(name)) return undefined;
  const profiles = loaded.get(material) ?? new Map<string, Promise<Profile>>();
  loaded.set(material, profiles);
  const profile = profiles.get(name) ?? readProfile(name, material);
  profiles.set(name, profile);
  return profile;
}

/** Ids of the items of all checklists there are. */
export async function itemIdsOf(material: Material): Promise<readonly string[]> {
  const names = material.profileNames();
  const all = await Promise.all(names.map((name) => unlessBroken(loadProfile(name, material))));
  return all.flatMap((profile) => (profile?.definition.allOf ?? []).map((each) => each["x-punkt"].id));
}

async function readProfile(name: string, material: Material): Promise<Profile> {
  const { origin, file, text } = material.existing(nameOfFile(name));
  if (origin === "own") return compileProfile(name, parseJson(file, text), material);
  const definition = JSON.parse(text) as ProfileDefinition;
  if (schemasOf(material).isOwn(schemasBehind(text, material)))
    return compileProfile(name, parseJson(file, text), material);
  const module = await pruefliste[name]?.();
  const validators = module as Record<string, Validator>;
  return { name, definition, steps: stepsOf(definition, material), validators };
}

const nameOfFile = (name: string) => `schemas/pruefliste/${name}.json`;

/** A checklist may count by the steps of another one. */
function stepsOf({ "x-schritte": steps = [] }: ProfileDefinition, material: Material): readonly Step[] {
  return typeof steps === "string" ? (ownSteps(steps, material) ?? []) : steps;
}

/** The steps that a checklist itself lists; a checklist that is wrong has findings of its own. */
function ownSteps(name: string, material: Material): readonly Step[] | undefined {
  const { origin, file, text } = material.existing(nameOfFile(name));
  // Reading places as well takes a tenth of what kv needs for one agreement.
  const data: unknown = origin === "own" ? parseJson(file, text).data : JSON.parse(text);
  const steps = isRecord(data) ? data["x-schritte"] : undefined;
  return Array.isArray(steps) ? (steps as Step[]) : undefined;
}

/** Whether the checklist whose steps count exists and lists some. */
function stepsFindings(parsed: ParsedYaml, material: Material): Finding[] {
  const { "x-schritte": name } = parsed.data as ProfileDefinition;
  if (typeof name !== "string") return [];
  const names = material.profileNames().filter((each) => ownSteps(each, material) !== undefined);
  return valueFindings(parsed, "/x-schritte", name, names);
}

/** The schema files that a checklist refers to. */
function schemasBehind(text: string, material: Material): string[] {
  return [...new Set(referencedFiles(text).flatMap((file) => schemasOf(material).reachedFrom(file)))];
}

async function compileProfile(name: string, parsed: ParsedYaml, material: Material): Promise<Profile> {
  await checkProfile(parsed, material);
  const schemas = schemasOf(material);
  const reached = schemasBehind(parsed.source.text, material);
  await schemas.checkOwn(reached);
  // Not its own name: the compiler would rewrite an umlaut or a space in it.
  const id = "pruefliste/liste.json";
  const documents = schemas.documents(reached).set(id, parsed.data as Record<string, unknown>);
  const definition = parsed.data as ProfileDefinition;
  const places = definition.allOf.map((_, index) => `${id}#/allOf/${index}`);
  const compiled = await schemas.compile(places, documents, [parsed]);
  const entries = definition.allOf.map((item, index) => [
    item["x-punkt"].id.replace("-", "_"),
    compiled[index],
  ]);
  const validators = Object.fromEntries(entries) as Record<string, Validator>;
  return { name, definition, steps: stepsOf(definition, material), validators };
}

async function checkProfile(parsed: ParsedYaml, material: Material): Promise<void> {
  const { found } = material;
  found.add(parsed.source, parsed.findings);
  const validate = await builtInSchemas.validator("pruefliste");
  found.add(parsed.source, schemaFindings(parsed, validate, builtInSchemas.tree("pruefliste")));
  const { meta } = await loadCompiler();
  const { documentOf } = schemasOf(material);
  const schemaOf = (file: string) => (file === "" ? parsed.data : documentOf(file));
  found.add(parsed.source, [...metaFindings(parsed, meta), ...profileItemFindings(parsed)]);
  found.add(parsed.source, stepsFindings(parsed, material));
  found.add(parsed.source, circleFindings(parsed, "", schemaOf));
}

const fitting = new WeakMap<Kind, Map<string, Promise<Profile>>>();

/** A checklist that can be applied to a kind; throws BrokenMaterial where it asks for what the kind does not have. */
export function loadProfileFor(kind: Kind, name: string, material: Material): Promise<Profile> | undefined {
  const profile = loadProfile(name, material);
  const known = fitting.get(kind) ?? new Map<string, Promise<Profile>>();
  fitting.set(kind, known);
  const fit = known.get(name) ?? profile?.then((each) => checkFit(each, kind, material));
  if (fit) known.set(name, fit);
  return fit;
}

/** Built-in lists fit the built-in kinds they are for. */
function checkFit(profile: Profile, kind: Kind, material: Material): Profile {
  const { origin, file, text } = material.existing(`schemas/pruefliste/${profile.name}.json`);
  const isOwnKind = material.existing(`templates/${kind.art.art}/art.yaml`).origin === "own";
  if (origin !== "own" && !isOwnKind) return profile;
  // Variants of a document share its id, and what any of them writes is known.
  const clauses = new Map(
    documentIds(kind.art).map((id) => {
      const variants = kind.art.dokumente.filter((each) => each.id === id);
      return [id, clauseNames(variants.flatMap(({ vorlage }) => wordingOf(kind, vorlage)))] as const;
    }),
  );
  const parsed = parseJson(file, text);
  material.found.add(parsed.source, profileFitFindings(parsed, { tree: kind.tree, clauses }));
  return profile;
}

/** The template with all partials, as they are and as they are built in: a clause that was taken out is known all the same. */
function wordingOf(kind: Kind, vorlage: string): string[] {
  const texts = [kind.templates.get(vorlage), ...kind.partials.values()].flatMap((each) => each?.text ?? []);
  const builtIn = builtInMaterial.read(`templates/${kind.art.art}/${vorlage}`)?.text ?? "";
  const partials = builtInMaterial.namesIn("templates/partials").map((name) => `templates/partials/${name}`);
  return [...texts, builtIn, ...partials.map((name) => builtInMaterial.existing(name).text)];
}
