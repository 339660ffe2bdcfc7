import { findAgreements } from "../io/find-agreements.ts";
import { usualPaths } from "../io/usual-paths.ts";
import { summarize, type Summary } from "../report/report.ts";
import { counted, escapeControls } from "../report/text.ts";
import { checkAgreements } from "./check-agreements.ts";
import type { CheckedAgreements } from "./check-results.ts";
import { isToleratedInDraft } from "./draft-tolerance.ts";
import { reportErrors } from "./error-report.ts";
import type { ExitCode } from "./exit.ts";
import { HonouredExceptions } from "./honoured-exceptions.ts";
import type { RenderOptions } from "./render-command.ts";
import { TooLong } from "./print-agreement.ts";
import { printPlan, type PrintOptions } from "./print-plan.ts";
import { printableOf, type Printable } from "./printable.ts";
import { readNames, type Names } from "./read-names.ts";
import { planRender, type PlannedFile } from "./render-plan.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import { writeOutputs, writeToStdout, writtenFiles } from "./write-documents.ts";

/** Checks the agreements, plans the files, writes them all or none; in so many threads as it pays to have, or as `threads` says. */
export async function runRender(options: RenderOptions, world: World, threads?: number): Promise<ExitCode> {
  if (options.blank !== undefined)
    return (await import("./render-blank.ts")).runBlank(options.blank, options, world);
  const start = performance.now();
  const found = findAgreements(usualPaths(options.paths, world.cwd), world.cwd);
  const choice = { draft: options.draft, documents: options.documents };
  const kept = { hasNames: options.personen !== undefined, areChosen: options.documents !== undefined };
  const agreements: Printable[] = [];
  const checked = await checkAgreements(found.files, {
    ...choice,
    cwd: world.cwd,
    onlyFindings: true,
    visit: (agreement) => agreements.push(printableOf(agreement, kept)),
  });
  const problems = [...found.problems, ...checked.problems];
  tell(world, ...problems);
  const summary = summarize(checked.findings);
  const files = found.files.length - checked.problems.length;
  if (summary.errors > 0) await explainRefusal({ ...checked, agreements }, files, options, world);
  if (problems.length > 0 && summary.errors === 0) tell(world, "Es wurde nichts geschrieben.");
  if (problems.length > 0) return 2;
  if (summary.errors > 0) return 1;
  const names =
    options.personen === undefined ? undefined : await readNames(options.personen, agreements, world);
  if (names && "findings" in names) {
    reportErrors({ ...checked, ...names }, files, world);
    tell(world, "Es wurde nichts geschrieben.");
    return 1;
  }
  const plan = planRender(agreements, options, world.cwd);
  const print = { choice, cwd: world.cwd, names: names ?? new Map(), threads };
  try {
    if (options.stdout) return await printToStdout(plan, print, options, world);
    await writeOutputs(plan, world, options, (add, pandoc) => printPlan(plan, { ...print, pandoc }, add));
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    await explainRefusal({ ...checked, agreements, findings: [error.finding] }, files, options, world);
    return 1;
  }
  const done = closing(plan, options, summary, performance.now() - start);
  if (!options.quiet) world.stdout.write(names ? `${done}  ${namedLines(agreements, names)}\n` : done);
  return 0;
}

async function printToStdout(
  plan: readonly PlannedFile[],
  print: Omit<PrintOptions, "pandoc">,
  { pandoc: choice }: RenderOptions,
  world: World,
): Promise<ExitCode> {
  return writeToStdout(plan, world, choice, async (pandoc) => {
    const printed: Uint8Array[] = [];
    await printPlan(plan, { ...print, pandoc }, (_, bytes) => printed.push(bytes));
    return printed[0] ?? new Uint8Array();
  });
}

/** What was checked, and of each agreement what is kept. */
type Checked = Pick<CheckedAgreements, "findings" | "sources"> & {
  readonly agreements: readonly Printable[];
};

async function explainRefusal(
  checked: Checked,
  files: number,
  options: RenderOptions,
  world: World,
): Promise<void> {
  reportErrors(checked, files, world);
  const excepted = await exceptedErrors(checked, world);
  if (excepted > 0)
    tell(
      world,
      `Davon ${excepted === 1 ? "ist 1 Fehler" : `sind ${excepted} Fehler`} ausgenommen; Ausnahmen gelten beim Prüfen, nicht beim Drucken.`,
    );
  const isIncomplete = checked.findings.some(
    (finding) => finding.severity === "fehler" && isToleratedInDraft(finding),
  );
  const advice = isIncomplete && !options.draft ? " Unfertige Daten druckt: kv render --draft" : "";
  tell(world, `Es wurde nichts geschrieben.${advice}`);
}

/** Errors that do not count for `kv validate`: who knows it to be content should learn why nothing is printed. */
async function exceptedErrors({ agreements, findings }: Checked, { cwd }: World): Promise<number> {
  const errors = findings.filter(({ severity }) => severity === "fehler");
  const exceptions = new HonouredExceptions({ cwd });
  for (const { file, workspace } of agreements) await exceptions.open(file, async () => workspace);
  return errors.filter((each) => exceptions.entryFor(each)).length;
}

/** Of all lines to sign on, how many have a name. */
function namedLines(agreements: readonly Printable[], names: Names): string {
  const lines = agreements.reduce((sum, agreement) => sum + agreement.lines.length, 0);
  const named = agreements.reduce((sum, { file }) => sum + (names.get(file)?.size ?? 0), 0);
  return `${named} von ${counted(lines, "Unterschrift", "Unterschriften")} mit Namen; sie stehen nur auf den Dokumenten.`;
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
  const done = `✓ ${writtenFiles(plan, ` aus ${sources}`, options.out, milliseconds)}${more}\n`;
  return options.draft ? done : `${done}${draftNote(plan)}`;
}

/** Who prints for signing learns here why every page says ENTWURF. */
function draftNote(plan: readonly PlannedFile[]): string {
  const drafts = new Set(plan.flatMap(({ agreement: { file, isDraft } }) => (isDraft ? [file] : [])));
  const [only, second] = drafts;
  if (only === undefined) return "";
  const what = second === undefined ? only : `${drafts.size} Vereinbarungen`;
  return escapeControls(
    `  Auf den Seiten steht ENTWURF: Der Status (fassung: status) von ${what} ist „entwurf“. Zum Unterschreiben: „abgestimmt“.`,
  ).concat("\n");
}
