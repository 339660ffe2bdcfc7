import { posix } from "node:path";
import type { Exception } from "../check/exceptions.ts";
import { verdicts, type Profile, type ProfileItem } from "../check/profile.ts";
import { progress } from "../check/steps.ts";
import { buildDocument } from "../document/build-document.ts";
import type { ExceptedFinding, Finding } from "../findings/finding.ts";
import { findAgreements } from "../io/find-agreements.ts";
import { usualPaths } from "../io/usual-paths.ts";
import { loadKind } from "../io/load-kind.ts";
import { builtInMaterial } from "../io/material.ts";
import { outputLocation } from "../io/workspace.ts";
import { documentsFor, isBuiltIn, type Kind } from "../kinds/kind.ts";
import { checklistCsv } from "../report/checklist/csv.ts";
import { findDeviations, type ComparedDocument } from "../report/checklist/deviations.ts";
import { checklistDocument } from "../report/checklist/document.ts";
import { checklistData, checklistJson } from "../report/checklist/json.ts";
import type { ChecklistReport, JudgedAgreement } from "../report/checklist/model.ts";
import { checklistText } from "../report/checklist/text.ts";
import { escapeControls } from "../report/text.ts";
import { plainStyle } from "../write/house-style.ts";
import { checkAgreements } from "./check-agreements.ts";
import type { Agreement, CheckedAgreements } from "./check-results.ts";
import type { ChecklistOptions } from "./checklist-command.ts";
import { chosenProfiles, clausesOf, type ChosenProfiles } from "./fitting-profiles.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { errorsByFile } from "./errors-by-file.ts";
import { namesOf } from "./names-of-files.ts";
import { widthOf, type World } from "./streams.ts";
import { tell } from "./tell.ts";
import { stylesFor } from "./terminal-styles.ts";
import { version } from "./version.ts";
import { writerFor } from "./write-documents.ts";
import { writeReport } from "./write-report.ts";

/** Judges every item of the checklists for every agreement and reports it; a duty that is open ends with 1. */
export async function runChecklist(options: ChecklistOptions, world: World): Promise<ExitCode> {
  const found = findAgreements(usualPaths(options.paths, world.cwd), world.cwd);
  const { profiles, today } = options;
  const checked = await checkAgreements(found.files, {
    cwd: world.cwd,
    profiles,
    today,
    exceptions: true,
    light: true,
  });
  const problems = [...found.problems, ...checked.problems];
  tell(world, ...problems);
  const unreadable = found.files.length - checked.problems.length - checked.agreements.length;
  if (unreadable > 0)
    tell(world, `Nicht lesbar und darum nicht im Bericht: ${unreadable}; Näheres zeigt: kv validate`);
  const isMaterialWrong = checked.findings.some(
    ({ file, severity }) => severity === "fehler" && !found.files.includes(file),
  );
  if (isMaterialWrong)
    tell(world, "Eigene Vorlagen, Prüflisten oder Ausnahmen haben Fehler; Näheres zeigt: kv validate");
  if (checked.agreements.length === 0) return problems.length > 0 ? 2 : 1;
  const report = await judgeAgreements(checked, options);
  await output(report, checked.agreements, options, world);
  if (problems.length > 0) return 2;
  const isOpen = report.agreements.some(
    ({ verdicts: lists, errors }) =>
      errors > 0 || lists.flat().some(({ status, item }) => status === "offen" && item.stufe === "pflicht"),
  );
  return isOpen || isMaterialWrong || unreadable > 0 ? 1 : 0;
}

/** Judges every item of the checklists for agreements that were checked; throws where one list does not fit all of them. */
export async function judgeAgreements(
  checked: CheckedAgreements,
  options: Pick<ChecklistOptions, "profiles" | "today">,
): Promise<ChecklistReport> {
  const { agreements } = checked;
  const profiles = await sharedProfiles(agreements, options.profiles);
  const names = namesOf(agreements.map(({ file }) => file));
  const errors = errorsBeside(checked);
  const exceptedIn = byFile(checked.excepted, ({ finding }) => finding.file);
  const countingIn = byFile(checked.findings, ({ file }) => file);
  const judged = agreements.map((agreement, index): JudgedAgreement => {
    const { file, parsed, documents } = agreement;
    const excepted = exceptedIn.get(file) ?? [];
    const counting = countingIn.get(file) ?? [];
    const granted = (item: ProfileItem) => grantedFor(item, excepted, counting);
    const input = { parsed, clauses: clausesOf(documents), today: options.today, granted };
    const titles = [...documents].flatMap(([id, { title }]) =>
      title === undefined ? [] : [[id, title] as const],
    );
    return {
      name: names[index] ?? file,
      file,
      title: titles[0]?.[1],
      parsed,
      verdicts: profiles.map((profile) => verdicts(profile, input)),
      steps: progress(profiles, parsed.data),
      errors: errors.get(file) ?? 0,
      excepted: excepted.filter(({ finding }) => finding.code !== "pruefpunkt").length,
      titles: new Map(titles),
    };
  });
  return {
    today: options.today,
    profiles,
    agreements: judged,
    deviations: findDeviations(profiles, judged, await compared(agreements, names)),
  };
}

function byFile<Item>(items: readonly Item[], fileOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(fileOf(item)) ?? [];
    group.push(item);
    groups.set(fileOf(item), group);
  }
  return groups;
}

/** What the repository says of an open item, if it says so of every place where it is open. */
function grantedFor(
  { id }: ProfileItem,
  excepted: readonly ExceptedFinding[],
  counting: readonly Finding[],
): Exception | undefined {
  const isMeant = (finding: Finding) => finding.code === "pruefpunkt" && finding.args.punkt === id;
  return counting.some(isMeant) ? undefined : excepted.find(({ finding }) => isMeant(finding))?.exception;
}

