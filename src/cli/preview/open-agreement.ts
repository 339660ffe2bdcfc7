import { buildDocument } from "../../document/build-document.ts";
import type { Document } from "../../document/document.ts";
import type { BuiltDocument } from "../../document/filled-document.ts";
import { loadKind } from "../../io/load-kind.ts";
import { documentsFor, entryDefinitions } from "../../kinds/kind.ts";
import type { HouseStyle } from "../../write/house-style.ts";
import { checkText } from "../check-agreements.ts";
import type { Agreement, CheckedAgreements, CheckOptions } from "../check-results.ts";
import { withoutNulls } from "../draft-tolerance.ts";
import { buildEntryDocuments } from "../entry-documents.ts";
import { withoutMistakes } from "./without-mistakes.ts";

/** A document as it can be shown and downloaded. */
export interface ShownDocument {
  readonly id: string;
  readonly document: Document;
  readonly printed: BuiltDocument["printed"];
  readonly vorlagen: string;
  readonly style: HouseStyle;
}

/** The documents of an agreement as far as they can be made. */
export interface OpenAgreement {
  /**
   * "fertig" is what `kv render` writes, "entwurf" what `kv render --draft` writes; "luecken" is a draft that also leaves out
   * what is wrong; "keine" where there is none.
   */
  readonly state: "fertig" | "entwurf" | "luecken" | "keine";
  readonly documents: readonly ShownDocument[];
  /** Lists of the data in which entries were left out. */
  readonly shortened: readonly string[];
}

const nothing: OpenAgreement = { state: "keine", documents: [], shortened: [] };

/** Makes the documents of a text: those for signing, else a draft, else one with gaps in place of mistakes. */
export async function openAgreement(
  file: string,
  text: string,
  options: CheckOptions,
): Promise<OpenAgreement> {
  const final = await checkText(file, text, options);
  const isClean = final.findings.every(({ severity }) => severity !== "fehler");
  const [agreement] = final.agreements;
  if (agreement && isClean) return opened("fertig", agreement, await allDocuments(agreement, false));
  const draft = await checkText(file, text, { ...options, draft: true });
  const documents = await draftDocuments(draft);
  if (documents && draft.agreements[0]) return opened("entwurf", draft.agreements[0], documents);
  // With templates that are wrong themselves, nothing can be made.
  const isOwnMistake = final.findings.every((each) => each.severity !== "fehler" || each.file === file);
  return agreement && isOwnMistake ? withGaps(agreement) : nothing;
}

async function draftDocuments({ agreements }: CheckedAgreements) {
  const [agreement] = agreements;
  if (!agreement || agreement.documents.size === 0) return undefined;
  return allDocuments(agreement, true);
}

/** With those for entries of lists, which are made only on demand elsewhere. */
async function allDocuments(
  agreement: Agreement,
  isDraft: boolean,
): Promise<ReadonlyMap<string, BuiltDocument>> {
  const { parsed, kind, documents } = agreement;
  const data = isDraft ? withoutNulls(parsed.data) : parsed.data;
  const wanted = entryDefinitions(kind.art).map(({ id }) => id);
  return new Map([...documents, ...(await buildEntryDocuments({ ...agreement, data }, wanted, isDraft))]);
}

async function withGaps(agreement: Agreement): Promise<OpenAgreement> {
  const { parsed, kind, workspace } = agreement;
  const { validate } = await loadKind(kind.art.art, workspace.material);
  const part = withoutMistakes(parsed, kind, validate);
  if (!part) return nothing;
  const built = documentsFor(kind.art, part.data).map(
    (each) => [each.id, buildDocument(kind, each, part.data, { draft: true })] as const,
  );
  return { ...opened("luecken", agreement, new Map(built)), shortened: part.shortened };
}

function opened(
  state: OpenAgreement["state"],
  { kind, workspace }: Agreement,
  built: ReadonlyMap<string, BuiltDocument>,
): OpenAgreement {
  const documents = [...built].flatMap(([id, { document, printed }]): ShownDocument[] =>
    document ? [{ id, document, printed, vorlagen: kind.fingerprint, style: workspace.houseStyle }] : [],
  );
  return documents.length === 0 ? nothing : { state, documents, shortened: [] };
}
