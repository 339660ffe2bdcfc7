import { isRecord, isWithin, joinPointer, splitPointer, valueAt } from "../source/pointer.ts";

/** Where the data say why they changed; not a change itself. */
export const reasonsPointer = "/fassung/aenderungen";

/** The reason the new data give for a field or for a group around it; entries of lists go by their id. */
export function reasonFor(next: unknown, data: unknown, pointer: string): string | undefined {
  const entries = valueAt(next, reasonsPointer);
  if (!Array.isArray(entries)) return undefined;
  const names = [pointer, withIds(data, pointer)];
  const fitting = entries.filter(
    (entry): entry is { feld: string; grund: string } =>
      isRecord(entry) && names.some((name) => isWithin(name, String(entry["feld"]))),
  );
  return fitting.sort((one, other) => other.feld.length - one.feld.length)[0]?.grund;
}

/** "/aufgaben/2/titel" → "/aufgaben/fachtag/titel". */
function withIds(data: unknown, pointer: string): string {
  let [at, named] = ["", ""];
  for (const key of splitPointer(pointer)) {
    const list = valueAt(data, at);
    at = joinPointer(at, key);
    const entry = valueAt(data, at);
    const id = Array.isArray(list) && isRecord(entry) ? entry["id"] : undefined;
    named = joinPointer(named, typeof id === "string" || typeof id === "number" ? id : key);
  }
  return named;
}
