import { gemacht } from "./anwenden.ts";
import type { Befehl } from "./befehl.ts";
import type { Abschnitt, Body } from "./body.ts";

/** A section that stays, with another number. */
interface Umzug {
  readonly alt: string;
  readonly neu: string;
}

/**
 * The sentences on sections that get another number because others come or go: "Die bisherigen Nummern 3.3 und 3.4 werden
 * die Nummern 3.4 und 3.5." They follow from the commands and are not commands themselves.
 */
export function folgesaetze(body: Body, befehle: readonly Befehl[]): string[] {
  const { body: next, from } = gemacht(body, befehle);
  const zuege = from.flatMap((old, index) => umzugOf(old, next.abschnitte[index]));
  const moved = new Map(zuege.map(({ alt, neu }) => [alt, neu]));
  // A subsection whose section moved goes with it.
  const own = zuege.filter(({ alt, neu }) => {
    const [before, after] = [parentOf(alt), parentOf(neu)];
    return !(moved.get(before) === after && lastOf(alt) === lastOf(neu));
  });
  return folgen(own).map(satzOf);
}

function umzugOf(old: Abschnitt | undefined, next: Abschnitt | undefined): Umzug[] {
  if (!old || !next || old.nummer === next.nummer) return [];
  return [{ alt: old.nummer, neu: next.nummer }];
}

function parentOf(nummer: string): string {
  return nummer.split(".").slice(0, -1).join(".");
}

function lastOf(nummer: string): number {
  return Number(nummer.split(".").at(-1));
}

/** Neighbours that move by the same distance are said together. */
function folgen(zuege: readonly Umzug[]): Umzug[][] {
  const result: Umzug[][] = [];
  for (const zug of zuege) {
    const last = result.at(-1)?.at(-1);
    const continues =
      last &&
      (["alt", "neu"] as const).every(
        (side) =>
          parentOf(last[side]) === parentOf(zug[side]) && lastOf(last[side]) + 1 === lastOf(zug[side]),
      );
    if (continues) result.at(-1)?.push(zug);
    else result.push([zug]);
  }
  return result;
}

function satzOf(zuege: readonly Umzug[]): string {
  const [first, last] = [zuege[0], zuege.at(-1)];
  if (!first || !last) return "";
  if (first === last) return `Die bisherige Nummer ${first.alt} wird Nummer ${first.neu}.`;
  const und = zuege.length === 2 ? "und" : "bis";
  return `Die bisherigen Nummern ${first.alt} ${und} ${last.alt} werden die Nummern ${first.neu} ${und} ${last.neu}.`;
}
