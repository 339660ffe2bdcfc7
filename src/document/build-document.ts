import { findingAt, type Cause, type Finding, type Span } from "../findings/finding.ts";
import { isCheckedAlready, type DocumentDefinition, type Kind, type TemplateText } from "../kinds/kind.ts";
import { titleOf } from "../kinds/schema-tree.ts";
import { lookUpStammdaten, stammdatenFields } from "../kinds/stammdaten.ts";
import { isCalendarDate } from "../source/calendar-date.ts";
import { isRecord, valueAt } from "../source/pointer.ts";
import { codePointName, fewOf, unprintableIn } from "../source/printable.ts";
import { daysAllowedFor } from "../termine/days-allowed.ts";
import { buildContext, type TemplateContext } from "./context.ts";
import { germanDate } from "./dates.ts";
import { parseDialect } from "./dialect.ts";
import type { Document, DocumentMeta } from "./document.ts";
import type { HelperScope } from "./helpers.ts";
import { hashOf, listedData, printedData } from "./identity.ts";
import { idsIn } from "./ids.ts";
import { numberDocument } from "./numbering.ts";
import { renderTemplate, TemplateError } from "./render-template.ts";
import { TokenTable } from "./tokens.ts";
import { unprintableTexts } from "./unprintable.ts";
import { Value } from "./value.ts";

export interface BuiltDocument {
  /** File of the template it was made with. */
  readonly template: string;
  /** Undefined where the template cannot be filled; then a finding says why. Made when it is first asked for. */
  readonly document: Document | undefined;
  /** Ids of everything that has one, known without the tree; undefined where the template cannot be filled. */
  readonly clauseIds: ReadonlySet<string> | undefined;
  /** Whether there can be no findings: known without the tree. */
  readonly isSound: boolean;
  /** The data the document prints: what its hash covers and what travels with the PDF. */
  readonly printed: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
}

export interface BuildOptions {
  /** Missing required fields become gaps, and every page is marked. */
  readonly draft: boolean;
  /** A form to fill in by hand: all fields become gaps, nothing is marked. */
  readonly blank?: true;
}

/** One document of an agreement: projects the data, fills the template, parses it, numbers it. */
export function buildDocument(
  kind: Kind,
  definition: DocumentDefinition,
  data: unknown,
  options: BuildOptions,
): BuiltDocument {
  const template = kind.templates.get(definition.vorlage);
  if (!template) throw new Error(`no template ${definition.vorlage}`);
  const printed = printedData(data, definition);
  const base = { template: template.file, printed };
  const stand = textAt(data, definition.stand);
  const tokens = new TokenTable();
  const context = contextOf(kind, definition, data, stand, options, tokens);
  const scope = { tokens, art: kind.art, follow: followReference(kind, context) };
  try {
    const markdown = renderTemplate(template, kind.partials, context, scope);
    const short = (text: string | undefined) =>
      tokens.plain(inlineTemplate(text ?? "", kind, context, scope));
    const make = () => {
      const title = options.blank ? (definition.vordruck ?? definition.titel) : short(definition.titel);
      const note = short(definition.fusszeile);
      const meta = metaOf(kind, definition, data, { title, note, printed, stand, options });
      return treeOf(markdown, tokens, [template, ...kind.partials.values()], meta);
    };
    return new FilledDocument(base, { markdown, tokens, make, isSound: isSound(kind, tokens) });
  } catch (error) {
    return { ...base, ...failed(error), clauseIds: undefined, isSound: false };
  }
}

