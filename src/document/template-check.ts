import Handlebars from "handlebars";
import { suggest } from "../findings/suggest.ts";
import type { Cause, Finding } from "../findings/finding.ts";
import type { DocumentDefinition, Kind, TemplateText } from "../kinds/kind.ts";
import { findingInText } from "../source/finding-in.ts";
import { SourceText } from "../source/source-text.ts";
import { parseDialect, unusedFootnotes } from "./dialect.ts";
import {
  argumentProblems,
  isUnknownData,
  printProblem,
  shapeOf,
  shapeOfCall,
  type Shape,
} from "./template-arguments.ts";
import { blockHelpers, callProblem, namesFor } from "./template-calls.ts";
import { leftovers, unknownAttributes } from "./template-leftovers.ts";
import { fieldScope, outerScope, type Scope } from "./template-scope.ts";
import { helperNames } from "./helpers.ts";
import { maskTemplate } from "./template-mask.ts";
import { TokenTable } from "./tokens.ts";
import { characterProblem, codePointName } from "../source/printable.ts";

/** Checks all templates of a kind, each for the document it belongs to. */
export function checkKindTemplates(kind: Kind): Finding[] {
  return kind.art.dokumente.flatMap((definition) => {
    const template = kind.templates.get(definition.vorlage);
    if (!template) throw new Error(`no template ${definition.vorlage}`);
    const short = [definition.titel, definition.fusszeile ?? ""].flatMap(
      (text) => kind.inline.get(text) ?? [],
    );
    return [template, ...short].flatMap((each) => checkTemplate(each, definition, kind));
  });
}

/** Partials that call others twice each double the text with every level. */
const mostCalls = 1000;

/** Checks a template before any data exists: its syntax, every field and helper it names, and its Markdown. */
export function checkTemplate(template: TemplateText, definition: DocumentDefinition, kind: Kind): Finding[] {
  return new TemplateChecker(template, definition, kind).findings();
}

class TemplateChecker {
  readonly #source: SourceText;
  /** Where the template begins in its file. */
  readonly #begin: number;
  readonly #definition: DocumentDefinition;
  readonly #kind: Kind;
  readonly #findings: Finding[] = [];

  /** The partials that led to this one. */
  readonly #callers: readonly string[];
  /** How many partials the template and its partials have called so far. */
  readonly #calls: { count: number };

  constructor(
    template: TemplateText,
    definition: DocumentDefinition,
    kind: Kind,
    callers: readonly string[] = [],
    calls = { count: 0 },
  ) {
    this.#source = new SourceText(template.file, template.text);
    this.#begin = template.startOf?.() ?? 0;
    this.#callers = callers;
    this.#calls = calls;
    this.#definition = definition;
    this.#kind = kind;
  }

  findings(): Finding[] {
    const program = this.#parse();
    if (!program) return this.#findings;
    this.#program(program, fieldScope(this.#kind, this.#definition));
    this.#text(program);
    return this.#findings;
  }

