import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document/build-document.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { entryDocumentsFor, type EntryDocument, type Kind } from "../../src/kinds/kind.ts";
import { isRecord, joinPointer, setAt, valueAt } from "../../src/source/pointer.ts";
import { writeMarkdown } from "../../src/write/markdown.ts";
import { faelle } from "../deckung/faelle.ts";

const cases = await faelle();

interface Printed {
  readonly kind: Kind;
  readonly data: Record<string, unknown>;
  readonly definition: EntryDocument;
}

const dataOf = (fall: string) => cases[fall]?.data ?? {};
/** The network contract has no life of its own in the tables: it gets that of the others. */
const borrowed = {
  ...dataOf("nrw"),
  verlauf: dataOf("bezirk")["verlauf"],
  sachstand: dataOf("kooperation")["sachstand"],
};

/** Protocol, report and note of every kind, with everything they can say. */
const full = await Promise.all(
  Object.entries({
    bezirk: dataOf("bezirk"),
    kooperation: dataOf("kooperation"),
    netzwerk: borrowed,
  }).map(async ([fall, data]: [string, Record<string, unknown>]): Promise<[string, Printed][]> => {
    const { kind } = await loadKind(String(data["art"]));
    return entryDocumentsFor(kind.art, data).map((definition) => [
      `${fall} ${definition.id}`,
      { kind, data, definition },
    ]);
  }),
);
const printedEntries = full.flat();

/** The document with another entry; the foot is left out, where only checksum and Stand would differ. */
function textOf({ kind, data, definition }: Printed, entry: unknown, more: object = {}): string {
  const all = Object.entries({ ...structuredClone(data), ...more });
  const changed = Object.fromEntries(all.filter(([, value]) => value !== undefined));
  setAt(changed, definition.entry, entry);
  const { document, findings } = buildDocument(kind, definition, changed, { draft: true });
  expect(findings).toEqual([]);
  if (!document) throw new Error("no document");
  return writeMarkdown({ ...document, meta: { ...document.meta, footer: "", mark: undefined } });
}

/** Every field at and below an entry, by its pointer in the entry. */
function fieldsOf(value: unknown, pointer = ""): string[] {
  const children = isRecord(value) || Array.isArray(value) ? Object.entries(value) : [];
  return children.flatMap(([key, child]) => {
    const at = joinPointer(pointer, key);
    return child === undefined ? [] : [at, ...fieldsOf(child, at)];
  });
}

function without(entry: unknown, pointer: string): unknown {
  const copy: unknown = structuredClone(entry);
  const cut = pointer.lastIndexOf("/");
  const holder = valueAt(copy, pointer.slice(0, cut)) as Record<string, unknown>;
  if (Array.isArray(holder)) holder.splice(Number(pointer.slice(cut + 1)), 1);
  else delete holder[pointer.slice(cut + 1)];
  return copy;
}

/** Headings with nothing of their own below them. */
function emptyHeadings(text: string): string[] {
  const lines = text.split("\n").filter((line) => line !== "");
  const level = (line: string | undefined) => /^#+(?= )/.exec(line ?? "#")?.[0].length ?? Infinity;
  return lines.filter((line, index) => /^#+ /.test(line) && level(lines[index + 1]) <= level(line));
}

describe.each(printedEntries)("%s", (_, printed) => {
  const entry = valueAt(printed.data, printed.definition.entry) as Record<string, unknown>;

  it("prints every field of its entry", () => {
    const whole = textOf(printed, entry);
    // The Kennung is the name of the document; the steps are shown by what kv makes of them.
    const shown = fieldsOf(entry).filter((field) => field !== "/id" && !field.startsWith("/schritte"));
    expect(shown.length).toBeGreaterThan(5);
    const unseen = shown.filter((field) => textOf(printed, without(entry, field)) === whole);
    // A draft without an answer reads as if it were no.
    expect(unseen.filter((field) => valueAt(entry, field) !== false)).toEqual([]);
  });

  it("prints every field that kv puts together for it", () => {
    const sachstand = printed.data["sachstand"];
    if (!printed.definition.daten.includes("/sachstand") || sachstand === undefined) return;
    const whole = textOf(printed, entry);
    const unseen = fieldsOf(sachstand).filter(
      (field) => textOf(printed, entry, { sachstand: without(sachstand, field) }) === whole,
    );
    // It is false: the steps are those of the present.
    expect(unseen).toEqual(["/festgehalten"]);
    expect(textOf(printed, entry, { sachstand: { ...(sachstand as object), festgehalten: true } })).not.toBe(
      whole,
    );
  });

  it("has no empty heading, whatever is not said", () => {
    const optional = Object.keys(entry).filter((key) => key !== "id");
    fc.assert(
      fc.property(fc.subarray(optional), fc.boolean(), (kept, isEmpty) => {
        const part = Object.fromEntries(
          Object.entries(entry).filter(([key]) => key === "id" || kept.includes(key)),
        );
        const text = textOf(printed, part, isEmpty ? { sachstand: undefined, konflikte: undefined } : {});
        expect(emptyHeadings(text)).toEqual([]);
        expect(text).not.toMatch(/undefined|\[object|\{\{/);
      }),
    );
  });
});
