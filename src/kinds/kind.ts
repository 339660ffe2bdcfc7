import type { Vereinbarungsart } from "../generated/art.ts";
import type { Stammdaten } from "../generated/stammdaten.ts";
import { valueAt } from "../source/pointer.ts";
import { SourceText } from "../source/source-text.ts";
import type { SchemaTree } from "./schema-tree.ts";

/** A kind of agreement with everything that belongs to it, loaded and ready; data, no code. */
export interface Kind {
  readonly art: Vereinbarungsart;
  readonly tree: SchemaTree;
  readonly stammdaten: Stammdaten;
  /** Titles of the Stammdaten fields: a draft names its gaps with them. */
  readonly stammdatenTree: SchemaTree;
  /** Templates by file name, and partials by name. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly partials: ReadonlyMap<string, Template>;
  /** The short templates in art.yaml (titles, footers) by their text. */
  readonly inline: ReadonlyMap<string, Template>;
  /** SHA-256 over everything the documents' wording comes from: templates, partials, art.yaml, Stammdaten, labels. */
  readonly fingerprint: string;
  /** Whether the fields come from a schema of the repository: then no template is known to fit them. */
  readonly hasOwnSchema: boolean;
}

export interface TemplateText {
  readonly file: string;
  readonly text: string;
  /** Where the text begins in its file, if it is only a part of it (the titles in art.yaml). */
  readonly start?: number;
}

/** A template ready to be filled. */
export interface Template extends TemplateText {
  /** What Handlebars' precompiler made of the text; undefined where it cannot be parsed. */
  readonly compiled: unknown;
  /** Whether it is one of kv's own, unchanged: those were checked when kv was built. */
  readonly isBuiltIn: boolean;
}

export type DocumentDefinition = Vereinbarungsart["dokumente"][number];

/** The documents there are for these data: art.yaml can tie one to a field that is there or not. */
export function documentsFor(art: Vereinbarungsart, data: unknown): DocumentDefinition[] {
  const isThere = (pointer: string) => (valueAt(data, pointer) ?? null) !== null;
  return art.dokumente.filter(
    ({ wenn, wenn_fehlt: fehlt }) =>
      (wenn === undefined || isThere(wenn)) && (fehlt === undefined || !isThere(fehlt)),
  );
}

/** The title of a document with "…" for what the data fill in, e.g. "Kooperationsvereinbarung Bezirk …". */
export function titleWithGaps({ titel }: DocumentDefinition): string {
  return titel.replaceAll(/\{\{#.*\{\{\/\w+\}\}|\{\{[^}]*\}\}/g, "…").replaceAll(/…(?:\s*…)+/g, "…");
}

/** Ids of all documents of a kind, each once: variants of a document share its id. */
export function documentIds(art: Vereinbarungsart): string[] {
  return [...new Set(art.dokumente.map((each) => each.id))];
}

/** Whether all wording of a kind is kv's own, unchanged. */
export function isBuiltIn({ templates, partials, inline }: Kind): boolean {
  return [...templates.values(), ...partials.values(), ...inline.values()].every((each) => each.isBuiltIn);
}

/** Whether templates and fields are known to fit together: kv's own were checked when kv was built. */
export function isCheckedAlready(kind: Kind): boolean {
  return isBuiltIn(kind) && !kind.hasOwnSchema;
}

/** The text of one of a kind's templates by its file, for showing places in it. */
export function templateSource({ templates, partials }: Kind, file: string): SourceText | undefined {
  const text = [...templates.values(), ...partials.values()].find((each) => each.file === file);
  return text && new SourceText(file, text.text);
}

/** What a template says where it names an annex: "Anlage", or "Anlage 2" where a kind has several. */
export function annexLabel(art: Vereinbarungsart, documentId: string): string {
  const annexes = annexIds(art);
  const index = annexes.indexOf(documentId);
  if (index < 0) throw new Error(`${documentId} is no annex`);
  return annexes.length === 1 ? "Anlage" : `Anlage ${index + 1}`;
}

export function annexIds(art: Vereinbarungsart): string[] {
  const annexes = art.dokumente.filter((each) => each.anlage_zu !== undefined);
  return [...new Set(annexes.map((each) => each.id))];
}
