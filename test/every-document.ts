import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { blankDefinitions, buildBlank } from "../src/document/blank.ts";
import { buildDocument, type BuiltDocument } from "../src/document/build-document.ts";
import type { Document } from "../src/document/document.ts";
import { loadKind } from "../src/io/load-kind.ts";
import { documentsFor } from "../src/kinds/kind.ts";
import { parseYaml } from "../src/source/parse-yaml.ts";
import { exampleFolders } from "./example-folders.ts";

export interface NamedDocument {
  /** As the file is named, e.g. "mitte-vereinbarung". */
  readonly name: string;
  readonly document: Document;
  readonly clauseIds: ReadonlySet<string>;
}

/** All documents of all examples, and the forms. */
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
  const documents = readdirSync(folder).flatMap((file) => {
    const { data } = parseYaml(file, readFileSync(join(folder, file), "utf8"));
    return documentsFor(kind.art, data).flatMap((definition) => {
      const built = buildDocument(kind, definition, data, { draft: false });
      return built.document ? [named(`${file.replace(".yaml", "")}-${definition.id}`, built)] : [];
    });
  });
  return [...documents, ...forms];
}
