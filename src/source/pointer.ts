/** JSON Pointer (RFC 6901) helpers. The empty string is the whole document. */

export function joinPointer(parent: string, key: string | number): string {
  if (typeof key === "number" || !/[~/]/.test(key)) return `${parent}/${key}`;
  return `${parent}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

export function splitPointer(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** True for the place itself and everything below it. */
export function isWithin(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a pointer, or undefined where the path ends early. */
export function valueAt(data: unknown, pointer: string): unknown {
  let value = data;
  for (const key of splitPointer(pointer)) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isRecord(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

/** Whether a field is there and has a value. */
export function hasField(data: unknown, pointer: string): boolean {
  return (valueAt(data, pointer) ?? null) !== null;
}

/** Sets the value at a pointer, and makes the groups and lists on the way that are not there. */
export function setAt(data: Record<string, unknown>, pointer: string, value: unknown): void {
  const path = splitPointer(pointer);
  const last = path.pop() ?? "";
  let holder = data;
  for (const [index, key] of path.entries()) {
    const isList = /^\d+$/.test(path[index + 1] ?? last);
    const present = Object.hasOwn(holder, key) ? holder[key] : undefined;
    const isThere = isList ? Array.isArray(present) : isRecord(present);
    const next = isThere ? present : isList ? [] : {};
    holder[key] = next;
    holder = next as Record<string, unknown>;
  }
  holder[last] = value;
}

/** A field by its pointer, by its name beside another one, or with `../` beside the group or list around that. */
export function fieldBeside(pointer: string, name: string): string {
  if (name.startsWith("/")) return name;
  const group = pointer.slice(0, pointer.lastIndexOf("/"));
  return name.startsWith("../") ? fieldBeside(group, name.slice(3)) : joinPointer(group, name);
}

// Of `/gremien/0/name` and `/gremien/*/name`, the field is `/gremien/name`.
export function fieldPath(pointer: string): string {
  return pointer.replaceAll(/\/(?:\d+|\*)(?=\/|$)/g, "");
}
