import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { withPages } from "../diff/with-pages.ts";
import { isHeavier } from "../diff/weight.ts";
import { GitError } from "../io/git.ts";
import { differs, type DiffReport } from "../report/diff/words.ts";
import { escapeControls } from "../report/text.ts";
import { plainStyle } from "../write/house-style.ts";
import { compareSides, type ComparedAgreement, type ComparedSides } from "./compare-sides.ts";
import type { DiffOptions } from "./diff-command.ts";
import { openSides } from "./diff-sides.ts";
import type { Sides } from "./sides.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { conflictNote, driverSides } from "./git-driver.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import { writeDiff } from "./write-diff.ts";
import { typstCompiler } from "./write-documents.ts";

/** Opens both sides, compares each agreement, writes what was asked for. */
export async function runDiff(options: DiffOptions, world: World): Promise<ExitCode> {
  const conflict = options.gitDriver ? conflictNote(options.operands) : undefined;
  if (conflict !== undefined) {
    world.stdout.write(`${escapeControls(conflict)}\n`);
    return 0;
  }
  // Known before the sides are opened: who interrupts kv meanwhile leaves nothing behind either.
  let close = () => {};
  world.onInterrupt?.(() => close());
  const sides = opened(options, world);
  close = () => sides.close();
  try {
    refuseInput(sides, options, world);
    // What is missing is no obstacle to comparing the rest, but it is to signing.
    const compared = await compareSides(sides, { draft: !options.amendment }, world);
    const code = await write(compared, sides, options, world);
    const differ = compared.agreements.some(({ change }) => differs(change));
    const earlier = differ || options.format !== "text" ? undefined : sides.earlier?.();
    if (earlier !== undefined) tell(world, `Mit dem vorigen Commit vergleicht: ${earlier}`);
    // git gives up on the whole comparison when its helper does not end with 0.
    if (options.gitDriver) return 0;
    return sides.problems.length > 0 ? 2 : code;
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

/** A slip in the command must not cost an agreement, whatever its file is called. */
function refuseInput({ pairs, old, next }: Sides, { out }: DiffOptions, { cwd }: World): void {
  const files = pairs.flatMap((pair) => [
    ...(pair.old === undefined ? [] : [resolve(old.folder, pair.old)]),
    ...(pair.next === undefined ? [] : [resolve(next.folder, pair.next)]),
  ]);
  if (out === undefined || !files.includes(resolve(realpathSync(cwd), out))) return;
  throw new UsageError(
    `„${out}“ wird verglichen; die Datei würde überschrieben.`,
    "Nennen Sie hinter -o einen anderen Namen.",
  );
}

async function write(
  { agreements, isBroken }: ComparedSides,
  { title }: Sides,
  options: DiffOptions,
  world: World,
): Promise<ExitCode> {
  if (isBroken && (options.amendment || options.redline !== undefined)) {
    tell(world, "Es wurde nichts geschrieben.");
    return 1;
  }
  if (options.amendment)
    return (await import("./write-amendment.ts")).writeAmendments(agreements, options, world);
  if (options.redline !== undefined)
    return (await import("./write-redline.ts")).writeRedline(agreements, options.redline, options, world);
  const report = { title, agreements: agreements.map(({ change }) => change) };
  const style = agreements[0]?.style ?? plainStyle;
  await writeDiff(options.pages ? await paged(agreements, title) : report, style, options, world);
  return isBroken || fails(report, options) ? 1 : 0;
}

function fails({ agreements }: DiffReport, { exitCode, failOn }: DiffOptions): boolean {
  const different = agreements.filter(differs);
  if (exitCode && different.length > 0) return true;
  return failOn !== undefined && different.some(({ weight }) => !isHeavier(failOn, weight));
}

async function paged(compared: readonly ComparedAgreement[], title: string): Promise<DiffReport> {
  const { clausePages } = await import("../write/pdf/clause-pages.ts");
  const agreements = compared.map(async ({ change, style }) => {
    const compiler = await typstCompiler(style);
    const changed = change.documents.filter(({ state }) => state === "changed");
    const pages = changed.flatMap(({ id, next }) =>
      next ? [[id, clausePages(next, compiler, style)] as const] : [],
    );
    return withPages(change, new Map(pages));
  });
  return { title, agreements: await Promise.all(agreements) };
}
