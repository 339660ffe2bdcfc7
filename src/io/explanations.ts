import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Explanation } from "../findings/explanation.ts";
import type { FindingCode } from "../findings/finding.ts";
import type { Sources } from "../kinds/sources.ts";
import { builtInMaterial } from "./material.ts";
import { packageFile } from "./package-files.ts";

/** What a code means: read when somebody asks. */
export function readExplanation(code: FindingCode): Explanation {
  return parse(readFileSync(packageFile("docs", "meldungen", `${code}.yaml`), "utf8")) as Explanation;
}

/** The documents behind `x-quelle`. */
export function readSources(): Sources {
  return JSON.parse(builtInMaterial.existing("schemas/quellen.json").text) as Sources;
}

/** What the keywords mean that kv adds to JSON Schema. */
export function readAnnotations(): Readonly<Record<string, string>> {
  const { text } = builtInMaterial.existing("schemas/annotations.json");
  return JSON.parse(text) as Record<string, string>;
}
