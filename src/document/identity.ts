import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { DocumentDefinition } from "../kinds/kind.ts";
import { isRecord, setAt, splitPointer, valueAt } from "../source/pointer.ts";

type Printed = Pick<DocumentDefinition, "daten" | "je" | "entry">;

/** The data a document prints: what art.yaml lists; of a list with a document per entry, this entry alone. */
export function printedData(data: unknown, definition: Printed): Record<string, unknown> {
  const { je, entry } = definition;
  const printed = listedData(data, definition);
  if (je !== undefined && entry !== undefined) setAt(printed, je, [valueAt(data, entry)]);
  return printed;
}

/** What art.yaml lists for a document, without the list that it has an entry of. */
export function listedData(data: unknown, { daten, je }: Printed): Record<string, unknown> {
  const listed = project(data, daten);
  if (je === undefined) return listed;
  // Groups are shared with the data until here.
  const own = structuredClone(listed);
  if (valueAt(own, je) !== undefined) removeAt(own, je);
  return own;
}

function removeAt(data: Record<string, unknown>, pointer: string): void {
  const cut = pointer.lastIndexOf("/");
  const [key = ""] = splitPointer(pointer.slice(cut));
  const holder = valueAt(data, pointer.slice(0, cut));
  if (isRecord(holder)) delete holder[key];
}

/**
 * The part of the data at and below the pointers, as a tree of its own; what does not exist stays away.
 * A `*` stands for every entry of a list.
 */
export function project(data: unknown, pointers: readonly string[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const pointer of pointers) copyInto(result, data, splitPointer(pointer));
  return result;
}

function copyInto(target: Record<string, unknown>, source: unknown, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (key === undefined || !isRecord(source) || !Object.hasOwn(source, key)) return;
  const value = source[key];
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  if (rest[0] === "*") {
    if (Array.isArray(value)) target[key] = copyEntries(target[key], value, rest.slice(1));
    return;
  }
  const existing = target[key];
  const next = isRecord(existing) ? existing : {};
  copyInto(next, source[key], rest);
  if (Object.keys(next).length > 0) target[key] = next;
}

function copyEntries(
  existing: unknown,
  entries: readonly unknown[],
  path: readonly string[],
): Record<string, unknown>[] {
  const known = Array.isArray(existing) ? existing : [];
  return entries.map((entry, index) => {
    const before: unknown = known[index];
    const target: Record<string, unknown> = isRecord(before) ? before : {};
    copyInto(target, entry, path);
    return target;
  });
}

/** SHA-256 over the canonical JSON (RFC 8785) of the printed data, 64 hex digits. */
export function hashOf(printed: unknown): string {
  return hashOfText(canonicalize(printed) ?? "");
}

/** SHA-256 over the text in UTF-8, 64 hex digits. */
export function hashOfText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
