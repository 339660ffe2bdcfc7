import { resolve } from "node:path";
import { tooLongFinding } from "../document/too-long.ts";
import type { Finding } from "../findings/finding.ts";
import { findAgreements } from "../io/find-agreements.ts";
import { PendingFiles } from "../io/write-files.ts";
import { summarize, type Summary } from "../report/report.ts";
import { counted, escapeControls } from "../report/text.ts";
import { attachmentsFor } from "../write/attachments.ts";
import { writeMarkdown } from "../write/markdown.ts";
import type { TypstCompiler } from "../write/pdf.ts";
import { checkAgreements, isToleratedInDraft, type CheckedAgreements } from "./check-agreements.ts";
import { reportErrors } from "./error-report.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import type { RenderOptions } from "./render-command.ts";
import { planRender, type PlannedFile } from "./render-plan.ts";
import { widthOf, type World } from "./streams.ts";
import { version } from "./version.ts";

/** Checks the agreements, plans the files, writes them all or none. */
export async function runRender(options: RenderOptions, world: World): Promise<ExitCode> {
  const start = performance.now();
  const found = findAgreements(options.paths, world.cwd);
  const { draft } = options;
  const checked = await checkAgreements(found.files, {
    cwd: world.cwd,
    profiles: undefined,
    today: undefined,
    draft,
  });
  const problems = [...found.problems, ...checked.problems];
  for (const problem of problems) world.stderr.write(`kv: ${escapeControls(problem)}\n`);
  const summary = summarize(checked.findings);
  const files = found.files.length - checked.problems.length;
  if (summary.errors > 0) explainRefusal(checked, files, options, world);
  if (problems.length > 0 && summary.errors === 0) world.stderr.write("kv: Es wurde nichts geschrieben.\n");
  if (problems.length > 0) return 2;
  if (summary.errors > 0) return 1;
  const plan = planRender(checked.agreements, options, world.cwd);
  try {
    if (options.stdout) return await writeToStdout(plan, world);
    await writeAll(plan, world);
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
  world.stderr.write(`kv: Es wurde nichts geschrieben.${advice}\n`);
}

/** What to shorten, where a document needs more pages than it may have; undefined for any other error. */
async function pageLimitFinding(error: unknown, plan: readonly PlannedFile[]): Promise<Finding | undefined> {
  const { TooManyPages } = await import("../write/pdf.ts");
  if (!(error instanceof TooManyPages)) return undefined;
  const file = plan.find(({ document }) => document === error.document);
  return file && tooLongFinding(error.document, error.pages, file.agreement.parsed);
}

async function writeToStdout(plan: readonly PlannedFile[], world: World): Promise<ExitCode> {
  const [file, second] = plan;
  if (!file || second) {
    const remedy = "Wählen Sie eine Datei, ein Format mit --to und ein Dokument mit --document.";
    throw new UsageError(`--stdout gibt genau ein Dokument aus, hier wären es ${plan.length}.`, remedy);
  }
  world.stdout.write(await writerFor(file)());
  return 0;
}

async function writeAll(plan: readonly PlannedFile[], world: World): Promise<void> {
  const pending = new PendingFiles();
  world.onInterrupt?.(() => pending.discard());
  try {
    for (const [index, file] of plan.entries()) {
      showProgress(index + 1, plan, world);
      pending.add(resolve(world.cwd, file.path), await writerFor(file)());
      // Lets an interrupt through, and native memory go.
      await new Promise((next) => setImmediate(next));
    }
    pending.commit();
  } finally {
    pending.discard();
    clearProgress(plan, world);
  }
}

let compiler: TypstCompiler | undefined;

/** Each writer is loaded when its format is asked for. */
function writerFor({ document, printed, format, agreement }: PlannedFile): () => Promise<Uint8Array> {
  switch (format) {
    case "md":
      return async () => new TextEncoder().encode(writeMarkdown(document));
    case "docx":
      return async () => (await import("../write/docx/docx.ts")).writeDocx(document);
    case "pdf":
      return async () => {
        const [{ writePdf }, { createTypstCompiler }] = await Promise.all([
          import("../write/pdf.ts"),
          import("../io/typst-compiler.ts"),
        ]);
        compiler ??= createTypstCompiler();
        const origin = { kv: version, vorlagen: agreement.kind.fingerprint };
        return writePdf(document, attachmentsFor(document, printed, origin), compiler);
      };
    case "html":
      return async () =>
        new TextEncoder().encode((await import("../write/html/html.ts")).writeHtml(document));
  }
}

function showProgress(number: number, plan: readonly PlannedFile[], { stderr }: World): void {
  const file = plan[number - 1];
  if (!stderr.isTTY || plan.length < 2 || !file) return;
  // A line that wraps could not be overwritten.
  const line = `[${number}/${plan.length}] ${file.path}`.slice(0, widthOf(stderr) - 1);
  stderr.write(`\r\u001B[K${line}`);
}

function clearProgress(plan: readonly PlannedFile[], { stderr }: World): void {
  if (stderr.isTTY && plan.length > 1) stderr.write("\r\u001B[K");
}

function closing(
  plan: readonly PlannedFile[],
  options: RenderOptions,
  summary: Summary,
  milliseconds: number,
): string {
  const files = counted(plan.length, "Datei", "Dateien");
  const sources = counted(
    new Set(plan.map((file) => file.agreement.file)).size,
    "Vereinbarung",
    "Vereinbarungen",
  );
  const seconds = (milliseconds / 1000).toFixed(1).replace(".", ",");
  const where = plan.length === 1 ? `: ${plan[0]?.path}` : ` unter ${options.out.replace(/\/+$/, "")}/`;
  const gaps =
    options.draft && summary.hints > 0 ? [counted(summary.hints, "offene Angabe", "offene Angaben")] : [];
  const warnings = summary.warnings > 0 ? [counted(summary.warnings, "Warnung", "Warnungen")] : [];
  const open = [...gaps, ...warnings].join(" und ");
  return `✓ ${files} aus ${sources}${where} (${seconds} s).${open === "" ? "" : ` ${open}; Näheres zeigt: kv validate`}\n`;
}
