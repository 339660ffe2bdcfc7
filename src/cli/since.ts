import { realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { acrossFindings, type AcrossFacts } from "../check/across.ts";
import type { ExceptedFinding, Finding } from "../findings/finding.ts";
import { ChangedSince } from "../io/changed-since.ts";
import { GitError, GitMissing, GitRepository, NoRepository, UnknownRevision } from "../io/git.ts";
import { isInside, ownFoldersAt, type OwnFolder } from "../io/own-folders.ts";
import { configName, exceptionsName, workspaceRoot } from "../io/workspace.ts";
import type { CheckedFindings } from "./check-findings.ts";
import { folderOf } from "./diff-paths.ts";
import { UsageError } from "./exit.ts";

/** What is left of a run when only changed agreements count. */
export interface ChangedPart {
  readonly findings: readonly Finding[];
  readonly excepted: readonly ExceptedFinding[];
  /** Agreements that have changed, or what they are checked with. */
  readonly files: readonly string[];
}

/** Asks git what has changed; a revision or repository that is not there ends the call before anything is checked. */
export function changedSince(revision: string, paths: readonly string[], cwd: string): ChangedSince {
  const everything = "Ohne --since prüft kv alle Vereinbarungen.";
  let repository: GitRepository | undefined;
  try {
    repository = GitRepository.at(folderOf(paths[0], cwd));
    return new ChangedSince(repository, revision);
  } catch (error) {
    if (error instanceof NoRepository)
      throw new UsageError("--since braucht ein Git-Repository; hier ist keines.", everything);
    if (error instanceof GitMissing)
      throw new UsageError("--since braucht das Programm git; es fehlt auf diesem Rechner.", everything);
    if (error instanceof UnknownRevision)
      throw new UsageError(
        `Die Revision „${revision}“ gibt es hier nicht.`,
        repository?.remedyForMissing() ?? everything,
      );
    if (error instanceof GitError) throw new UsageError(error.message, error.remedy);
    throw error;
  }
}

/**
 * The findings of changed agreements, those of rules across files in which a changed one takes part, and those about the
 * material that changed ones are checked with. Everything has been checked: an agreement that nobody touched can be in the
 * way of a changed one.
 */
export function changedPart(
  { facts, findings, excepted }: CheckedFindings,
  files: readonly string[],
  { changed, cwd }: { readonly changed: ChangedSince; readonly cwd: string },
): ChangedPart {
  const kinds = new Map(facts.map(({ file, art }) => [file, art]));
  const usesChanged = materialTest(changed);
  const kept = files.filter((file) => {
    const path = resolve(cwd, file);
    return changed.has(path) || usesChanged(path, kinds.get(file));
  });
  const isKept = new Set(kept);
  const roots = new Set(kept.map((file) => workspaceRoot(file, cwd)));
  const across = newAcross(facts, ({ file }) => isKept.has(file));
  const isAgreement = new Set(files);
  const isShown = (finding: Finding) =>
    isAgreement.has(finding.file)
      ? isKept.has(finding.file) || across.has(JSON.stringify(finding))
      : roots.has(workspaceRoot(finding.file, cwd)) || changed.paths.includes(resolve(cwd, finding.file));
  return {
    findings: findings.filter(isShown),
    excepted: excepted.filter(({ finding }) => isShown(finding)),
    files: kept,
  };
}

/** What rules across files find with the changed agreements and would not find without them. */
function newAcross(
  facts: readonly AcrossFacts[],
  isChanged: (agreement: AcrossFacts) => boolean,
): ReadonlySet<string> {
  const textsOf = (some: readonly AcrossFacts[]) => acrossFindings(some).map((each) => JSON.stringify(each));
  const without = new Set(textsOf(facts.filter((each) => !isChanged(each))));
  return new Set(textsOf(facts).filter((each) => !without.has(each)));
}

/** A test whether the settings above an agreement have changed, or own templates, schemas or checklists that it may use. */
function materialTest(changed: ChangedSince): (file: string, kind: string | undefined) => boolean {
  const settings = changed.paths.filter((path) => [configName, exceptionsName].includes(basename(path)));
  const known = new Map<string, readonly OwnFolder[]>();
  const foldersOf = (folder: string): readonly OwnFolder[] => {
    const root = workspaceRoot(join(folder, configName), folder);
    const folders = known.get(root) ?? ownFoldersAt(root);
    known.set(root, folders);
    return folders;
  };
  return (file, kind) => {
    const folder = realpathSync(dirname(file));
    if (settings.some((path) => isInside(folder, dirname(path)))) return true;
    return foldersOf(folder).some((own) =>
      changed.paths.some((path) => isInside(path, realFolder(own.path)) && mayUse(kind, path, own)),
    );
  };
}

/** The folder of a kind is for that kind alone; everything else may be used by all. */
function mayUse(kind: string | undefined, path: string, own: OwnFolder): boolean {
  const [top = "", name] = relative(realFolder(own.path), path).split(sep);
  const isOfKind = own.name === "templates" && name !== undefined && top !== "partials";
  return !isOfKind || kind === undefined || top === kind;
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
