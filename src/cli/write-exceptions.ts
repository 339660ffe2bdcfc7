import { join } from "node:path";
import { ExceptionIndex } from "../check/exception-index.ts";
import { isExceptable } from "../check/exceptable.ts";
import { rowsOf, targetOf } from "../check/repository-exceptions.ts";
import { displayCode } from "../findings/catalogue.ts";
import type { Finding } from "../findings/finding.ts";
import { findAgreements } from "../io/find-agreements.ts";
import { usualPaths } from "../io/usual-paths.ts";
import { pathFromRoot } from "../io/read-exceptions.ts";
import { largestText } from "../io/whole-file.ts";
import { exceptionsName } from "../io/workspace.ts";
import { exitCodeFor, summarize } from "../report/report.ts";
import { counted, escapeControls } from "../report/text.ts";
import { editYaml } from "../source/edit-yaml.ts";
import { checkFindings, type CheckedFindings } from "./check-findings.ts";
import { reportErrors } from "./error-report.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import type { OpenExceptions } from "./honoured-exceptions.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import type { NewExceptions, ValidateOptions } from "./validate-command.ts";
import { writeTogether } from "./write-together.ts";

/** A new entry, as it is written. */
type Entry = Readonly<Record<string, string>>;

/** The entries that a repository gets. */
interface Plan {
  readonly repository: OpenExceptions;
  readonly entries: readonly Entry[];
  /** Findings with an entry that does not count: incomplete, or its day has passed. */
  readonly listed: number;
}

/**
 * Enters the present errors and warnings into kv.ausnahmen.yaml, behind what is there. What the call does not say stays
 * empty, and until somebody fills it in the entry excepts nothing.
 */
export async function runWriteExceptions(
  options: ValidateOptions,
  words: NewExceptions,
  world: World,
): Promise<ExitCode> {
  const found = findAgreements(usualPaths(options.paths, world.cwd), world.cwd);
  const isComplete = Object.values(words).every((word) => word !== undefined);
  const written = new Map<string, number>();
  // An error that is excepted may have hidden others.
  for (;;) {
    const { profiles, today } = options;
    const checked = await checkFindings(found.files, { cwd: world.cwd, profiles, today, exceptions: true });
    const problems = [...found.problems, ...checked.problems];
    tell(world, ...problems);
    if (problems.length > 0 || refusesBroken(checked, world)) {
      tell(world, "Es wurde nichts geschrieben.");
      return problems.length > 0 ? 2 : 1;
    }
    const plans = checked.exceptionFiles.map((each) => plan(each, checked.findings, words, world.cwd));
    const filled = plans.filter(({ entries }) => entries.length > 0);
    await writePlans(filled, world);
    for (const { repository, entries } of filled)
      written.set(repository.file, (written.get(repository.file) ?? 0) + entries.length);
    if (filled.length > 0 && isComplete) continue;
    if (!options.quiet) report({ written, plans, findings: checked.findings, isComplete }, world);
    return filled.length > 0 ? 1 : exitCodeFor(summarize(checked.findings), options.strict);
  }
}

/** All files or none. */
async function writePlans(plans: readonly Plan[], world: World): Promise<void> {
  const texts = plans.map((each) => [join(each.repository.root, exceptionsName), textWith(each)] as const);
  const tooLong = texts.findIndex(([, text]) => Buffer.byteLength(text) > largestText);
  if (tooLong >= 0)
    throw new UsageError(
      `${plans[tooLong]?.repository.file} würde größer, als kv Dateien liest (2 MB); es wurde nichts geschrieben.`,
      "Nehmen Sie mehrere Befunde mit einem Eintrag aus, zum Beispiel mit datei: berlin/*.yaml",
    );
  await writeTogether(world, (add) => {
    for (const [path, text] of texts) add(path, text);
  });
}

/** To a file that is wrong as a whole, nothing can be added. */
function refusesBroken(checked: CheckedFindings, world: World): boolean {
  const isUnusable = ({ found, parsed }: OpenExceptions) =>
    found.findings.some(({ pointer }) => !parsed || !/^\/ausnahmen\/./.test(pointer));
  const broken = checked.exceptionFiles.filter(isUnusable).map(({ file }) => file);
  if (broken.length === 0) return false;
  const findings = checked.findings.filter(({ file }) => broken.includes(file));
  reportErrors({ ...checked, findings }, broken.length, world);
  return true;
}

