import type { Finding } from "../findings/finding.ts";
import { findingIn } from "../source/finding-in.ts";
import { isRecord, joinPointer, splitPointer, valueAt } from "../source/pointer.ts";
import { nameOf } from "./schema-findings.ts";
import type { Place } from "./place.ts";

interface AliasRule {
  readonly felder: string[];
  readonly ausser?: string;
  readonly stets?: string;
}

/**
 * Two entries that seem to be one: a hint, for names can be alike by chance. Entries that name each other (`ausser`) may be
 * alike, except in the field by which the text tells them apart (`stets`): that is a warning.
 */
export function aliasFindings({ parsed, node, pointer, value }: Place): Finding[] {
  const rule = node.schema["x-gleich"] as AliasRule | undefined;
  if (rule === undefined || !Array.isArray(value)) return [];
  const { felder, ausser, stets } = rule;
  const entries = value.filter(isRecord);
  const refersTo = (one: Entry, other: Entry) => ausser !== undefined && one[ausser] === other["id"];
  return entries.flatMap((entry, index): Finding[] => {
    for (const other of entries.slice(0, index)) {
      const isExcused = refersTo(entry, other) || refersTo(other, entry);
      const isAlike = (each: string) =>
        isSameName(entry[each], other[each]) ||
        (ausser !== undefined && each !== stets && isPartOfOther(entry[each], other[each]));
      const field = felder.find((each) => (each === stets || !isExcused) && isAlike(each));
      if (field === undefined) continue;
      const at = joinPointer(joinPointer(pointer, value.indexOf(entry)), field);
      const args = {
        name: String(entry[field]),
        anderer: String(other[field]),
        feld: isExcused ? undefined : ausser,
      };
      const severity = field === stets ? "warnung" : "hinweis";
      return [findingIn(parsed, at, { code: "eintrag-gleich", args }, { severity })];
    }
    return [];
  });
}

type Entry = Record<string, unknown>;

/** What an entry says of another one cannot be about itself. */
export function selfReference({ parsed, node, pointer, value }: Place): Finding[] {
  const list = node.schema["x-verweis"];
  const ids = valuesAt(parsed.data, splitPointer(`${String(list)}/*/id`));
  const own = valueAt(parsed.data, joinPointer(pointer.slice(0, pointer.lastIndexOf("/")), "id"));
  const isInList = typeof list === "string" && pointer.startsWith(`${list}/`);
  if (!isInList || typeof value !== "string" || value !== own || !ids.includes(value)) return [];
  const erlaubt = ids.filter((each) => each !== value);
  const args = { feld: nameOf(pointer), wert: value, erlaubt, vorschlag: undefined };
  return [findingIn(parsed, pointer, { code: "wert-unbekannt", args })];
}

/** "das Jugendamt der Stadt A" and "die Stadt A, Jugendamt" have the same words that matter. */
function isSameName(one: unknown, other: unknown): boolean {
  if (typeof one !== "string" || typeof other !== "string") return false;
  return words(one).join(" ") === words(other).join(" ");
}

const smallWords = new Set("der die das den dem des ein eine und von vom im in zu zur für e v".split(" "));

function words(name: string): string[] {
  const all = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return all.filter((each) => !smallWords.has(each)).sort();
}

/** The same office under a shorter name: a hint, for a shorter name can be that of another office. */
export function spellingFindings({ parsed, node, pointer, value }: Place): Finding[] {
  const paths = node.schema["x-schreibweise"];
  if (!Array.isArray(paths) || typeof value !== "string") return [];
  const others = paths.flatMap((path) => valuesAt(parsed.data, splitPointer(String(path))));
  const anderer = others.find((other) => isShorterName(value, other));
  if (anderer === undefined) return [];
  const args = { name: value, anderer };
  return [findingIn(parsed, pointer, { code: "name-uneinheitlich", args }, { severity: "hinweis" })];
}

function isPartOfOther(one: unknown, other: unknown): boolean {
  if (typeof one !== "string" || typeof other !== "string") return false;
  return isShorterName(one, other) || isShorterName(other, one);
}

