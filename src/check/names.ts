import type { Finding } from "../findings/finding.ts";
import type { Kind } from "../kinds/kind.ts";
import { entriesOf, namesEver } from "../kinds/stammdaten.ts";
import { findingIn } from "../source/finding-in.ts";
import { leavesOf } from "../source/leaves.ts";
import { literalPattern } from "../source/literal-pattern.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { valueAt } from "../source/pointer.ts";

/** Texts that name another entry of the Stammdaten than the one the agreement is for, e.g. the office of another district. */
export function nameFindings(parsed: ParsedYaml, kind: Kind): Finding[] {
  return Object.values(kind.art.stammdaten ?? {}).flatMap(({ liste, kennung, vor_namen: before }) => {
    const own = kennung === undefined ? undefined : valueAt(parsed.data, kennung);
    const names = typeof own === "string" ? namesBeside(kind, own, liste, before ?? []) : undefined;
    return names ? findIn(parsed, names) : [];
  });
}

interface Names {
  readonly own: string;
  /** Names of the other entries that cannot be anything else. */
  readonly foreign: RegExp;
}

/** Of each kind, what its texts may not name; the list is long and the same for every file. */
const namesOf = new WeakMap<Kind, Map<string, Names | undefined>>();

function namesBeside(kind: Kind, own: string, liste: string, before: readonly string[]): Names | undefined {
  const known = namesOf.get(kind) ?? new Map<string, Names | undefined>();
  namesOf.set(kind, known);
  const key = `${liste} ${own}`;
  if (!known.has(key)) known.set(key, findNames(entriesOf(kind.stammdaten, liste), own, before));
  return known.get(key);
}

function findNames(
  entries: readonly Record<string, unknown>[],
  own: string,
  before: readonly string[],
): Names | undefined {
  const name = entries.find((entry) => entry["id"] === own)?.["name"];
  const foreign = entries
    .filter((entry) => entry["id"] !== own)
    .flatMap((entry) => longNames(entry, before))
    .map(literalPattern);
  if (name === undefined || foreign.length === 0) return undefined;
  return {
    own: String(name),
    foreign: new RegExp(`(?<![\\p{L}-])(?:${foreign.join("|")})(?![\\p{L}-])`, "u"),
  };
}

/** Names that cannot be anything else: "Jugendamt Mitte", "Bezirk Mitte", but not "Mitte". */
function longNames(entry: Record<string, unknown>, before: readonly string[]): string[] {
  const name = String(entry["name"]);
  const offices = namesEver(entry).filter((each) => each !== name && each.includes(name));
  return [...offices, ...before.map((word) => `${word} ${name}`)];
}

function findIn(parsed: ParsedYaml, { own, foreign }: Names): Finding[] {
  return leavesOf(parsed.data).flatMap(({ pointer, value }): Finding[] => {
    const name = typeof value === "string" ? foreign.exec(value)?.[0] : undefined;
    if (name === undefined) return [];
    const cause = { code: "name-fremd", args: { name, eigener: own } } as const;
    return [findingIn(parsed, pointer, cause, { severity: "warnung" })];
  });
}
