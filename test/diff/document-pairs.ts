import fc from "fast-check";
import type {
  Block,
  Cell,
  Document,
  Footnote,
  Heading,
  Inline,
  ListItem,
  Table,
  TickBox,
} from "../../src/document/document.ts";
import { inlinesOf } from "../../src/document/inlines-of.ts";
import { mapInlines } from "../../src/document/map-inlines.ts";
import { hostileTexts, sampleMeta } from "../write/sample-document.ts";

/** An old and a new document. */
export type DocumentPair = readonly [old: Document, next: Document];

const words = fc.constantFrom(
  "Die Koordinierungsstelle ",
  "begleitet ",
  "den Aufbau der Runden in den Sozialräumen",
  "halbjährlich",
  "zum 01.09.2026",
  ", ",
  "das Jugendamt ",
  "und die regionale Schulaufsicht",
  ". ",
  "  ",
  ...hostileTexts,
);
const ids = ["ziele", "rahmen", "Größe", "aufgabe_netz", "aufgabe_a1", "a", "b", "c", "d", "e", "f", "g"];
const id = fc.constantFrom(...ids);
const maybeId = fc.option(id, { nil: undefined, freq: 2 });
const text = fc.record({
  type: fc.constant("text" as const),
  value: words,
  pointer: fc.constantFrom(undefined, "/bezirk"),
});

const leaf: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 8, arbitrary: text },
  fc.constant({ type: "lineBreak" as const }),
  fc.record({ type: fc.constant("footnoteReference" as const), number: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    type: fc.constant("reference" as const),
    target: fc.oneof(id, fc.constantFrom("fehlt", "fn-1")),
    value: fc.constantFrom("Nummer 1", "Nummer 2.1"),
  }),
  fc.record({
    type: fc.constant("gap" as const),
    label: fc.constant("Datum"),
    pointer: fc.constant(undefined),
    room: fc.constantFrom("wort" as const, "zeile" as const, "absatz" as const),
  }),
);
const inlines: fc.Arbitrary<readonly Inline[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: leaf },
    fc.record({
      type: fc.constantFrom("strong" as const, "emphasis" as const),
      children: fc.array(
        fc.oneof(leaf, fc.record({ type: fc.constant("strong" as const), children: fc.tuple(text) })),
        {
          maxLength: 3,
        },
      ),
    }),
  ),
  { maxLength: 5 },
);

const paragraph = fc.record({
  type: fc.constant("paragraph" as const),
  id: maybeId,
  role: fc.constantFrom(undefined, undefined, undefined, "partei" as const, "untertitel" as const),
  children: inlines,
});
const heading: fc.Arbitrary<Heading> = fc.record({
  type: fc.constant("heading" as const),
  level: fc.constantFrom(2 as const, 2 as const, 3 as const, 4 as const),
  number: fc.constantFrom("", "", "", undefined),
  id,
  children: inlines,
});
const cell: fc.Arbitrary<Cell> = inlines;
const row = fc.array(cell, { maxLength: 3 });
const table: fc.Arbitrary<Table> = fc.record({
  type: fc.constant("table" as const),
  header: fc.oneof(fc.constant([]), fc.array(cell, { minLength: 2, maxLength: 3 })),
  rows: fc.array(row, { maxLength: 4 }),
});
const option: fc.Arbitrary<TickBox> = fc.record({ id: maybeId, checked: fc.boolean(), children: inlines });
const tickBoxes = fc.record({
  type: fc.constant("tickBoxes" as const),
  options: fc.array(option, { minLength: 1, maxLength: 3 }),
});
const signatures = fc.record({
  type: fc.constant("signatures" as const),
  intro: fc.oneof(fc.constant([]), inlines),
  lines: fc.array(fc.record({ id, children: inlines }), { maxLength: 8 }),
});
const flat: fc.Arbitrary<Block> = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  { weight: 2, arbitrary: table },
  tickBoxes,
);
const listOf = (child: fc.Arbitrary<Block>): fc.Arbitrary<Block> =>
  fc.record({
    type: fc.constant("list" as const),
    ordered: fc.boolean(),
    items: fc.array(item(child), { minLength: 1, maxLength: 4 }),
  });