/** The title of a document by itself; undefined where the data do not make one. */
export function titleOfDocument(
  kind: Kind,
  definition: DocumentDefinition,
  data: unknown,
): string | undefined {
  const tokens = new TokenTable();
  const options = { draft: false };
  const stand = textAt(data, definition.stand);
  const context = contextOf(kind, definition, data, stand, options, tokens);
  const scope = { tokens, art: kind.art, follow: followReference(kind, context) };
  try {
    return tokens.plain(inlineTemplate(definition.titel, kind, context, scope));
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

/** Templates checked when kv was built go wrong only where a value cannot be printed. */
function isSound(kind: Kind, tokens: TokenTable): boolean {
  return isCheckedAlready(kind) && tokens.texts().every((text) => unprintableIn(text).length === 0);
}

type Tree = Pick<BuiltDocument, "document" | "findings">;

interface Filling {
  readonly markdown: string;
  readonly tokens: TokenTable;
  readonly make: () => Tree;
  readonly isSound: boolean;
}

/** A filled template; the tree takes as long as all the rest, and who only judges does not need it. */
class FilledDocument implements BuiltDocument {
  readonly template: string;
  readonly printed: BuiltDocument["printed"];
  readonly isSound: boolean;
  readonly #filling: Filling;
  #tree: Tree | undefined;

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

function failed(error: unknown): Tree {
  if (!(error instanceof TemplateError)) throw error;
  return { document: undefined, findings: [error.finding] };
}

function contextOf(
  kind: Kind,
  definition: DocumentDefinition,
  data: unknown,
  stand: string | undefined,
  options: BuildOptions,
  tokens: TokenTable,
): TemplateContext {
  const { art, stammdaten, tree } = kind;
  const { daten, je, entry } = definition;
  const listed = listedData(data, definition);
  const input = {
    data: listed,
    printed: je === undefined ? daten : [...daten, je],
    tree,
    entry: entry === undefined ? undefined : { pointer: entry, value: valueAt(data, entry) },
    fristen: daysAllowedFor(art.termine, data),
    stammdaten: lookUpStammdaten(stammdaten, art, listed, stand),
    chosenBy: (name: string) => art.stammdaten?.[name]?.kennung,
    stammdatenFields: (name: string) => titledFields(kind, art.stammdaten?.[name]?.liste ?? ""),
    draft: options.draft,
    blank: options.blank ?? false,
  };
  return buildContext(input, tokens);
}

function titledFields(kind: Kind, list: string): (readonly [string, string])[] {
  const titleOfField = (key: string) => titleOf(kind.stammdatenTree.at(`/${list}/0/${key}`)) ?? key;
  return stammdatenFields(kind.stammdaten, list).map((key) => [key, titleOfField(key)] as const);
}

/** The entry that an id refers to, by the schema's `x-verweis`, e.g. a Handlungsfeld. */
function followReference(kind: Kind, context: TemplateContext): HelperScope["follow"] {
  return (value, field) => {
    // A line of a form refers to nothing yet.
    if (!(value instanceof Value)) return value;
    const list = kind.tree.at(value.pointer ?? "")?.schema["x-verweis"];
    const items = typeof list === "string" ? valueAt(context, list) : [];
    const matches = (item: unknown) => isRecord(item) && (item["id"] as Value | undefined)?.raw === value.raw;
    const found: unknown = Array.isArray(items) ? items.find(matches) : undefined;
    return isRecord(found) ? found[field] : value;
  };
}

function inlineTemplate(text: string, kind: Kind, context: TemplateContext, scope: HelperScope): string {
  const template = kind.inline.get(text);
  return template ? renderTemplate(template, kind.partials, context, scope) : text;
}

function textAt(data: unknown, pointer: string): string | undefined {
  const value = valueAt(data, pointer);
  return value === undefined || value === null ? undefined : String(value);
}

interface MetaInput {
  readonly title: string;
  readonly note: string;
  readonly printed: Record<string, unknown>;
  readonly stand: string | undefined;
  readonly options: BuildOptions;
}

function metaOf(kind: Kind, definition: DocumentDefinition, data: unknown, input: MetaInput): DocumentMeta {
  const { title, note, printed, options } = input;
  const blank = {
    art: kind.art.art,
    id: definition.id,
    title,
    lang: "de-DE",
    layout: definition.layout ?? "brief",
    maxPages: definition.seiten,
    hash: hashOf(printed),
    footerNote: note,
    // A form is no Fassung: it has neither Nummer nor Stand nor a hash worth printing.
    nummer: undefined,
    stand: undefined,
    footer: title,
    mark: undefined,
    remark: undefined,
  } as const;
  return options.blank
    ? { ...blank, isForm: true }
    : { ...blank, ...fassungOf(definition, data, input, blank.hash) };
}

/** What tells one Fassung of a document from another. */
function fassungOf(
  definition: DocumentDefinition,
  data: unknown,
  { title, stand, printed, options }: MetaInput,
  hash: string,
): Pick<DocumentMeta, "nummer" | "stand" | "footer" | "mark" | "remark"> {
  const nummer = definition.nummer === undefined ? undefined : (textAt(data, definition.nummer) ?? "–");
  const day = isCalendarDate(stand) ? stand : undefined;
  const date = day === undefined ? stand || "–" : germanDate(day);
  const isDraft = options.draft || (nummer !== undefined && valueAt(data, "/fassung/status") === "entwurf");
  const fassung = nummer === undefined ? [] : [`Fassung ${nummer}`];
  return {
    nummer,
    stand: day,
    footer: [title, ...fassung, `Stand ${date}`, `Prüfsumme ${hash.slice(0, 12)}`].join(" · "),
    mark: isDraft ? "ENTWURF" : undefined,
    remark: textAt(printed, "/vermerk"),
  };
}

function treeOf(
  markdown: string,
  tokens: TokenTable,
  templates: readonly TemplateText[],
  meta: DocumentMeta,
) {
  const findings: Finding[] = [];
  const report = (cause: Cause, written: string) =>
    findings.push(findingAt(cause, placeOf(written, templates)));
  const parsed = parseDialect(markdown, tokens, (konstrukt) =>
    report({ code: "vorlage-markdown", args: { konstrukt } }, ""),
  );
  const { blocks, footnotes } = numberDocument(parsed, {
    unknownTarget: (ziel) => report({ code: "vorlage-verweis", args: { ziel } }, `](#${ziel})`),
    repeatedId: (id) => report({ code: "vorlage-id-doppelt", args: { id } }, `{#${id}`),
  });
  const document: Document = { meta, blocks, footnotes };
  if (meta.layout === "blatt" && blocks.some((block) => block.type === "pageBreak"))
    report({ code: "vorlage-markdown", args: { konstrukt: "seitenumbruch-blatt" } }, "::: seitenumbruch");
  for (const { text, characters, before } of unprintableTexts(document)) {
    const zeichen = fewOf(characters.map((each) => `${each} (${codePointName(each)})`));
    const args = { dokument: meta.title, zeichen, text };
    report({ code: "dokument-zeichen", args }, before);
  }
  return { document, findings };
}

/** The last place where a template writes this; its beginning, where the text was put together from data. */
function placeOf(
  written: string,
  templates: readonly TemplateText[],
): { file: string; pointer: string; span: Span } {
  const found = templates.find(({ text }) => written !== "" && text.includes(written));
  const start = found ? found.text.lastIndexOf(written) : 0;
  const file = (found ?? templates[0])?.file ?? "";
  return { file, pointer: "", span: { start, end: start + (found ? written.length : 0) } };
}
