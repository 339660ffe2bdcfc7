import { resolve } from "node:path";
import { progress, type StepState } from "../check/steps.ts";
import { titleOfDocument } from "../document/build-document.ts";
import { findAgreements } from "../io/find-agreements.ts";
import { usualPaths } from "../io/usual-paths.ts";
import { shownPath } from "../io/shown-path.ts";
import { pathFromRoot } from "../io/workspace.ts";
import { documentsFor } from "../kinds/kind.ts";
import { statusCsv } from "../report/status/csv.ts";
import { statusJson } from "../report/status/json.ts";
import { statusText } from "../report/status/text.ts";
import { fewOf } from "../source/printable.ts";
import { parseYaml } from "../source/parse-yaml.ts";
import { agreementStatus, type AgreementStatus } from "../status/agreement-status.ts";
import { statusReport, termineIn, type StatusReport } from "../status/status-report.ts";
import { checkAgreements } from "./check-agreements.ts";
import type { Agreement, CheckedAgreements } from "./check-results.ts";
import { errorsByFile } from "./errors-by-file.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { chosenProfiles } from "./fitting-profiles.ts";
import { namesOf } from "./names-of-files.ts";
import type { StatusOptions, Urgency } from "./status-command.ts";
import { widthOf, type World } from "./streams.ts";
import { tell } from "./tell.ts";
import { stylesFor } from "./terminal-styles.ts";
import { today } from "./today.ts";
import { writeReport } from "./write-report.ts";

/** Shows how agreements stand; ends with 1 only where `--fail-on` asks for it. */
export async function runStatus(options: StatusOptions, world: World): Promise<ExitCode> {
  const { cwd } = world;
  const date = options.date ?? today(world);
  const found = findAgreements(usualPaths(options.paths, cwd), cwd);
  const checked = await checkAgreements(found.files, { cwd, dataOnly: true, light: true });
  const problems = [...found.problems, ...checked.problems];
  tell(world, ...problems);
  const others = otherFiles(
    checked,
    new Set(options.paths.map((path) => shownPath(resolve(cwd, path), cwd))),
  );
  if (others.size > 0) tell(world, `Keine Vereinbarung, denn „art“ fehlt: ${fewOf([...others])}`);
  const files = found.files.filter((file) => checked.sources.has(file) && !others.has(file));
  if (files.length === 0 && problems.length === 0) throw new UsageError("Hier gibt es keine Vereinbarung.");
  if (files.length === 0) return 2;
  const report = statusReport(await statusOf(files, checked, date, cwd), date);
  await output(report, options, world);
  if (problems.length > 0) return 2;
  return options.failOn !== undefined && isUrgent(report, options.failOn) ? 1 : 0;
}

/** What was found in a folder and does not say what it is, is something else: settings of another program. */
function otherFiles({ findings }: CheckedAgreements, named: ReadonlySet<string>): Set<string> {
  const withoutKind = findings.filter(({ code, file }) => code === "art-fehlt" && !named.has(file));
  return new Set(withoutKind.map(({ file }) => file));
}

/** How agreements stand on a day, of files that were checked for their data alone. */
export async function statusOf(
  files: readonly string[],
  checked: CheckedAgreements,
  date: string,
  cwd: string,
): Promise<AgreementStatus[]> {
  const known = new Map(checked.agreements.map((each) => [each.file, each]));
  const parsed = new Map(checked.unknown.map((each) => [each.source.file, each]));
  const errors = errorsByFile(checked.findings);
  const names = namesOf(files);
  const all = files.map(async (file, index) => {
    const agreement = known.get(file);
    const count = errors.get(file) ?? 0;
    return agreementStatus({
      name: names[index] ?? file,
      file,
      identity: pathFromRoot(file, cwd),
      // A file that is no text at all says nothing.
      parsed: agreement?.parsed ?? parsed.get(file) ?? parseYaml(file, ""),
      title: agreement && count === 0 ? titleOf(agreement) : undefined,
      kind: agreement?.kind,
      steps: agreement ? await stepsOf(agreement) : [],
      errors: count,
      today: date,
    });
  });
  return Promise.all(all);
}

function titleOf({ kind, parsed }: Agreement): string | undefined {
  const [first] = documentsFor(kind.art, parsed.data);
  return first && titleOfDocument(kind, first, parsed.data);
}

async function stepsOf(agreement: Agreement): Promise<readonly StepState[]> {
  const names = agreement.workspace.profilesFor(agreement.kind);
  const { fitting } = await chosenProfiles(agreement, names);
  return progress(fitting, agreement.parsed.data);
}

function isUrgent(report: StatusReport, from: Urgency): boolean {
  const states =
    from === "ueberfaellig" ? (["ueberfaellig"] as const) : (["ueberfaellig", "demnaechst"] as const);
  return states.some((state) => termineIn(report, state).length > 0);
}

async function output(report: StatusReport, options: StatusOptions, world: World): Promise<void> {
  const content = await contentOf(report, options, world);
  await writeReport(content, { path: options.out, what: "Übersicht", ending: options.format }, world);
}

async function contentOf(
  report: StatusReport,
  { format, out }: StatusOptions,
  world: World,
): Promise<string> {
  switch (format) {
    case "text": {
      const isFile = out !== undefined;
      const styles = stylesFor(world, isFile ? { isTTY: false, write: world.stdout.write } : world.stdout);
      return statusText(report, { styles, width: isFile ? 100 : widthOf(world.stdout) });
    }
    case "json":
      return statusJson(report);
    case "csv":
      // Spreadsheets take a file without this mark for one in another encoding.
      return (out === undefined ? "" : "\uFEFF") + statusCsv(report);
    case "html":
      return (await import("../report/status/html.ts")).statusHtml(report);
    case "ics":
      return (await import("../report/status/calendar.ts")).statusCalendar(report) ?? refuseEmptyCalendar();
  }
}

function refuseEmptyCalendar(): never {
  throw new UsageError("Kein Termin hat einen Tag; einen leeren Kalender gibt es nicht.");
}
