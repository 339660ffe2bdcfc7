import type { Finding } from "../findings/finding.ts";
import type { Kind } from "../kinds/kind.ts";
import { titleOf, type SchemaNode } from "../kinds/schema-tree.ts";
import { BoundedPattern } from "../source/bounded-pattern.ts";
import { fieldBeside, isRecord, joinPointer, valueAt } from "../source/pointer.ts";
import { daysOf } from "../source/calendar-date.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { deadPointer } from "./dead-pointer.ts";
import { beginFindings } from "./agreement-begin.ts";
import {
  aliasFindings,
  bindingFindings,
  entryElsewhere,
  missingArticle,
  selfReference,
  spellingFindings,
  unboundSubject,
} from "./party-rules.ts";
import { allNamed, named, title, type Place } from "./place.ts";
import { nameOf } from "./schema-findings.ts";
import { nameFrom, suggest } from "../findings/suggest.ts";

/** What a JSON Schema cannot say, declared in the schemas by `x-…` and checked on every field that carries it. */
export function ruleFindings(parsed: ParsedYaml, kind: Kind): Finding[] {
  const { tree } = kind;
  const findings: Finding[] = [];
  const visit = (value: unknown, node: SchemaNode | undefined, pointer: string): void => {
    if (!node) return;
    const place: Place = { parsed, kind, node, pointer, value };
    if (hasRules(node)) for (const rule of rules) findings.push(...rule(place));
    for (const [key, child] of childrenOf(value))
      visit(child, tree.child(node, key), joinPointer(pointer, key));
  };
  visit(parsed.data, tree.root, "");
  return findings;
}

/** Most fields carry no keyword of ours. */
const carriers = new WeakMap<SchemaNode, boolean>();

function hasRules(node: SchemaNode): boolean {
  const known =
    carriers.get(node) ?? Object.keys(node.schema).some((key) => key.startsWith("x-") && key !== "x-quelle");
  carriers.set(node, known);
  return known;
}

const rules = [
  uniqueness,
  reference,
  dateOrder,
  numberOrder,
  possibleTime,
  gap,
  consequence,
  part,
  wording,
  sentence,
  missingArticle,
  selfReference,
  fieldPointer,
  generated,
  beginFindings,
  placeInList,
  sums,
  atMost,
  aliasFindings,
  spellingFindings,
  bindingFindings,
  entryElsewhere,
  unboundSubject,
];

function childrenOf(value: unknown): [string, unknown][] {
  return Array.isArray(value) || isRecord(value) ? Object.entries(value) : [];
}

function uniqueness({ parsed, node, pointer, value }: Place): Finding[] {
  const field = node.schema["x-eindeutig"];
  if (typeof field !== "string" || !Array.isArray(value)) return [];
  const first = new Map<string, number>();
  return value.flatMap((item, index): Finding[] => {
    const written = isRecord(item) ? item[field] : undefined;
    if (typeof written !== "string" && typeof written !== "number") return [];
    // 2026 and "2026" name the same entry.
    const id = String(written);
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, index);
      return [];
    }
    const at = joinPointer(joinPointer(pointer, index), field);
    const start = parsed.locate(joinPointer(joinPointer(pointer, earlier), field), "value").start;
    const args = { id, liste: nameOf(pointer), ersteZeile: parsed.source.positionAt(start).line };
    return [findingIn(parsed, at, { code: "id-doppelt", args })];
  });
}

function reference({ parsed, kind, node, pointer, value }: Place): Finding[] {
  const list = node.schema["x-verweis"];
  if (typeof list !== "string" || typeof value !== "string") return [];
  const items: unknown = valueAt(parsed.data, list);
  const ids = (Array.isArray(items) ? items : []).flatMap((item: unknown) => {
    const id = isRecord(item) ? item["id"] : undefined;
    return typeof id === "string" || typeof id === "number" ? [String(id)] : [];
  });
  if (ids.includes(value)) return [];
  // An id that is not allowed is a finding of its own, which names it as it should be.
  const isName = kind.tree.at(joinPointer(joinPointer(list, 0), "id"))?.schema["x-kennung"] === true;
  const vorhanden = isName ? ids.map(nameFrom).filter((id) => id !== "") : ids;
  if (vorhanden.includes(value)) return [];
  const args = { id: value, ziel: nameOf(list), vorhanden, vorschlag: suggest(value, vorhanden) };
  return [findingIn(parsed, pointer, { code: "verweis-unbekannt", args })];
}

