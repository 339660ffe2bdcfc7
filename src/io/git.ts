import { commandArgument } from "../findings/command-argument.ts";
import { spawnSync } from "node:child_process";
import process from "node:process";

/** Thrown where git cannot do what was asked; one German sentence, with a remedy if there is one. */
export class GitError extends Error {
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}

export class NoRepository extends GitError {}

export class GitMissing extends GitError {}

export class UnknownRevision extends GitError {}

/** A file that differs between two states of a repository; paths from its root. */
export interface ChangedFile {
  readonly old: string | undefined;
  readonly next: string | undefined;
}

/** A file of a commit. */
export interface TreeFile {
  readonly path: string;
  readonly object: string;
}

/** The working tree, or the full name of a commit. */
export type State = "worktree" | { readonly commit: string };

/** Nothing in a repository may run a program: no hooks, no filters of its own for comparing. */
const safely = [
  "--no-pager",
  "--literal-pathspecs",
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.quotePath=false",
];
const largestAnswer = 1024 * 1024 * 1024;

/** What the installed git calls itself, e.g. "git version 2.39.5"; undefined where there is none. */
export function gitVersion(): string | undefined {
  const { status, stdout } = spawnSync("git", ["--version"], { encoding: "utf8", windowsHide: true });
  return status === 0 ? stdout.trim() : undefined;
}

/** A git repository, read through the installed git; never through a shell. */
export class GitRepository {
  /** Absolute path of the working tree. */
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static at(folder: string): GitRepository {
    const answer = run(folder, ["rev-parse", "--show-toplevel"]);
    if (answer.ok) return new GitRepository(answer.text.replace(/\r?\n$/, ""));
    if (/dubious ownership/.test(answer.reason))
      throw new GitError(
        "Dieses Git-Repository gehört jemand anderem; git liest es darum nicht.",
        "Freigeben lässt es sich mit: git config --global --add safe.directory PFAD",
      );
    if (/work tree/.test(answer.reason))
      throw new GitError(
        "Dieses Git-Repository hat keinen Arbeitsstand (bare); verglichen wird in einem Klon.",
        "Einen Klon legt an: git clone",
      );
    throw new NoRepository(
      "Hier ist kein Git-Repository; ohne Git vergleicht kv zwei Dateien oder zwei Ordner.",
      "Zum Beispiel: kv diff alt.yaml neu.yaml",
    );
  }

  /** The commit that a revision means. */
  commit(revision: string): string {
    const answer = run(this.root, [
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${revision}^{commit}`,
    ]);
    if (answer.ok) return answer.text.trim();
    if (revision === "HEAD") throw new GitError("Dieses Git-Repository hat noch keinen Commit.");
    if (/[\\/]|\.ya?ml$/i.test(revision))
      throw new UnknownRevision(
        `„${revision}“ ist weder eine Datei noch eine Revision.`,
        `Eine Datei, die es nicht mehr gibt, steht hinter --: kv diff HEAD -- ${commandArgument(revision)}`,
      );
    throw new UnknownRevision(`Die Revision „${revision}“ gibt es hier nicht.`, this.remedyForMissing());
  }

  hasCommit(revision: string): boolean {
    return run(this.root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`])
      .ok;
  }

  /** Whether git leaves a file out, by .gitignore or otherwise; a file it has already is not left out. */
  ignores(path: string): boolean {
    const flags = ["--others", "--ignored", "--exclude-standard", "-z"];
    return this.#ask(["ls-files", ...flags, "--", path]).text !== "";
  }

  mergeBase(one: string, other: string): string {
    const answer = run(this.root, ["merge-base", "--end-of-options", one, other]);
    if (answer.ok) return answer.text.trim();
    throw new GitError("Die beiden Revisionen haben keinen gemeinsamen Vorgänger.");
  }

  /** Where a commit and the present one parted; undefined where that is not known. */
  parting(commit: string): string | undefined {
    const answer = run(this.root, ["merge-base", commit, "HEAD"]);
    return answer.ok ? answer.text.trim() : undefined;
  }