  #parse(): hbs.AST.Program | undefined {
    try {
      return Handlebars.parse(this.#source.text);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const line = Number(/line (\d+)|- (\d+):\d+$/.exec(message)?.slice(1).find(Boolean) ?? 1);
      this.#report(line, 0, this.#source.line(line).length, {
        code: "vorlage-syntax",
        args: { meldung: germanSyntaxError(message) },
      });
      return undefined;
    }
  }

  #text(program: hbs.AST.Program): void {
    this.#characters();
    const tokens = new TokenTable();
    const masked = maskTemplate(this.#source.text, program, tokens.add({ type: "checkbox", checked: false }));
    const refuse = (konstrukt: string, line: number) => {
      const text = this.#source.line(line + 1);
      this.#report(line + 1, 0, text.length, { code: "vorlage-markdown", args: { konstrukt } });
    };
    parseDialect(masked, tokens, refuse);
    for (const [line, construct] of leftovers(masked)) refuse(construct, line);
    for (const line of unknownAttributes(masked)) refuse("attribut", line);
    for (const line of unusedFootnotes(masked)) refuse("fussnote-ungenutzt", line);
  }

  #characters(): void {
    const bad = [...new Set(this.#source.text)].filter(
      (each) => each !== "\r" && characterProblem(each) !== undefined,
    );
    for (const character of bad) {
      const { line, column } = this.#source.positionAt(this.#source.text.indexOf(character));
      const args = { zeichen: codePointName(character) };
      this.#report(line, column - 1, character.length, { code: "vorlage-zeichen", args });
    }
  }

  #program(program: hbs.AST.Program | undefined, scope: Scope): void {
    for (const statement of program?.body ?? []) this.#statement(statement, scope);
  }

  #statement(statement: hbs.AST.Statement, scope: Scope): void {
    if (statement.type === "MustacheStatement") this.#call(statement as hbs.AST.MustacheStatement, scope);
    else if (statement.type === "BlockStatement") this.#block(statement as hbs.AST.BlockStatement, scope);
    else if (statement.type === "PartialStatement")
      this.#partial(statement as hbs.AST.PartialStatement, scope);
    else if (!plainStatements.has(statement.type))
      this.#refuse(statement.loc, "Blöcke mit > oder * sind in Vorlagen nicht vorgesehen");
  }

  #call(call: hbs.AST.MustacheStatement | hbs.AST.SubExpression, scope: Scope): void {
    const path = call.path as hbs.AST.PathExpression;
    const isHelper =
      call.type === "SubExpression" || call.params.length > 0 || helperNames.includes(path.original as never);
    if (!isHelper) {
      this.#field(path, scope);
      return this.#printed(path, String(path.original), shapeOf(path, scope));
    }
    this.#helper(path);
    for (const parameter of call.params) this.#expression(parameter, scope);
    this.#shape(call);
    if (call.type === "MustacheStatement") this.#printed(call, String(path.original), shapeOfCall(path));
    this.#arguments(String(path.original), call.params, scope);
  }

  #shape(call: hbs.AST.MustacheStatement | hbs.AST.SubExpression): void {
    const problem = callProblem(call);
    if (problem !== undefined) this.#refuse(call.loc, problem);
  }

  /** A group or a list has no text of its own. */
  #printed({ loc }: hbs.AST.Node, name: string, shape: Shape): void {
    const meldung = printProblem(name, shape);
    if (meldung !== undefined) this.#refuse(loc, meldung);
  }

  /** Something Handlebars allows and kv does not. */
  #refuse({ start, end }: hbs.AST.SourceLocation, meldung: string): void {
    const width = end.line === start.line ? end.column - start.column : 2;
    this.#report(start.line, start.column, width, { code: "vorlage-syntax", args: { meldung } });
  }

  /** Helpers that take a name or a value in quotes: it has to exist. */
  #arguments(helfer: string, params: readonly hbs.AST.Expression[], scope: Scope): void {
    for (const { argument, meldung } of argumentProblems(helfer, params, scope))
      this.#refuse(argument.loc, meldung);
    for (const [index, known] of namesFor(helfer, params, scope, this.#kind)) {
      const literal = params[index];
      if (literal?.type !== "StringLiteral") continue;
      const argument = (literal as hbs.AST.StringLiteral).value;
      if (known.includes(argument)) continue;
      const { line, column } = literal.loc.start;
      const args = { helfer, argument, vorschlag: suggest(argument, known) };
      this.#report(line, column, argument.length + 2, { code: "vorlage-argument-unbekannt", args });
    }
  }

  #expression(expression: hbs.AST.Expression, scope: Scope): void {
    if (expression.type === "SubExpression") this.#call(expression as hbs.AST.SubExpression, scope);
    else if (expression.type === "PathExpression") this.#field(expression as hbs.AST.PathExpression, scope);
  }

  #block(statement: hbs.AST.BlockStatement, scope: Scope): void {
    const path = statement.path as hbs.AST.PathExpression;
    const helper = String(path.original);
    this.#helper(path);
    const isKnown = helperNames.includes(helper as never);
    if (isKnown && !blockHelpers.has(helper)) this.#refuse(path.loc, `„${helper}“ steht nicht mit #`);
    else if (isKnown && statement.params.length !== 1)
      this.#refuse(path.loc, `„${helper}“ braucht eine Angabe`);
    for (const parameter of statement.params) this.#expression(parameter, scope);
    for (const { argument, meldung } of argumentProblems(helper, statement.params, scope))
      this.#refuse(argument.loc, meldung);
    const opened = helper === "each" || helper === "with" ? openedPath(statement.params[0]) : undefined;
    const inner = opened ? innerScope(scope, opened, helper === "each") : scope;
    if (inner) this.#program(statement.program, inner);
    this.#program(statement.inverse, scope);
  }

  /** A partial sees what its caller sees; its mistakes are shown in its own file. */
  #partial(statement: hbs.AST.PartialStatement, scope: Scope): void {
    if (statement.name.type === "SubExpression")
      return this.#refuse(
        statement.loc,
        "der Name eines Bausteins steht fest und lässt sich nicht ausrechnen",
      );
    const name = String((statement.name as hbs.AST.PathExpression).original);
    const partial = this.#kind.partials.get(name);
    if (!partial) return this.#unknownHelper(name, statement.name.loc, [...this.#kind.partials.keys()]);
    if (statement.params.length > 0 || statement.hash !== undefined)
      return this.#refuse(statement.loc, "ein Baustein nimmt keine weiteren Angaben");
    if (this.#callers.includes(name)) {
      const { line, column } = statement.name.loc.start;
      const args = { baustein: name };
      return this.#report(line, column, name.length, { code: "vorlage-baustein-kreis", args });
    }
    if (++this.#calls.count > mostCalls) {
      if (this.#calls.count > mostCalls + 1) return;
      return this.#refuse(statement.loc, `die Bausteine rufen einander mehr als ${mostCalls}-mal auf`);
    }
    const callers = [...this.#callers, name];
    const checker = new TemplateChecker(partial, this.#definition, this.#kind, callers, this.#calls);
    const program = checker.#parse();
    checker.#program(program, scope);
    if (program) checker.#text(program);
    this.#findings.push(...checker.#findings);
  }

  #helper(path: hbs.AST.PathExpression): void {
    const name = String(path.original);
    if (!helperNames.includes(name as never)) this.#unknownHelper(name, path.loc, helperNames);
  }

  #unknownHelper(helfer: string, loc: hbs.AST.SourceLocation, known: readonly string[]): void {
    const { line, column } = loc.start;
    this.#report(line, column, helfer.length, {
      code: "vorlage-helfer-unbekannt",
      args: { helfer, vorschlag: suggest(helfer, known) },
    });
  }

  #field(path: hbs.AST.PathExpression, scope: Scope): void {
    // A number or a word in quotes stands for itself.
    if (path.type !== "PathExpression") return;
    if (isUnknownData(path))
      return this.#refuse(path.loc, `„${path.original}“ gibt es in Vorlagen nicht; Felder heißen ohne @`);
    if (path.data || path.parts.length === 0) return;
    const problem = outerScope(scope, path.depth).problem(path.parts);
    if (!problem) return;
    const { line, column } = path.loc.start;
    const original = String(path.original);
    this.#report(line, column, original.length, {
      code: "vorlage-feld-unbekannt",
      args: {
        feld: original,
        vorschlag: suggest(problem.part, problem.known),
        dokument: this.#definition.id,
      },
    });
  }

  #report(line: number, column: number, length: number, cause: Cause): void {
    const start = this.#begin + this.#source.offsetOfLine(line) + column;
    this.#findings.push(findingInText(this.#source, cause, { start, end: start + length }));
  }
}

