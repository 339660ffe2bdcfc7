import { isRecord, splitPointer, joinPointer, valueAt } from "../source/pointer.ts";
import type { FieldChange } from "./field-changes.ts";

/** The old data with one of several changes alone: what it does to the documents tells what it is the cause of. */
export function withSingleChange(data: unknown, { kind, old, next }: FieldChange): unknown {
  const copy: unknown = structuredClone(data);
  const keys = splitPointer(old.pointer);
  const key = keys.pop() ?? "";
  const parent = valueAt(
    copy,
    keys.reduce((at, each) => joinPointer(at, each), ""),
  );
  if (Array.isArray(parent)) {
    if (kind === "removed") parent.splice(Number(key), 1);
    else if (kind === "moved") parent.splice(lastKey(next.pointer), 0, ...parent.splice(Number(key), 1));
    else parent[Number(key)] = next.value;
  } else if (isRecord(parent)) {
    if (kind === "removed") delete parent[key];
    else parent[key] = next.value;
  }
  return copy;
}

function lastKey(pointer: string): number {
  return Number(splitPointer(pointer).at(-1));
}
