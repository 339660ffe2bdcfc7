import { dirname, resolve } from "node:path";
import { ExceptionIndex } from "../check/exception-index.ts";
import { hasExpired } from "../check/exceptions.ts";
import type { ItemStatus } from "../check/profile.ts";
import type { RepositoryException } from "../check/repository-exceptions.ts";
import type { Finding } from "../findings/finding.ts";
import type { Workspace } from "../io/open-workspace.ts";
import { pathFromRoot, readExceptions, type ExceptionFile } from "../io/read-exceptions.ts";
import { workspaceRoot } from "../io/workspace.ts";

/** The exceptions of one repository, open during a run. */
export interface OpenExceptions extends ExceptionFile {
  readonly root: string;
  /** Those that count today, quick to search. */
  readonly index: ExceptionIndex<RepositoryException>;
}

/** An agreement that was looked at, with what became of the items that exceptions are for: plain data. */
export interface SeenFile {
  readonly file: string;
  readonly statuses: readonly (readonly [string, ItemStatus])[];
}

/** The exceptions of the repositories that one run, or a part of it, looks at. */
export class HonouredExceptions {
  readonly #cwd: string;
  readonly #today: string | undefined;
  readonly #opened = new Map<string, Promise<OpenExceptions>>();
  readonly #ready = new Map<string, OpenExceptions>();
  /** By folder: looking for the root of each file anew would take time. */
  readonly #roots = new Map<string, string>();

  constructor({ cwd, today }: { readonly cwd: string; readonly today?: string | undefined }) {
    this.#cwd = cwd;
    this.#today = today;
  }

  /** Those that have been read. */
  get files(): readonly OpenExceptions[] {
    return [...this.#ready.values()];
  }

  /** Reads the exceptions of the repository that a file belongs to, once. */
  async open(file: string, workspaceOf: () => Promise<Workspace>): Promise<OpenExceptions> {
    const root = this.#rootOf(file);
    const opened = this.#opened.get(root) ?? this.#read(root, workspaceOf);
    this.#opened.set(root, opened);
    const own = await opened;
    this.#ready.set(root, own);
    return own;
  }

  /** The entry that takes a finding out of the count. */
  entryFor(finding: Finding): RepositoryException | undefined {
    const own = this.#ready.get(this.#rootOf(finding.file));
    if (!own?.parsed || finding.file === own.file) return undefined;
    const path = pathFromRoot(finding.file, own.root, this.#cwd);
    return path === undefined ? undefined : own.index.entryFor(finding, path);
  }

  /** The items that exceptions of its repository name for a file. */
  itemsFor(file: string): ReadonlySet<string> {
    const own = this.#ready.get(this.#rootOf(file));
    const path = own?.parsed && pathFromRoot(file, own.root, this.#cwd);
    if (!own || path === undefined) return new Set();
    const entries = own.entries.filter(({ target }) => target.isItem && target.covers(path));
    return new Set(entries.map(({ target }) => target.name));
  }

  #rootOf(file: string): string {
    const folder = dirname(resolve(this.#cwd, file));
    const root = this.#roots.get(folder) ?? workspaceRoot(file, this.#cwd);
    this.#roots.set(folder, root);
    return root;
  }

  async #read(root: string, workspaceOf: () => Promise<Workspace>): Promise<OpenExceptions> {
    const materialOf = async () => (await workspaceOf()).material;
    const own = await readExceptions(root, this.#cwd, materialOf);
    const valid = own.entries.filter((entry) => !hasExpired(entry, this.#today));
    return { ...own, root, index: new ExceptionIndex(valid) };
  }
}
