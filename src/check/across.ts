import type { Finding } from "../findings/finding.ts";
import type { Kind } from "../kinds/kind.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { valueAt } from "../source/pointer.ts";

/** Rules over several files: of one kind and key, only one agreement is in force. */
export function acrossFindings(agreements: readonly { parsed: ParsedYaml; kind: Kind }[]): Finding[] {
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
