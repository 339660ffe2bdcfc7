import { readText } from "../io/read-text.ts";
import { reasonOf } from "../io/file-errors.ts";
import type { Sides, Tree } from "./diff-sides.ts";
import { UsageError } from "./exit.ts";

/** What git hands to a program of its own for comparing: PATH, then file, object and mode of both sides. */
export function driverSides(operands: readonly string[], cwd: string): Sides {
  const [path, oldFile, oldObject, , nextFile, nextObject] = operands;
  if (path === undefined || oldFile === undefined || nextFile === undefined || operands.length < 7)
    throw new UsageError(
      "--git-driver erwartet die sieben Argumente, mit denen git ein Vergleichsprogramm aufruft.",
      "Von Hand vergleicht: kv diff alt.yaml neu.yaml",
    );
  const side = (file: string, object: string | undefined): Tree & { text: string | undefined } => {
    const text = isNothing(file) ? undefined : contentOf(file, cwd);
    const isWorktree = object === undefined || /^0+$/.test(object) || file === path;
    const prefix = isWorktree ? "" : `${object.slice(0, 7)}:`;
    return { folder: cwd, prefix, text, texts: new Map(text === undefined ? [] : [[path, text]]) };
  };
  const [old, next] = [side(oldFile, oldObject), side(nextFile, nextObject)];
  const pairs = [
    { old: old.text === undefined ? undefined : path, next: next.text === undefined ? undefined : path },
  ];
  return { old, next, pairs, title: `zwei Ständen von ${path}`, problems: [], close: () => {} };
}

/** git names this file where a side has none. */
function isNothing(file: string): boolean {
  return file === "/dev/null" || file.toLowerCase() === "nul";
}

function contentOf(file: string, cwd: string): string {
  try {
    const text = readText(file, cwd);
    if (text !== undefined) return text;
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
  throw new UsageError(`${file}: Das ist keine Textdatei in UTF-8.`);
}
