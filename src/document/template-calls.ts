import { annexIds, type Kind } from "../kinds/kind.ts";
import { propertiesOf, type SchemaNode } from "../kinds/schema-tree.ts";
import { argumentCount } from "./template-arguments.ts";
import { outerScope, type Scope } from "./template-scope.ts";

export const blockHelpers = new Set(["if", "unless", "each", "with"]);
/** What is wrong with the way a helper is called. Handlebars would print something, but nothing that anyone meant. */
export function callProblem({
  path,
  params,
  hash,
}: hbs.AST.MustacheStatement | hbs.AST.SubExpression): string | undefined {
  const name = String((path as hbs.AST.PathExpression).original);
  const needed = argumentCount(name);
  if (blockHelpers.has(name)) return `„${name}“ braucht Anfang und Ende: {{#${name} …}} … {{/${name}}}`;
  if (hash !== undefined) return `„${name}“ nimmt keine Angaben mit =`;
  if (params.length === needed) return undefined;
  return `„${name}“ braucht ${["keine", "eine Angabe", "zwei Angaben", "drei Angaben"][needed]}`;
}

/** What the arguments in quotes can be, by their position; nothing is said of those that can be anything. */
export function namesFor(
  helper: string,
  params: readonly hbs.AST.Expression[],
  scope: Scope,
  kind: Kind,
): ReadonlyMap<number, readonly string[]> {
  if (helper === "anlage") return new Map([[0, annexIds(kind.art)]]);
  const [subject] = params;
  if (subject?.type !== "PathExpression") return new Map();
  const path = subject as hbs.AST.PathExpression;
  const outer = outerScope(scope, path.depth);
  const entry = outer.below(path.parts, true)?.node;
  if (helper === "ist") return choices(1, outer.below(path.parts, false)?.node);
  if (helper === "verweise" || helper === "verweis") {
    const referring = helper === "verweise" ? entry : outer.below(path.parts, false)?.node;
    const target = referring?.schema["x-verweis"];
    const item = typeof target === "string" ? kind.tree.at(`${target}/0`) : undefined;
    return item ? new Map([[1, propertiesOf(item)]]) : new Map();
  }
  if (!["mit", "ohne", "spanne"].includes(helper) || !entry) return new Map();
  const field = params[1]?.type === "StringLiteral" ? (params[1] as hbs.AST.StringLiteral).value : "";
  return new Map([[1, propertiesOf(entry)], ...choices(2, kind.tree.child(entry, field))]);
}

function choices(position: number, node: SchemaNode | undefined): Map<number, readonly string[]> {
  const values = node?.schema["enum"];
  return new Map(Array.isArray(values) ? [[position, values.map(String)]] : []);
}
