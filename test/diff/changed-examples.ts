import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { buildDocument } from "../../src/document/build-document.ts";
import type { Document } from "../../src/document/document.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { documentsFor } from "../../src/kinds/kind.ts";
import { parseYaml } from "../../src/source/parse-yaml.ts";
import { examples } from "../cli/scratch.ts";

type Data = Record<string, unknown>;

/** Changes one thing in the data of an agreement, if it is there. */
type Edit = (data: Data) => void;

const lists = [
  ["aufgabenbeschreibung", "aufgaben"],
  ["aufgabenbeschreibung", "programme"],
  ["gremien"],
  ["handlungsfelder"],
  ["weitere_ressorts"],
];
const sentence =
  "Die Koordinierungsstelle berichtet darüber im Vernetzungskreis und hält die Ergebnisse fest.";

const at = (data: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Data | undefined)?.[key], data);

function set(path: readonly string[], value: unknown): Edit {
  return (data) => {
    const parent = at(data, path.slice(0, -1)) as Data | undefined;
    if (parent) parent[path.at(-1) ?? ""] = value;
  };
}

function inList(path: readonly string[], change: (list: unknown[]) => void): Edit {
  return (data) => {
    const list = at(data, path);
    if (Array.isArray(list) && list.length > 1) change(list);
  };
}

const place = fc.nat(9);
const path = fc.constantFrom(...lists);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .constantFrom("halbjaehrlich", "jaehrlich", "zweijaehrlich")
    .map((turnus) => set(["bericht", "turnus"], turnus)),
  fc.constantFrom("jugendamt", "schulaufsicht").map((ort) => set(["verortung", "ort"], ort)),
  fc.constant(set(["verortung", "naehe"], sentence)),
  fc.tuple(path, place).map(([list, from]) => inList(list, (all) => void all.splice(from % all.length, 1))),
  fc
    .tuple(path, place, place)
    .map(([list, from, to]) =>
      inList(list, (all) => void all.splice(to % all.length, 0, ...all.splice(from % all.length, 1))),
    ),
  fc.tuple(path, place, fc.nat(9999)).map(([list, from, number]) =>
    inList(list, (all) => {
      const each = all[from % all.length];
      all.splice(
        from % all.length,
        0,
        typeof each === "string" ? "Sport" : { ...(each as Data), id: `neu-${number}` },
      );
    }),
  ),
  fc.tuple(place, fc.constantFrom("konkretisierung", "ergebnis")).map(([from, field]) =>
    inList(["aufgabenbeschreibung", "aufgaben"], (all) => {
      const task = all[from % all.length] as Data;
      task[field] = `${String(task[field] ?? "Neu.")} ${sentence}`;
    }),
  ),
);

/** An example, and what is changed in it. */
export type ChangedExample = readonly [file: string, edits: readonly Edit[]];

export const changedExample: fc.Arbitrary<ChangedExample> = fc.tuple(
  fc.constantFrom(...readdirSync(examples)),
  fc.array(edit, { minLength: 1, maxLength: 4 }),
);

/** All documents that an example has before and after the changes. */
export async function documentPairs(
  file: string,
  edits: readonly Edit[],
): Promise<(readonly [old: Document, next: Document])[]> {
  const old = dataOf(file);
  const next = structuredClone(old);
  for (const change of edits) change(next);
  const [before, after] = [await documentsOf(old), await documentsOf(next)];
  return before.flatMap((document) => {
    const same = after.find(({ meta }) => meta.id === document.meta.id);
    return same ? [[document, same] as const] : [];
  });
}

function dataOf(file: string): Data {
  return structuredClone(parseYaml(file, readFileSync(join(examples, file), "utf8")).data) as Data;
}

async function documentsOf(data: Data): Promise<Document[]> {
  const { kind } = await loadKind("koordinierungsstelle");
  return documentsFor(kind.art, data).flatMap((definition) => {
    const { document } = buildDocument(kind, definition, data, { draft: false });
    return document ? [document] : [];
  });
}