function plan(
  repository: OpenExceptions,
  findings: readonly Finding[],
  words: NewExceptions,
  cwd: string,
): Plan {
  const { root, parsed } = repository;
  const rows = parsed ? rowsOf(parsed) : [];
  const written = rows.flatMap((row) => {
    const target = targetOf(row);
    return target ? [{ target }] : [];
  });
  const index = new ExceptionIndex(written);
  const open = findings.flatMap((finding) => {
    const path =
      finding.severity === "hinweis" || !isExceptable(finding)
        ? undefined
        : pathFromRoot(finding.file, root, cwd);
    return path === undefined ? [] : [{ finding, path }];
  });
  const fresh = open.filter(({ finding, path }) => index.entryFor(finding, path) === undefined);
  const entries = new Map(
    fresh.map(({ finding, path }) => {
      const entry = entryFor(finding, path, words);
      return [JSON.stringify(entry), entry];
    }),
  );
  return {
    repository,
    entries: [...entries.values()],
    listed: open.length - fresh.length,
  };
}

function entryFor(finding: Finding, datei: string, words: NewExceptions): Entry {
  // An item is open once in a file, and where would change with its lists.
  const isItem = finding.code === "pruefpunkt";
  const { pointer } = finding;
  return {
    [isItem ? "punkt" : "code"]: displayCode(finding),
    datei,
    ...(!isItem && pointer !== "" && { pointer }),
    grund: words.grund ?? "",
    verantwortlich: words.verantwortlich ?? "",
    bis: words.bis ?? "",
  };
}

const newFile = `# yaml-language-server: $schema=kv.ausnahmen.schema.json
# Befunde, die das Repository bis zu einem Tag hinnimmt. Ein Eintrag gilt erst, wenn er sagt, warum, wer dafür einsteht und wie lange.
# Das Schema für den Editor schreibt: kv schema ausnahmen -o kv.ausnahmen.schema.json
version: 1
ausnahmen: []
`;

function textWith({ repository: { parsed, file }, entries }: Plan): string {
  const result = editYaml(parsed?.source.raw ?? newFile, [{ append: "/ausnahmen", groups: entries }]);
  if ("text" in result) return result.text;
  throw new UsageError(
    `${file}: „ausnahmen“ ist so geschrieben, dass kv dort nichts eintragen kann. Es wurde nichts geschrieben.`,
    "Schreiben Sie die Liste ohne &, * und << aus und rufen Sie kv noch einmal auf.",
  );
}

interface Outcome {
  /** How many entries each file got. */
  readonly written: ReadonlyMap<string, number>;
  /** The last ones. */
  readonly plans: readonly Plan[];
  readonly findings: readonly Finding[];
  readonly isComplete: boolean;
}

function report({ written, plans, findings, isComplete }: Outcome, world: World): void {
  const lines = [...written].map(
    ([file, count]) => `✓ ${file}: ${counted(count, "Ausnahme", "Ausnahmen")} eingetragen.`,
  );
  if (written.size === 0) lines.push("Es ist keine Ausnahme einzutragen.");
  else if (!isComplete)
    lines.push("  Ein Eintrag gilt erst, wenn „grund“, „verantwortlich“ und „bis“ ausgefüllt sind.");
  const listed = plans.reduce((sum, each) => sum + each.listed, 0);
  if (listed > 0)
    lines.push(`  ${counted(listed, "Befund hat", "Befunde haben")} schon einen Eintrag, der nicht gilt.`);
  const own = new Set(plans.map(({ repository: { file } }) => file));
  const left = findings.filter(
    (each) => each.severity !== "hinweis" && !own.has(each.file) && !isExceptable(each),
  ).length;
  if (left > 0)
    lines.push(
      `  ${counted(left, "Befund lässt", "Befunde lassen")} sich nicht ausnehmen; Näheres zeigt: kv validate`,
    );
  world.stdout.write(lines.map((line) => `${escapeControls(line)}\n`).join(""));
}
