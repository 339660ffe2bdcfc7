import type { Cause, Finding } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import { knowsClause, type ClauseNames } from "../kinds/clause-names.ts";
import { propertiesOf, type SchemaTree } from "../kinds/schema-tree.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { joinPointer } from "../source/pointer.ts";
import { deadPointer } from "./dead-pointer.ts";
import { profileRules } from "./profile-rules.ts";
import type { ProfileDefinition, ProfileItem } from "./profile.ts";
import { valueFindings } from "./kind-definition.ts";

/** Whether each item of a checklist can be decided, and by one thing only. */
export function profileItemFindings(parsed: ParsedYaml): Finding[] {
  const seen = new Map<string, number>();
  return itemsOf(parsed).flatMap(({ item, at, keywords }, index): Finding[] => {
    const place = (pointer: string, cause: Cause) => findingIn(parsed, pointer, cause);
    const wege = [
      ...(item.klauseln ? ["klauseln"] : []),
      ...(item.genannt_in ? ["genannt_in"] : []),
      ...(item.regel === undefined ? [] : ["regel"]),
      ...(item.termin ? ["termin"] : []),
      ...(keywords > 0 ? ["JSON-Schema"] : []),
    ];
    const findings: Finding[] = [];
    if (wege.length !== 1)
      findings.push(place(`${at}/id`, { code: "pruefpunkt-entscheidung", args: { punkt: item.id, wege } }));
    const earlier = seen.get(item.id);
    if (earlier !== undefined) {
      const ersteZeile = parsed.source.positionAt(
        parsed.locate(`/allOf/${earlier}/x-punkt/id`, "value").start,
      ).line;
      findings.push(
        place(`${at}/id`, { code: "id-doppelt", args: { id: item.id, liste: "allOf", ersteZeile } }),
      );
    }
    seen.set(item.id, index);
    if (item.regel !== undefined)
      findings.push(...valueFindings(parsed, `${at}/regel`, item.regel, Object.keys(profileRules)));
    return findings;
  });
}

/** What the items of a checklist may refer to in a kind. */
export interface ProfileSurroundings {
  readonly tree: SchemaTree;
  /** The clauses that the templates of each document write. */
  readonly clauses: ReadonlyMap<string, ClauseNames>;
}

/** Whether a checklist fits the kind it is applied to: its fields, documents and clauses exist there. */
export function profileFitFindings(parsed: ParsedYaml, { tree, clauses }: ProfileSurroundings): Finding[] {
  return itemsOf(parsed).flatMap(({ item, at }): Finding[] => [
    ...(tree.at(item.ort) ? [] : [deadPointer(parsed, `${at}/ort`, item.ort, tree)]),
    ...(item.wenn === undefined || tree.at(item.wenn)
      ? []
      : [deadPointer(parsed, `${at}/wenn`, item.wenn, tree)]),
    ...terminPointerFindings(parsed, item.termin, `${at}/termin`, tree),
    ...namingFindings(parsed, at, item, tree),
    ...Object.entries(item.klauseln ?? {}).flatMap(([document, ids]) => {
      const pointer = joinPointer(`${at}/klauseln`, document);
      const known = clauses.get(document);
      if (!known) return [unknownDocument(parsed, pointer, document, [...clauses.keys()])];
      return ids.flatMap((id, index) =>
        knowsClause(known, id) ? [] : valueFindings(parsed, `${pointer}/${index}`, id, [...known.fixed]),
      );
    }),
  ]);
}

/** A Termin looks at fields that the kind has. */
function terminPointerFindings(parsed: ParsedYaml, value: unknown, at: string, tree: SchemaTree): Finding[] {
  if (typeof value === "string")
    return !value.startsWith("/") || tree.at(value) ? [] : [deadPointer(parsed, at, value, tree)];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    terminPointerFindings(parsed, child, joinPointer(at, key), tree),
  );
}

function namingFindings(
  parsed: ParsedYaml,
  at: string,
  { genannt_in: naming }: ProfileItem,
  tree: SchemaTree,
) {
  if (!naming) return [];
  const entry = tree.at(joinPointer(naming.liste, 0));
  if (!entry) return [deadPointer(parsed, `${at}/genannt_in/liste`, naming.liste, tree)];
  return valueFindings(parsed, `${at}/genannt_in/feld`, naming.feld, propertiesOf(entry));
}

function unknownDocument(parsed: ParsedYaml, pointer: string, feld: string, known: string[]): Finding {
  const args = { feld, erlaubt: known, vorschlag: suggest(feld, known) };
  return findingIn(parsed, pointer, { code: "feld-unbekannt", args }, { part: "key" });
}

interface PlacedItem {
  readonly item: ProfileItem;
  readonly at: string;
  /** How many keywords stand beside x-punkt. */
  readonly keywords: number;
}

function itemsOf(parsed: ParsedYaml): PlacedItem[] {
  return (parsed.data as ProfileDefinition).allOf.map((each, index) => ({
    item: each["x-punkt"],
    at: `/allOf/${index}/x-punkt`,
    keywords: Object.keys(each).length - 1,
  }));
}