  /** Paths of everything in a commit, links included. */
  paths(commit: string): string[] {
    return split(this.#ask(["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit]).text);
  }

  /** Files that differ, compared by their object id; renamed ones are recognised. Paths may be files or folders, from the root. */
  changedFiles(old: { readonly commit: string }, next: State, paths: readonly string[]): ChangedFile[] {
    const to = next === "worktree" ? [] : [next.commit];
    const flags = ["--raw", "-z", "--no-abbrev", "-M", "--no-ext-diff", "--no-textconv"];
    const changed = parseRaw(this.#ask(["diff", ...flags, old.commit, ...to, "--", ...paths]).text);
    if (next !== "worktree") return changed;
    const untracked = this.#ask(["ls-files", "-z", "--others", "--exclude-standard", "--", ...paths]).text;
    return [...changed, ...split(untracked).map((path) => ({ old: undefined, next: path }))];
  }

  /** All regular files of a commit. */
  files({ commit }: { readonly commit: string }): TreeFile[] {
    const lines = split(this.#ask(["ls-tree", "-r", "-z", "--full-tree", commit]).text);
    return lines.flatMap((line): TreeFile[] => {
      const [, object, path] = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      return object === undefined || path === undefined ? [] : [{ path, object }];
    });
  }

  /** Contents of files, in the order asked for. */
  contents(files: readonly TreeFile[]): Buffer[] {
    if (files.length === 0) return [];
    const input = files.map(({ object }) => `${object}\n`).join("");
    return parseBatch(this.#ask(["cat-file", "--batch"], input).bytes, files.length);
  }

  #ask(args: readonly string[], input?: string): Answer & { ok: true } {
    const answer = run(this.root, args, input);
    if (answer.ok) return answer;
    throw new GitError(`git antwortet: ${answer.reason.split("\n")[0]}`);
  }

  /** How to get at a revision that is not there. */
  remedyForMissing(): string {
    const isShallow = run(this.root, ["rev-parse", "--is-shallow-repository"]);
    return isShallow.ok && isShallow.text.trim() === "true"
      ? "Das Repository ist nur zum Teil geholt; den Rest holt: git fetch --unshallow"
      : "Die vorhandenen zeigt: git log --oneline --all";
  }
}

/** Files below a folder that are in git although a .gitignore leaves them out; paths from the folder. None where git is missing. */
export function trackedThoughIgnored(folder: string): string[] {
  try {
    const flags = ["--cached", "--ignored", "--exclude-per-directory=.gitignore"];
    const answer = run(folder, ["ls-files", "-z", ...flags]);
    return answer.ok ? split(answer.text) : [];
  } catch (error) {
    if (error instanceof GitError) return [];
    throw error;
  }
}

type Answer =
  | { readonly ok: true; readonly bytes: Buffer; readonly text: string }
  | { readonly ok: false; readonly reason: string };

function run(cwd: string, args: readonly string[], input?: string): Answer {
  const { status, stdout, stderr, error } = spawnSync("git", [...safely, ...args], {
    cwd,
    env: { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" },
    maxBuffer: largestAnswer,
    windowsHide: true,
    ...(input !== undefined && { input }),
  });
  if (error && (error as NodeJS.ErrnoException).code === "ENOENT")
    throw new GitMissing(
      "Das Programm git fehlt auf diesem Rechner.",
      "Ohne git vergleicht kv zwei Dateien: kv diff alt.yaml neu.yaml",
    );
  if (status === 0) return { ok: true, bytes: stdout, text: stdout.toString("utf8") };
  const reason = stderr?.toString("utf8").trim() ?? "";
  return { ok: false, reason: reason === "" ? (error?.message ?? "ohne Begründung") : reason };
}

function split(text: string): string[] {
  return text.split("\0").filter((part) => part !== "");
}

/** ":100644 100644 OLD NEW M" and a path, or ":… R086" and two. */
function parseRaw(text: string): ChangedFile[] {
  const parts = text.split("\0");
  const changed: ChangedFile[] = [];
  for (let index = 0; index + 1 < parts.length; index++) {
    const status = parts[index]?.split(" ").at(-1)?.[0];
    const old = parts[++index] ?? "";
    if (status === "R" || status === "C")
      changed.push({ old: status === "C" ? undefined : old, next: parts[++index] ?? "" });
    else changed.push({ old: status === "A" ? undefined : old, next: status === "D" ? undefined : old });
  }
  return changed;
}

/** "OBJECT blob SIZE", a line break, the bytes, a line break; for each file. */
function parseBatch(bytes: Buffer, count: number): Buffer[] {
  let at = 0;
  return Array.from({ length: count }, () => {
    const end = bytes.indexOf("\n", at);
    const header = bytes.toString("latin1", at, end);
    const size = Number(/^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1]);
    if (Number.isNaN(size)) throw new GitError(`git fehlt ein Objekt dieses Standes (${header}).`);
    at = end + 1 + size + 1;
    return bytes.subarray(end + 1, end + 1 + size);
  });
}
