import { daysOf, type Days } from "../source/calendar-date.ts";
import { isRecord, joinPointer, splitPointer, valueAt } from "../source/pointer.ts";

/** A field that a pattern leads to; in a pattern a star stands for every entry of a list. */
export interface Place {
  readonly pointer: string;
  /** The number of the entry for each star. */
  readonly indexes: readonly number[];
  readonly value: unknown;
}

/** A place with the days it names. */
export interface DatedPlace extends Place {
  readonly days: Days;
}

/** All fields that a pattern leads to and that are there. */
export function placesOf(data: unknown, pattern: string): Place[] {
  let places: Place[] = [{ pointer: "", indexes: [], value: data }];
  for (const key of splitPointer(pattern)) places = places.flatMap((place) => childrenOf(place, key));
  return places.filter(({ value }) => value !== undefined && value !== null);
}

function childrenOf({ pointer, indexes, value }: Place, key: string): Place[] {
  if (key !== "*") {
    const child = valueAt(value, joinPointer("", key));
    return [{ pointer: joinPointer(pointer, key), indexes, value: child }];
  }
  const entries: unknown[] = Array.isArray(value) ? value : [];
  return entries.map((child, index) => ({
    pointer: joinPointer(pointer, index),
    indexes: [...indexes, index],
    value: child,
  }));
}

/** Those of them that name days, the earliest first. */
export function datedPlaces(data: unknown, pattern: string): DatedPlace[] {
  const dated = placesOf(data, pattern).flatMap((place): DatedPlace[] => {
    const days = daysOf(place.value);
    return days ? [{ ...place, days }] : [];
  });
  return dated.sort((one, other) => compareDays(one.days, other.days));
}

/** By the last day, then by the first one. */
export function compareDays(one: Days, other: Days): number {
  return compareTexts(one.last, other.last) || compareTexts(one.first, other.first);
}

export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** The value of another field of the same entries. */
export function beside(data: unknown, pattern: string, { indexes }: Pick<Place, "indexes">): unknown {
  const [...left] = indexes;
  const path = splitPointer(pattern).map((key) => (key === "*" ? String(left.shift() ?? 0) : key));
  return valueAt(data, path.reduce(joinPointer, ""));
}

/** The numbers that stand for the stars of a pattern in a pointer; undefined where the pattern does not lead there. */
export function indexesIn(pointer: string, pattern: string): number[] | undefined {
  const [path, stars] = [splitPointer(pointer), splitPointer(pattern)];
  const fits =
    path.length === stars.length && path.every((key, at) => stars[at] === "*" || stars[at] === key);
  return fits ? path.filter((_, at) => stars[at] === "*").map(Number) : undefined;
}

/** What people call the entry that a place belongs to: its id, else its number. */
export function entryName(data: unknown, pattern: string, place: Place): string | undefined {
  return namesOfEntries(data, pattern, place).at(-1);
}

/** The names of all entries on the way, so that one of them cannot be taken for another. */
export function entryKey(data: unknown, pattern: string, place: Place): string {
  return namesOfEntries(data, pattern, place).join("/");
}

function namesOfEntries(data: unknown, pattern: string, { indexes }: Place): string[] {
  const names: string[] = [];
  let pointer = "";
  for (const key of splitPointer(pattern)) {
    const index = key === "*" ? (indexes[names.length] ?? 0) : undefined;
    pointer = joinPointer(pointer, index ?? key);
    if (index !== undefined) names.push(nameOf(valueAt(data, pointer), index));
  }
  return names;
}

function nameOf(entry: unknown, index: number): string {
  const id = isRecord(entry) ? entry["id"] : undefined;
  return typeof id === "string" || typeof id === "number" ? String(id) : String(index + 1);
}
