import { buildDocument } from "../document/build-document.ts";
import type { BuiltDocument } from "../document/filled-document.ts";
import { documentsFor, type Kind } from "../kinds/kind.ts";
import type { Workspace } from "../io/open-workspace.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { withoutNulls } from "./draft-tolerance.ts";
import { buildEntryDocuments } from "./entry-documents.ts";

/** What the documents of an agreement depend on besides its text. */
export interface BuildChoice {
  /** Incomplete data is no error. */
  readonly draft?: boolean;
  /** Documents that are asked for by name; those for entries of lists are built only then. */
  readonly documents?: readonly string[] | undefined;
}

export interface AgreementSource {
  readonly parsed: ParsedYaml;
  readonly kind: Kind;
  readonly workspace: Workspace;
}

/** The documents of an agreement, and those for entries of its lists, by id; their trees are made when they are asked for. */
export async function buildDocuments(
  { parsed, kind, workspace }: AgreementSource,
  { draft = false, documents: wanted = [] }: BuildChoice,
) {
  const data = draft ? withoutNulls(parsed.data) : parsed.data;
  const definitions = documentsFor(kind.art, data);
  const documents = new Map<string, BuiltDocument>(
    definitions.map((each) => [each.id, buildDocument(kind, each, data, { draft })]),
  );
  const source = { parsed, data, kind, workspace, documents };
  return { documents, entryDocuments: await buildEntryDocuments(source, wanted, draft) };
}
