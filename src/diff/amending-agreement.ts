import { amendCall } from "../kinds/amendment.ts";
import { documentsFor, type Kind } from "../kinds/kind.ts";
import type { AgreementChange, DocumentChange } from "./change.ts";
import { bodyOf } from "./befehle/body.ts";
import { commandsFor } from "./befehle/commands-for.ts";
import { folgesaetze } from "./befehle/folgen.ts";
import { satzFor } from "./befehle/satz.ts";

/** What an Änderungsvereinbarung prints, as schemas/gemeinsam.schema.json describes it (`aenderung`). */
export interface AmendmentData {
  readonly nummer: number;
  readonly stand: string;
  readonly gilt_ab?: string;
  readonly artikel: readonly Article[];
}

interface Article {
  readonly dokument: string;
  readonly titel: string;
  readonly alt: PrintedFassung;
  readonly neu: PrintedFassung;
  readonly befehle: readonly { readonly satz: string; readonly wortlaut?: readonly string[] }[];
  /** What follows for the numbers of other sections. */
  readonly folgen?: readonly string[];
}

interface PrintedFassung {
  readonly nummer: number;
  readonly stand: string;
}

/** Why there is no Änderungsvereinbarung: a sentence and what to do. */
export interface NoAmendment {
  readonly reason: string;
  readonly remedy: string | undefined;
}

/** Puts all changes of the documents that have a Nummer into commands; undefined where no wording changed. */
export function amendmentData(
  change: AgreementChange,
  kind: Kind,
  next: unknown,
  giltAb: string | undefined,
): AmendmentData | NoAmendment | undefined {
  const numbered = new Set(
    documentsFor(kind.art, next).flatMap(({ id, nummer }) => (nummer === undefined ? [] : [id])),
  );
  const documents = change.documents.filter(({ id, state }) => numbered.has(id) && state !== "same");
  const articles: Article[] = [];
  for (const document of documents) {
    const article = articleFor(document, kind);
    if (article && "reason" in article) return article;
    if (article) articles.push(article);
  }
  const [first] = articles;
  if (!first) return undefined;
  return { ...first.neu, ...(giltAb !== undefined && { gilt_ab: giltAb }), artikel: articles };
}

function articleFor({ id, title, old, next }: DocumentChange, kind: Kind): Article | NoAmendment | undefined {
  if (!old || !next) {
    const what = next ? "kommt hinzu" : "entfällt";
    return {
      reason: `Das Dokument „${title}“ ${what}; Änderungsbefehle können nur ändern, was es auf beiden Seiten gibt.`,
      remedy: "Vereinbaren Sie das ganze Dokument neu: kv render",
    };
  }
  const [alt, neu] = [fassungOf(old.meta), fassungOf(next.meta)];
  const [before, after] = [bodyOf(old), bodyOf(next)];
  const befehle = commandsFor(before, after);
  if ("reason" in befehle) return { reason: `${title}: ${befehle.reason}`, remedy: undefined };
  if (befehle.length === 0) return undefined;
  if (!alt || !neu || neu.nummer <= alt.nummer)
    return {
      reason: `${title}: Der Wortlaut ist geändert, die Nummer der Fassung aber nicht erhöht.`,
      remedy: `Die nächste Fassung legt an: ${amendCall(id, kind)}`,
    };
  const folgen = folgesaetze(before, befehle);
  return {
    ...(folgen.length > 0 && { folgen }),
    dokument: id,
    titel: next.meta.title,
    alt,
    neu,
    befehle: befehle.map((each) => printed(satzFor(each))),
  };
}

function fassungOf({ nummer, stand }: { nummer: string | undefined; stand: string | undefined }) {
  const number = Number(nummer);
  return Number.isInteger(number) && stand !== undefined ? { nummer: number, stand } : undefined;
}

/** A command is one sentence; whole units follow it, each on a line of its own. */
function printed(command: string): Article["befehle"][number] {
  const [satz = "", ...wortlaut] = command.split("\n").filter((line) => line !== "");
  return wortlaut.length === 0 ? { satz } : { satz, wortlaut };
}
