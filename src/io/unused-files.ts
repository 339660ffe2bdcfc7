import { posix } from "node:path";
import { suggest } from "../findings/suggest.ts";
import { referencedFiles } from "../kinds/schema-references.ts";
import { isRecord } from "../source/pointer.ts";
import { parseYaml } from "../source/parse-yaml.ts";
import type { Material } from "./material.ts";
import { schemasOf } from "./schema-files.ts";

/** Warns of own files that nothing uses: a misspelt name would otherwise leave the built-in wording in place, silently. */
export function reportUnusedFiles(material: Material): void {
  const used = usedNames(material);
  const present = [...used].filter((name) => material.read(name) !== undefined);
  const reported = new Set<string>();
  for (const { name, file } of material.own.values()) {
    if (used.has(name)) continue;
    const stray = isInUnknownFolder(name, material)
      ? { name: posix.dirname(name), file: posix.dirname(file) }
      : { name, file };
    if (reported.has(stray.file)) continue;
    reported.add(stray.file);
    const datei = posix.basename(stray.name);
    const args = { datei, vorschlag: suggest(datei, namesBeside(stray.name, present)) };
    material.found.addWhole(stray.file, { code: "datei-ohne-wirkung", args }, "warnung");
  }
}

/** A folder of templates that is no kind: one remark for all its files. */
function isInUnknownFolder(name: string, material: Material): boolean {
  const [top, folder = "", file] = name.split("/");
  return top === "templates" && file !== undefined && ![...material.kindNames(), "partials"].includes(folder);
}

/** The last parts of the used names that lie in the same folder. */
function namesBeside(name: string, used: readonly string[]): string[] {
  const folder = `${posix.dirname(name)}/`;
  const beside = used.filter((each) => each.startsWith(folder));
  return [...new Set(beside.map((each) => each.slice(folder.length).split("/")[0] ?? ""))];
}

function usedNames(material: Material): Set<string> {
  const kinds = material.kindNames();
  const checklists = material.profileNames().map((name) => `schemas/pruefliste/${name}.json`);
  const templates = kinds.flatMap((kind) => [
    `templates/${kind}/art.yaml`,
    ...templatesOf(kind, material).map((file) => `templates/${kind}/${file}`),
  ]);
  const partials = partialsOf(templates, material);
  const schemas = usedSchemas(kinds, checklists, material);
  return new Set([...templates, ...partials, ...schemas, ...checklists, "templates/stammdaten.yaml"]);
}

/** An art.yaml that cannot be read has findings of its own; until then all its templates count as used. */
function templatesOf(kind: string, material: Material): string[] {
  const { file, text } = material.existing(`templates/${kind}/art.yaml`);
  const { data } = parseYaml(file, text);
  const documents = isRecord(data) ? data["dokumente"] : undefined;
  if (!Array.isArray(documents)) return material.namesIn(`templates/${kind}`);
  return documents.flatMap((each) => (isRecord(each) ? String(each["vorlage"]) : []));
}

/** The partials that templates call, directly or through others. */
function partialsOf(templates: readonly string[], material: Material): Set<string> {
  const used = new Set<string>();
  const visit = (name: string): void => {
    for (const [, partial] of (material.read(name)?.text ?? "").matchAll(/\{\{~?#?>\s*["']?([^\s"'}~]+)/g)) {
      const next = `templates/partials/${partial}.md.hbs`;
      if (used.has(next)) continue;
      used.add(next);
      visit(next);
    }
  };
  for (const name of templates) visit(name);
  return used;
}

function usedSchemas(kinds: readonly string[], checklists: readonly string[], material: Material): string[] {
  const schemas = schemasOf(material);
  const named = checklists.flatMap((name) => referencedFiles(material.existing(name).text));
  const starts = [...kinds.map((kind) => `${kind}.schema.json`), "stammdaten.schema.json", ...named];
  return starts.flatMap((file) => schemas.reachedFrom(file)).map((file) => `schemas/${file}`);
}
