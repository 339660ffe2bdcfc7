import { fieldPath, isRecord, isWithin, joinPointer } from "../source/pointer.ts";
import { pointersOf } from "../termine/termine-of.ts";
import type { ProfileDefinition } from "./profile.ts";

/** An item with the schema that decides it, if one does. */
type StatedItem = ProfileDefinition["allOf"][number];

/**
 * The fields that the schema of an item looks at; of a group and what is in it, only the latter. The field without which
 * the item does not apply is none of them, unless it is the only one. Entries are stars.
 */
export function fieldsLookedAt(item: StatedItem): string[] {
  const { "x-punkt": stated, ...schema } = item;
  const ofTermin = stated.termin ? pointersOf(stated.termin) : [];
  const named = [...new Set([...namedIn(schema, ""), ...ofTermin])];
  const inner = named.filter((each) => !named.some((other) => other !== each && isWithin(other, each)));
  const others = inner.filter((each) => each !== stated.wenn);
  return others.length > 0 ? others : inner;
}

/** Whether an item says something about a field or about what is in it. */
export function looksAt(item: StatedItem, field: string): boolean {
  const { ort, wenn } = item["x-punkt"];
  const places = [...fieldsLookedAt(item), ...(ort === wenn ? [] : [ort])];
  return places.some((each) => each !== "" && isWithin(fieldPath(each), fieldPath(field)));
}

function namedIn(schema: unknown, at: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((each) => namedIn(each, at));
  if (!isRecord(schema)) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword === "required" && Array.isArray(value))
      return value.map((name) => joinPointer(at, String(name)));
    if (keyword === "properties" && isRecord(value))
      return Object.entries(value).flatMap(([name, inner]) => {
        const pointer = joinPointer(at, name);
        return [pointer, ...namedIn(inner, pointer)];
      });
    if (keyword === "items" || keyword === "contains") return namedIn(value, joinPointer(at, "*"));
    return applicators.has(keyword) ? namedIn(value, at) : [];
  });
}

const applicators = new Set(["allOf", "anyOf", "oneOf", "not", "if", "then", "else"]);
