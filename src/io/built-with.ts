import { createHash } from "node:crypto";
import { posix } from "node:path";
import { material } from "../generated/material.js";

/** Of one folder of templates/, by the SHA-256 of a text: templates compiled, YAML files as data. */
interface BuiltFolder {
  readonly templates: Readonly<Record<string, unknown>>;
  readonly yaml: Readonly<Record<string, unknown>>;
}

/** What the folder of partials was built with is what all kinds share. */
const shared = "partials";

/**
 * What Handlebars made of a template when kv was built; undefined for a text that is none of kv's own. The folder of the
 * kind comes first: the others are only loaded for own wording, which may be a copy out of another kind.
 */
export async function compiledWhenBuilt(text: string, kind: string): Promise<unknown> {
  const hash = hashOf(text);
  for (const folder of new Set([kind, shared, ...Object.keys(material)])) {
    const compiled = (await builtFolder(folder))?.templates[hash];
    if (compiled !== undefined) return compiled;
  }
  return undefined;
}

/** The data of one of kv's own YAML files (`templates/netzwerk/art.yaml`); undefined if its text is not what kv was built with. */
export async function parsedWhenBuilt(name: string, text: string): Promise<unknown> {
  const folder = posix.basename(posix.dirname(name));
  return (await builtFolder(folder === "templates" ? shared : folder))?.yaml[hashOf(text)];
}

async function builtFolder(name: string): Promise<BuiltFolder | undefined> {
  if (!Object.hasOwn(material, name)) return undefined;
  return (await material[name]?.()) as BuiltFolder | undefined;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
