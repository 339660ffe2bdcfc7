import type { FindingArgs } from "../findings/arguments.ts";
import type { Finding } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import { leadsSomewhere, referencesIn } from "../kinds/schema-references.ts";
import { SchemaTree } from "../kinds/schema-tree.ts";
import { findingIn, findingInText } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord } from "../source/pointer.ts";
import { schemaFindings, type Validator } from "./schema-findings.ts";
import { circle, shapeProblems } from "./schema-shapes.ts";

/** What is wrong with an own schema, before anything is checked with it. */
export function ownSchemaFindings(
  parsed: ParsedYaml,
  file: string,
  schemaOf: (file: string) => unknown,
  meta: Validator,
): Finding[] {
  const shape = metaFindings(parsed, meta);
  const wrong = shape.length > 0 ? shape : deadReferences(parsed, file, schemaOf);
  return wrong.length > 0 ? wrong : circleFindings(parsed, file, schemaOf);
}

/** A schema that refers to itself without end. */
export function circleFindings(
  parsed: ParsedYaml,
  file: string,
  schemaOf: (file: string) => unknown,
): Finding[] {
  const pointer = circle(file, schemaOf);
  if (pointer === undefined) return [];
  const meldung = "diese Stelle verweist im Kreis auf sich selbst";
  const args = { meldung, vorschlag: undefined };
  return [findingIn(parsed, pointer, { code: "schema-ungueltig", args })];
}

/** Where a schema or checklist is no JSON Schema at all. */
export function metaFindings(parsed: ParsedYaml, meta: Validator): Finding[] {
  const { $schema: dialect } = isRecord(parsed.data) ? parsed.data : {};
  if (dialect !== undefined && dialect !== draft) {
    const meldung = `kv versteht JSON Schema 2020-12, hier „$schema“: ${JSON.stringify(dialect)}`;
    const args = { meldung, vorschlag: draft };
    return [findingIn(parsed, "/$schema", { code: "schema-ungueltig", args })];
  }
  const shape = schemaFindings(parsed, preferWords(meta), new SchemaTree("", new Map([["", {}]])));
  if (shape.length > 0) return shape;
  return shapeProblems(parsed.data).map(({ pointer, args }) =>
    findingIn(parsed, pointer, { code: "schema-ungueltig", args }),
  );
}

const draft = "https://json-schema.org/draft/2020-12/schema";

/** "type" may be a word or a list of words: for a wrong word only the words are of interest. */
function preferWords(validate: Validator): Validator {
  const quiet: Validator = (data) => {
    if (validate(data)) return true;
    const errors = validate.errors ?? [];
    const isAboutWords = ({ keyword }: { keyword: string }) => keyword === "enum";
    const places = new Set(errors.filter(isAboutWords).map((each) => each.instancePath));
    quiet.errors = errors.filter((each) => isAboutWords(each) || !places.has(each.instancePath));
    return false;
  };
  return quiet;
}

function deadReferences(parsed: ParsedYaml, file: string, schemaOf: (file: string) => unknown): Finding[] {
  const dead = referencesIn(parsed.data).filter(({ target }) => !leadsSomewhere(target, file, schemaOf));
  return dead.map(({ pointer, target }) => {
    const [id = ""] = target.split("#");
    const names = definitionsOf(schemaOf(id === "" ? file : id)).map((name) => `${id}#/$defs/${name}`);
    const args = { meldung: `der Verweis „${target}“ führt ins Leere`, vorschlag: suggest(target, names) };
    return findingIn(parsed, pointer, { code: "schema-ungueltig", args });
  });
}

function definitionsOf(schema: unknown): string[] {
  const definitions = isRecord(schema) ? schema["$defs"] : undefined;
  return isRecord(definitions) ? Object.keys(definitions) : [];
}

/** What a schema may say. */
export interface CompilerWords {
  readonly keywords: readonly string[];
  readonly formats: readonly string[];
}

interface Refusal {
  readonly meldung: string;
  /** The text in the file that is meant. */
  readonly written: string;
  readonly known?: readonly string[] | undefined;
}

/** The compiler speaks English and names no place: what its messages mean, and what to look for in the file. */
const refusals: readonly (readonly [RegExp, (named: string, words: CompilerWords) => Refusal])[] = [
  [
    /unknown keyword: "(.+)"/,
    (named, { keywords }) => ({
      meldung: `das Schlüsselwort „${named}“ gibt es nicht`,
      written: `"${named}"`,
      known: keywords,
    }),
  ],
  [
    /unknown format "(.+)" ignored/,
    (named, { formats }) => ({
      meldung: `das Format „${named}“ kennt kv nicht`,
      written: `"${named}"`,
      known: formats,
    }),
  ],
  [
    /can't resolve reference (\S+) from/,
    (named) => ({ meldung: `der Verweis „${named}“ führt ins Leere`, written: `"${named}"` }),
  ],
  [
    /Invalid regular expression: \/(.*)\/u?:/,
    (named) => ({
      meldung: `das Muster „${named}“ ist kein regulärer Ausdruck`,
      written: JSON.stringify(named),
    }),
  ],
];

/** What the compiler refused, at its place in the own files that were compiled. */
export function refusalFinding(message: string, own: readonly ParsedYaml[], words: CompilerWords): Finding {
  for (const [pattern, explain] of refusals) {
    const named = pattern.exec(message)?.[1];
    if (named === undefined) continue;
    const { meldung, written, known = [] } = explain(named, words);
    return textFinding(own, written, { meldung, vorschlag: suggest(named, known) });
  }
  return textFinding(own, "", { meldung: `„${message.split("\n")[0]}“`, vorschlag: undefined });
}

/** In the first of the files that has the text. */
function textFinding(
  own: readonly ParsedYaml[],
  written: string,
  args: FindingArgs["schema-ungueltig"],
): Finding {
  const sources = own.map((each) => each.source);
  const source = sources.find(({ text }) => text.includes(written)) ?? sources[0];
  const start = Math.max(source?.text.indexOf(written) ?? 0, 0);
  const span = { start, end: source?.text.includes(written) ? start + written.length : start };
  return findingInText({ file: source?.file ?? "" }, { code: "schema-ungueltig", args }, span);
}
