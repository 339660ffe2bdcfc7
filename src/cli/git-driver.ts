import { readText } from "../io/read-text.ts";
import { reasonOf } from "../io/file-errors.ts";
import type { Sides, Tree } from "./sides.ts";
import { UsageError } from "./exit.ts";

/** git names a file alone while a merge has left it with a conflict. */
export function conflictNote(operands: readonly string[]): string | undefined {
  const [path, ...rest] = operands;
  if (path === undefined || rest.length > 0) return undefined;
  return `${path}: Ein Konflikt beim Zusammenführen ist noch offen; vergleichen lässt sich die Datei danach.`;
}

/**
 * What git hands to a program of its own for comparing: PATH, then file, object and mode of both sides; the new path of a
 * renamed file follows them.
 */
export function driverSides(operands: readonly string[], cwd: string): Sides {
  const [path, oldFile, oldObject, , nextFile, nextObject, , nextPath = path] = operands;
  if (path === undefined || oldFile === undefined || nextFile === undefined || operands.length < 7)
    throw new UsageError(
      "--git-driver erwartet die sieben Argumente, mit denen git ein Vergleichsprogramm aufruft.",
      "Von Hand vergleicht: kv diff alt.yaml neu.yaml",
    );
  const side = (
    name: string,
    file: string,
    object: string | undefined,
  ): Tree & { path: string | undefined } => {
    const text = isNothing(file) ? undefined : contentOf(file, cwd);
    const isWorktree = object === undefined || /^0+$/.test(object) || file === name;
    const prefix = isWorktree ? "" : `${object.slice(0, 7)}:`;
    const texts = new Map(text === undefined ? [] : [[name, text]]);
    return { folder: cwd, prefix, path: text === undefined ? undefined : name, texts };
  };
  const [old, next] = [side(path, oldFile, oldObject), side(nextPath ?? path, nextFile, nextObject)];
  const title = nextPath === path ? `zwei Ständen von ${path}` : `${path} und ${nextPath}`;
  return { old, next, pairs: [{ old: old.path, next: next.path }], title, problems: [], close: () => {} };
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
