import { tooLongFinding } from "../document/too-long.ts";
import type { Finding } from "../findings/finding.ts";
import { findAgreements } from "../io/find-agreements.ts";
import { usualPaths } from "../io/usual-paths.ts";
import { summarize, type Summary } from "../report/report.ts";
import { counted } from "../report/text.ts";
import { checkAgreements, type CheckedAgreements } from "./check-agreements.ts";
import { isToleratedInDraft } from "./draft-tolerance.ts";
import { reportErrors } from "./error-report.ts";
import type { ExitCode } from "./exit.ts";
import type { RenderOptions } from "./render-command.ts";
import { planRender, type PlannedFile } from "./render-plan.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import { writeAll, writeToStdout, writtenFiles } from "./write-documents.ts";

/** Checks the agreements, plans the files, writes them all or none. */
export async function runRender(options: RenderOptions, world: World): Promise<ExitCode> {
  if (options.blank !== undefined)
    return (await import("./render-blank.ts")).runBlank(options.blank, options, world);
  const start = performance.now();
  const found = findAgreements(usualPaths(options.paths, world.cwd), world.cwd);
  const { draft, documents } = options;
  const checked = await checkAgreements(found.files, { cwd: world.cwd, draft, documents });
  const problems = [...found.problems, ...checked.problems];
  tell(world, ...problems);
  const summary = summarize(checked.findings);
  const files = found.files.length - checked.problems.length;
  if (summary.errors > 0) explainRefusal(checked, files, options, world);
  if (problems.length > 0 && summary.errors === 0) tell(world, "Es wurde nichts geschrieben.");
  if (problems.length > 0) return 2;
  if (summary.errors > 0) return 1;
  const plan = planRender(checked.agreements, options, world.cwd);
  try {
    if (options.stdout) return await writeToStdout(plan, world, options);
    await writeAll(plan, world, options);
  } catch (error) {
    const tooLong = await pageLimitFinding(error, plan);
    if (!tooLong) throw error;
    explainRefusal({ ...checked, findings: [tooLong] }, files, options, world);
    return 1;
  }
  if (!options.quiet) world.stdout.write(closing(plan, options, summary, performance.now() - start));
  return 0;
}

function explainRefusal(
  checked: CheckedAgreements,
  files: number,
  options: RenderOptions,
  world: World,
): void {
  reportErrors(checked, files, world);
  const isIncomplete = checked.findings.some(
    (finding) => finding.severity === "fehler" && isToleratedInDraft(finding),
  );
  const advice = isIncomplete && !options.draft ? " Unfertige Daten druckt: kv render --draft" : "";
  tell(world, `Es wurde nichts geschrieben.${advice}`);
}

/** What to shorten, where a document needs more pages than it may have; undefined for any other error. */
async function pageLimitFinding(error: unknown, plan: readonly PlannedFile[]): Promise<Finding | undefined> {
  const { TooManyPages } = await import("../write/pdf/pdf.ts");
  if (!(error instanceof TooManyPages)) return undefined;
  const file = plan.find(({ document }) => document === error.document);
  return file && tooLongFinding(error.document, error.pages, file.agreement.parsed);
}

function closing(
  plan: readonly PlannedFile[],
  options: RenderOptions,
  summary: Summary,
  milliseconds: number,
): string {
  const sources = counted(
    new Set(plan.map((file) => file.agreement.file)).size,
    "Vereinbarung",
    "Vereinbarungen",
  );
  const gaps =
    options.draft && summary.hints > 0 ? [counted(summary.hints, "offene Angabe", "offene Angaben")] : [];
  const warnings = summary.warnings > 0 ? [counted(summary.warnings, "Warnung", "Warnungen")] : [];
  const open = [...gaps, ...warnings].join(" und ");
  const more = open === "" ? "" : ` ${open}; Näheres zeigt: kv validate`;
  return `✓ ${writtenFiles(plan, ` aus ${sources}`, options.out, milliseconds)}${more}\n`;
}
