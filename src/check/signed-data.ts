import type { Finding } from "../findings/finding.ts";
import type { Kind } from "../kinds/kind.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, valueAt } from "../source/pointer.ts";

const list = "/verlauf/unterschriften";

/**
 * What was signed may not change while its Fassung counts: the Prüfsumme of a signature must be that of the document.
 * `hashOf` knows the documents there are now. One finding for all signatures under the same thing.
 */
export function signedDataFindings(
  parsed: ParsedYaml,
  kind: Kind,
  hashOf: (document: string) => string | undefined,
): Finding[] {
  const entries = valueAt(parsed.data, list);
  const reported = new Set<string>();
  return (Array.isArray(entries) ? entries : []).flatMap((entry: unknown, index): Finding[] => {
    const { dokument, pruefsumme } = isRecord(entry) ? entry : {};
    if (typeof dokument !== "string" || typeof pruefsumme !== "string") return [];
    const now = hashOf(dokument);
    const key = `${dokument} ${pruefsumme}`;
    if (now === undefined || now === pruefsumme || reported.has(key)) return [];
    reported.add(key);
    const pointer = `${list}/${index}/pruefsumme`;
    const args = {
      dokument,
      unterschrieben: pruefsumme.slice(0, 12),
      jetzt: now.slice(0, 12),
      befehl: `kv amend ${parsed.source.file}${isAgreement(dokument, kind) ? "" : ` --document ${dokument}`}`,
    };
    return [findingIn(parsed, pointer, { code: "unterschrieben-geaendert", args })];
  });
}

/** Documents with the Nummer of the first one get their next Fassung together with it. */
function isAgreement(id: string, { art }: Kind): boolean {
  const { nummer } = art.dokumente.find((each) => each.id === id) ?? {};
  return nummer === undefined || nummer === art.dokumente[0]?.nummer;
}
