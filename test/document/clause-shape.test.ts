import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document/build-document.ts";
import { clauseTexts } from "../../src/document/clause-texts.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { documentsFor } from "../../src/kinds/kind.ts";
import { isRecord } from "../../src/source/pointer.ts";
import { parseYaml } from "../../src/source/parse-yaml.ts";
import { exampleFolders } from "../example-folders.ts";

/** Changes texts and takes entries and fields away, as the numbers say in turn. */
function changed(value: unknown, turns: Iterator<number>): unknown {
  const turn = turns.next().value as number;
  if (Array.isArray(value)) {
    const kept: unknown[] = turn === 0 && value.length > 1 ? value.slice(1) : value;
    return kept.map((each) => changed(each, turns));
  }
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([key]) => turn !== 1 || !/naehe|umfang|ergebnis/.test(key));
    const fields = Object.fromEntries(entries.map(([key, each]) => [key, changed(each, turns)]));
    return turn === 3 && typeof fields["id"] === "string" ? { ...fields, id: `${fields["id"]}-neu` } : fields;
  }
  if (typeof value !== "string" || !/[ .]/.test(value)) return value;
  if (turn === 2) return `${value}\n\nEin zweiter Absatz.`;
  return turn > 6 ? `Anders: ${value}` : value;
}

describe("clauses of documents of one shape", () => {
  const cases = Object.entries(exampleFolders).flatMap(([art, folder]) =>
    readdirSync(folder).map((file) => [art, join(folder, file)] as const),
  );

  it.each(cases)("%s %s: read once, they are those of every document", async (art, file) => {
    const { kind } = await loadKind(art);
    const { data } = parseYaml(file, readFileSync(file, "utf8"));
    const turns = fc.infiniteStream(fc.integer({ min: 0, max: 40 }));
    fc.assert(
      fc.property(turns, (stream) => {
        const variant = changed(data, stream);
        for (const definition of documentsFor(kind.art, variant)) {
          const built = buildDocument(kind, definition, variant, { draft: false });
          // From the memory of those before, where one of them had the same shape.
          const { clauses } = built;
          expect(clauses).toEqual(built.document && clauseTexts(built.document));
        }
      }),
      { numRuns: 8 },
    );
  });
});
