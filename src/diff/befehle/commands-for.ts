import canonicalize from "canonicalize";
import { bodybefehle } from "./abschnitt-vergleich.ts";
import { applyCommands } from "./anwenden.ts";
import type { Befehl } from "./befehl.ts";
import type { Body } from "./body.ts";
import { textOf, Unpassend } from "./inhalt.ts";
import { parseSatz } from "./satz-lesen.ts";
import { satzFor } from "./satz.ts";

/** Why no commands can be written, as a sentence for the user. */
export interface NichtAusdrueckbar {
  readonly reason: string;
}

/**
 * The commands that make one text of another, in the order of the text. They are read back from their sentences and
 * applied before they are returned; where that does not give exactly the new text, there are none but a reason.
 */
export function commandsFor(old: Body, next: Body): Befehl[] | NichtAusdrueckbar {
  const reason = obstacle(old, next);
  if (reason !== undefined) return { reason: `${reason} ${remedy}` };
  if (isSame(old, next)) return [];
  try {
    const befehle = bodybefehle(old, next);
    return befehle && keepsLaw(old, next, befehle) ? befehle : { reason: `${cannotSay} ${remedy}` };
  } catch (error) {
    if (error instanceof Unpassend) return { reason: `${cannotSay} ${remedy}` };
    throw error;
  }
}

/** What to do where the commands cannot be written. */
const remedy = "Bitte vereinbaren Sie stattdessen eine neue Fassung.";

const cannotSay =
  "Die Änderung lässt sich nicht eindeutig in Änderungsbefehlen ausdrücken, zum Beispiel weil zwei Abschnitte ohne Nummer denselben Titel haben, ein Absatz wie ein Aufzählungspunkt beginnt oder Anführungszeichen nicht paarweise stehen.";

function obstacle(old: Body, next: Body): string | undefined {
  if (old.dokument !== next.dokument) return "Alte und neue Fassung sind verschiedene Dokumente.";
  if (JSON.stringify(old.rand.texte) !== JSON.stringify(next.rand.texte))
    return "Außerhalb des Textes zwischen Titel und Unterschriften ändert sich etwas (Titel, Untertitel, Unterschriften oder Anlagenverzeichnis); das kann kein Änderungsbefehl ausdrücken.";
  return isSame(old, next) ? undefined : [...old.unlesbar, ...next.unlesbar][0];
}

/** What differs and is no matter of commands, as sentences: Nummer, Stand and Prüfsumme in head and foot of the pages. */
export function bemerkungen(old: Body, next: Body): string[] {
  const isLike = JSON.stringify(old.rand.angaben) === JSON.stringify(next.rand.angaben);
  return isLike
    ? []
    : [
        "Kopf- und Fußzeile (Vermerk, Nummer, Stand, Prüfsumme) ergeben sich aus der neuen Fassung; die Änderungsbefehle nennen sie nicht.",
      ];
}

/** Whether two texts are the same in all that commands speak of. */
export function isSame(old: Body, next: Body): boolean {
  const parts = ({ abschnitte, fussnoten }: Body) => canonicalize([abschnitte, fussnoten]);
  return textOf(old) === textOf(next) && parts(old) === parts(next);
}

/** The law: the commands, read back from their sentences and applied to the old text, give exactly the new one. */
function keepsLaw(old: Body, next: Body, befehle: readonly Befehl[]): boolean {
  const read = befehle.map((befehl) => parseSatz(satzFor(befehl), old.dokument));
  const known = read.filter((befehl) => befehl !== undefined);
  if (known.length < read.length) return false;
  return isSame(applyCommands(old, known), next);
}
