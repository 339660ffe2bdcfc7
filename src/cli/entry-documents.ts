import { buildDocument, type BuiltDocument } from "../document/build-document.ts";
import type { Workspace } from "../io/open-workspace.ts";
import { entryDocumentsFor, isCheckedAlready, type EntryDocument, type Kind } from "../kinds/kind.ts";
import { sachstandFor } from "../report/checklist/sachstand.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isCalendarDate } from "../source/calendar-date.ts";
import { isRecord, valueAt } from "../source/pointer.ts";
import { chosenProfiles, clauseIdsOf } from "./fitting-profiles.ts";

/** What documents for entries are made from. */
export interface EntrySource {
  readonly parsed: ParsedYaml;
  /** The data as they are printed: in a draft without empty fields. */
  readonly data: unknown;
  readonly kind: Kind;
  readonly workspace: Workspace;
  /** Those of the agreement itself: checklists look at their clauses. */
  readonly documents: ReadonlyMap<string, BuiltDocument>;
}

/**
 * Builds documents for entries of lists: those asked for ("auswertung" or "auswertung:2026"). With own templates all of
 * them, because only a document that was made shows all their mistakes.
 */
export async function buildEntryDocuments(
  source: EntrySource,
  wanted: readonly string[],
  draft: boolean,
): Promise<Map<string, BuiltDocument>> {
  const { kind, data } = source;
  const isWanted = ({ id }: EntryDocument) => !isCheckedAlready(kind) || isNamed(id, wanted);
  const built = new Map<string, BuiltDocument>();
  for (const definition of entryDocumentsFor(kind.art, data).filter(isWanted))
    built.set(definition.id, buildDocument(kind, definition, await dataFor(definition, source), { draft }));
  return built;
}

/** Whether a document was asked for, by its own name or together with all others like it. */
export function isNamed(id: string, wanted: readonly string[]): boolean {
  return wanted.includes(id) || wanted.includes(id.split(":")[0] ?? id);
}

/** The data of the agreement with what kv puts together for this document. */
export async function dataFor(
  { daten, stand, entry }: EntryDocument,
  { data, parsed, kind, workspace, documents }: EntrySource,
): Promise<unknown> {
  if (!daten.includes("/sachstand") || !isRecord(data)) return data;
  const { fitting } = await chosenProfiles({ kind, workspace }, workspace.profilesFor(kind));
  const day = valueAt(data, stand);
  const today = isCalendarDate(day) ? day : undefined;
  return {
    ...data,
    sachstand: sachstandFor(fitting, { parsed, clauses: clauseIdsOf(documents), today }, entry),
  };
}