/** Only what is certain: a month is before a day if all its days are. Days are ISO strings, ordered as their texts are. */
function dateOrder(place: Place): Finding[] {
  const earliest = [...allNamed(place, "x-nicht-vor"), standOfDocument(place) ?? []].flat();
  return [
    ...brokenLimit(place, "vor", earliest),
    ...brokenLimit(place, "nach", allNamed(place, "x-nicht-nach")),
  ];
}

/** The first of several limits that a date breaks: one cause, one finding. */
function brokenLimit(place: Place, lage: "vor" | "nach", limits: readonly string[]): Finding[] {
  const { parsed, pointer, value } = place;
  const days = daysOf(value);
  // What is no date is the schema's finding.
  const broken = limits.find((at) => {
    const others = daysOf(valueAt(parsed.data, at));
    if (!days || !others) return false;
    return lage === "vor" ? days.last < others.first : days.first > others.last;
  });
  if (broken === undefined) return [];
  const args = {
    feld: title(place, pointer),
    wert: String(value),
    anderes: title(place, broken),
    anderer: String(valueAt(parsed.data, broken)),
    lage,
  };
  return [findingIn(parsed, pointer, { code: "datum-reihenfolge", args })];
}

/** A value that follows from another field may be repeated, but not contradict it. */
function consequence(place: Place): Finding[] {
  const { parsed, node, pointer, value } = place;
  const rule = node.schema["x-folgt-aus"] as { feld: string; werte: Record<string, string> } | undefined;
  if (rule === undefined) return [];
  const source = String(valueAt(parsed.data, rule.feld));
  const right = Object.hasOwn(rule.werte, source) ? rule.werte[source] : undefined;
  if (right === undefined || value === right) return [];
  const args = {
    feld: title(place, pointer),
    wert: String(value),
    anderes: title(place, rule.feld),
    anderer: source,
    richtig: right,
  };
  return [findingIn(parsed, pointer, { code: "wert-widerspricht", args })];
}

function part(place: Place): Finding[] {
  const { parsed, pointer, value } = place;
  const whole = named(place, "x-teil-von");
  if (whole === undefined || typeof value !== "string") return [];
  const text = valueAt(parsed.data, whole);
  if (typeof text !== "string" || text.includes(value)) return [];
  const args = { teil: value, feld: title(place, whole) };
  return [findingIn(parsed, pointer, { code: "teil-fehlt", args })];
}

/** Words that contradict what the agreement says; a person may mean them otherwise, so this is a warning. */
function wording({ parsed, kind, node, pointer, value }: Place): Finding[] {
  const patterns = node.schema["x-widerspricht"] as { muster: string; warum: string }[] | undefined;
  if (patterns === undefined || typeof value !== "string") return [];
  const folge = node.schema["x-widerspricht-folge"] as string | undefined;
  // To be able to stop a pattern costs more than to try it; those of kv itself end.
  const Pattern = kind.hasOwnSchema ? BoundedPattern : RegExp;
  return patterns.flatMap(({ muster, warum }): Finding[] => {
    const fund = new Pattern(muster, "iu").exec(value)?.[0];
    if (fund === undefined) return [];
    const cause = { code: "wortlaut-widerspricht", args: { fund, warum, folge } } as const;
    return [findingIn(parsed, pointer, cause, { severity: "warnung" })];
  });
}

