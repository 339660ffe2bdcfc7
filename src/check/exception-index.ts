import { displayCode } from "../findings/catalogue.ts";
import type { Finding } from "../findings/finding.ts";
import { isExceptable } from "./exceptable.ts";
import { coversPlace, type ExceptionTarget } from "./repository-exceptions.ts";

interface Aimed {
  readonly target: ExceptionTarget;
}

/** Entries of kv.ausnahmen.yaml, quick to search: a repository may have as many as it has findings. */
export class ExceptionIndex<Entry extends Aimed> {
  readonly #order = new Map<Entry, number>();
  /** Those for one file and one place. */
  readonly #exact = new Map<string, Entry>();
  /** The others, by what they are for. */
  readonly #patterns = new Map<string, Entry[]>();

  constructor(entries: readonly Entry[]) {
    for (const [order, entry] of entries.entries()) {
      this.#order.set(entry, order);
      const { name, datei, place = "", isFilePattern } = entry.target;
      const isPattern = isFilePattern || place.includes("*");
      if (isPattern) this.#patterns.set(name, [...(this.#patterns.get(name) ?? []), entry]);
      const key = keyOf(name, datei, place);
      if (!isPattern && !this.#exact.has(key)) this.#exact.set(key, entry);
    }
  }

  /** The first entry that is for a finding, in a file by its path from the folder of the exceptions. */
  entryFor(finding: Finding, path: string): Entry | undefined {
    if (!isExceptable(finding)) return undefined;
    const name = displayCode(finding);
    const exact = placesAround(finding.pointer).flatMap(
      (place) => this.#exact.get(keyOf(name, path, place)) ?? [],
    );
    const others = (this.#patterns.get(name) ?? []).filter(
      ({ target }) => target.covers(path) && coversPlace(target, finding.pointer),
    );
    const orderOf = (entry: Entry) => this.#order.get(entry) ?? 0;
    return [...exact, ...others].sort((one, other) => orderOf(one) - orderOf(other))[0];
  }
}

function keyOf(name: string, datei: string, place: string): string {
  return JSON.stringify([name, datei, place]);
}

/** A place and all that hold it, up to the whole file: "/a/0" → "/a/0", "/a", "". */
function placesAround(pointer: string): string[] {
  if (pointer === "") return [""];
  return [pointer, ...placesAround(pointer.slice(0, pointer.lastIndexOf("/")))];
}
