import { resolve } from "node:path";
import { githubReport } from "../report/findings/github.ts";
import { gitlabReport } from "../report/findings/gitlab.ts";
import { junitReport } from "../report/findings/junit.ts";
import { markdownReport } from "../report/findings/markdown.ts";
import { withProblems, type ValidationRun } from "../report/findings/run.ts";
import { sarifReport } from "../report/findings/sarif.ts";
import { displayCode } from "../findings/catalogue.ts";
import type { Finding } from "../findings/finding.ts";
import type { Problem } from "../findings/problem.ts";
import { jsonReport } from "../report/json.ts";
import { plainStyles } from "../report/styles.ts";
import { closingLine, escapeControls, textReport } from "../report/text.ts";
import { summarize } from "../report/report.ts";
import { UsageError } from "./exit.ts";
import type { FindingFormat, ReportOutput } from "./report-outputs.ts";
import { widthOf, type World } from "./streams.ts";
import { stylesFor } from "./terminal-styles.ts";
import { refuseYaml } from "./write-report.ts";
import { writeTogether } from "./write-together.ts";

/** What a report in a file is as wide as. */
const fileWidth = 100;

const reporters: Readonly<Record<Exclude<FindingFormat, "text">, (run: ValidationRun) => string>> = {
  json: jsonReport,
  gitlab: gitlabReport,
  junit: junitReport,
  github: githubReport,
  sarif: sarifReport,
  md: markdownReport,
};

/** Refused before anything is checked: a slip in the command must not cost an agreement, whatever its file is called. */
export function refuseInputs(
  outputs: readonly ReportOutput[],
  files: readonly string[],
  { cwd }: World,
): void {
  const read = new Set(files.map((file) => resolve(cwd, file)));
  for (const { path } of outputs) {
    if (path === undefined) continue;
    refuseYaml(path, "Befunde", "Nennen Sie hinter --format einen anderen Namen.");
    if (read.has(resolve(cwd, path)))
      throw new UsageError(
        `„${path}“ wird geprüft; die Datei würde überschrieben.`,
        "Nennen Sie hinter --format einen anderen Namen.",
      );
  }
}

export interface FindingsOutput {
  readonly run: ValidationRun;
  /** Already told on standard error. */
  readonly problems: readonly Problem[];
  readonly outputs: readonly ReportOutput[];
  readonly quiet: boolean;
}

/** Prints one report and writes the others, all of them or none. */
export async function writeFindings(output: FindingsOutput, world: World): Promise<void> {
  const { run, problems, outputs, quiet } = output;
  const whole = withProblems(run, problems);
  const printed = outputs.find(({ path }) => path === undefined);
  if (printed?.format === "text") world.stdout.write(screenText(output, world));
  else if (printed) world.stdout.write(reporters[printed.format](whole));
  const files = outputs.flatMap(({ format, path }) => (path === undefined ? [] : [{ format, path }]));
  if (files.length > 0)
    await writeTogether(world, (add) => {
      for (const { format, path } of files)
        add(path, format === "text" ? fileText(whole) : reporters[format](whole));
    });
  const isSilent = quiet && summarize(whole.findings).errors === 0;
  if (printed || isSilent) return;
  const names = files.map(({ path }) => escapeControls(path)).join(", ");
  world.stdout.write(
    `${closingLine(whole, { styles: stylesFor(world), strict: run.strict })}\nBefunde geschrieben: ${names}\n`,
  );
}

function screenText({ run, problems, quiet }: FindingsOutput, world: World): string {
  const isNothing = run.files === 0 && (run.unchanged === undefined || problems.length > 0);
  if (isNothing && run.findings.length === 0) return "";
  const styles = stylesFor(world);
  const report = textReport(run, { styles, width: widthOf(world.stdout), quiet, strict: run.strict });
  return quiet ? report : report + explainHint(run.findings, world);
}

/** Said once, and to people only: in a file or a log it would be noise. */
function explainHint([first]: readonly Finding[], world: World): string {
  if (!first || world.stdout.isTTY !== true) return "";
  return `${stylesFor(world).quiet(`Näheres zu einer Meldung: kv explain ${displayCode(first)}`)}\n`;
}

/** Whoever reads a file has not seen what was told on the screen. */
function fileText(run: ValidationRun): string {
  const options = { styles: plainStyles, width: fileWidth, quiet: false, strict: run.strict };
  return textReport(run, { ...options, all: true });
}
