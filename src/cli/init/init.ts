import { basename, join, posix, relative, resolve, sep } from "node:path";
import { readSources } from "../../io/explanations.ts";
import { isThere } from "../../io/is-there.ts";
import { builtInMaterial, type Material } from "../../io/material.ts";
import { BrokenMaterial } from "../../io/material-findings.ts";
import { Workspaces } from "../../io/open-workspace.ts";
import { shownPath } from "../../io/shown-path.ts";
import { configName, isInGitRepository, workspaceRoot } from "../../io/workspace.ts";
import { starterAgreement } from "../../report/starter/agreement.ts";
import { counted, escapeControls } from "../../report/text.ts";
import { UsageError, type ExitCode } from "../exit.ts";
import type { CiSystem, InitOptions } from "../init-command.ts";
import { reportMaterial } from "../report-material.ts";
import { schemaText } from "../schema.ts";
import type { World } from "../streams.ts";
import { tell } from "../tell.ts";
import { today } from "../today.ts";
import { version } from "../version.ts";
import { writeTogether } from "../write-together.ts";
import { choiceNamed, givenData, kindsOf, type Wish } from "./new-agreement.ts";
import { agreementFolder, repositoryFiles, schemaFolder } from "./repository-files.ts";

/** Makes a repository, an agreement, or both; what is there already stays as it is. */
export async function runInit(options: InitOptions, world: World): Promise<ExitCode> {
  const root = rootOf(options, world);
  const isNew = !isThere(join(root, configName));
  const { material, broken } = isNew
    ? newWorkspace
    : await new Workspaces(world.cwd).of(join(root, configName));
  try {
    if (broken !== undefined) throw new BrokenMaterial(broken);
    await initialise({ root, isNew, material }, options, world);
    return 0;
  } catch (error) {
    if (!(error instanceof BrokenMaterial)) throw error;
    reportMaterial(material.found, world);
    tell(world, "Es wurde nichts geschrieben.");
    return 1;
  }
}

/** A repository that does not exist yet has nothing of its own, whatever it is going to lie in. */
const newWorkspace = { material: builtInMaterial, broken: undefined };

interface Repository {
  readonly root: string;
  readonly isNew: boolean;
  readonly material: Material;
}

/** The folder that was named, or the repository that the working directory is in. */
function rootOf({ folder }: InitOptions, { cwd }: World): string {
  if (folder !== undefined) return resolve(cwd, folder);
  const root = workspaceRoot(configName, cwd);
  return isThere(join(root, configName)) ? root : cwd;
}

async function initialise(repository: Repository, options: InitOptions, world: World): Promise<void> {
  const { root, isNew, material } = repository;
  const { wish, ci } = await decide(options, repository, world);
  const files = new Map<string, string>();
  if (isNew || !wish) {
    for (const [path, text] of repositoryFiles({ name: basename(root), ci, version })) files.set(path, text);
    for (const name of [...material.kindNames(), "config"])
      files.set(schemaFile(name), await schemaText(name, material));
    if (!wish && !isThere(join(root, agreementFolder))) files.set(`${agreementFolder}/.gitkeep`, "");
  }
  const agreement = wish && addAgreement(wish, options, files, world);
  if (wish) files.set(schemaFile(wish.kind.art.art), await schemaText(wish.kind.art.art, material));
  const present = [...files.keys()].filter((path) => isThere(join(root, path)));
  const written = [...files].filter(([path]) => !present.includes(path));
  await writeTogether(world, (add) => {
    for (const [path, text] of written) add(join(root, path), text);
  });
  const shown = (path: string) => escapeControls(shownPath(join(root, path), world.cwd));
  const report = {
    root,
    agreement,
    written: written.map(([path]) => path),
    present,
    hasCheck: ci !== "keine",
  };
  world.stdout.write(closing(report, shown, world));
}

interface Decision {
  readonly wish: Wish | undefined;
  readonly ci: CiSystem;
}

