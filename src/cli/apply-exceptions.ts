import { dirname, resolve } from "node:path";
import { idleFindings, strayFinding, type Surroundings } from "../check/idle-exceptions.ts";
import type { RepositoryException } from "../check/repository-exceptions.ts";
import { sortFindings, type ExceptedFinding, type Finding } from "../findings/finding.ts";
import { findAgreements } from "../io/find-agreements.ts";
import { kindOfFile } from "../io/is-there.ts";
import { Workspaces } from "../io/open-workspace.ts";
import { pathFromRoot, strayExceptions } from "../io/read-exceptions.ts";
import { SourceText } from "../source/source-text.ts";
import type { CheckOptions } from "./check-results.ts";
import { HonouredExceptions, type OpenExceptions, type SeenFile } from "./honoured-exceptions.ts";

/** What a run has found before exceptions count. */
export interface Found {
  /** All files that were to be checked. */
  readonly files: readonly string[];
  /** Sorted. */
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, SourceText>;
  /** The agreements that could be judged. */
  readonly seen: readonly SeenFile[];
}

export interface Outcome {
  /** Those that count, sorted, with what is wrong with the exceptions themselves. */
  readonly findings: readonly Finding[];
  /** Those that the repository lives with for now. */
  readonly excepted: readonly ExceptedFinding[];
  readonly sources: ReadonlyMap<string, SourceText>;
  /** The exceptions of each repository; none where they do not count. */
  readonly exceptionFiles: readonly OpenExceptions[];
}

/** Takes out what kv.ausnahmen.yaml excepts, if that is to count. */
export async function applyExceptions(found: Found, options: CheckOptions): Promise<Outcome> {
  const { findings, sources, files } = found;
  if (options.exceptions !== true) return { findings, excepted: [], sources, exceptionFiles: [] };
  const exceptions = new HonouredExceptions(options);
  const strays = await openAll(exceptions, files, options.cwd);
  const counting: Finding[] = [];
  const excepted: ExceptedFinding[] = [];
  const used = new Set<RepositoryException>();
  for (const finding of findings) {
    const entry = exceptions.entryFor(finding);
    if (entry) {
      used.add(entry);
      const { grund, verantwortlich, bis, file } = entry;
      excepted.push({ finding, exception: { grund, verantwortlich, bis, file } });
    } else counting.push(finding);
  }
  const own = exceptions.files.flatMap((each) => [
    ...each.found.findings,
    ...idle(each, { used, seen: found.seen }, options),
  ]);
  const misplaced = [...strays].map(([stray, ort]) => strayFinding(stray, ort));
  const texts = [
    ...exceptions.files.flatMap((each) => [...each.found.sources]),
    ...[...strays.keys()].map((stray) => [stray, new SourceText(stray, "")] as const),
  ];
  return {
    findings: sortFindings([...counting, ...own, ...misplaced]),
    excepted,
    sources: new Map([...sources, ...texts]),
    exceptionFiles: exceptions.files,
  };
}

/** Opens the exceptions of all files; gives those that nobody reads, with the file that is read instead. */
async function openAll(
  exceptions: HonouredExceptions,
  files: readonly string[],
  cwd: string,
): Promise<Map<string, string>> {
  const workspaces = new Workspaces(cwd);
  const folders = new Map(files.map((file) => [dirname(resolve(cwd, file)), file]));
  const strays = new Map<string, string>();
  for (const file of folders.values()) {
    const own = await exceptions.open(file, () => workspaces.of(file));
    for (const stray of strayExceptions(file, own.root, cwd)) strays.set(stray, own.file);
  }
  return strays;
}

function idle(
  { parsed, entries, root }: OpenExceptions,
  { used, seen }: { used: ReadonlySet<RepositoryException>; seen: readonly SeenFile[] },
  { cwd, today, profiles }: CheckOptions,
): Finding[] {
  if (!parsed || entries.every((entry) => used.has(entry))) return [];
  let all: readonly string[] | undefined;
  const around: Surroundings = {
    seen: seen.flatMap(({ file, statuses }) => {
      const path = pathFromRoot(file, root, cwd);
      return path === undefined ? [] : [{ path, statuses }];
    }),
    all: () => (all ??= agreementsOf(root, cwd)),
    exists: (path) => kindOfFile(resolve(root, path)),
    isUsual: profiles === undefined,
  };
  return idleFindings(parsed, entries, { used, today, around });
}

function agreementsOf(root: string, cwd: string): string[] {
  return findAgreements([root], cwd).files.flatMap((file) => pathFromRoot(file, root, cwd) ?? []);
}
