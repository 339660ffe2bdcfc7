import { isRecord, joinPointer } from "./pointer.ts";

/** A value that holds no others, and where it stands. */
export interface Leaf {
  readonly pointer: string;
  readonly value: unknown;
}

const known = new WeakMap<object, readonly Leaf[]>();

/** All values of the data that hold no others, in order. Several checks look at each: they are gathered once. */
export function leavesOf(data: unknown): readonly Leaf[] {
  if (typeof data !== "object" || data === null) return [{ pointer: "", value: data }];
  const before = known.get(data);
  if (before) return before;
  const leaves: Leaf[] = [];
  const enter = (value: unknown, pointer: string): void => {
    if (Array.isArray(value)) value.forEach((item, index) => enter(item, `${pointer}/${index}`));
    else if (isRecord(value))
      for (const [key, item] of Object.entries(value)) enter(item, joinPointer(pointer, key));
    else leaves.push({ pointer, value });
  };
  enter(data, "");
  known.set(data, leaves);
  return leaves;
}
