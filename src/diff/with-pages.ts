import type { AgreementChange } from "./change.ts";

/** Pages of clauses, by document and clause id. */
export type Pages = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Adds the page to each clause of the new documents. */
export function withPages(agreement: AgreementChange, pages: Pages): AgreementChange {
  const pageOf = (document: string, id: string | undefined) => pages.get(document)?.get(id ?? "");
  const changes = agreement.changes.map((change) => ({
    ...change,
    clauses: change.clauses.map((place) => ({ ...place, page: pageOf(place.document, place.id) })),
  }));
  const documents = agreement.documents.map((document) => ({
    ...document,
    texts: document.texts.map((text) => ({ ...text, page: pageOf(document.id, text.next?.id) })),
  }));
  return { ...agreement, changes, documents };
}