/** Agreements of different kinds have different checklists: they cannot stand in one table. */
async function sharedProfiles(
  agreements: readonly Agreement[],
  wanted: readonly string[] | undefined,
): Promise<readonly Profile[]> {
  const namesFor = ({ kind, workspace }: Agreement) => wanted ?? workspace.profilesFor(kind);
  // Repositories with material of their own may mean something else by the same name.
  const own = await Promise.all(agreements.map((each) => chosenProfiles(each, namesFor(each))));
  refuseForeign(agreements, own);
  const texts = new Map<Profile, string>();
  for (const each of new Set(own.flatMap(({ fitting }) => fitting)))
    texts.set(each, JSON.stringify([each.name, each.definition]));
  const lists = new Set(own.map(({ fitting }) => fitting.map((each) => texts.get(each)).join("\n")));
  const [first] = agreements;
  if (!first || lists.size > 1) {
    const remedy =
      "Wählen Sie mit --profile eine gemeinsame Prüfliste oder rufen Sie kv checklist je Art auf.";
    throw new UsageError("Die Vereinbarungen haben verschiedene Prüflisten.", remedy);
  }
  const profiles = own[0]?.fitting ?? [];
  const missing = namesFor(first).length - profiles.length;
  if (missing > 0)
    throw new UsageError(
      "Eine Prüfliste hat selbst Fehler; es gibt keinen Bericht.",
      "Was fehlt, zeigt: kv validate",
    );
  return profiles;
}

/** A report without one of the checklists asked for would look as if all had been applied. */
function refuseForeign(agreements: readonly Agreement[], chosen: readonly ChosenProfiles[]): void {
  for (const [index, { file, kind }] of agreements.entries()) {
    const [foreign] = chosen[index]?.foreign ?? [];
    if (foreign === undefined) continue;
    const arten = foreign.definition["x-arten"]?.join(", ");
    throw new UsageError(
      `Die Prüfliste „${foreign.name}“ ist nicht für die Art „${kind.art.art}“ gemacht (${escapeControls(file)}).`,
      `Sie ist für: ${arten}. Wählen Sie mit --profile eine andere oder rufen Sie kv checklist je Art auf.`,
    );
  }
}

/** By file; open items are the report itself, other errors are only counted. */
function errorsBeside({ findings }: CheckedAgreements): Map<string, number> {
  return errorsByFile(findings.filter(({ code }) => code !== "pruefpunkt"));
}

/** Every document, beside the same one in kv's own wording where the repository has its own. */
async function compared(
  agreements: readonly Agreement[],
  names: readonly string[],
): Promise<ComparedDocument[]> {
  const rows = agreements.map(async ({ kind, parsed, documents }, index): Promise<ComparedDocument[]> => {
    const builtIn = isBuiltIn(kind) ? undefined : await builtInDocuments(kind, parsed.data);
    return [...documents].flatMap(([id, { clauses, template }]): ComparedDocument[] =>
      clauses ? [{ name: names[index] ?? "", template, id, clauses, builtIn: builtIn?.get(id) }] : [],
    );
  });
  return (await Promise.all(rows)).flat();
}

type Clauses = ComparedDocument["clauses"];

/** The documents as kv's own templates write them; none for a kind that only the repository has. */
async function builtInDocuments({ art }: Kind, data: unknown): Promise<Map<string, Clauses>> {
  if (!builtInMaterial.kindNames().includes(art.art)) return new Map();
  const { kind } = await loadKind(art.art, builtInMaterial);
  const built = documentsFor(kind.art, data).flatMap((definition): [string, Clauses][] => {
    const { clauses } = buildDocument(kind, definition, data, { draft: false });
    return clauses ? [[definition.id, clauses]] : [];
  });
  return new Map(built);
}

async function output(
  report: ChecklistReport,
  agreements: readonly Agreement[],
  options: ChecklistOptions,
  world: World,
): Promise<void> {
  const content = await contentOf(report, agreements, options, world);
  const isBinary = options.format === "docx" || options.format === "pdf";
  const path = options.out ?? (isBinary ? defaultPath(report, options, world) : undefined);
  await writeReport(content, { path, what: "Prüfbericht" }, world);
}

/** `out/examples/berlin/mitte/mitte-pruefbericht.pdf`; of several agreements `out/pruefbericht.pdf`. */
function defaultPath({ agreements }: ChecklistReport, { format }: ChecklistOptions, { cwd }: World): string {
  const [only] = agreements;
  if (agreements.length > 1 || !only) return `out/pruefbericht.${format}`;
  const { folder, name } = outputLocation(only.file, cwd);
  return posix.join("out", folder, `${name}-pruefbericht.${format}`);
}

async function contentOf(
  report: ChecklistReport,
  agreements: readonly Agreement[],
  { format, out }: ChecklistOptions,
  world: World,
): Promise<string | Uint8Array> {
  switch (format) {
    case "text": {
      const isFile = out !== undefined;
      const styles = stylesFor(world, isFile ? { isTTY: false, write: world.stdout.write } : world.stdout);
      return checklistText(report, { styles, width: isFile ? 100 : widthOf(world.stdout) });
    }
    case "json":
      return checklistJson(report);
    case "csv":
      // Spreadsheets take a file without this mark for one in another encoding.
      return (out === undefined ? "" : "\uFEFF") + checklistCsv(report);
    default: {
      const document = checklistDocument(report);
      const printed = checklistData(report);
      const vorlagen = agreements[0]?.kind.fingerprint ?? version;
      const style = agreements[0]?.workspace.houseStyle ?? plainStyle;
      return writerFor({ document, printed, format, vorlagen, style })();
    }
  }
}
