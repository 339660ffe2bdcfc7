import { realpathSync } from "node:fs";
import { posix, resolve } from "node:path";
import { checkAgreements, checkText } from "../cli/check-agreements.ts";
import type { Agreement } from "../cli/check-results.ts";
import { checkFindings } from "../cli/check-findings.ts";
import { compareSides } from "../cli/compare-sides.ts";
import { openSides } from "../cli/diff-sides.ts";
import { UsageError } from "../cli/exit.ts";
import { dateOption, listOption } from "../cli/option-values.ts";
import { outputFormats } from "../cli/render-command.ts";
import { TooLong } from "../cli/print-agreement.ts";
import { printPlan } from "../cli/print-plan.ts";
import { printableOf, type Printable } from "../cli/printable.ts";
import { planRender, type PlannedFile } from "../cli/render-plan.ts";
import type { World } from "../cli/streams.ts";
import { problemLine, type Problem } from "../findings/problem.ts";
import { findAgreements } from "../io/find-agreements.ts";
import { GitError } from "../io/git.ts";
import { usualPaths } from "../io/usual-paths.ts";
import type { ChangesReport } from "../report/changes-report.ts";
import { changesReport } from "../report/diff/json.ts";
import type { FindingsReport } from "../report/findings-report.ts";
import { findingsReport } from "../report/json.ts";
import type { ReportInput } from "../report/report.ts";
import { FindingsError, InputError } from "./errors.ts";
import type {
  Agreements,
  AgreementText,
  CommonOptions,
  DiffOptions,
  DocumentFormat,
  RenderedDocument,
  RenderOptions,
  ValidateOptions,
} from "./options.ts";

export type * from "../report/changes-report.ts";
export type * from "../report/findings-report.ts";
export * from "./errors.ts";
export type * from "./options.ts";

/**
 * Checks agreements as `kv validate` does and gives all findings, also where there are errors. Without `agreements` those
 * of the repository. Throws InputError where a file cannot be read or a name is unknown.
 */
export function validate(
  agreements: Agreements = [],
  { cwd, profiles, date, exceptions = true }: ValidateOptions = {},
): Promise<FindingsReport> {
  return withPublicErrors(async () => {
    const options = {
      cwd: folder(cwd),
      profiles,
      today: dateOption("date", date),
      exceptions,
    };
    if (isText(agreements)) {
      const checked = await checkText(agreements.file, agreements.text, options);
      return findingsReport({ ...checked, files: 1 });
    }
    const files = filesOf(agreements, options.cwd);
    const checked = await checkFindings(files, options);
    refuseProblems(checked.problems);
    return findingsReport({ ...checked, files: files.length });
  });
}

/**
 * Makes the documents of agreements as `kv render` does, in memory. Throws FindingsError where an agreement has errors, InputError
 * where a file cannot be read, or a document or format does not exist.
 */
export function render(
  agreements: Agreements = [],
  { cwd, formats = ["md", "docx", "pdf"], documents, draft = false }: RenderOptions = {},
): Promise<RenderedDocument[]> {
  return withPublicErrors(async () => {
    const choice = { draft, documents };
    const printed: Printable[] = [];
    const options = {
      ...choice,
      cwd: folder(cwd),
      onlyFindings: true,
      visit: (agreement: Agreement) =>
        printed.push(printableOf(agreement, { hasNames: false, areChosen: documents !== undefined })),
    };
    const checked = isText(agreements)
      ? await checkText(agreements.file, agreements.text, options)
      : await checkAgreements(filesOf(agreements, options.cwd), options);
    refuseProblems(checked.problems);
    refuseErrors({ ...checked, files: printed.length });
    const wanted = { documents, formats: listOption("formats", formats, outputFormats), out: "" };
    const plan = planRender(printed, wanted, options.cwd);
    const rendered: RenderedDocument[] = [];
    const print = { choice, cwd: options.cwd, names: new Map(), pandoc: undefined, threads: 1 };
    try {
      await printPlan(plan, print, (file, bytes) => rendered.push(renderedDocument(file, bytes)));
    } catch (error) {
      if (error instanceof TooLong) refuseErrors({ ...checked, findings: [error.finding], files: 1 });
      throw error;
    }
    return rendered;
  });
}

function renderedDocument(file: PlannedFile, bytes: Uint8Array): RenderedDocument {
  return {
    agreement: file.agreement.file,
    document: file.id,
    format: file.format as DocumentFormat,
    path: posix.normalize(file.path),
    bytes,
  };
}

/**
 * Compares as `kv diff` does: two files or folders, two revisions of git, or one of these with the working tree. Throws
 * InputError where there is no such file or revision, FindingsError where a side has errors and cannot be compared wholly.
 */
export function diff(
  old: string,
  next?: string,
  { cwd, paths = [] }: DiffOptions = {},
): Promise<ChangesReport> {
  return withPublicErrors(async () => {
    const operands = next === undefined ? [old] : [old, next];
    const sides = openSides({ operands, paths }, realpathSync(folder(cwd)));
    try {
      refuseProblems(sides.problems);
      const said: string[] = [];
      const compared = await compareSides(sides, { draft: true }, listener(said));
      for (const broken of compared.broken) refuseErrors({ ...broken, files: 1 });
      if (compared.isBroken) throw new InputError(said.join("").trim());
      return changesReport({
        title: sides.title,
        agreements: compared.agreements.map(({ change }) => change),
      });
    } finally {
      sides.close();
    }
  });
}

/** What the command line says to its user goes to whoever called. */
async function withPublicErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError || error instanceof GitError)
      throw new InputError(error.message, error.remedy);
    throw error;
  }
}

function folder(cwd: CommonOptions["cwd"]): string {
  return resolve(cwd ?? ".");
}

function isText(agreements: Agreements): agreements is AgreementText {
  return typeof agreements === "object" && "text" in agreements;
}

function filesOf(agreements: string | readonly string[], cwd: string): string[] {
  const paths = typeof agreements === "string" ? [agreements] : agreements;
  const { files, problems } = findAgreements(usualPaths(paths, cwd), cwd);
  refuseProblems(problems);
  return [...files];
}

function refuseProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InputError(problems.map(problemLine).join("\n"));
}

function refuseErrors(input: ReportInput): void {
  const errors = input.findings.filter(({ severity }) => severity === "fehler");
  if (errors.length > 0) throw new FindingsError(findingsReport({ ...input, findings: errors }).diagnostics);
}

/** The command line says what is wrong with a side as it goes; here it is thrown. */
function listener(said: string[]): World {
  const stdout = { write: () => true };
  return { cwd: "", env: {}, stdout, stderr: { write: (text) => said.push(String(text)) } };
}
