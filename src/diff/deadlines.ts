import type { SchemaTree } from "../kinds/schema-tree.ts";
import { isRecord, joinPointer } from "../source/pointer.ts";
import type { Deadline } from "./change.ts";
import type { Field, FieldChange } from "./field-changes.ts";
import { fieldLabel, valueText } from "./labels.ts";

/** Where a field stands: its data and what they mean. */
interface Data {
  readonly kind: { readonly tree: SchemaTree };
  readonly parsed: { readonly data: unknown };
}

/** Fields at or below the changed one that set a Termin or a Turnus (x-frist). */
export function movedDeadlines({ kind, old, next }: FieldChange, oldData: Data, nextData: Data): Deadline[] {
  if (kind === "moved") return [];
  const before = kind === "added" ? [] : deadlinesIn(oldData, old);
  const after = kind === "removed" ? [] : deadlinesIn(nextData, next);
  const labels = new Set([...before, ...after].map(({ label }) => label));
  return [...labels].map((label) => ({
    label,
    old: before.find((each) => each.label === label)?.text,
    next: after.find((each) => each.label === label)?.text,
  }));
}

function deadlinesIn(data: Data, { pointer, value }: Field): { label: string; text: string }[] {
  if (isRecord(value) || Array.isArray(value))
    return Object.entries(value).flatMap(([key, child]) =>
      deadlinesIn(data, { pointer: joinPointer(pointer, key), value: child }),
    );
  const { tree } = data.kind;
  if (tree.at(pointer)?.schema["x-frist"] !== true || value === undefined || value === null) return [];
  return [{ label: fieldLabel(tree, data.parsed.data, pointer), text: valueText(tree, pointer, value) }];
}
