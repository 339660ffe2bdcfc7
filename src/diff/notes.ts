import { amendCall } from "../kinds/amendment.ts";
import type { Kind } from "../kinds/kind.ts";
import type { DocumentChange } from "./change.ts";

/** How two sides were compared. */
export interface Circumstances {
  /** A side with errors has data, but no documents. */
  readonly hasBrokenSide: boolean;
  readonly hasOtherTemplates: boolean;
  /** Whether the old Fassung was a draft: it may change without another Nummer. */
  readonly wasDraft: boolean;
}

/** What the reader of a comparison must know besides, one sentence each. */
export function notesOn(
  documents: readonly DocumentChange[],
  kind: Kind,
  circumstances: Circumstances,
): string[] {
  const { hasBrokenSide, hasOtherTemplates, wasDraft } = circumstances;
  return [
    ...(hasOtherTemplates ? [templateNote(documents, hasBrokenSide)] : []),
    ...(hasBrokenSide ? ["Der Wortlaut ist nicht verglichen, weil eine Seite Fehler hat."] : []),
    ...(wasDraft ? [] : documents.flatMap((each) => fassungNote(each, kind))),
  ];
}

/** What other templates do to a text that cannot be made, nobody knows. */
function templateNote(documents: readonly DocumentChange[], hasBrokenSide: boolean): string {
  const difference = "Vorlagen, Schema oder Stammdaten sind auf beiden Seiten verschieden";
  if (hasBrokenSide) return `${difference}.`;
  const count = documents.flatMap(({ texts }) => texts.filter((each) => each.byTemplate)).length;
  if (count === 0) return `${difference}; am Text dieser Vereinbarung ändert das nichts.`;
  const places = count === 1 ? "eine Textstelle ändert" : `${count} Textstellen ändern`;
  return `${difference}; ${places} sich allein dadurch.`;
}

/** Two wordings under one Nummer could not be told apart later. */
function fassungNote({ id, title, state, old, next }: DocumentChange, kind: Kind): string[] {
  const nummer = old?.meta.nummer;
  if (state !== "changed" || nummer === undefined || nummer !== next?.meta.nummer) return [];
  const changed = `${title}: Der Wortlaut ist geändert, die Nummer der Fassung nicht`;
  return [`${changed}; die nächste Fassung legt an: ${amendCall(id, kind)}`];
}
