import Handlebars from "handlebars";
import type { Finding } from "../findings/finding.ts";
import type { TemplateText } from "../kinds/kind.ts";
import { SourceText } from "../source/source-text.ts";
import type { TemplateContext } from "./context.ts";
import { helpersFor, type HelperScope } from "./helpers.ts";

/** Thrown where a template asks for a value that the data does not have; carries its place in the template. */
export class TemplateError extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.code);
    this.finding = finding;
  }
}

/** Fills a template. Partials and helpers live in an environment of their own: nothing leaks between renderings. */
export function renderTemplate(
  template: TemplateText,
  partials: ReadonlyMap<string, TemplateText>,
  context: TemplateContext,
  scope: HelperScope,
): string {
  const environment = Handlebars.create();
  environment.registerHelper(helpersFor(scope));
  for (const [name, partial] of partials) environment.registerPartial(name, partial.text);
  try {
    // Values become tokens, not HTML; the writers escape on the way out.
    return environment.compile(template.text, { noEscape: true, strict: true })(context);
  } catch (error) {
    throw templateError(template, error);
  }
}

/** Handlebars' strict mode says `"feld" not defined in [object Object]` and where, but not in which partial. */
function templateError(template: TemplateText, error: unknown): unknown {
  const { message, lineNumber } = error as { message?: string; lineNumber?: number };
  const feld = /^"([^"]+)" not defined/.exec(message ?? "")?.[1];
  if (feld === undefined) return error;
  const source = new SourceText(template.file, template.text);
  const start = Math.max(source.text.indexOf(feld, source.offsetOfLine(lineNumber ?? 1)), 0);
  return new TemplateError({
    code: "vorlage-wert-fehlt",
    severity: "fehler",
    file: template.file,
    pointer: "",
    span: { start, end: start + feld.length },
    args: { feld, dokument: template.file },
  });
}
