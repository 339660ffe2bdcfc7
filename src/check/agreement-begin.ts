import type { Finding } from "../findings/finding.ts";
import { enteredSignatures } from "../kinds/entered-signatures.ts";
import { documentsFor } from "../kinds/kind.ts";
import { daysOf } from "../source/calendar-date.ts";
import { findingIn } from "../source/finding-in.ts";
import { valueAt } from "../source/pointer.ts";
import { title, type Place } from "./place.ts";

/**
 * What can only happen under an agreement, such as a talk about it, before the agreement began (x-nicht-vor-beginn). A
 * warning: an earlier agreement may have been on paper. Under a later Fassung nobody knows when the first one began.
 */
export function beginFindings(place: Place): Finding[] {
  const { parsed, node, pointer, value } = place;
  const fields = node.schema["x-nicht-vor-beginn"];
  const days = daysOf(value);
  const first = Array.isArray(fields) && days ? firstDay(place) : undefined;
  if (first === undefined || !Array.isArray(fields) || !days) return [];
  const begins = [first, ...fields.map(String)];
  const at = begins.find((each) => days.last < (daysOf(valueAt(parsed.data, each))?.first ?? ""));
  if (at === undefined) return [];
  const args = {
    feld: title(place, pointer),
    wert: String(value),
    anderes: title(place, at),
    anderer: String(valueAt(parsed.data, at)),
  };
  return [findingIn(parsed, pointer, { code: "vor-beginn", args }, { severity: "warnung" })];
}

/** Where the first signature under the first Fassung stands, without any its Stand; undefined for later ones. */
function firstDay({ parsed: { data }, kind }: Place): string | undefined {
  const [agreement] = documentsFor(kind.art, data);
  if (!agreement) return undefined;
  const { id, nummer, stand } = agreement;
  if (nummer !== undefined && valueAt(data, nummer) !== 1) return undefined;
  const signed = enteredSignatures(data).filter(({ entry }) => entry["dokument"] === id);
  const dated = signed.map(({ pointer, entry }) => ({ at: `${pointer}/datum`, day: String(entry["datum"]) }));
  const [first] = dated.filter(({ day }) => daysOf(day)).sort((a, b) => (a.day < b.day ? -1 : 1));
  return first?.at ?? stand;
}
