import type { Vereinbarungsart } from "../generated/art.ts";
import type { Stammdaten } from "../generated/stammdaten.ts";
import { isRecord, valueAt } from "../source/pointer.ts";

/** An entry of the Stammdaten with the names valid on one day, and the field of the data that chose it. */
export interface StammdatenEntry {
  readonly fields: Readonly<Record<string, string>>;
  readonly pointer: string | undefined;
}

type Entry = Record<string, unknown>;

/** Field names an entry of a list can have; a draft without the choosing field prints them as gaps. */
export function stammdatenFields(stammdaten: Stammdaten, list: string): string[] {
  const [first] = entriesOf(stammdaten, list);
  return Object.keys(first ?? {}).filter((key) => key !== "aenderungen");
}

/** The Kennungen of the entries of a list. */
export function stammdatenIds(stammdaten: Stammdaten, list: string): string[] {
  return entriesOf(stammdaten, list).flatMap(({ id }) => (id === undefined ? [] : [String(id)]));
}

/** Looks up the entries that `art.yaml` declares, with the names valid on `stand` (ISO date; the newest if undefined). */
export function lookUpStammdaten(
  stammdaten: Stammdaten,
  art: Vereinbarungsart,
  data: unknown,
  stand: string | undefined,
): Map<string, StammdatenEntry | undefined> {
  const found = new Map<string, StammdatenEntry | undefined>();
  for (const [name, { liste, kennung, eintrag }] of Object.entries(art.stammdaten ?? {})) {
    const id = eintrag ?? (kennung === undefined ? undefined : valueAt(data, kennung));
    const entry = entriesOf(stammdaten, liste).find((each) => each["id"] === id);
    found.set(name, entry && { fields: namesOn(entry, stand), pointer: kennung });
  }
  return found;
}

/** All texts an entry has ever had, whenever they were valid. */
export function namesEver(entry: Entry): string[] {
  const { first, changes } = historyOf(entry);
  return [first, ...changes].flatMap((each) => Object.values(each).map(String));
}

export function entriesOf(stammdaten: Stammdaten, list: string): Entry[] {
  const entries = (stammdaten as unknown as Record<string, unknown>)[list];
  return Array.isArray(entries) ? entries.filter(isRecord) : [];
}

function namesOn(entry: Entry, stand: string | undefined): Record<string, string> {
  const { first, changes } = historyOf(entry);
  for (const { gueltig_ab: from, ...changed } of changes)
    if (stand === undefined || String(from) <= stand) Object.assign(first, changed);
  return Object.fromEntries(Object.entries(first).map(([key, value]) => [key, String(value)]));
}

/** What an entry said at first, and what changed later. */
function historyOf(entry: Entry): { first: Entry; changes: Entry[] } {
  const { aenderungen, ...first } = entry;
  return { first, changes: Array.isArray(aenderungen) ? aenderungen.filter(isRecord) : [] };
}
