import type { ParsedYaml } from "./parse-yaml.ts";
import { isRecord, joinPointer } from "./pointer.ts";

/** The innermost field that an offset of the text belongs to; the whole file where it belongs to none. */
export function pointerAt(parsed: ParsedYaml, offset: number): string {
  let [pointer, value] = ["", parsed.data];
  for (;;) {
    const inner = entriesOf(value).find(([key]) => holds(parsed, joinPointer(pointer, key), offset));
    if (!inner) return pointer;
    [pointer, value] = [joinPointer(pointer, inner[0]), inner[1]];
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return Array.isArray(value) || isRecord(value) ? Object.entries(value) : [];
}

function holds({ locate }: ParsedYaml, pointer: string, offset: number): boolean {
  const [key, value] = [locate(pointer, "key"), locate(pointer, "value")];
  return key.start <= offset && offset <= value.end;
}
