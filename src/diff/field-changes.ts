import type { SchemaNode, SchemaTree } from "../kinds/schema-tree.ts";
import { isRecord, joinPointer } from "../source/pointer.ts";
import { align, type Likeness, type Pair } from "./align.ts";
import { similarity } from "./words.ts";

/** What became of one field or list entry. "moved": another place in its list, the same content. */
export interface FieldChange {
  readonly kind: "added" | "removed" | "changed" | "moved";
  /** In the old data; for an added field its value is undefined and the pointer leads where it would have been. */
  readonly old: Field;
  /** In the new data; likewise for a removed field. */
  readonly next: Field;
}

export interface Field {
  readonly pointer: string;
  readonly value: unknown;
}

/** Compares two data trees field by field; entries of lists are recognised by their id, else by likeness. */
export function fieldChanges(
  old: unknown,
  next: unknown,
  trees: { readonly old: SchemaTree; readonly next: SchemaTree },
): FieldChange[] {
  const compare = (before: Field, after: Field): FieldChange[] => {
    const [one, other] = [before.value, after.value];
    if (isEmpty(one) && isEmpty(other)) return [];
    if (isEmpty(one)) return [{ kind: "added", old: before, next: after }];
    if (isEmpty(other)) return [{ kind: "removed", old: before, next: after }];
    if (isRecord(one) && isRecord(other)) return records(before, after, one, other);
    if (Array.isArray(one) && Array.isArray(other)) return lists(before, after, one, other);
    return isSame(one, other) ? [] : [{ kind: "changed", old: before, next: after }];
  };
  const records = (before: Field, after: Field, one: object, other: object): FieldChange[] => {
    const keys = new Set([...Object.keys(other), ...Object.keys(one)]);
    return [...keys].flatMap((key) => compare(below(before, key), below(after, key)));
  };
  const lists = (before: Field, after: Field, one: unknown[], other: unknown[]): FieldChange[] => {
    const key = keyField(trees.next.at(after.pointer) ?? trees.old.at(before.pointer), one, other);
    const ends = { old: below(before, one.length), next: below(after, other.length) };
    return listChanges(entriesOf(before, one), entriesOf(after, other), ends, key, compare);
  };
  return compare({ pointer: "", value: old }, { pointer: "", value: next });
}

function entriesOf(list: Field, { length }: readonly unknown[]): Field[] {
  return Array.from({ length }, (_, index) => below(list, index));
}

function below({ pointer, value }: Field, key: string | number): Field {
  const values = value as Readonly<Record<string | number, unknown>>;
  return {
    pointer: joinPointer(pointer, key),
    value: Object.hasOwn(values, key) ? values[key] : undefined,
  };
}

/** A field without a value says as little as one that is not there. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null;
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** The field that tells entries of a list apart; undefined where nothing does. */
function keyField(
  node: SchemaNode | undefined,
  old: readonly unknown[],
  next: readonly unknown[],
): string | undefined {
  const field = node?.schema["x-eindeutig"] ?? "id";
  const all = [...old, ...next];
  const hasKey = all.every((entry) => isRecord(entry) && isScalar(entry[String(field)]));
  return hasKey && typeof field === "string" ? field : undefined;
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

function listChanges(
  old: readonly Field[],
  next: readonly Field[],
  ends: { readonly old: Field; readonly next: Field },
  key: string | undefined,
  compare: (before: Field, after: Field) => FieldChange[],
): FieldChange[] {
  const likeness = likenessOf(old, next, key);
  const pairs = align(old, next, likeness);
  const moved = movedEntries(pairs, likeness.key);
  return pairs.flatMap((pair): FieldChange[] => {
    if (pair.old && pair.next) return compare(pair.old, pair.next);
    if (pair.next === undefined)
      return moved.has(pair.old) ? [] : [{ kind: "removed", old: pair.old, next: ends.next }];
    const from = moved.get(pair.next);
    if (!from) return [{ kind: "added", old: ends.old, next: pair.next }];
    return [{ kind: "moved", old: from, next: pair.next }, ...compare(from, pair.next)];
  });
}

/** An entry that the other list has by its key is never taken for a changed one of another key. */
function likenessOf(old: readonly Field[], next: readonly Field[], key: string | undefined): Likeness<Field> {
  const keyOf = ({ value }: Field) =>
    JSON.stringify(key === undefined ? value : (value as Record<string, unknown>)[key]);
  const keys = { old: new Set(old.map(keyOf)), next: new Set(next.map(keyOf)) };
  return {
    key: keyOf,
    similarity: (one, other) => {
      if (keys.next.has(keyOf(one)) || keys.old.has(keyOf(other))) return 0;
      if (isRecord(one.value) !== isRecord(other.value)) return 0;
      return similarity(wordsIn(one.value), wordsIn(other.value));
    },
  };
}

function wordsIn(value: unknown): string[] {
  if (isRecord(value)) return Object.values(value).flatMap(wordsIn);
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  return String(value).split(/\s+/);
}

/** New entries with the old ones they were, and the old ones themselves, where a list has only been put in another order. */
function movedEntries(pairs: readonly Pair<Field>[], keyOf: (field: Field) => string): Map<Field, Field> {
  const gone = new Map(pairs.flatMap(({ old, next }) => (old && !next ? [[keyOf(old), old] as const] : [])));
  const moved = new Map<Field, Field>();
  for (const { old, next } of pairs) {
    const from = next && !old ? gone.get(keyOf(next)) : undefined;
    if (!from || !next) continue;
    gone.delete(keyOf(from));
    moved.set(next, from).set(from, next);
  }
  return moved;
}
