import type { Vereinbarungsart } from "../generated/art.ts";
import type { Stammdaten } from "../generated/stammdaten.ts";
import { hasField, isRecord, joinPointer, valueAt } from "../source/pointer.ts";
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
  /** Where the text begins in its file, if it is only a part of it (the titles in art.yaml): asked for only by who reports a mistake. */
  readonly startOf?: () => number;
}

/** A template ready to be filled. */
export interface Template extends TemplateText {
  /** What Handlebars' precompiler made of the text; undefined where it cannot be parsed. */
  readonly compiled: unknown;
  /** Whether it is one of kv's own, unchanged: those were checked when kv was built. */
  readonly isBuiltIn: boolean;
}

/** What art.yaml says of a document; of one for an entry of a list (`je`) also the pointer of that entry. */
export type DocumentDefinition = Vereinbarungsart["dokumente"][number] & { readonly entry?: string };

/** What art.yaml says of a document that there is for each entry of a list. */
export type EntryDefinition = DocumentDefinition & { readonly je: string };

/** The document for one of these entries, e.g. for `/verlauf/auswertungen/0`. */
export type EntryDocument = EntryDefinition & { readonly entry: string };

/**
 * The documents that make up an agreement with these data: art.yaml can tie one to a field that is there or not.
 * Documents for entries of a list are no part of it.
 */
export function documentsFor(art: Vereinbarungsart, data: unknown): DocumentDefinition[] {
  return applicable(art, data).filter(({ je }) => je === undefined);
}

/** One document for each entry that has an id, e.g. "auswertung:2026". */
export function entryDocumentsFor(art: Vereinbarungsart, data: unknown): EntryDocument[] {
  return applicable(art, data).flatMap((definition): EntryDocument[] => {
    const { je } = definition;
    const list = je === undefined ? undefined : valueAt(data, je);
    return (Array.isArray(list) ? list : []).flatMap((item: unknown, index) => {
      const id = isRecord(item) ? item["id"] : undefined;
      const isNamed = typeof id === "string" || typeof id === "number";
      return isNamed && je !== undefined ? [forEntry({ ...definition, je }, data, index, id)] : [];
    });
  });
}

function forEntry(
  definition: EntryDefinition,
  data: unknown,
  index: number,
  id: string | number,
): EntryDocument {
  const entry = joinPointer(definition.je, index);
  const bound = (pointer: string) => pointer.replace(`${definition.je}/*/`, `${entry}/`);
  const { stand, stand_auch: others = [] } = definition;
  // Days are ISO texts, ordered as their texts are.
  const day = (pointer: string) => String(valueAt(data, pointer) ?? "");
  const latest = [stand, ...others].map(bound).reduce((one, other) => (day(one) < day(other) ? other : one));
  return { ...definition, id: `${definition.id}:${id}`, stand: latest, entry };
}

/** The document of that id, of the agreement or of an entry. */
export function documentNamed(
  art: Vereinbarungsart,
  data: unknown,
  id: string,
): DocumentDefinition | undefined {
  return [...documentsFor(art, data), ...entryDocumentsFor(art, data)].find((each) => each.id === id);
}

function applicable(art: Vereinbarungsart, data: unknown): DocumentDefinition[] {
  return art.dokumente.filter((each) => applies(each, data));
}

/** Whether there is what art.yaml ties to a field that is there, or to one that is not: a document, a Termin. */
export function applies(
  { wenn, wenn_fehlt: fehlt }: Pick<DocumentDefinition, "wenn" | "wenn_fehlt">,
  data: unknown,
): boolean {
  return (wenn === undefined || hasField(data, wenn)) && (fehlt === undefined || !hasField(data, fehlt));
}

/** The title of a document with "…" for what the data fill in, e.g. "Kooperationsvereinbarung Bezirk …". */
export function titleWithGaps({ titel }: DocumentDefinition): string {
  return titel.replaceAll(/\{\{#.*\{\{\/\w+\}\}|\{\{[^}]*\}\}/g, "…").replaceAll(/…(?:\s*…)+/g, "…");
}

/** Ids of the documents that make up an agreement, each once: variants of a document share its id. */
export function documentIds(art: Vereinbarungsart): string[] {
  return [...new Set(art.dokumente.flatMap((each) => (each.je === undefined ? [each.id] : [])))];
}

/** Definitions of documents for entries, each id once. */
export function entryDefinitions(art: Vereinbarungsart): EntryDefinition[] {
  const found = art.dokumente.flatMap(({ je, ...rest }) => (je === undefined ? [] : [{ ...rest, je }]));
  return found.filter(({ id }, index) => found.findIndex((each) => each.id === id) === index);
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
