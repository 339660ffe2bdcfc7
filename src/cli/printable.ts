import { signatureLines } from "../document/signatory-names.ts";
import type { Workspace } from "../io/open-workspace.ts";
import type { Kind } from "../kinds/kind.ts";
import { valueAt } from "../source/pointer.ts";
import type { Agreement } from "./check-results.ts";

/**
 * What is kept of a checked agreement until it is printed. Its documents are made again then, from the text that was
 * checked: so a thousand agreements need no more memory than ten, and any thread can print them.
 */
export interface Printable {
  readonly file: string;
  /** As it was checked. */
  readonly text: string;
  /** Undefined where documents are not chosen by name: then nobody asks. */
  readonly data: unknown;
  readonly kind: Kind;
  readonly workspace: Workspace;
  /** Ids of its own documents, in order. */
  readonly documents: readonly string[];
  /** Ids of those for entries of its lists, e.g. "auswertung:2026". */
  readonly entryDocuments: readonly string[];
  /** Whether its data say that it is one, so that its pages say ENTWURF. */
  readonly isDraft: boolean;
  /** Ids of all lines to sign on; none where no names are printed. */
  readonly lines: readonly string[];
}

export function printableOf(
  agreement: Agreement,
  { hasNames, areChosen }: { readonly hasNames: boolean; readonly areChosen: boolean },
): Printable {
  const { file, parsed, kind, workspace, documents, entryDocuments } = agreement;
  return {
    file,
    text: parsed.source.raw,
    data: areChosen ? parsed.data : undefined,
    kind,
    workspace,
    documents: [...documents.keys()],
    entryDocuments: [...entryDocuments.keys()],
    isDraft: valueAt(parsed.data, "/fassung/status") === "entwurf",
    lines: hasNames ? linesOf(agreement) : [],
  };
}

/** The lines of all documents of an agreement, with those for entries of its lists that were asked for. */
function linesOf({ documents, entryDocuments }: Agreement): string[] {
  const all = [...documents.values(), ...entryDocuments.values()];
  const lines = all.flatMap(({ document }) => (document ? signatureLines(document) : []));
  return [...new Set(lines.map(({ id }) => id))];
}
