import type { ErrorObject } from "ajv";
import type { Cause, Finding } from "../findings/finding.ts";
import {
  conditionOf,
  exampleOf,
  otherwiseWhen,
  propertiesOf,
  titleOf,
  type SchemaTree,
} from "../kinds/schema-tree.ts";
import { dateMeant } from "../source/calendar-date.ts";
import { isRecord, joinPointer, splitPointer, valueAt } from "../source/pointer.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import type { Part } from "../source/locate.ts";
import { nameFrom, suggest } from "../findings/suggest.ts";
import { wrongType, type SchemaFinding } from "./wrong-type.ts";

/** A compiled validator: returns whether the data fits and leaves its errors on itself. */
export interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Turns validator errors, which are raw material, into one finding per cause at the right place. */
export function schemaFindings(parsed: ParsedYaml, validate: Validator, tree: SchemaTree): Finding[] {
  if (validate(parsed.data)) return [];
  // "if" only repeats what its branches report.
  const errors = withoutFollowUps((validate.errors ?? []).filter((error) => error.keyword !== "if"));
  const translated = mergeExcluded(errors.map((error) => translate(error, parsed, tree)));
  return withoutMisspelt(translated).map(({ part, pointer, ...cause }) =>
    findingIn(parsed, pointer, cause as Cause, { part }),
  );
}

/** A value of the wrong type also breaks pattern, length and enum: only the type is the cause. */
function withoutFollowUps(errors: readonly ErrorObject[]): ErrorObject[] {
  const rank = (error: ErrorObject) => ["type", "enum", "const", "format"].indexOf(error.keyword) + 1 || 9;
  const best = new Map<string, ErrorObject>();
  for (const error of errors) {
    const key = `${error.instancePath} ${fieldOf(error) ?? ""}`;
    const known = best.get(key);
    if (!known || rank(error) < rank(known)) best.set(key, error);
  }
  return [...best.values()];
}

/** A misspelt field is unknown, and the one that was meant is missing: only the first is worth saying. */
function withoutMisspelt(findings: SchemaFinding[]): SchemaFinding[] {
  const meant = new Set<string>();
  for (const finding of findings) {
    if (finding.code !== "feld-unbekannt") continue;
    const parent = finding.pointer.slice(0, finding.pointer.lastIndexOf("/"));
    // "stand:2019" without a space is the field "stand" as well.
    for (const name of [finding.args.vorschlag, finding.args.feld.split(":")[0]])
      if (name) meant.add(joinPointer(parent, name));
  }
  return findings.filter(
    (each) => each.code !== "feld-fehlt" || !meant.has(joinPointer(each.pointer, each.args.feld)),
  );
}

function fieldOf({ params }: ErrorObject): string | undefined {
  return (params["missingProperty"] ?? params["additionalProperty"]) as string | undefined;
}

function translate(error: ErrorObject, parsed: ParsedYaml, tree: SchemaTree): SchemaFinding {
  const pointer = error.instancePath;
  const field = fieldOf(error);
  if (["required", "dependentRequired"].includes(error.keyword) && field !== undefined)
    return missing(pointer, field, tree);
  if (error.keyword === "additionalProperties" && field !== undefined)
    return unknownField(pointer, field, tree, parsed.data);
  const value = valueAt(parsed.data, pointer);
  const feld = nameOf(pointer);
  if (error.keyword === "false schema") return excluded(error, feld, tree);
  if (error.keyword === "type") return wrongType(error, value, feld, parsed, tree);
  if (error.keyword === "enum" || error.keyword === "const") return unknownValue(error, value, feld);
  return brokenRule(error, value, feld, tree);
}

/** A list entry is named by its list: "aufgaben[2]" counts from 1, as people do. */
export function nameOf(pointer: string): string {
  const parts = splitPointer(pointer);
  const last = parts.at(-1) ?? "";
  const list = parts.at(-2);
  return /^\d+$/.test(last) && list !== undefined ? `${list}, Eintrag ${Number(last) + 1}` : last;
}

function missing(pointer: string, feld: string, tree: SchemaTree): SchemaFinding {
  const node = tree.at(joinPointer(pointer, feld));
  const args = { feld, titel: titleOf(node), beispiel: exampleOf(node) };
  return { code: "feld-fehlt", pointer, part: "key", args };
}

function unknownField(pointer: string, feld: string, tree: SchemaTree, data: unknown): SchemaFinding {
  const node = tree.at(pointer);
  const known = node ? propertiesOf(node) : [];
  const group = valueAt(data, pointer);
  const erlaubt = known.filter((key) => !isRecord(group) || !Object.hasOwn(group, key));
  const args = { feld, erlaubt, vorschlag: suggest(feld, known) };
  return { code: "feld-unbekannt", pointer: joinPointer(pointer, feld), part: "key", args };
}

