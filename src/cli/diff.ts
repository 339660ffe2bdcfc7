import { realpathSync } from "node:fs";
import { compareAgreements, onOneSide, type Side } from "../diff/compare-agreements.ts";
import type { AgreementChange } from "../diff/change.ts";
import { isHeavier } from "../diff/weight.ts";
import { verdicts } from "../check/profile.ts";
import { withPages } from "../diff/with-pages.ts";
import { GitError } from "../io/git.ts";
import { differs, type DiffReport } from "../report/diff/words.ts";
import { escapeControls } from "../report/text.ts";
import { checkAgreements, checkText, type Agreement, type CheckedAgreements } from "./check-agreements.ts";
import type { DiffOptions } from "./diff-command.ts";
import { driverSides } from "./git-driver.ts";
import { openSides, type FilePair, type Sides, type Tree } from "./diff-sides.ts";
import { reportErrors } from "./error-report.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { clausesOf, fittingProfiles } from "./fitting-profiles.ts";
import type { World } from "./streams.ts";
import { writeDiff } from "./write-diff.ts";
import { typstCompiler } from "./write-documents.ts";

/** Opens both sides, compares each agreement, reports. */
export async function runDiff(options: DiffOptions, world: World): Promise<ExitCode> {
  const sides = opened(options, world);
  world.onInterrupt?.(() => sides.close());
  try {
    const { report: found, isBroken } = await compareSides(sides, world);
    const report = options.pages ? await paged(found) : found;
    await writeDiff(report, options, world);
    if (sides.problems.length > 0) return 2;
    // git gives up on the whole comparison when its helper does not end with 0.
    if (options.gitDriver) return 0;
    return isBroken || fails(report, options) ? 1 : 0;
  } finally {
    sides.close();
  }
}

function opened(options: DiffOptions, world: World): Sides {
  try {
    const cwd = realpathSync(world.cwd);
    return options.gitDriver ? driverSides(options.operands, cwd) : openSides(options, cwd);
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(error.message, error.remedy);
    throw error;
  }
}

function fails({ agreements }: DiffReport, { exitCode, failOn }: DiffOptions): boolean {
  const different = agreements.filter(differs);
  if (exitCode && different.length > 0) return true;
  return failOn !== undefined && different.some(({ weight }) => !isHeavier(failOn, weight));
}

interface Compared {
  readonly report: DiffReport;
  /** Whether a side has errors, so that its text could not be compared. */
  readonly isBroken: boolean;
}

async function compareSides(sides: Sides, world: World): Promise<Compared> {
  for (const problem of sides.problems) world.stderr.write(`kv: ${escapeControls(problem)}\n`);
  const { pairs } = sides;
  const [old, next] = await Promise.all([
    load(
      sides.old,
      pairs.flatMap((pair) => pair.old ?? []),
    ),
    load(
      sides.next,
      pairs.flatMap((pair) => pair.next ?? []),
    ),
  ]);
  const isBroken = [reportBroken(old, sides.old, world), reportBroken(next, sides.next, world)].includes(
    true,
  );
  const agreements = await Promise.all(pairs.map((pair) => compare(pair, old, next, sides)));
  return { report: { title: sides.title, agreements: agreements.flatMap((each) => each ?? []) }, isBroken };
}

async function paged({ title, agreements }: DiffReport): Promise<DiffReport> {
  const [{ clausePages }, compiler] = await Promise.all([
    import("../write/pdf/clause-pages.ts"),
    typstCompiler(),
  ]);
  const withAll = agreements.map((agreement) => {
    const changed = agreement.documents.filter(({ state }) => state === "changed");
    const pages = changed.flatMap(({ id, next }) =>
      next ? [[id, clausePages(next, compiler)] as const] : [],
    );
    return withPages(agreement, new Map(pages));
  });
  return { title, agreements: withAll };
}

/** As drafts: what is missing is no obstacle to comparing the rest. */
function load({ folder, texts }: Tree, files: readonly string[]): Promise<CheckedAgreements> {
  const options = { cwd: folder, profiles: undefined, today: undefined, draft: true };
  const [file] = files;
  const text = file === undefined ? undefined : texts?.get(file);
  return file !== undefined && text !== undefined
    ? checkText(file, text, options)
    : checkAgreements(files, options);
}

/** Errors of a side go to standard error; true if there are any. */
function reportBroken(checked: CheckedAgreements, { prefix }: Tree, world: World): boolean {
  for (const problem of checked.problems) world.stderr.write(`kv: ${escapeControls(prefix + problem)}\n`);
  const errors = checked.findings.filter(({ severity }) => severity === "fehler");
  if (errors.length === 0) return checked.problems.length > 0;
  const named = errors.map((each) => ({ ...each, file: prefix + each.file }));
  const sources = new Map([...checked.sources].map(([file, source]) => [prefix + file, source]));
  reportErrors({ ...checked, findings: named, sources }, new Set(named.map(({ file }) => file)).size, world);
  return true;
}

async function compare(
  { old: oldFile, next: nextFile }: FilePair,
  olds: CheckedAgreements,
  nexts: CheckedAgreements,
  sides: Sides,
): Promise<AgreementChange | undefined> {
  const [old, next] = await Promise.all([
    sideOf(oldFile, olds, sides.old),
    sideOf(nextFile, nexts, sides.next),
  ]);
  if (old && next) return compareAgreements(old, next);
  const one = old ?? next;
  if (!one) return undefined;
  const change = onOneSide(one, next ? "added" : "removed");
  const isMissing = next ? oldFile === undefined : nextFile === undefined;
  if (isMissing) return change;
  const note = `Nur die ${next ? "neue" : "alte"} Seite lässt sich lesen; was an der anderen falsch ist, steht oben.`;
  return { ...change, state: "incomparable", notes: [note] };
}

async function sideOf(
  file: string | undefined,
  { agreements }: CheckedAgreements,
  { prefix }: Tree,
): Promise<Side | undefined> {
  const agreement = agreements.find((each) => each.file === file);
  if (!agreement) return undefined;
  const { parsed, kind, documents } = agreement;
  return { file: prefix + agreement.file, parsed, kind, documents, profiles: await verdictsOf(agreement) };
}

async function verdictsOf({ kind, workspace, parsed, documents }: Agreement): Promise<Side["profiles"]> {
  const profiles = await fittingProfiles(kind, workspace.profilesFor(kind), workspace.material);
  const input = { parsed, clauses: clausesOf(documents), today: undefined };
  return profiles.map((profile) => ({ name: profile.name, verdicts: verdicts(profile, input) }));
}
