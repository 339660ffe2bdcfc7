import addFormats from "ajv-formats";
import Ajv2020 from "ajv/dist/2020.js";
import type { CompilerWords } from "../check/own-schema.ts";
import type { Validator } from "../check/schema-findings.ts";
import { BoundedPattern } from "../source/bounded-pattern.ts";
import settings from "./ajv-options.json" with { type: "json" };

/**
 * The one module that loads Ajv, and only where a repository brings its own schema or checklist: everything else was
 * compiled when kv was built, with the same options.
 */
export class SchemaCompiler implements CompilerWords {
  readonly keywords: readonly string[];
  readonly formats: readonly string[] = settings.formats;
  /** Whether something is a JSON Schema. */
  readonly meta: Validator;
  readonly #annotations: string[];

  /** Annotations are keywords that say something about a field instead of checking it. */
  constructor(annotations: string[]) {
    this.#annotations = annotations;
    const ajv = this.#newAjv();
    this.keywords = Object.keys(ajv.RULES.keywords);
    this.meta = ajv.getSchema("https://json-schema.org/draft/2020-12/schema") as Validator;
  }

  /** Validators for some places (`file.json#/pointer`); throws, in English, where the compiler refuses a schema. */
  compile(places: readonly string[], documents: ReadonlyMap<string, object>): Validator[] {
    const ajv = this.#newAjv();
    for (const [id, document] of documents) ajv.addSchema({ ...document, $id: id }, id);
    return places.map((place) => ajv.getSchema(place) as Validator);
  }

  #newAjv(): Ajv2020.default {
    const ajv = new Ajv2020.default({ ...settings.options, logger: false, code: { regExp: boundedPattern } });
    addFormats.default(ajv, settings.formats as "date"[]);
    ajv.addVocabulary(this.#annotations);
    return ajv;
  }
}

/** Patterns of own schemas. `code` is what Ajv would print into a file, which it does only where kv is built. */
const boundedPattern = Object.assign((source: string, flags: string) => new BoundedPattern(source, flags), {
  code: "new RegExp",
});
