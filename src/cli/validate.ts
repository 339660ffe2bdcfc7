import { readExplanation } from "../io/explanations.ts";
import { findAgreements } from "../io/find-agreements.ts";
import { usualPaths } from "../io/usual-paths.ts";
import { repositoryPaths } from "../io/repository-path.ts";
import type { ValidationRun } from "../report/findings/run.ts";
import { exitCodeFor, summarize } from "../report/report.ts";
import { checkFindings } from "./check-findings.ts";
import type { ExitCode } from "./exit.ts";
import { changedPart, changedSince } from "./since.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import type { ValidateOptions } from "./validate-command.ts";
import { version } from "./version.ts";
import { refuseInputs, writeFindings } from "./write-findings.ts";

/** Finds the files, checks them, prints and writes the findings. */
export async function runValidate(options: ValidateOptions, world: World): Promise<ExitCode> {
  const { profiles, today, outputs, since, strict, quiet } = options;
  const paths = usualPaths(options.paths, world.cwd);
  const found = findAgreements(paths, world.cwd);
  refuseInputs(outputs, found.files, world);
  const changed = since === undefined ? undefined : changedSince(since, paths, world.cwd);
  const checked = await checkFindings(found.files, { cwd: world.cwd, profiles, today, exceptions: true });
  const problems = [...found.problems, ...checked.problems];
  tell(world, ...problems);
  const unread = new Set(checked.problems.map(({ path }) => path));
  const files = found.files.filter((file) => !unread.has(file));
  const part = changed
    ? changedPart(checked, files, { changed, cwd: world.cwd })
    : { findings: checked.findings, excepted: checked.excepted, files };
  const run: ValidationRun = {
    findings: part.findings,
    excepted: part.excepted,
    sources: checked.sources,
    files: part.files.length,
    unchanged: since === undefined ? undefined : { since, files: files.length - part.files.length },
    checked: part.files,
    pathOf: repositoryPaths(world.cwd),
    strict,
    isWhole: problems.length === 0,
    explain: readExplanation,
    version,
  };
  await writeFindings({ run, problems, outputs, quiet }, world);
  return problems.length > 0 ? 2 : exitCodeFor(summarize(part.findings), strict);
}
