import { commandArgument } from "../findings/command-argument.ts";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { GitError, GitRepository } from "../io/git.ts";
import { filesAt, isFileAt, twoPaths } from "./diff-files.ts";
import { revisions } from "./diff-revisions.ts";
import { patternOf } from "./diff-paths.ts";
import { UsageError } from "./exit.ts";
import type { Sides } from "./sides.ts";

export interface DiffOperands {
  /** What stands before "--", and the paths behind it. */
  readonly operands: readonly string[];
  readonly paths: readonly string[];
}

/** Finds out what is to be compared: existing paths are files, everything else is a revision. */
export function openSides({ operands, paths }: DiffOperands, cwd: string): Sides {
  const isPath = (operand: string) =>
    existsSync(resolve(cwd, operand)) || patternOf(operand, cwd) !== undefined;
  const isPattern = operands.some((operand) => patternOf(operand, cwd));
  const [first, second] = operands;
  if (first === undefined) return revisions("HEAD", undefined, paths, cwd);
  const areAllPaths = operands.every(isPath) && paths.length === 0;
  if (areAllPaths && second === undefined) return revisions("HEAD", undefined, [first], cwd);
  if (areAllPaths && operands.length === 2 && second !== undefined && !isPattern)
    return twoPaths(first, second, cwd);
  if (areAllPaths) return revisions("HEAD", undefined, operands, cwd);
  const range = /^(.*?)(\.\.\.?)(.*)$/s.exec(first);
  const behind = operands.slice(1);
  if (range && !isPath(first) && behind.every(isPath))
    return revisionRange(range, [...behind, ...paths], cwd);
  if (operands.some((each) => isFileAt(each, cwd))) return filesAt(operands, cwd);
  if (isPath(first)) refuseFileFirst(first, operands.find((each) => !isPath(each)) ?? first, cwd);
  const named = behind.filter((each) => isPath(each) && paths.length === 0);
  const tooMany = operands.length - named.length > 2;
  if (tooMany)
    throw new UsageError(
      "Das sind zu viele Angaben.",
      "Zwei Revisionen oder zwei Pfade; weitere Pfade stehen hinter --.",
    );
  const revision = operands.length - named.length === 2 ? second : undefined;
  return revisions(first, revision, [...named, ...paths], cwd);
}

/** "alt.yaml nue.yaml": what is wrong is the second one. A branch may be called like a file. */
function refuseFileFirst(first: string, missing: string, cwd: string): void {
  const isRevision = (name: string) => {
    try {
      return GitRepository.at(cwd).commit(name) !== "";
    } catch (error) {
      if (error instanceof GitError) return false;
      throw error;
    }
  };
  if (isRevision(first)) return;
  if (isRevision(missing))
    throw new UsageError(
      "Eine Revision steht vor den Dateien.",
      `Richtig ist: kv diff ${commandArgument(missing)} ${commandArgument(first)}`,
    );
  throw new UsageError(`„${missing}“ ist weder eine Datei noch eine Revision.`);
}

/** "A..B"; an end left out is HEAD. "A...B" starts where both parted. */
function revisionRange([, from = "", dots, to = ""]: RegExpExecArray, paths: readonly string[], cwd: string) {
  const [old, next] = [from || "HEAD", to || "HEAD"];
  if (dots === "..") return revisions(old, next, paths, cwd);
  const repository = GitRepository.at(cwd);
  const base = repository.mergeBase(repository.commit(old), repository.commit(next));
  return revisions(base, next, paths, cwd);
}