/** What the options leave open is asked on a terminal; elsewhere the usual applies. */
async function decide(
  options: InitOptions,
  { isNew, material }: Repository,
  world: World,
): Promise<Decision> {
  const { art, bezirk, ci } = options;
  const kinds = await kindsOf(material, art);
  const questions = canAsk(options, world)
    ? new (await import("./questions.ts")).Questions(world)
    : undefined;
  const chosen = isNew ? (ci ?? (await questions?.ci())) : ci;
  return { wish: await wishOf(), ci: chosen ?? "gitlab" };

  async function wishOf(): Promise<Wish | undefined> {
    if (bezirk !== undefined) {
      const choice = choiceNamed(bezirk, kinds);
      return { kind: choice.kind, choice };
    }
    const [kind] = kinds;
    if (art !== undefined && kind) return { kind, choice: await questions?.choice(kind) };
    return questions?.wish(kinds, !isNew);
  }
}

function canAsk({ yes }: InitOptions, { stdin, stdout }: World): boolean {
  return !yes && stdin?.isTTY === true && stdout.isTTY === true;
}

/** Adds the file of an agreement to those to write; its path. */
function addAgreement(wish: Wish, options: InitOptions, files: Map<string, string>, world: World): string {
  const { kind, choice } = wish;
  const name = fileName(options.name ?? choice?.value ?? kind.art.art);
  const path = `${agreementFolder}/${name}.yaml`;
  const schemaPath = posix.relative(posix.dirname(path), schemaFile(kind.art.art));
  const stand = options.stand ?? today(world);
  const given = givenData(wish);
  files.set(path, starterAgreement({ kind, sources: readSources(), given, stand, schemaPath }));
  return path;
}

/** A name, not a path: the agreement goes where agreements lie. */
function fileName(name: string): string {
  const bare = name.replace(/\.ya?ml$/i, "");
  const isPlain = /^[^\s/\\.][^/\\]*$/.test(bare) && !/[\p{Cc}<>:"|?*]/u.test(bare);
  if (isPlain) return bare;
  throw new UsageError(`„${name}“ ist kein Dateiname.`, "Richtig ist zum Beispiel: --name ganztag");
}

function schemaFile(name: string): string {
  return `${schemaFolder}/${name}.schema.json`;
}

interface Outcome {
  readonly root: string;
  readonly agreement: string | undefined;
  readonly written: readonly string[];
  readonly present: readonly string[];
  /** Whether the repository is checked on a server. */
  readonly hasCheck: boolean;
}

function closing(outcome: Outcome, shown: (path: string) => string, { cwd }: World): string {
  const { written, present } = outcome;
  const rows = (paths: readonly string[]) => paths.map((path) => `  ${shown(path)}\n`).join("");
  const done =
    written.length === 0
      ? nothingDone(outcome, shown)
      : `✓ ${counted(written.length, "Datei", "Dateien")} geschrieben:\n${rows(written)}`;
  const others = present.filter((path) => !path.startsWith(schemaFolder));
  const left = written.length > 0 && others.length > 0 ? `Schon da und unverändert:\n${rows(others)}` : "";
  const steps = nextSteps(outcome, shown, cwd).map((step, index) => `  ${index + 1}. ${step}\n`);
  return `${done}${left}Weiter:\n${steps.join("")}`;
}

function nothingDone({ agreement }: Outcome, shown: (path: string) => string): string {
  if (agreement === undefined) return "Es ist alles schon da; nichts wurde geändert.\n";
  return `${shown(agreement)} gibt es schon; nichts wurde geändert. Einen anderen Namen gibt: --name\n`;
}

function nextSteps(
  { root, agreement, written, hasCheck }: Outcome,
  shown: (path: string) => string,
  cwd: string,
): string[] {
  const folder = escapeControls(relative(cwd, root).split(sep).join("/"));
  const there = folder === "" ? "" : `cd ${folder}; `;
  if (written.includes("package.json"))
    return [
      ...(isInGitRepository(join(root, configName), cwd) ? [] : [`${there}git init`]),
      agreement === undefined
        ? "kv init --art …   (eine erste Vereinbarung)"
        : `${escapeControls(agreement)} ausfüllen; was noch fehlt, zeigt: kv validate`,
      "git add . und git commit, damit diese Fassung erhalten bleibt",
      ...(hasCheck ? ["npm install legt package-lock.json an; die Prüfung auf dem Server braucht sie"] : []),
    ];
  const file = agreement === undefined ? shown(agreementFolder) : shown(agreement);
  return [
    `${agreement === undefined ? "Was noch fehlt" : "Ausfüllen; was noch fehlt"}, zeigt: kv validate ${file}`,
    `Den Entwurf mit seinen Lücken zeigt: kv render ${file} --draft`,
  ];
}
