import { displayCode } from "../findings/catalogue.ts";
import type { Finding } from "../findings/finding.ts";
import { findAgreements } from "../io/find-agreements.ts";
import { jsonReport } from "../report/json.ts";
import { exitCodeFor, summarize, type ReportInput } from "../report/report.ts";
import { textReport } from "../report/text.ts";
import { checkFindings } from "./check-findings.ts";
import type { ExitCode } from "./exit.ts";
import { widthOf, type World } from "./streams.ts";
import { tell } from "./tell.ts";
import { stylesFor } from "./terminal-styles.ts";
import type { ValidateOptions } from "./validate-command.ts";

/** Finds the files, checks them, prints the findings. */
export async function runValidate(options: ValidateOptions, world: World): Promise<ExitCode> {
  const found = findAgreements(options.paths, world.cwd);
  const { profiles, today } = options;
  const checked = await checkFindings(found.files, { cwd: world.cwd, profiles, today, exceptions: true });
  const problems = [...found.problems, ...checked.problems];
  tell(world, ...problems);
  const files = found.files.length - checked.problems.length;
  const { findings, excepted, sources } = checked;
  const input: ReportInput = { findings, excepted, sources, files };
  if (options.format === "json") world.stdout.write(jsonReport(input));
  else if (files > 0) {
    const styles = stylesFor(world);
    world.stdout.write(
      textReport(input, {
        styles,
        width: widthOf(world.stdout),
        quiet: options.quiet,
        strict: options.strict,
      }),
    );
    if (!options.quiet) world.stdout.write(explainHint(checked.findings, world));
  }
  return problems.length > 0 ? 2 : exitCodeFor(summarize(checked.findings), options.strict);
}

/** Said once, and to people only: in a file or a log it would be noise. */
function explainHint([first]: readonly Finding[], world: World): string {
  if (!first || world.stdout.isTTY !== true) return "";
  return `${stylesFor(world).quiet(`Näheres zu einer Meldung: kv explain ${displayCode(first)}`)}\n`;
}
