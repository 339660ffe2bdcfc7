import type { Problem } from "../findings/problem.ts";

/** Where the files of one side lie, and how the side is called. */
export interface Tree {
  readonly folder: string;
  /** Before paths of this side, e.g. "HEAD:"; empty for files as they lie in the working tree. */
  readonly prefix: string;
  /** Contents of files that lie elsewhere under another name, by path; git hands over such. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** Files to compare, by their paths from the folders of the trees. */
export interface FilePair {
  readonly old: string | undefined;
  readonly next: string | undefined;
}

export interface Sides {
  readonly old: Tree;
  readonly next: Tree;
  readonly pairs: readonly FilePair[];
  /** What is compared, e.g. "HEAD und Arbeitsstand". */
  readonly title: string;
  /** What could not be looked at. */
  readonly problems: readonly Problem[];
  /** What to type where nothing differs, because it may be in the last commit already. */
  readonly earlier?: () => string | undefined;
  /** Removes what was made for the comparison. */
  readonly close: () => void;
}

/** By the name of the new file, else of the old one. */
export function sortedPairs(pairs: readonly FilePair[]): FilePair[] {
  const name = ({ old, next }: FilePair) => next ?? old ?? "";
  return pairs.toSorted((one, other) => (name(one) < name(other) ? -1 : 1));
}