/** What a block goes into: the field it names, also behind `(mit …)` and `(ohne …)`, which keep the list's entries. */
function openedPath(subject: hbs.AST.Expression | undefined): hbs.AST.PathExpression | undefined {
  if (subject?.type === "PathExpression") return subject as hbs.AST.PathExpression;
  if (subject?.type !== "SubExpression") return undefined;
  const { path, params } = subject as hbs.AST.SubExpression;
  const keepsEntries = ["mit", "ohne"].includes(String((path as hbs.AST.PathExpression).original));
  return keepsEntries ? openedPath(params[0]) : undefined;
}

const plainStatements = new Set(["ContentStatement", "CommentStatement"]);

function innerScope(scope: Scope, subject: hbs.AST.PathExpression, isList: boolean): Scope | undefined {
  return outerScope(scope, subject.depth).below(subject.parts, isList);
}

/** Handlebars describes its grammar; people need to know what to look for. */
function germanSyntaxError(message: string): string {
  if (/got 'EOF'/.test(message)) return "ein Block ist nicht geschlossen";
  const [, open, close] = /^(\S+) doesn't match (\S+)/m.exec(message) ?? [];
  if (open !== undefined) return `{{/${close}}} schließt {{#${open}}} nicht`;
  return "in geschweiften Klammern steht etwas Unerwartetes";
}
