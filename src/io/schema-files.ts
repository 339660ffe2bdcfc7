import { ownSchemaFindings, refusalFinding } from "../check/own-schema.ts";
import { schemaFindings, type Validator } from "../check/schema-findings.ts";
import { validators } from "../generated/validators.js";
import { leadsSomewhere, reachedFrom, referencesIn } from "../kinds/schema-references.ts";
import { formSize, SchemaTree } from "../kinds/schema-tree.ts";
import { isRecord } from "../source/pointer.ts";
import { parseJson } from "../source/parse-json.ts";
import { parseYaml, withoutTree, type ParsedYaml } from "../source/parse-yaml.ts";
import { SourceText } from "../source/source-text.ts";
import { parsedWhenBuilt } from "./built-with.ts";
import { builtInMaterial, type Material, type MaterialFile } from "./material.ts";
import { BrokenMaterial } from "./material-findings.ts";
import type { SchemaCompiler } from "./schema-compiler.ts";

/** Fields of an empty form; agreements have some hundreds. */
const mostFields = 10_000;

type SchemaDocument = Readonly<Record<string, unknown>>;

/** The schemas of some material as documents, trees and validators. */
class SchemaFiles {
  readonly #material: Material;
  readonly #documents = new Map<string, SchemaDocument | undefined>();
  readonly #reached = new Map<string, readonly string[]>();
  readonly #parsed = new Map<string, ParsedYaml>();

  constructor(material: Material) {
    this.#material = material;
  }

  /** A schema by its file name; undefined if there is none, or if it is no JSON (then a finding says so). */
  readonly documentOf = (file: string): SchemaDocument | undefined => {
    if (!this.#documents.has(file)) this.#documents.set(file, this.#read(file));
    return this.#documents.get(file);
  };

  /** The files that a schema consists of. */
  reachedFrom(file: string): readonly string[] {
    const textOf = (name: string) => this.#material.read(`schemas/${name}`)?.text;
    const known = this.#reached.get(file) ?? [...reachedFrom(file, textOf)];
    this.#reached.set(file, known);
    return known;
  }

  tree(name: string): SchemaTree {
    const file = `${name}.schema.json`;
    return new SchemaTree(file, this.documents(this.reachedFrom(file)));
  }

  documents(files: readonly string[]): Map<string, SchemaDocument> {
    return new Map(
      files.flatMap((file): [string, SchemaDocument][] => {
        const document = this.documentOf(file);
        return document ? [[file, document]] : [];
      }),
    );
  }

  /** The validator made when kv was built; a new one where the repository's own schemas have a say in it. */
  async validator(name: string): Promise<Validator> {
    const files = this.reachedFrom(`${name}.schema.json`);
    if (this.isOwn(files)) return this.#compile(`${name}.schema.json`, files);
    const module = await validators[name]?.();
    const validate = module?.["default"] as Validator | undefined;
    if (!validate) throw new Error(`no validator for ${name}`);
    return validate;
  }

  /** The files behind a schema. */
  files(name: string): MaterialFile[] {
    return this.reachedFrom(`${name}.schema.json`).flatMap(
      (file) => this.#material.read(`schemas/${file}`) ?? [],
    );
  }

  /** Throws where a schema cannot be used because the repository's own part of it is wrong. */
  async ready(name: string): Promise<void> {
    const files = this.reachedFrom(`${name}.schema.json`);
    if (this.isOwn(files)) await this.checkOwn(files);
  }

  isOwn(files: readonly string[]): boolean {
    return files.some((file) => this.#material.read(`schemas/${file}`)?.origin === "own");
  }

  /** Throws where an own schema is wrong, or lacks what a built-in one takes from it. */
  async checkOwn(files: readonly string[]): Promise<void> {
    const { meta } = await loadCompiler();
    const { found } = this.#material;
    for (const file of files) {
      const material = this.#material.read(`schemas/${file}`);
      if (material && !this.documentOf(file)) throw new BrokenMaterial(material.file);
      const parsed = this.#parsed.get(file);
      if (!parsed) continue;
      const own = ownSchemaFindings(parsed, file, this.documentOf, meta);
      found.add(parsed.source, [...parsed.findings, ...own]);
    }
    for (const file of files) this.#checkNeeds(file);
  }

  /** What a schema that is not own expects of own ones. */
  #checkNeeds(file: string): void {
    if (this.#parsed.has(file)) return;
    for (const { target } of referencesIn(this.documentOf(file))) {
      if (leadsSomewhere(target, file, this.documentOf)) continue;
      const [id = "", pointer = ""] = target.split("#");
      this.#refuse(id, `es fehlt „${pointer}“, worauf ${file} verweist`);
    }
  }

  async #compile(file: string, files: readonly string[]): Promise<Validator> {
    await this.checkOwn(files);
    this.#checkEnd(file);
    const own = files.flatMap((each) => this.#parsed.get(each) ?? []);
    const [validator] = await this.compile([`${file}#`], this.documents(files), own);
    return validator as Validator;
  }

  #checkEnd(file: string): void {
    const size = formSize(this.tree(file.replace(".schema.json", "")));
    if (size <= mostFields) return;
    const meldung = Number.isFinite(size)
      ? `ein leerer Vordruck hätte ${size} Felder, möglich sind ${mostFields}`
      : "eine Gruppe von Feldern enthält sich selbst";
    this.#refuse(file, meldung);
  }

  #refuse(schema: string, meldung: string): never {
    const { file } = this.#material.existing(`schemas/${schema}`);
    this.#report(file, meldung);
    throw new BrokenMaterial(file);
  }

