import { isRecord, joinPointer, valueAt } from "../source/pointer.ts";
import { titleOf, type SchemaTree } from "../kinds/schema-tree.ts";

/** The fields in which two sets of data differ, by their German titles, e.g. "Handlungsfelder (2): Titel". */
export function differingFields(one: unknown, other: unknown, tree: SchemaTree): string[] {
  return [...new Set(differences(one, other, "").map((pointer) => namedPath(pointer, tree)))];
}

/** The outermost places that only one has, and the innermost that both have with other values. */
function differences(one: unknown, other: unknown, pointer: string): string[] {
  const isGroup = (isRecord(one) && isRecord(other)) || (Array.isArray(one) && Array.isArray(other));
  if (!isGroup) return JSON.stringify(one) === JSON.stringify(other) ? [] : [pointer];
  const keys = new Set([...Object.keys(one as object), ...Object.keys(other as object)]);
  return [...keys].flatMap((key) => {
    const step = joinPointer("", key);
    return differences(valueAt(one, step), valueAt(other, step), pointer + step);
  });
}

function namedPath(pointer: string, tree: SchemaTree): string {
  const names: string[] = [];
  let path = "";
  for (const step of pointer.split("/").slice(1)) {
    path += `/${step}`;
    const last = names.length - 1;
    if (/^\d+$/.test(step) && last >= 0) names[last] += ` (${Number(step) + 1})`;
    else names.push(titleOf(tree.at(path)) ?? step);
  }
  return names.join(": ");
}
