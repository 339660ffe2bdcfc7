import { join, relative, sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import { isInside } from "./own-folders.ts";
import { configName, folderWith } from "./workspace.ts";

/**
 * What the .gitignore files of a folder and those above it leave out, as git understands them. Only these files count, not
 * what somebody's own git settings leave out: everybody gets the same answer, also without git.
 */
export class IgnoreRules {
  readonly #top: string;
  readonly #rules: Ignore | undefined;

  /** No rules yet; `top` is the absolute folder above which no .gitignore counts. */
  constructor(top: string, rules?: Ignore) {
    this.#top = top;
    this.#rules = rules;
  }

  /** With the rules of a .gitignore further down, which overrule those above it. */
  with(folder: string, text: string): IgnoreRules {
    // The library wants all rules in one list; those of a folder are then rules about that folder. Names count as they are
    // written, on every system.
    const rules = ignore({ ignoreCase: false }).add(this.#rules ?? []);
    const prefix = this.#fromTop(folder);
    return new IgnoreRules(this.#top, rules.add(prefix === "" ? text : rulesBelow(prefix, text)));
  }

  /** Whether an entry is left out; `path` is absolute, and none of the folders above it may be left out. */
  ignores(path: string, isFolder: boolean): boolean {
    return this.#rules?.ignores(`${this.#fromTop(path)}${isFolder ? "/" : ""}`) ?? false;
  }

  #fromTop(path: string): string {
    return relative(this.#top, path).split(sep).join("/");
  }
}

/** The lines of a .gitignore as lines of one that lies further up. */
function rulesBelow(folder: string, text: string): string {
  const prefix = folder.replaceAll(/[\\*?[\]!# ]/g, String.raw`\$&`).replaceAll(/[\r\n]/g, "?");
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .flatMap((line): string[] => {
      const [, not = "", pattern = ""] = /^(!?)(.*)$/s.exec(line) ?? [];
      if (line.startsWith("#") || /^[/\s]*$/.test(pattern)) return [];
      // Without a slash before its end, a pattern counts in every folder below.
      const isAnchored = /\/(?!\s*$)/.test(pattern);
      return [`${not}${prefix}/${isAnchored ? pattern.replace(/^\//, "") : `**/${pattern}`}`];
    })
    .join("\n");
}

/** The folder above which no .gitignore counts: the git root, else the root of the workspace, else where kv was called. */
export function rulesTop(folder: string, cwd: string): string {
  const root = folderWith(".git", folder) ?? folderWith(configName, folder);
  if (root !== undefined) return root;
  return isInside(folder, cwd) ? cwd : folder;
}

/** The folders from `top` down to `folder`, both included. */
export function foldersBetween(top: string, folder: string): string[] {
  const names = relative(top, folder).split(sep);
  return names[0] === "" ? [top] : [top, ...names.map((_, index) => join(top, ...names.slice(0, index + 1)))];
}
