import type { Vereinbarungsart } from "../generated/art.ts";
import type { Stammdaten } from "../generated/stammdaten.ts";
import type { Finding } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import type { DocumentDefinition } from "../kinds/kind.ts";
import { propertiesOf, type SchemaNode, type SchemaTree } from "../kinds/schema-tree.ts";
import { stammdatenIds } from "../kinds/stammdaten.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, joinPointer } from "../source/pointer.ts";
import { deadPointer } from "./dead-pointer.ts";
import { nameOf } from "./schema-findings.ts";

/** What an art.yaml may refer to. */
export interface KindSurroundings {
  /** The name of its folder. */
  readonly name: string;
  /** That folder as people see it. */
  readonly folder: string;
  /** The schema of art.yaml itself, and that of the kind's data. */
  readonly artTree: SchemaTree;
  readonly tree: SchemaTree;
  readonly stammdaten: Stammdaten;
  readonly templates: readonly string[];
  readonly profiles: readonly string[];
}

/** Whether an art.yaml that follows its schema names only what exists. */
export function kindDefinitionFindings(parsed: ParsedYaml, around: KindSurroundings): Finding[] {
  const art = parsed.data as Vereinbarungsart;
  return [
    ...valueFindings(parsed, "/art", art.art, [around.name]),
    ...art.pruefliste.flatMap((name, index) =>
      valueFindings(parsed, `/pruefliste/${index}`, name, around.profiles),
    ),
    ...art.dokumente.flatMap(({ vorlage }, index) => templateFindings(parsed, index, vorlage, around)),
    ...documentFindings(parsed, art.dokumente),
    ...terminFindings(parsed, art),
    ...stammdatenFindings(parsed, art, around.stammdaten),
    ...pointerFindings(parsed, around),
    ...art.dokumente.flatMap((each, index) => entryFindings(parsed, `/dokumente/${index}`, each, around)),
  ];
}

/** A name that must be one of those known. */
export function valueFindings(
  parsed: ParsedYaml,
  pointer: string,
  wert: string,
  known: readonly string[],
): Finding[] {
  if (known.includes(wert)) return [];
  const args = { feld: nameOf(pointer), wert, erlaubt: [...known], vorschlag: suggest(wert, known) };
  return [findingIn(parsed, pointer, { code: "wert-unbekannt", args })];
}

function templateFindings(
  parsed: ParsedYaml,
  index: number,
  vorlage: string,
  { templates, folder }: KindSurroundings,
): Finding[] {
  if (templates.includes(vorlage)) return [];
  const args = { vorlage, ordner: folder, vorschlag: suggest(vorlage, templates) };
  return [findingIn(parsed, `/dokumente/${index}/vorlage`, { code: "vorlage-fehlt", args })];
}

/** Documents may share an id only if a field decides which of them there is; an annex belongs to another document. */
function documentFindings(parsed: ParsedYaml, documents: readonly DocumentDefinition[]): Finding[] {
  return documents.flatMap(({ id, anlage_zu: owner }, index): Finding[] => {
    const pointer = `/dokumente/${index}`;
    const others = documents.filter((each) => each.id !== id).map((each) => each.id);
    return [
      ...(owner === undefined || others.includes(owner)
        ? []
        : [unknownOwner(parsed, pointer, owner, others)]),
      ...twinFindings(parsed, "dokumente", index, documents),
    ];
  });
}

/** What recurs is counted from a signature under one of the documents. */
function terminFindings(parsed: ParsedYaml, { termine = [], dokumente }: Vereinbarungsart): Finding[] {
  const documents = [...new Set(dokumente.map(({ id }) => id))];
  return termine.flatMap(({ regel }, index): Finding[] => {
    const pointer = `/termine/${index}/regel/wiederkehrend/unterschrift`;
    const document = regel.wiederkehrend?.unterschrift;
    return [
      ...twinFindings(parsed, "termine", index, termine),
      ...(document === undefined ? [] : valueFindings(parsed, pointer, document, documents)),
    ];
  });
}

/** A field decides which of two entries there is. */
type Variant = Pick<DocumentDefinition, "id" | "wenn" | "wenn_fehlt">;

/** Entries may share an id only where they are variants of each other. */
function twinFindings(
  parsed: ParsedYaml,
  list: string,
  index: number,
  entries: readonly Variant[],
): Finding[] {
  const entry = entries[index];
  const twin = entries
    .slice(0, index)
    .findIndex((each) => entry !== undefined && each.id === entry.id && !areVariants(each, entry));
  return entry === undefined || twin < 0 ? [] : [sameId(parsed, { list, index, earlier: twin }, entry.id)];
}

function unknownOwner(parsed: ParsedYaml, pointer: string, id: string, others: readonly string[]): Finding {
  const args = { id, ziel: "dokumente", vorhanden: [...others], vorschlag: suggest(id, others) };
  return findingIn(parsed, `${pointer}/anlage_zu`, { code: "verweis-unbekannt", args });
}

