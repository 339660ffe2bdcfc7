import { findingAt, type Finding, type Span } from "../findings/finding.ts";
import type { Kind } from "../kinds/kind.ts";
import type { SchemaNode } from "../kinds/schema-tree.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, joinPointer, valueAt } from "../source/pointer.ts";

/** What rules over several files need to know of one: plain data, so that the file itself need not be kept. */
export interface AcrossFacts {
  readonly file: string;
  readonly art: string;
  readonly inForce: InForce | undefined;
  readonly links: readonly Link[];
}

export interface Place {
  readonly file: string;
  readonly pointer: string;
  readonly span: Span;
}

/** Of one kind and key, only one agreement is in force. */
interface InForce extends Place {
  readonly art: string;
  readonly schluessel: string;
}

/** The file an agreement names (x-kette); both as paths that can be compared. */
interface Link extends Place {
  readonly from: string;
  readonly to: string;
}

export function acrossFacts(parsed: ParsedYaml, kind: Kind): AcrossFacts {
  const { file } = parsed.source;
  return { file, art: kind.art.art, inForce: inForceOf(parsed, kind), links: linksOf(parsed, kind) };
}

/** Where a rule over several files could find something. */
export function placesIn({ inForce, links }: AcrossFacts): readonly Place[] {
  return inForce ? [inForce, ...links] : links;
}

/** Rules over several files. */
export function acrossFindings(facts: readonly AcrossFacts[]): Finding[] {
  return [
    ...twiceInForce(facts.flatMap(({ inForce }) => inForce ?? [])),
    ...circles(facts.flatMap(({ links }) => links)),
  ];
}

function placeAt(parsed: ParsedYaml, pointer: string): Place {
  return { file: parsed.source.file, pointer, span: parsed.locate(pointer, "value") };
}

function inForceOf(parsed: ParsedYaml, kind: Kind): InForce | undefined {
  const { einmalig = [], art } = kind.art;
  const pointer = einmalig.find((each) => typeof valueAt(parsed.data, each) === "string");
  if (pointer === undefined || valueAt(parsed.data, "/fassung/status") !== "unterzeichnet") return undefined;
  return { ...placeAt(parsed, pointer), art, schluessel: String(valueAt(parsed.data, pointer)) };
}

function twiceInForce(all: readonly InForce[]): Finding[] {
  const first = new Map<string, string>();
  return all.flatMap(({ art, schluessel, ...place }): Finding[] => {
    const key = `${art} ${schluessel}`;
    const andere = first.get(key);
    if (andere === undefined) {
      first.set(key, place.file);
      return [];
    }
    return [findingAt({ code: "vereinbarung-doppelt", args: { schluessel, andere } }, place)];
  });
}

/** An agreement cannot replace another one that, in the end, replaces it. Shown at every link of the circle. */
function circles(links: readonly Link[]): Finding[] {
  return links.flatMap(({ from, to, ...place }): Finding[] => {
    const way = wayBetween(to, from, links, new Set());
    if (!way) return [];
    const dateien = [from, ...way].map((file) => file.slice(file.lastIndexOf("/") + 1));
    return [findingAt({ code: "verweis-kreis", args: { dateien } }, place)];
  });
}

/** The files on the way from one to another, both included. */
function wayBetween(
  from: string,
  to: string,
  links: readonly Link[],
  seen: Set<string>,
): string[] | undefined {
  if (from === to) return [from];
  if (seen.has(from)) return undefined;
  seen.add(from);
  for (const link of links.filter((each) => each.from === from)) {
    const rest = wayBetween(link.to, to, links, seen);
    if (rest) return [from, ...rest];
  }
  return undefined;
}

function linksOf(parsed: ParsedYaml, kind: Kind): Link[] {
  const links: Link[] = [];
  const from = plainPath(parsed.source.file.replaceAll("\\", "/"));
  const folder = from.slice(0, from.lastIndexOf("/") + 1);
  const visit = (value: unknown, node: SchemaNode | undefined, pointer: string): void => {
    if (!node) return;
    if (node.schema["x-kette"] === true && typeof value === "string")
      links.push({ ...placeAt(parsed, pointer), from, to: plainPath(`${folder}${value}`) });
    if (!Array.isArray(value) && !isRecord(value)) return;
    for (const [key, child] of Object.entries(value))
      visit(child, kind.tree.child(node, key), joinPointer(pointer, key));
  };
  visit(parsed.data, kind.tree.root, "");
  return links;
}

/** Without "." and "..", so that the same file has the same name. */
function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