  /** About a schema as a whole. */
  #report(file: string, meldung: string): void {
    const args = { meldung, vorschlag: undefined };
    this.#material.found.addWhole(file, { code: "schema-ungueltig", args });
  }

  /** Throws with a finding in one of the own files where the compiler refuses a schema. */
  async compile(
    places: readonly string[],
    documents: ReadonlyMap<string, SchemaDocument>,
    own: readonly ParsedYaml[],
  ): Promise<Validator[]> {
    const compiler = await loadCompiler();
    try {
      return compiler.compile(places, documents);
    } catch (error) {
      const refusal = refusalFinding(error instanceof Error ? error.message : String(error), own, compiler);
      for (const { source } of own)
        if (source.file === refusal.file) this.#material.found.add(source, [refusal]);
      throw error;
    }
  }

  #read(file: string): SchemaDocument | undefined {
    const material = this.#material.read(`schemas/${file}`);
    if (!material) return undefined;
    if (material.origin !== "own") return JSON.parse(material.text) as SchemaDocument;
    const parsed = parseJson(material.file, material.text);
    this.#parsed.set(file, parsed);
    // A schema goes by the name of its file, whatever it calls itself: that is how others refer to it.
    if (isRecord(parsed.data)) return { ...parsed.data, $id: file };
    this.#reportUnreadable(parsed);
    return undefined;
  }

  /** Thrown later, where the schema is needed. */
  #reportUnreadable({ source, findings }: ParsedYaml): void {
    const { found } = this.#material;
    found.sources.set(source.file, source);
    for (const finding of findings) found.findings.push(finding);
    if (findings.length === 0) this.#report(source.file, "verlangt ist eine Gruppe von Feldern: { … }");
  }
}

let compiler: Promise<SchemaCompiler> | undefined;

export function loadCompiler(): Promise<SchemaCompiler> {
  compiler ??= import("./schema-compiler.ts").then((module) => {
    const { text } = builtInMaterial.existing("schemas/annotations.json");
    return new module.SchemaCompiler(Object.keys(JSON.parse(text) as object));
  });
  return compiler;
}

const made = new WeakMap<Material, SchemaFiles>();

/** The schemas of some material, read once. */
export function schemasOf(material: Material): SchemaFiles {
  const schemas = made.get(material) ?? new SchemaFiles(material);
  made.set(material, schemas);
  return schemas;
}

export const builtInSchemas = schemasOf(builtInMaterial);

/** The data of a YAML file that kv's code relies on: own files are checked, built-in ones by the tests. */
export async function checkedYaml(
  file: MaterialFile,
  name: string,
  { found }: Material,
  schemas = builtInSchemas,
): Promise<ParsedYaml> {
  if (file.origin !== "own") return builtInYaml(file);
  const parsed = parseYaml(file.file, file.text);
  found.add(parsed.source, parsed.findings);
  const validate = await schemas.validator(name);
  found.add(parsed.source, schemaFindings(parsed, validate, schemas.tree(name)));
  return parsed;
}

/** Unchanged since kv was built, its data are known: places are found where somebody asks for them. */
async function builtInYaml({ name, file, text }: MaterialFile): Promise<ParsedYaml> {
  const data = await parsedWhenBuilt(name, text);
  if (data === undefined) return parseYaml(file, text);
  return withoutTree({ source: new SourceText(file, text), data, findings: [] });
}
