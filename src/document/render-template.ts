import runtime from "handlebars/runtime.js";
import type { Finding } from "../findings/finding.ts";
import type { Template } from "../kinds/kind.ts";
import { SourceText } from "../source/source-text.ts";
import type { TemplateContext } from "./context.ts";
import { helpersFor, type HelperScope } from "./helpers.ts";

/** The part of Handlebars that fills compiled templates; its own types do not know it by this name. */
const Handlebars = runtime as unknown as typeof import("handlebars");

/** Thrown where a template asks for a value that the data does not have; carries its place in the template. */
export class TemplateError extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.code);
    this.finding = finding;
  }
}

/** The templates of a kind, ready to be filled again and again. */
interface Environment {
  /** What the helpers work with now: of the document that is being filled. */
  readonly scope: { -readonly [Key in keyof HelperScope]: HelperScope[Key] };
  readonly ready: (template: Template) => Handlebars.TemplateDelegate;
}

const environments = new WeakMap<ReadonlyMap<string, Template>, Environment>();

/** Fills a template. Each kind has an environment of its own, and each rendering a scope of its own: nothing leaks. */
export function renderTemplate(
  template: Template,
  partials: ReadonlyMap<string, Template>,
  context: TemplateContext,
  scope: HelperScope,
): string {
  const environment = environments.get(partials) ?? createEnvironment(partials, scope);
  environments.set(partials, environment);
  Object.assign(environment.scope, scope);
  try {
    return environment.ready(template)(context);
  } catch (error) {
    throw templateError(template, partials, error);
  }
}

function createEnvironment(partials: ReadonlyMap<string, Template>, first: HelperScope): Environment {
  const environment = Handlebars.create();
  const scope = { ...first };
  environment.registerHelper(helpersFor(scope));
  // A partial may have any name of a file, also one that every object has already.
  Object.setPrototypeOf(environment.partials, null);
  const delegates = new Map<Template, Handlebars.TemplateDelegate>();
  const ready = (each: Template) => {
    const delegate = delegates.get(each) ?? environment.template(each.compiled as TemplateSpecification);
    delegates.set(each, delegate);
    return delegate;
  };
  for (const [name, partial] of partials) {
    if (partial.compiled !== undefined) environment.registerPartial(name, ready(partial));
  }
  return { scope, ready };
}

/** Handlebars' strict mode says `"feld" not defined in [object Object]` and on which line, but not of which file. */
function templateError(template: Template, partials: ReadonlyMap<string, Template>, error: unknown): unknown {
  const { message, lineNumber } = error as { message?: string; lineNumber?: number };
  const feld = /^"([^"]+)" not defined/.exec(message ?? "")?.[1];
  if (feld === undefined) return error;
  const line = lineNumber ?? 1;
  const names = ({ file, text }: Template) => {
    const source = new SourceText(file, text);
    return line <= source.lineCount && source.line(line).includes(feld);
  };
  const { file, text, start: begin = 0 } = [template, ...partials.values()].find(names) ?? template;
  const source = new SourceText(file, text);
  const start = begin + Math.max(source.text.indexOf(feld, source.offsetOfLine(line)), 0);
  return new TemplateError({
    code: "vorlage-wert-fehlt",
    severity: "fehler",
    file,
    pointer: "",
    span: { start, end: start + feld.length },
    args: { feld },
  });
}
