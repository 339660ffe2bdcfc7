import type { Finding } from "../findings/finding.ts";
import type { Kind } from "../kinds/kind.ts";
import type { SchemaNode } from "../kinds/schema-tree.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, joinPointer, valueAt } from "../source/pointer.ts";

interface Agreement {
  readonly parsed: ParsedYaml;
  readonly kind: Kind;
}

/** Rules over several files. */
export function acrossFindings(agreements: readonly Agreement[]): Finding[] {
  return [...twiceInForce(agreements), ...circles(agreements)];
}

/** Of one kind and key, only one agreement is in force. */
function twiceInForce(agreements: readonly Agreement[]): Finding[] {
  const inForce = new Map<string, ParsedYaml>();
  return agreements.flatMap(({ parsed, kind }): Finding[] => {
    const { einmalig = [], art } = kind.art;
    const pointer = einmalig.find((each) => typeof valueAt(parsed.data, each) === "string");
    if (pointer === undefined || valueAt(parsed.data, "/fassung/status") !== "unterzeichnet") return [];
    const key = String(valueAt(parsed.data, pointer));
    const other = inForce.get(`${art} ${key}`);
    if (!other) {
      inForce.set(`${art} ${key}`, parsed);
      return [];
    }
    const args = { schluessel: key, andere: other.source.file };
    return [findingIn(parsed, pointer, { code: "vereinbarung-doppelt", args })];
  });
}

interface Link {
  readonly parsed: ParsedYaml;
  readonly pointer: string;
  readonly from: string;
  readonly to: string;
}

/** An agreement cannot replace another one that, in the end, replaces it. Shown at every link of the circle. */
function circles(agreements: readonly Agreement[]): Finding[] {
  const links = agreements.flatMap(linksOf);
  return links.flatMap((link): Finding[] => {
    const way = wayBetween(link.to, link.from, links, new Set());
    if (!way) return [];
    const dateien = [link.from, ...way].map((file) => file.slice(file.lastIndexOf("/") + 1));
    return [findingIn(link.parsed, link.pointer, { code: "verweis-kreis", args: { dateien } })];
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

/** The files an agreement names (x-kette), as paths that can be compared. */
function linksOf({ parsed, kind }: Agreement): Link[] {
  const links: Link[] = [];
  const from = plainPath(parsed.source.file.replaceAll("\\", "/"));
  const folder = from.slice(0, from.lastIndexOf("/") + 1);
  const visit = (value: unknown, node: SchemaNode | undefined, pointer: string): void => {
    if (!node) return;
    if (node.schema["x-kette"] === true && typeof value === "string")
      links.push({ parsed, pointer, from, to: plainPath(`${folder}${value}`) });
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
