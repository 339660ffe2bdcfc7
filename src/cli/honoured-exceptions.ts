import { resolve } from "node:path";
import { ExceptionIndex } from "../check/exception-index.ts";
import { hasExpired } from "../check/exceptions.ts";
import {
  idleFindings,
  strayFinding,
  type SeenAgreement,
  type Surroundings,
} from "../check/idle-exceptions.ts";
import { verdicts } from "../check/profile.ts";
import type { RepositoryException } from "../check/repository-exceptions.ts";
import type { ExceptedFinding, Finding } from "../findings/finding.ts";
import { findAgreements } from "../io/find-agreements.ts";
import { kindOfFile } from "../io/is-there.ts";
import type { Workspace } from "../io/open-workspace.ts";
import { pathFromRoot, readExceptions, strayExceptions, type ExceptionFile } from "../io/read-exceptions.ts";
import { workspaceRoot } from "../io/workspace.ts";
import { SourceText } from "../source/source-text.ts";
import type { Agreement, CheckOptions } from "./check-agreements.ts";
import { chosenProfiles, clausesOf } from "./fitting-profiles.ts";

/** The exceptions of one repository, open during a run. */
export interface OpenExceptions extends ExceptionFile {
  readonly root: string;
  readonly index: ExceptionIndex<RepositoryException>;
}

export interface Outcome {
  /** Those that count, with what is wrong with the exceptions. */
  readonly findings: readonly Finding[];
  readonly excepted: readonly ExceptedFinding[];
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly files: readonly OpenExceptions[];
}

/** The exceptions of all repositories that one run looks at. */
export class HonouredExceptions {
  readonly #options: CheckOptions;
  readonly #opened = new Map<string, Promise<OpenExceptions>>();
  readonly #ready = new Map<string, OpenExceptions>();
  readonly #strays = new Map<string, string>();

  constructor(options: CheckOptions) {
    this.#options = options;
  }

  /** Reads the exceptions of the repository that a file belongs to, once. */
  async open(file: string, { material }: Workspace): Promise<void> {
    const { cwd } = this.#options;
    const root = workspaceRoot(file, cwd);
    const opened = this.#opened.get(root) ?? this.#read(root, material);
    this.#opened.set(root, opened);
    const own = await opened;
    this.#ready.set(root, own);
    for (const stray of strayExceptions(file, root, cwd)) this.#strays.set(stray, own.file);
  }

  /** The entry that takes a finding out of the count. */
  entryFor(finding: Finding): RepositoryException | undefined {
    for (const { root, file, index } of this.#ready.values()) {
      const path = finding.file === file ? undefined : pathFromRoot(finding.file, root, this.#options.cwd);
      const entry = path === undefined ? undefined : index.entryFor(finding, path);
      if (entry) return entry;
    }
    return undefined;
  }

  async apply(findings: readonly Finding[], agreements: readonly Agreement[]): Promise<Outcome> {
    const counting: Finding[] = [];
    const excepted: ExceptedFinding[] = [];
    const used = new Set<RepositoryException>();
    for (const finding of findings) {
      const entry = this.entryFor(finding);
      if (entry) {
        used.add(entry);
        const { grund, verantwortlich, bis, file } = entry;
        excepted.push({ finding, exception: { grund, verantwortlich, bis, file } });
      } else counting.push(finding);
    }
    const sources = new Map<string, SourceText>();
    for (const own of this.#ready.values()) {
      for (const [file, source] of own.found.sources) sources.set(file, source);
      counting.push(...own.found.findings, ...(await this.#idle(own, used, agreements)));
    }
    for (const [stray, ort] of this.#strays) {
      sources.set(stray, new SourceText(stray, ""));
      counting.push(strayFinding(stray, ort));
    }
    return { findings: counting, excepted, sources, files: [...this.#ready.values()] };
  }

  async #read(root: string, material: Workspace["material"]): Promise<OpenExceptions> {
    const { cwd, today } = this.#options;
    const own = await readExceptions(root, cwd, material);
    const valid = own.entries.filter((entry) => !hasExpired(entry, today));
    return { ...own, root, index: new ExceptionIndex(valid) };
  }

  async #idle(
    { parsed, entries, root }: OpenExceptions,
    used: ReadonlySet<RepositoryException>,
    agreements: readonly Agreement[],
  ): Promise<Finding[]> {
    if (!parsed || entries.every((entry) => used.has(entry))) return [];
    const { cwd, today, profiles } = this.#options;
    const seen = await Promise.all(agreements.map((each) => this.#seen(each, root)));
    let all: readonly string[] | undefined;
    const around: Surroundings = {
      seen: seen.filter((each) => each !== undefined),
      all: () => (all ??= agreementsOf(root, cwd)),
      exists: (path) => kindOfFile(resolve(root, path)),
      isUsual: profiles === undefined,
    };
    return idleFindings(parsed, entries, { used, today, around });
  }

  async #seen(agreement: Agreement, root: string): Promise<SeenAgreement | undefined> {
    const { cwd, today, profiles } = this.#options;
    const { file, parsed, kind, workspace, documents } = agreement;
    const path = pathFromRoot(file, root, cwd);
    if (path === undefined) return undefined;
    const { fitting } = await chosenProfiles(agreement, profiles ?? workspace.profilesFor(kind));
    const input = { parsed, clauses: clausesOf(documents), today };
    return { path, verdicts: fitting.flatMap((profile) => verdicts(profile, input)) };
  }
}

function agreementsOf(root: string, cwd: string): string[] {
  return findAgreements([root], cwd).files.flatMap((file) => pathFromRoot(file, root, cwd) ?? []);
}
