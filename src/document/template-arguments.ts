import { propertiesOf, type SchemaNode } from "../kinds/schema-tree.ts";
import { outerScope, type Scope } from "./template-scope.ts";

/** What a place in a template stands for; undefined where the schema does not say. */
export type Shape = "wert" | "liste" | "gruppe" | "gruppen" | "bedingung" | "wort" | undefined;

/** What helpers take: a single value, a number, a list, a list of texts, a word in quotes, or whatever there is. */
type Wanted = "wert" | "zahl" | "liste" | "texte" | "wort" | "beliebig";

const wanted: ReadonlyMap<string, readonly Wanted[]> = new Map<string, readonly Wanted[]>([
  ["ist", ["wert", "wort"]],
  ["klartext", ["wert"]],
  ["datum", ["wert"]],
  ["datum_lang", ["wert"]],
  ["tage_nach", ["wert", "zahl"]],
  ["zahl", ["wert"]],
  ["zeit", ["wert"]],
  ["zeitpunkt", ["wert"]],
  ["verweis", ["wert", "wort"]],
  ["zwei", ["liste", "wort", "wort"]],
  ["aufzaehlung", ["texte"]],
  ["reihe", ["texte"]],
  ["verweise", ["liste", "wort"]],
  ["ja", ["beliebig", "wort"]],
  ["einzahl", ["liste", "wort", "wort"]],
  ["mehr", ["liste", "wort"]],
  ["mit", ["liste", "wort", "beliebig"]],
  ["ohne", ["liste", "wort"]],
  ["spanne", ["liste", "wort"]],
  ["hervorheben", ["wert", "wert"]],
  ["luecke", ["wort"]],
  ["kaestchen", ["beliebig"]],
  ["anlage", ["wort"]],
  ["each", ["liste"]],
]);

/** How many things a helper is told. */
export function argumentCount(helper: string): number {
  return wanted.get(helper)?.length ?? 1;
}

/** What Handlebars itself knows inside `each`. */
const loopWords = new Set(["index", "key", "first", "last"]);

/** A name with @ that means nothing in a template of kv, such as @root. */
export function isUnknownData({ data, parts }: hbs.AST.PathExpression): boolean {
  return data && !(parts.length === 1 && loopWords.has(parts[0] ?? ""));
}

export interface ArgumentProblem {
  readonly argument: hbs.AST.Expression;
  readonly meldung: string;
}

/** Arguments that a helper could make nothing of: it would print nothing, or "[object Object]". */
export function argumentProblems(
  helper: string,
  params: readonly hbs.AST.Expression[],
  scope: Scope,
): ArgumentProblem[] {
  return (wanted.get(helper) ?? []).flatMap((want, index): ArgumentProblem[] => {
    const argument = params[index];
    const meldung = argument && problemOf(helper, want, argument, scope);
    return argument && meldung !== undefined ? [{ argument, meldung }] : [];
  });
}

/** Where the schema does not say, it may be one. */
function isNumber(argument: hbs.AST.Expression, scope: Scope): boolean {
  if (argument.type !== "PathExpression") return argument.type === "NumberLiteral";
  const { depth, parts } = argument as hbs.AST.PathExpression;
  const type = outerScope(scope, depth).below(parts, false)?.node.schema["type"];
  return type === undefined || type === "integer" || type === "number";
}

function problemOf(
  helper: string,
  want: Wanted,
  argument: hbs.AST.Expression,
  scope: Scope,
): string | undefined {
  const shape = shapeOf(argument, scope);
  if (want === "zahl")
    return isNumber(argument, scope)
      ? undefined
      : `„${helper}“ braucht hier eine Zahl ohne Anführungszeichen oder ein Feld mit einer Zahl`;
  if (want === "wort")
    return shape === "wort" ? undefined : `„${helper}“ braucht hier ein Wort in Anführungszeichen`;
  if (shape === undefined || want === "beliebig") return undefined;
  if (want === "wert") return shape === "wort" ? undefined : printProblem(nameOf(argument), shape);
  if (shape !== "liste" && shape !== "gruppen") return `„${helper}“ braucht eine Liste`;
  return want === "texte" && shape === "gruppen"
    ? `„${nameOf(argument)}“ ist eine Liste von Gruppen; drucken lässt sie sich mit each`
    : undefined;
}

/** Why something has no text of its own; undefined where it has. */
export function printProblem(name: string, shape: Shape): string | undefined {
  switch (shape) {
    case "gruppe":
      return `„${name}“ ist eine Gruppe; nennen Sie eines ihrer Felder`;
    case "liste":
      return `„${name}“ ist eine Liste; drucken lässt sie sich mit aufzaehlung oder each`;
    case "gruppen":
      return `„${name}“ ist eine Liste; drucken lässt sie sich mit each`;
    case "bedingung":
      return `„${name}“ ergibt ja oder nein; das steht nur in einer Bedingung oder einem Kästchen`;
    default:
      return undefined;
  }
}

/** What an expression stands for, seen from a place in the template. */
export function shapeOf(expression: hbs.AST.Expression, scope: Scope): Shape {
  if (expression.type === "SubExpression") return shapeOfCall((expression as hbs.AST.SubExpression).path);
  if (expression.type !== "PathExpression") return "wort";
  const path = expression as hbs.AST.PathExpression;
  if (path.data) return "wert";
  const outer = outerScope(scope, path.depth);
  const shape = shapeOfNode(outer.below(path.parts, false)?.node);
  if (shape !== "liste") return shape;
  return shapeOfNode(outer.below(path.parts, true)?.node) === "gruppe" ? "gruppen" : "liste";
}

/** What a helper makes. */
export function shapeOfCall(path: hbs.AST.Expression): Shape {
  const name = nameOf(path);
  if (name === "verweise") return "liste";
  if (name === "mit" || name === "ohne") return "gruppen";
  return name === "ist" || name === "mehr" ? "bedingung" : "wert";
}

function shapeOfNode(node: SchemaNode | undefined): Shape {
  if (!node) return undefined;
  const { type, items } = node.schema;
  if (propertiesOf(node).length > 0) return "gruppe";
  if (type === "array" || items !== undefined) return "liste";
  return typeof type === "string" && type !== "object" ? "wert" : undefined;
}

function nameOf(expression: hbs.AST.Expression): string {
  const { original, path } = expression as { original?: unknown; path?: { original?: unknown } };
  return String(original ?? path?.original);
}
