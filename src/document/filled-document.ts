import type { Finding } from "../findings/finding.ts";
import type { Template } from "../kinds/kind.ts";
import { clauseShape } from "./clause-shape.ts";
import { clauseTexts, type ClauseText } from "./clause-texts.ts";
import type { Document } from "./document.ts";
import { idsIn } from "./ids.ts";
import { TemplateError } from "./render-template.ts";
import type { TokenTable } from "./tokens.ts";

export interface BuiltDocument {
  /** File of the template it was made with. */
  readonly template: string;
  /** Undefined where the template cannot be filled; then a finding says why. Made when it is first asked for. */
  readonly document: Document | undefined;
  /** Known without the tree; undefined where the template cannot be filled. */
  readonly title: string | undefined;
  /** Ids of everything that has one, known without the tree; undefined where the template cannot be filled. */
  readonly clauseIds: ReadonlySet<string> | undefined;
  /** Section and wording of everything that has an id, without data; made once for all documents of one shape. */
  readonly clauses: ReadonlyMap<string, ClauseText> | undefined;
  /** Whether there can be no findings: known without the tree. */
  readonly isSound: boolean;
  /** The data the document prints: what its hash covers and what travels with the PDF. */
  readonly printed: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
}

/** The same without its tree and what makes it: for who has read all clauses and keeps many documents. */
export function withoutTree(built: BuiltDocument): BuiltDocument {
  const { template, printed, title, clauseIds, clauses } = built;
  // Asking a sound document for its findings would make the tree.
  const findings = built.isSound ? [] : built.findings;
  return { ...built, template, printed, title, clauseIds, clauses, findings, document: undefined };
}

type Clauses = ReadonlyMap<string, ClauseText>;

const shapes = new WeakMap<Template, Map<string, Clauses | undefined>>();

export function clausesByShape(template: Template): Map<string, Clauses | undefined> {
  const known = shapes.get(template) ?? new Map<string, Clauses | undefined>();
  shapes.set(template, known);
  return known;
}

/** What a template makes, if it can be filled. */
export function orUndefined(fill: () => string): string | undefined {
  try {
    return fill();
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

type Tree = Pick<BuiltDocument, "document" | "findings">;

interface Filling {
  readonly markdown: string;
  readonly tokens: TokenTable;
  readonly title: () => string;
  readonly make: () => Tree;
  /** By the shape of the documents that were read. */
  readonly known: Map<string, Clauses | undefined>;
  readonly isSound: boolean;
}

/** A filled template; the tree takes as long as all the rest, and who only judges does not need it. */
export class FilledDocument implements BuiltDocument {
  readonly template: string;
  readonly printed: BuiltDocument["printed"];
  readonly isSound: boolean;
  readonly #filling: Filling;
  #tree: Tree | undefined;
  #shape: string | undefined;

  constructor({ template, printed }: Pick<BuiltDocument, "template" | "printed">, filling: Filling) {
    this.template = template;
    this.printed = printed;
    this.isSound = filling.isSound;
    this.#filling = filling;
  }

  get document(): Document | undefined {
    return this.#made().document;
  }

  get findings(): readonly Finding[] {
    return this.#made().findings;
  }

  get title(): string | undefined {
    if (this.#tree) return this.#tree.document?.meta.title;
    return orUndefined(this.#filling.title);
  }

  get clauses(): Clauses | undefined {
    const { markdown, tokens, known } = this.#filling;
    this.#shape ??= clauseShape(markdown, tokens);
    if (!known.has(this.#shape)) known.set(this.#shape, this.document && clauseTexts(this.document));
    return known.get(this.#shape);
  }

  get clauseIds(): ReadonlySet<string> {
    return idsIn(this.#filling.markdown, this.#filling.tokens);
  }

  #made(): Tree {
    if (this.#tree) return this.#tree;
    try {
      this.#tree = this.#filling.make();
    } catch (error) {
      this.#tree = failed(error);
    }
    return this.#tree;
  }
}

export function failed(error: unknown): Tree {
  if (!(error instanceof TemplateError)) throw error;
  return { document: undefined, findings: [error.finding] };
}
