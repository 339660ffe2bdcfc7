import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { isRecord, splitPointer } from "../source/pointer.ts";

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
  return createHash("sha256")
    .update(canonicalize(printed) ?? "")
    .digest("hex");
}
