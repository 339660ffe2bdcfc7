import type { Finding } from "../findings/finding.ts";
import type { Kind } from "../kinds/kind.ts";
import { entriesOf, namesEver } from "../kinds/stammdaten.ts";
import { findingIn } from "../source/finding-in.ts";
import { literalPattern } from "../source/literal-pattern.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, joinPointer, valueAt } from "../source/pointer.ts";

/** Texts that name another entry of the Stammdaten than the one the agreement is for, e.g. the office of another district. */
export function nameFindings(parsed: ParsedYaml, kind: Kind): Finding[] {
  return Object.values(kind.art.stammdaten ?? {}).flatMap(({ liste, kennung, vor_namen: before }) => {
    const own = kennung === undefined ? undefined : valueAt(parsed.data, kennung);
    if (typeof own !== "string") return [];
    const entries = entriesOf(kind.stammdaten, liste);
    const name = entries.find((entry) => entry["id"] === own)?.["name"];
    const others = entries.filter((entry) => entry["id"] !== own);
    const foreign = others.flatMap((entry) => longNames(entry, before ?? []));
    return name === undefined || foreign.length === 0 ? [] : findIn(parsed, foreign, String(name));
  });
}

/** Names that cannot be anything else: "Jugendamt Mitte", "Bezirk Mitte", but not "Mitte". */
function longNames(entry: Record<string, unknown>, before: readonly string[]): string[] {
  const name = String(entry["name"]);
  const offices = namesEver(entry).filter((each) => each !== name && each.includes(name));
  return [...offices, ...before.map((word) => `${word} ${name}`)];
}

function findIn(parsed: ParsedYaml, foreign: readonly string[], own: string): Finding[] {
  const pattern = new RegExp(`(?<![\\p{L}-])(?:${foreign.map(literalPattern).join("|")})(?![\\p{L}-])`, "u");
  const findings: Finding[] = [];
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value === "string") {
      const name = pattern.exec(value)?.[0];
      if (name === undefined) return;
      const cause = { code: "name-fremd", args: { name, eigener: own } } as const;
      findings.push(findingIn(parsed, pointer, cause, { severity: "warnung" }));
    } else if (Array.isArray(value) || isRecord(value)) {
      for (const [key, child] of Object.entries(value)) visit(child, joinPointer(pointer, key));
    }
  };
  visit(parsed.data, "");
  return findings;
}