/** In `[…]` every comma begins a new entry: what was one sentence would be printed as two pieces. */
function sentence({ parsed, node, pointer, value }: Place): Finding[] {
  if (node.schema["x-satz"] !== true || typeof value !== "string" || /[.!?:]["“”)]?\s*$/.test(value))
    return [];
  const cause = { code: "satz-unvollstaendig", args: { text: value } } as const;
  return [findingIn(parsed, pointer, cause, { severity: "warnung" })];
}

/** A text that names a field of the data names one that there can be. */
function fieldPointer({ parsed, kind, node, pointer, value }: Place): Finding[] {
  if (node.schema["x-zeiger"] !== true || typeof value !== "string" || !value.startsWith("/")) return [];
  return kind.tree.at(value) ? [] : [deadPointer(parsed, pointer, value, kind.tree)];
}

/** "2026-02-30" and "2026/2029" have the right form but do not exist. */
function possibleTime({ parsed, node, pointer, value }: Place): Finding[] {
  if (node.schema["x-zeitangabe"] !== true || typeof value !== "string") return [];
  // What has not even the form is the schema's finding.
  const hasForm = /^(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|\/20\d{2})?$/.test(
    value,
  );
  if (!hasForm || daysOf(value)) return [];
  return [
    findingIn(parsed, pointer, { code: "datum-unmoeglich", args: { feld: nameOf(pointer), wert: value } }),
  ];
}

/** A number that should follow immediately: one may have been left out on purpose, so this is a warning. */
function gap(place: Place): Finding[] {
  const { parsed, pointer, value } = place;
  const at = named(place, "x-unmittelbar-vor");
  const next = at === undefined ? undefined : valueAt(parsed.data, at);
  if (typeof value !== "number" || typeof next !== "number" || value + 1 >= next) return [];
  const cause = { code: "vorgaenger-luecke", args: { nummer: next, vorgaenger: value } } as const;
  return [findingIn(parsed, pointer, cause, { severity: "warnung" })];
}

interface Sum {
  readonly feld: string;
  /** The number itself, or the field beside the list that holds it. */
  readonly ergibt: number | string;
}

/** Entries whose numbers must add up, such as shares to 100 percent. */
function sums(place: Place): Finding[] {
  const declared = place.node.schema["x-summe"] as Sum | readonly Sum[] | undefined;
  return [declared ?? []].flat().flatMap((rule) => sum(place, rule));
}

function sum({ parsed, kind, node, pointer, value }: Place, { feld: name, ergibt }: Sum): Finding[] {
  if (!Array.isArray(value)) return [];
  const numbers = value.map((entry) => (isRecord(entry) ? entry[name] : undefined));
  const richtig = typeof ergibt === "number" ? ergibt : valueAt(parsed.data, fieldBeside(pointer, ergibt));
  // What is no number is the schema's finding.
  if (typeof richtig !== "number" || !numbers.every((each) => typeof each === "number")) return [];
  const summe = hundredths(numbers.reduce((total, each) => total + each, 0));
  if (summe === richtig) return [];
  const feld = titleOf(kind.tree.at(joinPointer(joinPointer(pointer, 0), name))) ?? name;
  const args = { liste: titleOf(node) ?? nameOf(pointer), feld, summe, richtig };
  return [findingIn(parsed, pointer, { code: "summe-falsch", args })];
}

/** Sums of decimal fractions are seldom exact. */
function hundredths(number: number): number {
  return Math.round(number * 100) / 100;
}

/** Numbers that are parts of another one, such as votes of those who may vote. */
function atMost(place: Place): Finding[] {
  const { parsed, node, pointer, value } = place;
  const rule = node.schema["x-hoechstens"] as { felder: string[]; grenze: string } | undefined;
  if (rule === undefined || !isRecord(value)) return [];
  const parts = rule.felder.filter((each) => typeof value[each] === "number");
  const summe = parts.reduce((total, each) => total + Number(value[each]), 0);
  const grenze = value[rule.grenze];
  if (typeof grenze !== "number" || summe <= grenze) return [];
  const titled = (field: string) => title(place, joinPointer(pointer, field));
  const args = { felder: parts.map(titled), summe, anderes: titled(rule.grenze), grenze };
  return [findingIn(parsed, joinPointer(pointer, rule.grenze), { code: "summe-zu-gross", args })];
}

/** What kv makes itself would contradict what it makes the next time. */
function generated({ parsed, node, pointer, value }: Place): Finding[] {
  const befehl = node.schema["x-erzeugt"];
  if (typeof befehl !== "string" || value === undefined) return [];
  return [
    findingIn(
      parsed,
      pointer,
      { code: "feld-erzeugt", args: { feld: nameOf(pointer), befehl } },
      { part: "key" },
    ),
  ];
}

/** A number that means the place of an entry in a list. */
function placeInList({ parsed, node, pointer, value }: Place): Finding[] {
  const list = node.schema["x-platz-in"];
  const entries = typeof list === "string" ? valueAt(parsed.data, list) : undefined;
  if (!Array.isArray(entries) || typeof value !== "number" || value <= entries.length) return [];
  const args = { feld: nameOf(pointer), grenze: entries.length, zu: "gross" } as const;
  return [findingIn(parsed, pointer, { code: "zahl-ausserhalb", args })];
}

function numberOrder(place: Place): Finding[] {
  const { parsed, pointer, value } = place;
  const at = named(place, "x-kleiner-als");
  const limit = at === undefined ? undefined : valueAt(parsed.data, at);
  if (at === undefined || typeof value !== "number" || typeof limit !== "number" || value < limit) return [];
  const args = { feld: title(place, pointer), wert: value, anderes: title(place, at), anderer: limit };
  return [findingIn(parsed, pointer, { code: "zahl-reihenfolge", args })];
}

/** Each document has its own Stand; the field beside this one says which document is meant. */
function standOfDocument(place: Place): string | undefined {
  const document = named(place, "x-nicht-vor-stand");
  const id = document === undefined ? undefined : valueAt(place.parsed.data, document);
  return place.kind.art.dokumente.find((each) => each.id === id)?.stand;
}
