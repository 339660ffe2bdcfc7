import type { Finding } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import type { Kind } from "../kinds/kind.ts";
import { stammdatenIds } from "../kinds/stammdaten.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { valueAt } from "../source/pointer.ts";

/** Fields that choose an entry of the Stammdaten which is not there: the document would print a line instead of a name. */
export function entryFindings(parsed: ParsedYaml, kind: Kind): Finding[] {
  const chosen = Object.values(kind.art.stammdaten ?? {}).map(({ liste, kennung: pointer }) => {
    return { liste, pointer, id: pointer === undefined ? undefined : valueAt(parsed.data, pointer) };
  });
  return chosen.flatMap(({ liste, pointer, id }): Finding[] => {
    const vorhanden = stammdatenIds(kind.stammdaten, liste);
    if (pointer === undefined || typeof id !== "string" || vorhanden.includes(id)) return [];
    const args = { id, ziel: liste, vorhanden, vorschlag: suggest(id, vorhanden) };
    return [findingIn(parsed, pointer, { code: "verweis-unbekannt", args })];
  });
}
