import { readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "./file-errors.ts";
import { shownPath } from "./shown-path.ts";
import type { MaterialFindings } from "./material-findings.ts";
import { isInside, type OwnFolder } from "./own-folders.ts";
import { readText } from "./read-text.ts";
import { refuseSpecial } from "./whole-file.ts";

/** A file that a repository brings itself. */
export interface OwnFile {
  /** The name it would have in kv, e.g. `templates/partials/parteien.md.hbs`. */
  readonly name: string;
  /** As shown to the user. */
  readonly file: string;
  readonly text: string;
}

/** The files of own folders. What lies too deep is listed by its folder; hidden files and read-me files are left out. */
export class OwnFiles {
  readonly files = new Map<string, OwnFile>();
  readonly #root: string;
  readonly #cwd: string;
  readonly #folders: readonly OwnFolder[];
  readonly #found: MaterialFindings;

  constructor(root: string, cwd: string, folders: readonly OwnFolder[], found: MaterialFindings) {
    this.#root = root;
    this.#cwd = cwd;
    this.#folders = folders;
    this.#found = found;
    for (const { path, name } of folders) this.#readFolder(path, name);
  }

  #readFolder(folder: string, name: string): void {
    const isDeepest = name.includes("/");
    for (const entry of this.#attempt(folder, () => this.#entriesOf(folder)) ?? []) {
      const path = join(folder, entry);
      if (/^\.|^(README|LIESMICH)(\.|$)/i.test(entry) || this.#isOtherFolder(path)) continue;
      const isFolder = this.#attempt(
        path,
        () => this.#staysInside(path) && refuseSpecial(path).isDirectory(),
      );
      if (isFolder === undefined) continue;
      if (isFolder && !isDeepest) this.#readFolder(path, `${name}/${entry}`);
      else this.#readFile(path, `${name}/${entry}`, isFolder);
    }
  }

  #entriesOf(folder: string): string[] {
    return this.#staysInside(folder) ? readdirSync(folder).sort() : [];
  }

  /** Only what kv could use is read. */
  #readFile(path: string, name: string, isFolder: boolean): void {
    const file = shownPath(path, this.#cwd);
    const isUsable = !isFolder && /\.(ya?ml|json|hbs)$/.test(name);
    const text = isUsable ? this.#attempt(path, () => readText(path, this.#cwd)) : "";
    if (text !== undefined) this.files.set(name, { name, file, text: withPlainLines(text) });
    else if (!this.#found.sources.has(file))
      this.#found.addWhole(file, { code: "datei-kodierung", args: {} });
  }

  #isOtherFolder(path: string): boolean {
    return this.#folders.some((each) => each.path === path);
  }

  /** Links may lead anywhere within the repository, but not out of it. */
  #staysInside(path: string): boolean {
    if (isInside(realpathSync(path), realpathSync(this.#root))) return true;
    throw new LeadsOutside();
  }

  #attempt<T>(path: string, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      const pfad = shownPath(path, this.#root);
      const cause =
        error instanceof LeadsOutside
          ? ({ code: "pfad-ausserhalb", args: { pfad } } as const)
          : ({ code: "datei-unlesbar", args: { grund: reasonOf(error) } } as const);
      this.#found.addWhole(shownPath(path, this.#cwd), cause);
      return undefined;
    }
  }
}

class LeadsOutside extends Error {}

/** A checkout may have changed line breaks, an editor may have added a mark: the same text all the same. */
export function withPlainLines(text: string): string {
  return text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
}