function sameId(
  parsed: ParsedYaml,
  { list, index, earlier }: { readonly list: string; readonly index: number; readonly earlier: number },
  id: string,
): Finding {
  const { start } = parsed.locate(`/${list}/${earlier}/id`, "value");
  const args = { id, liste: list, ersteZeile: parsed.source.positionAt(start).line };
  return findingIn(parsed, `/${list}/${index}/id`, { code: "id-doppelt", args });
}

function areVariants(one: Variant, other: Variant): boolean {
  const excludes = (a: Variant, b: Variant) => a.wenn !== undefined && a.wenn === b.wenn_fehlt;
  return excludes(one, other) || excludes(other, one);
}

function stammdatenFindings(parsed: ParsedYaml, art: Vereinbarungsart, stammdaten: Stammdaten): Finding[] {
  return Object.entries(art.stammdaten ?? {}).flatMap(([name, { liste, eintrag }]) => {
    const at = joinPointer("/stammdaten", name);
    const unknownList = valueFindings(parsed, `${at}/liste`, liste, Object.keys(stammdaten));
    if (unknownList.length > 0 || eintrag === undefined) return unknownList;
    return valueFindings(parsed, `${at}/eintrag`, eintrag, stammdatenIds(stammdaten, liste));
  });
}

/** What a document for each entry of a list needs: a list whose entries have an id, and a Stand outside of other lists. */
function entryFindings(
  parsed: ParsedYaml,
  at: string,
  { je, stand, stand_auch: others = [] }: DocumentDefinition,
  { tree }: KindSurroundings,
): Finding[] {
  const refuse = (pointer: string, wert: string, erlaubt: string[]) => {
    const args = { feld: nameOf(pointer), wert, erlaubt, vorschlag: undefined };
    return [findingIn(parsed, pointer, { code: "wert-unbekannt", args })];
  };
  if (je !== undefined && tree.at(je) && (isInList(je) || !isEntryList(tree, je)))
    return refuse(`${at}/je`, je, entryLists(tree));
  const days = [[`${at}/stand`, stand], ...others.map((each, index) => [`${at}/stand_auch/${index}`, each])];
  return days.flatMap(([pointer = "", wert = ""]) => {
    // What leads nowhere is reported as such.
    if (!tree.at(wert)) return [];
    if (je === undefined) return isInList(wert) ? [deadPointer(parsed, pointer, wert, tree)] : [];
    const entry = `${je}/*/`;
    if (!isInList(wert.startsWith(entry) ? wert.slice(entry.length - 1) : wert)) return [];
    const item = tree.at(`${je}/0`);
    return refuse(pointer, wert, item ? propertiesOf(item).map((key) => entry + key) : []);
  });
}

function isInList(pointer: string): boolean {
  return /\/(?:\*|\d+)(?=\/|$)/.test(pointer);
}

function isEntryList(tree: SchemaTree, pointer: string): boolean {
  return tree.at(`${pointer}/0/id`) !== undefined && tree.at(pointer)?.schema["items"] !== undefined;
}

/** The lists whose entries have an id and that are in no list themselves. */
function entryLists(tree: SchemaTree, at = "", node = tree.root, depth = 0): string[] {
  // Groups may contain themselves.
  if (depth > 5) return [];
  return propertiesOf(node).flatMap((key) => {
    const pointer = joinPointer(at, key);
    const child = tree.child(node, key);
    if (!child) return [];
    return isEntryList(tree, pointer) ? [pointer] : entryLists(tree, pointer, child, depth + 1);
  });
}

/** Every text that art.schema.json declares to be a pointer (x-zeiger) leads to a field of the kind's data. */
function pointerFindings(parsed: ParsedYaml, { artTree, tree }: KindSurroundings): Finding[] {
  const findings: Finding[] = [];
  const visit = (value: unknown, node: SchemaNode | undefined, pointer: string): void => {
    if (!node) return;
    const kind = node.schema["x-zeiger"];
    const isPointer = kind !== undefined && typeof value === "string" && value.startsWith("/");
    if (isPointer && !leadsToValue(tree.at(value), kind === "wert"))
      findings.push(deadPointer(parsed, pointer, value, tree));
    if (Array.isArray(value) || isRecord(value))
      for (const [key, child] of Object.entries(value))
        visit(child, artTree.child(node, key), joinPointer(pointer, key));
  };
  visit(parsed.data, artTree.root, "");
  return findings;
}

/** Groups and lists are no single value: their text would be "[object Object]". */
function leadsToValue(target: SchemaNode | undefined, isSingle: boolean): boolean {
  if (!target || !isSingle) return target !== undefined;
  const { type, properties, items } = target.schema;
  return properties === undefined && items === undefined && type !== "object" && type !== "array";
}
