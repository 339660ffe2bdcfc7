import type { DocumentDefinition } from "../kinds/kind.ts";

/**
 * What nobody needs to decide of a new agreement: Nummer, Stand and status of its documents, by pointer.
 * `stand` is the date of the draft (JJJJ-MM-TT), `status` how far it is. A kind need not have all of these fields.
 */
export function firstDraftValues(
  documents: readonly DocumentDefinition[],
  stand: string,
  status = "entwurf",
): ReadonlyMap<string, unknown> {
  const known = documents.flatMap(({ nummer, stand: pointer }): [string, unknown][] => [
    ...(nummer === undefined ? [] : ([[nummer, 1]] as [string, unknown][])),
    [pointer, stand],
  ]);
  return new Map([...known, ["/fassung/status", status]]);
}
