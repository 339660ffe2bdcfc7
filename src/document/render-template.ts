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
  readonly budget: Budget;
  /** What the helpers work with now: of the document that is being filled. */
  readonly scope: { -readonly [Key in keyof HelperScope]: HelperScope[Key] };
  readonly ready: (template: Template) => Handlebars.TemplateDelegate;
}

/** Of one document; the longest of the examples takes 200 rounds and 30,000 characters. */
const mostRounds = 20_000;
const mostCharacters = 1_000_000;

/** What a template may still use up: loops in loops over a list of ten need ten times as long for each level. */
class Budget {
  #rounds = 0;
  #characters = 0;

  renew(): void {
    this.#rounds = 0;
    this.#characters = 0;
  }

  /** Throws where a template would be filled without end. */
  take(rounds: number, characters: number): void {
    this.#rounds += rounds;
    this.#characters += characters;
    if (this.#rounds > mostRounds) throw new Exhausted("die Schleifen laufen mehr als 20.000-mal");
    if (this.#characters > mostCharacters) throw new Exhausted("sie ergibt mehr als eine Million Zeichen");
  }
}

class Exhausted extends Error {}

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
  environment.budget.renew();
  try {
    const text = environment.ready(template)(context);
    environment.budget.take(0, text.length);
    return text;
  } catch (error) {
    throw templateError(template, partials, error);
  }
}

function createEnvironment(partials: ReadonlyMap<string, Template>, first: HelperScope): Environment {
  const environment = Handlebars.create();
  const scope = { ...first };
  const budget = new Budget();
  const loop = environment.helpers["each"] as Handlebars.HelperDelegate;
  environment.registerHelper({ ...helpersFor(scope), each: counted(loop, budget) });
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
  return { budget, scope, ready };
}

/** The loop of Handlebars; every round and what it prints counts. */
function counted(loop: Handlebars.HelperDelegate, budget: Budget): Handlebars.HelperDelegate {
  return function (this: unknown, list: unknown, options: Handlebars.HelperOptions): unknown {
    const fn: Handlebars.TemplateDelegate = (context, inner) => {
      budget.take(1, 0);
      const text = options.fn(context, inner);
      budget.take(0, text.length);
      return text;
    };
    return loop.call(this, list, { ...options, fn });
  };
}

/** Handlebars' strict mode says `"feld" not defined in [object Object]` and on which line, but not of which file. */
function templateError(template: Template, partials: ReadonlyMap<string, Template>, error: unknown): unknown {
  const { message = "", lineNumber } = error as { message?: string; lineNumber?: number };
  if (error instanceof Exhausted) return exhausted(template, error);
  // `../` in a loop over what the outer loop stands at leads one level too far: Handlebars counts such a level once.
  const feld = /^"([^"]+)" not defined|^Cannot read properties of (?:undefined|null) \(reading '([^']+)'\)/
    .exec(message)
    ?.slice(1)
    .find((name) => name !== undefined);
  if (feld === undefined) return error;
  const line = lineNumber ?? lineOf(feld, template);
  if (line === undefined) return error;
  const names = ({ file, text }: Template) => {
    const source = new SourceText(file, text);
    return line <= source.lineCount && source.line(line).includes(feld);
  };
  const { file, text, startOf } = [template, ...partials.values()].find(names) ?? template;
  const source = new SourceText(file, text);
  const start = (startOf?.() ?? 0) + Math.max(source.text.indexOf(feld, source.offsetOfLine(line)), 0);
  return new TemplateError({
    code: "vorlage-wert-fehlt",
    severity: "fehler",
    file,
    pointer: "",
    span: { start, end: start + feld.length },
    args: { feld },
  });
}

function exhausted({ file }: Template, { message }: Exhausted): TemplateError {
  return new TemplateError({
    code: "vorlage-syntax",
    severity: "fehler",
    file,
    pointer: "",
    span: { start: 0, end: 1 },
    args: { meldung: message },
  });
}

function lineOf(feld: string, { file, text }: Template): number | undefined {
  const at = [`../${feld}`, feld].map((each) => text.indexOf(each)).find((each) => each >= 0);
  return at === undefined ? undefined : new SourceText(file, text).positionAt(at).line;
}
