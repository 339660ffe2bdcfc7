import { BookmarkEnd, BookmarkStart } from "docx";
import type { ParagraphChild } from "docx";
import type { AnnotationIds } from "./tracked-changes.ts";

const longestName = 40;

const transliterations: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  Ä: "Ae",
  Ö: "Oe",
  Ü: "Ue",
  ß: "ss",
};

/** Gives every id of the document a bookmark that Word accepts, and writes each bookmark once. */
export class Bookmarks {
  readonly #names = new Map<string, string>();
  readonly #written = new Set<string>();
  readonly #annotations: AnnotationIds;

  constructor(ids: Iterable<string>, annotations: AnnotationIds) {
    this.#annotations = annotations;
    const taken = new Set<string>();
    for (const id of ids) {
      if (!this.#names.has(id)) this.#names.set(id, freeName(id, taken));
    }
  }

  /** The name to link to; undefined if nothing in the document carries this id. */
  nameOf(id: string): string | undefined {
    return this.#names.get(id);
  }

  /** The children between the marks of the node's ids. */
  around(node: Identified, children: readonly ParagraphChild[]): ParagraphChild[] {
    return this.#aroundId(node.id, this.#aroundId(node.formerId, children));
  }

  /** Unchanged if there is no id or its bookmark is already written. */
  #aroundId(id: string | undefined, children: readonly ParagraphChild[]): ParagraphChild[] {
    const name = id === undefined ? undefined : this.#names.get(id);
    if (name === undefined || this.#written.has(name)) return [...children];
    this.#written.add(name);
    // Not docx's Bookmark: it numbers every bookmark 1, and Word then forgets all but one.
    const number = this.#annotations.next();
    return [new BookmarkStart(name, number), ...children, new BookmarkEnd(number)];
  }
}

interface Identified {
  readonly id: string | undefined;
  readonly formerId?: string;
}

function freeName(id: string, taken: Set<string>): string {
  const base = wordName(id);
  let name = base.slice(0, longestName);
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) {
    const suffix = `_${count}`;
    name = base.slice(0, longestName - suffix.length) + suffix;
  }
  // Word compares bookmark names without regard to case.
  taken.add(name.toLowerCase());
  return name;
}

function wordName(id: string): string {
  const name = id
    .replaceAll(/[äöüÄÖÜß]/gu, (letter) => transliterations[letter] ?? letter)
    .replaceAll(/[^A-Za-z0-9_]/gu, "_");
  // A leading underscore would hide the bookmark in Word's list, a digit is not allowed.
  return /^[A-Za-z]/u.test(name) ? name : `id_${name}`;
}
