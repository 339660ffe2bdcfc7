import type { Block, Document, Heading } from "../../document/document.ts";
import { NumberingInstances, sectionsInstance } from "./numbering.ts";

/** How a heading gets the number the document tree asks for. */
export type SectionNumber =
  /** Word's own count, through the heading style, is right. */
  | { readonly type: "style" }
  /** Word counts, but from a start value of its own. */
  | { readonly type: "instance"; readonly id: number }
  /** Not a number Word could count to: it is written as text. */
  | { readonly type: "text" };

/** Decides on the numbers of the headings, asked for one after the other; the level counts from 0. */
export interface HeadingNumbers {
  next(level: number, number: string): SectionNumber;
}

/** Follows the count Word will make, to see where the document asks for another number. */
export class SectionNumbers implements HeadingNumbers {
  readonly #instances: NumberingInstances;
  #counters: readonly number[] = [];
  #current = sectionsInstance;
  /** Levels above this one never occurred in the current instance and would start over at its start value. */
  #highestLevel = 0;

  constructor(instances: NumberingInstances) {
    this.#instances = instances;
  }

  next(level: number, number: string): SectionNumber {
    const wanted = parseNumber(number);
    if (wanted === undefined || wanted.length !== level + 1) return { type: "text" };
    // How a section without the right one above it is counted differs between Word and LibreOffice.
    if (!liesWithin(wanted, this.#counters)) return { type: "text" };
    const counted = (this.#counters[level] ?? 0) + 1;
    if (level < this.#highestLevel || wanted[level] !== counted) this.#restart(wanted);
    this.#counters = wanted;
    return this.#current === sectionsInstance ? { type: "style" } : { type: "instance", id: this.#current };
  }

  #restart(wanted: readonly number[]): void {
    this.#current = this.#instances.add("sections", new Map(wanted.entries()));
    this.#highestLevel = wanted.length - 1;
  }
}

function parseNumber(number: string): number[] | undefined {
  return /^(?:[1-9]\d{0,3}\.)+$/u.test(number) ? number.slice(0, -1).split(".").map(Number) : undefined;
}

function liesWithin(wanted: readonly number[], counters: readonly number[]): boolean {
  return wanted.slice(0, -1).every((value, level) => value === counters[level]);
}

/**
 * For a redline. Where Word counts the headings of both documents right by itself, it does so whatever is accepted; no
 * start value would hold for both, so otherwise all numbers are text.
 */
export function numbersForBoth(old: Document, next: Document): HeadingNumbers {
  const type = [old, next].every(isCountedByWord) ? "style" : "text";
  return { next: () => ({ type }) };
}

function isCountedByWord({ blocks, footnotes }: Document): boolean {
  const sections = new SectionNumbers(new NumberingInstances());
  return [...blocks, ...footnotes.flatMap(({ children }) => children)]
    .flatMap(headingsIn)
    .every((heading) => {
      if (heading.level === 1 || heading.number === undefined) return true;
      return sections.next(heading.level - 2, heading.number).type === "style";
    });
}

function headingsIn(block: Block): Heading[] {
  if (block.type === "heading") return [block];
  return block.type === "list" ? block.items.flatMap(({ children }) => children.flatMap(headingsIn)) : [];
}