const item = (child: fc.Arbitrary<Block>): fc.Arbitrary<ListItem> =>
  fc.record({
    id: maybeId,
    children: fc.oneof(fc.tuple(paragraph), fc.tuple(paragraph, child), fc.array(child, { maxLength: 3 })),
  });
const list = listOf(fc.oneof(flat, listOf(flat)));
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  { weight: 2, arbitrary: heading },
  { weight: 2, arbitrary: list },
  { weight: 2, arbitrary: table },
  tickBoxes,
  signatures,
  fc.constant({ type: "pageBreak" as const }),
);

const footnoteContent = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(paragraph) },
  fc.array(fc.oneof(paragraph, list), { minLength: 1, maxLength: 3 }),
);
const footnotes = fc
  .tuple(
    fc.shuffledSubarray(["fn-1", "fn-2", "fn-3"], { minLength: 3 }),
    fc.tuple(footnoteContent, footnoteContent, footnoteContent),
  )
  .map(([order, contents]) =>
    contents.map((children, index): Footnote => ({ number: index + 1, id: order[index] ?? "", children })),
  );
const blocks = fc.array(block, { maxLength: 8 });

/** Whether sections are numbered as Word counts them, or some by leaps and signs. */
const counting = fc.constantFrom("regular" as const, "regular" as const, "irregular" as const);

type Counting = "regular" | "irregular";

/** Changes one thing at a place; places beyond the end count from the beginning again. */
type Edit = (list: readonly Block[]) => readonly Block[];

const place = fc.nat(20);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, block).map(([at, each]) => inserted(at, each)),
  place.map((at) => dropped(at)),
  fc.tuple(place, place).map(([from, to]) => moved<Block>(from, to)),
  fc.tuple(place, fc.nat(9), words).map(([at, which, word]) => atPlace<Block>(at, withWord(which, word))),
  fc
    .tuple(
      place,
      place,
      fc.constantFrom<InnerEdit>("drop", "double", "move", "toggle", "column", "level", "id"),
    )
    .map(([at, inner, kind]) => atPlace<Block>(at, (each) => changedInside(each, inner, kind))),
);

const inserted = (at: number, each: Block) => (list_: readonly Block[]) =>
  list_.toSpliced(at % (list_.length + 1), 0, each);
const dropped =
  (at: number) =>
  <T>(all: readonly T[]) =>
    all.length === 0 ? all : all.toSpliced(at % all.length, 1);
const moved =
  <T>(from: number, to: number) =>
  (all: readonly T[]): readonly T[] => {
    const each = all[from % all.length];
    return each === undefined ? all : all.toSpliced(from % all.length, 1).toSpliced(to % all.length, 0, each);
  };
const atPlace =
  <T>(at: number, change: (each: T) => T) =>
  (all: readonly T[]): readonly T[] =>
    all.map((each, index) => (index === at % all.length ? change(each) : each));

function withWord(which: number, word: string): (each: Block) => Block {
  return (each) =>
    mapInlines(each, (all) => {
      const value: Inline = { type: "text", value: word, pointer: undefined };
      return all.length === 0 ? [value] : all.with(which % all.length, value);
    });
}

type InnerEdit = "drop" | "double" | "move" | "toggle" | "column" | "level" | "id";

function changedInside(each: Block, at: number, kind: InnerEdit): Block {
  const parts = <T>(all: readonly T[]): readonly T[] => {
    if (kind === "drop" && all.length > 1) return dropped(at)(all);
    const part = all[at % all.length];
    if (kind === "double" && part !== undefined) return all.toSpliced((at + 1) % all.length, 0, part);
    return kind === "move" ? moved<T>(at, at + 2)(all) : all;
  };
  switch (each.type) {
    case "list":
      return { ...each, ordered: kind === "toggle" ? !each.ordered : each.ordered, items: parts(each.items) };
    case "table":
      return kind === "column"
        ? { ...each, header: each.header.slice(1), rows: each.rows.map((cells) => cells.slice(1)) }
        : { ...each, rows: parts(each.rows) };
    case "tickBoxes":
      return kind === "toggle"
        ? { ...each, options: each.options.map((box) => ({ ...box, checked: !box.checked })) }
        : { ...each, options: parts(each.options) };
    case "signatures":
      return { ...each, lines: parts(each.lines) };
    case "heading":
      if (kind === "toggle") return { ...each, number: each.number === undefined ? "" : undefined };
      return kind === "level" ? { ...each, level: each.level === 2 ? 3 : 2 } : each;
    case "paragraph":
      return kind === "id" ? { ...each, id: ids[at % ids.length] } : each;
    case "pageBreak":
      return each;
  }
}