/** A field that another one (`if`, `dependentSchemas`) rules out, for it belongs to another variant. Shown at the one that does. */
function excluded(
  { instancePath: pointer, schemaPath }: ErrorObject,
  feld: string,
  tree: SchemaTree,
): SchemaFinding {
  const parent = pointer.slice(0, pointer.lastIndexOf("/"));
  const node = tree.at(parent);
  const [, dependent] =
    /\/dependentSchemas\/([^/]+)\/properties\/[^/]+\/false schema$/.exec(schemaPath) ?? [];
  const anderes = dependent ?? conditionOf(node).join(", ");
  const nurMit = schemaPath.includes("/else/");
  const args = { felder: [feld], anderes, nurMit, fall: otherwiseWhen(node) };
  const at = nurMit ? pointer : joinPointer(parent, anderes);
  return { code: "feld-ausgeschlossen", pointer: at, part: "key", args };
}

/** One field can rule out several: that is one mistake. */
function mergeExcluded(findings: readonly SchemaFinding[]): SchemaFinding[] {
  const felder = new Map<string, string[]>();
  for (const { code, pointer, args } of findings) {
    if (code === "feld-ausgeschlossen") felder.set(pointer, [...(felder.get(pointer) ?? []), ...args.felder]);
  }
  const first = new Set<string>();
  return findings.flatMap((finding): SchemaFinding[] => {
    if (finding.code !== "feld-ausgeschlossen") return [finding];
    if (first.has(finding.pointer)) return [];
    first.add(finding.pointer);
    return [{ ...finding, args: { ...finding.args, felder: felder.get(finding.pointer) ?? [] } }];
  });
}

function unknownValue(error: ErrorObject, value: unknown, feld: string): SchemaFinding {
  const allowed: unknown = error.params["allowedValues"] ?? [error.params["allowedValue"]];
  const erlaubt = (Array.isArray(allowed) ? allowed : []).map(String);
  const wert = typeof value === "object" ? JSON.stringify(value) : String(value);
  const args = { feld, wert, erlaubt, vorschlag: suggest(wert, erlaubt) };
  return { code: "wert-unbekannt", pointer: error.instancePath, part: "value", args };
}

/** What a broken limit means, by the keyword that sets it. */
const limits: Readonly<Record<string, (feld: string, grenze: number) => Cause>> = {
  minLength: (feld, grenze) => ({ code: "laenge-falsch", args: { feld, grenze, zu: "kurz" } }),
  maxLength: (feld, grenze) => ({ code: "laenge-falsch", args: { feld, grenze, zu: "lang" } }),
  minItems: (feld, grenze) => ({ code: "anzahl-falsch", args: { feld, grenze, zu: "wenige" } }),
  maxItems: (feld, grenze) => ({ code: "anzahl-falsch", args: { feld, grenze, zu: "viele" } }),
  maxProperties: (feld, grenze) => ({ code: "anzahl-falsch", args: { feld, grenze, zu: "viele" } }),
  minimum: (feld, grenze) => ({ code: "zahl-ausserhalb", args: { feld, grenze, zu: "klein" } }),
  maximum: (feld, grenze) => ({ code: "zahl-ausserhalb", args: { feld, grenze, zu: "gross" } }),
};

function brokenRule(error: ErrorObject, value: unknown, feld: string, tree: SchemaTree): SchemaFinding {
  const at = { pointer: error.instancePath, part: "value" } as const;
  const limit = limits[error.keyword]?.(feld, Number(error.params["limit"]));
  if (limit) return { ...at, ...limit };
  switch (error.keyword) {
    case "format":
      return dateProblem(at, String(value), feld, tree);
    case "pattern": {
      const node = tree.at(at.pointer);
      const isName = node?.schema["x-kennung"] === true;
      const beispiel = (isName && nameFrom(String(value))) || exampleOf(node);
      const vorschlag = node?.schema["x-zeitangabe"] === true ? dateMeant(String(value)) : undefined;
      return { ...at, code: "form-falsch", args: { feld, wert: String(value), beispiel, vorschlag } };
    }
    case "minProperties":
      return { ...at, code: "gruppe-leer", args: { feld } };
    case "uniqueItems":
      return { ...at, code: "eintrag-doppelt", args: { feld } };
    default:
      return { ...at, code: "schema-verletzt", args: { feld, regel: error.keyword } };
  }
}

/** "2026-02-30" has the right form but does not exist; "30.2.2026" has the wrong form. */
function dateProblem(
  at: { pointer: string; part: Part },
  wert: string,
  feld: string,
  tree: SchemaTree,
): SchemaFinding {
  if (/^\d{4}-\d{2}-\d{2}$/.test(wert)) return { ...at, code: "datum-unmoeglich", args: { feld, wert } };
  const args = { feld, wert, beispiel: exampleOf(tree.at(at.pointer)), vorschlag: dateMeant(wert) };
  return { ...at, code: "form-falsch", args };
}
