import { realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Document } from "../../document/document.ts";
import { GitError, GitRepository } from "../../io/git.ts";
import { diffDocument } from "../../report/diff/document.ts";
import { synopsis } from "../../report/diff/synopsis.ts";
import { differs } from "../../report/diff/words.ts";
import type { HouseStyle } from "../../write/house-style.ts";
import { compareSides } from "../compare-sides.ts";
import { pathFromRoot } from "../diff-paths.ts";
import { ownMaterialChanged, revisions } from "../diff-revisions.ts";
import { UsageError } from "../exit.ts";
import type { Sides } from "../sides.ts";

/** What changed since the last commit, as a Synopse where wording did, or a sentence why there is none. */
export type LatestChanges =
  { readonly document: Document; readonly style: HouseStyle } | { readonly missing: string };

/** Compares a text with what its file said in the last commit. */
export async function changesSinceCommit(file: string, text: string, cwd: string): Promise<LatestChanges> {
  try {
    return await compared(file, text, realpathSync(cwd));
  } catch (error) {
    if (!(error instanceof GitError || error instanceof UsageError)) throw error;
    return { missing: [error.message, error.remedy].filter((each) => each !== undefined).join(" ") };
  }
}

async function compared(file: string, text: string, cwd: string): Promise<LatestChanges> {
  const sides = sidesOf(file, text, cwd);
  const silent = { write: () => true };
  try {
    // What is wrong with the new side stands among the findings.
    const world = { cwd, env: {}, stdout: silent, stderr: silent };
    const [agreement] = (await compareSides(sides, { draft: true }, world)).agreements;
    if (!agreement || !differs(agreement.change))
      return { missing: "Seit dem letzten Commit hat sich an dieser Vereinbarung nichts geändert." };
    const report = { title: sides.title, agreements: [agreement.change] };
    // Where no wording can be compared, or none has changed, the fields still have.
    const isReworded = agreement.change.documents.some(({ state }) => state !== "same");
    const document = isReworded ? synopsis(report, { onlyChanges: true }) : diffDocument(report);
    return { document, style: agreement.style };
  } finally {
    sides.close();
  }
}

/** Both texts lie in memory. Only where templates or settings changed as well are those of the commit needed, as files. */
function sidesOf(file: string, text: string, cwd: string): Sides {
  const repository = GitRepository.at(dirname(resolve(cwd, file)));
  const old = { commit: repository.commit("HEAD") };
  if (ownMaterialChanged(repository, old, "worktree")) return revisions("HEAD", undefined, [file], cwd);
  const path = pathFromRoot(file, cwd, repository.root);
  const committed = repository.files(old).filter((each) => each.path === path);
  const [bytes] = repository.contents(committed);
  const tree = (prefix: string, content: string) => ({
    folder: repository.root,
    prefix,
    texts: new Map([[path, content]]),
  });
  const before = bytes?.toString("utf8") ?? "";
  const pair = { old: bytes && path, next: path };
  return {
    old: tree("HEAD:", before),
    next: tree("", text),
    pairs: bytes && before === text ? [] : [pair],
    title: "HEAD und Arbeitsstand",
    problems: [],
    close: () => {},
  };
}