/** Pairs of which the new document is the old one with some edits. */
export const editedPairs: fc.Arbitrary<DocumentPair> = fc
  .tuple(
    blocks,
    footnotes,
    fc.array(edit, { minLength: 1, maxLength: 4 }),
    fc.option(footnotes, { nil: undefined }),
    counting,
  )
  .map(([old, notes, edits, otherNotes, how]) => [
    finished(old, notes, how),
    finished(
      edits.reduce<readonly Block[]>((all, change) => change(all), old),
      otherNotes ?? notes,
      how,
    ),
  ]);

/** Pairs of documents that have little in common but ids. */
export const unlikePairs: fc.Arbitrary<DocumentPair> = fc
  .tuple(blocks, blocks, footnotes, footnotes, counting, counting)
  .map(([old, next, notes, otherNotes, how, otherHow]) => [
    finished(old, notes, how),
    finished(next, otherNotes, otherHow),
  ]);

/** With ids that occur once, numbers, and the footnotes that have a sign in the text. */
function finished(all: readonly Block[], notes: readonly Footnote[], how: Counting): Document {
  const seen = new Set<string>();
  const own = <T extends string | undefined>(each: T, needed: boolean): T => {
    if (each === undefined || !seen.has(each)) {
      if (each !== undefined) seen.add(each);
      return each;
    }
    if (!needed) return undefined as T;
    return own(`${each}-2` as T, true);
  };
  const withIds = (each: Block): Block => {
    switch (each.type) {
      case "heading":
        return { ...each, id: own(each.id, true) };
      case "paragraph":
        return { ...each, id: own(each.id, false) };
      case "list":
        return {
          ...each,
          items: each.items.map((part) => ({
            ...part,
            id: own(part.id, false),
            children: part.children.map(withIds),
          })),
        };
      case "tickBoxes":
        return { ...each, options: each.options.map((part) => ({ ...part, id: own(part.id, false) })) };
      case "signatures":
        return { ...each, lines: each.lines.map((part) => ({ ...part, id: own(part.id, true) })) };
      default:
        return each;
    }
  };
  const body = numbered(all.map(withIds), how);
  const signed = [...new Set(body.flatMap(inlinesOf).flatMap(signsIn))];
  const renumber = (each: Block) =>
    mapInlines(each, (running) => withSigns(running, (number) => signed.indexOf(number) + 1));
  return {
    meta: sampleMeta,
    blocks: body.map(renumber),
    footnotes: signed.flatMap((number, index) => {
      const note = notes[number - 1];
      return note ? [{ ...note, number: index + 1, children: note.children.map(withIds).map(renumber) }] : [];
    }),
  };
}

function signsIn(each: Inline): number[] {
  if ("children" in each) return each.children.flatMap(signsIn);
  return each.type === "footnoteReference" ? [each.number] : [];
}

function withSigns(running: readonly Inline[], numberOf: (number: number) => number): Inline[] {
  return running.flatMap((each): Inline[] => {
    if ("children" in each) return [{ ...each, children: withSigns(each.children, numberOf) }];
    if (each.type !== "footnoteReference") return [each];
    const number = numberOf(each.number);
    return number === 0 ? [] : [{ ...each, number }];
  });
}

function numbered(all: readonly Block[], how: Counting): readonly Block[] {
  const counters: number[] = [];
  return all.map((each, index) => {
    if (each.type !== "heading" || each.number === undefined) return each;
    if (how === "irregular" && index % 3 === 0) return { ...each, number: `§ ${index}` };
    const depth = how === "regular" ? Math.min(each.level - 2, counters.length) : each.level - 2;
    counters.length = depth + 1;
    for (let level = 0; level < depth; level++) counters[level] ??= 1;
    counters[depth] = (counters[depth] ?? 0) + (how === "regular" ? 1 : 2);
    const level = (depth + 2) as Heading["level"];
    return { ...each, level, number: `${counters.join(".")}.` };
  });
}
