import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, posix } from "node:path";
import { parseYaml } from "../source/parse-yaml.ts";
import { reasonOf } from "./file-errors.ts";
import { GitError, type GitRepository, type TreeFile } from "./git.ts";
import { namedFiles } from "./house-style/named-files.ts";
import { isInside } from "./own-folders.ts";
import { configName } from "./workspace.ts";

/** A commit's agreements and the material they are checked with, as files in a folder of their own. */
export class Snapshot {
  readonly root: string;
  readonly #repository: GitRepository;
  readonly #files: readonly TreeFile[];

  constructor(repository: GitRepository, commit: string) {
    this.#repository = repository;
    this.#files = repository.files({ commit });
    this.root = temporaryFolder();
    // The search for settings ends at the root of a repository.
    mkdirSync(join(this.root, ".git"));
    const brings = this.#files.some(({ path }) => basename(path) === configName);
    if (!brings) return;
    this.#write(this.#files.filter(({ path }) => isMaterial(path)));
    this.add(this.#houseStyleFiles());
  }

  /** What the settings of the commit name: logos and fonts are called as they like. */
  #houseStyleFiles(): string[] {
    return this.#files
      .filter(({ path }) => basename(path) === configName)
      .flatMap(({ path }) => {
        const { data } = parseYaml(path, readFileSync(join(this.root, path), "utf8"));
        return namedFiles(data).map((name) => posix.join(posix.dirname(path), name));
      });
  }

  /** Paths of all files of the commit, from the root. */
  get paths(): readonly string[] {
    return this.#files.map(({ path }) => path);
  }

  /** Puts files into the folder. */
  add(paths: readonly string[]): void {
    const wanted = new Set(paths);
    this.#write(this.#files.filter(({ path }) => wanted.has(path)));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #write(files: readonly TreeFile[]): void {
    const contents = this.#repository.contents(files);
    for (const [index, { path }] of files.entries()) {
      const target = join(this.root, path);
      // git refuses such names itself; a repository made by other means might have them.
      if (!isInside(target, this.root) || isInside(target, join(this.root, ".git"))) continue;
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, contents[index] ?? "");
    }
  }
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), "kv-diff-"));
  } catch (error) {
    throw new GitError(
      `Der Ordner für Zwischendateien (${tmpdir()}) lässt sich nicht benutzen: ${reasonOf(error)}`,
      "Einen anderen nennt die Umgebungsvariable TMPDIR.",
    );
  }
}

/** What own templates, schemas and checklists consist of. */
function isMaterial(path: string): boolean {
  const name = basename(path);
  return [configName, "art.yaml", "stammdaten.yaml"].includes(name) || /\.(?:json|hbs)$/.test(name);
}