/** "Ministerium für Arbeit NRW" beside "Ministerium für Arbeit und Soziales": the same kind of office, and nothing else in it. */
function isShorterName(short: string, long: string): boolean {
  const [own, other] = [fullWords(short), fullWords(long)];
  const isSameKind = own.size > 1 && [...own][0] === [...other][0];
  return isSameKind && own.size < other.size && [...own].every((each) => other.has(each));
}

/** In their order, without small words and abbreviations such as NRW. */
function fullWords(name: string): ReadonlySet<string> {
  const all = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const full = all.filter((each) => !/^\p{Lu}+$/u.test(each)).map((each) => each.toLowerCase());
  return new Set(full.filter((each) => !smallWords.has(each)));
}

/** In `[…]` every comma begins a new entry: an office would be printed as two. Names of persons have no article. */
export function missingArticle({ parsed, node, pointer, value }: Place): Finding[] {
  if (node.schema["x-artikel"] !== true || typeof value !== "string") return [];
  if (/^(?:\p{Ll}|Herrn? |Frau )/u.test(value)) return [];
  const cause = { code: "artikel-fehlt", args: { text: value } } as const;
  return [findingIn(parsed, pointer, cause, { severity: "warnung" })];
}

/** An obligation of somebody whom the agreement does not bind. */
export function bindingFindings({ parsed, node, pointer, value }: Place): Finding[] {
  const rule = node.schema["x-bindet"] as { feld: string; nicht: string[]; durch?: string[] } | undefined;
  if (rule === undefined) return [];
  const list = valueAt(parsed.data, String(node.schema["x-verweis"]));
  const entry = Array.isArray(list) ? list.filter(isRecord).find((each) => each["id"] === value) : undefined;
  const rolle = String(entry?.[rule.feld]);
  if (!rule.nicht.includes(rolle)) return [];
  const parent = pointer.slice(0, pointer.lastIndexOf("/"));
  const places = rule.durch?.map((field) => joinPointer(parent, field)) ?? [pointer];
  return places
    .filter((at) => valueAt(parsed.data, at) !== undefined)
    .map((at) => {
      const args = { stelle: String(value), grund: `${nameOf(`/${rule.feld}`)}: ${rolle}` };
      return findingIn(parsed, at, { code: "nicht-gebunden", args }, { severity: "warnung" });
    });
}

/** A name that stands in another list as well, such as a party among those who are none. */
export function entryElsewhere({ parsed, node, pointer, value }: Place): Finding[] {
  const rule = node.schema["x-kein-eintrag"] as { liste: string; felder: string[] } | undefined;
  if (rule === undefined) return [];
  const list = valueAt(parsed.data, rule.liste);
  const entries = Array.isArray(list) ? list.filter(isRecord) : [];
  if (!entries.some((entry) => rule.felder.some((field) => isSameName(entry[field], value)))) return [];
  const args = { name: String(value), liste: nameOf(rule.liste) };
  return [findingIn(parsed, pointer, { code: "eintrag-anderswo", args }, { severity: "warnung" })];
}

/** A sentence that begins with somebody whom the agreement does not bind, among the duties of somebody else. */
export function unboundSubject({ parsed, node, pointer, value }: Place): Finding[] {
  const path = node.schema["x-fremde-stelle"];
  if (typeof path !== "string" || typeof value !== "string") return [];
  const stelle = valuesAt(parsed.data, splitPointer(path)).find((each) => beginsWith(value, each));
  if (stelle === undefined) return [];
  const args = { stelle, grund: nameOf(path.replace(/\/\*.*/, "")) };
  return [findingIn(parsed, pointer, { code: "nicht-gebunden", args }, { severity: "warnung" })];
}

/** All texts at a path in which `*` stands for every entry of a list. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): string[] {
  if (key === undefined) return typeof value === "string" ? [value] : [];
  if (key === "*") return Array.isArray(value) ? value.flatMap((each) => valuesAt(each, rest)) : [];
  return isRecord(value) ? valuesAt(value[key], rest) : [];
}

function beginsWith(sentence: string, name: string): boolean {
  const plain = (text: string) => ` ${text.toLowerCase().replace(/^(?:der|die|das) /, "")} `;
  return plain(sentence).startsWith(plain(name));
}
