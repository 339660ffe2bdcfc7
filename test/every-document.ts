import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import process from "node:process";
import { checkAgreements } from "../src/cli/check-agreements.ts";
import { blankDefinitions, buildBlank } from "../src/document/blank.ts";
import type { BuiltDocument } from "../src/document/build-document.ts";
import type { Document } from "../src/document/document.ts";
import { loadKind } from "../src/io/load-kind.ts";
import { entryDefinitions } from "../src/kinds/kind.ts";
import { exampleFolders } from "./example-folders.ts";

export interface NamedDocument {
  /** As the file is named, e.g. "mitte-vereinbarung". */
  readonly name: string;
  readonly document: Document;
  readonly clauseIds: ReadonlySet<string>;
}

/** All documents of all examples, also those for entries, and the forms. */
export async function everyDocument(): Promise<NamedDocument[]> {
  const all = await Promise.all(
    Object.entries(exampleFolders).map(([art, folder]) => documentsOf(art, folder)),
  );
  return all.flat();
}

async function documentsOf(art: string, folder: string): Promise<NamedDocument[]> {
  const { kind } = await loadKind(art);
  const named = (name: string, { document, clauseIds }: BuiltDocument) => {
    if (!document || !clauseIds) throw new Error(`no document ${name}`);
    return { name, document, clauseIds };
  };
  const forms = blankDefinitions(kind).map((each) => named(`vordruck-${each.id}`, buildBlank(kind, each)));
  const files = readdirSync(folder).map((file) => join(folder, file));
  // Those for entries are made only when asked for.
  const records = entryDefinitions(kind.art).map(({ id }) => id);
  const { agreements } = await checkAgreements(files, { cwd: process.cwd(), documents: records });
  const documents = agreements.flatMap((agreement) =>
    [...agreement.documents, ...agreement.entryDocuments].map(([id, built]) =>
      named(`${basename(agreement.file, ".yaml")}-${id.replace(":", "-")}`, built),
    ),
  );
  return [...documents, ...forms];
}
