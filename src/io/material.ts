import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { pruefliste } from "../generated/pruefliste.js";
import type { TemplateText } from "../kinds/kind.ts";
import type { SlowPattern } from "../source/bounded-pattern.ts";
import { MaterialFindings } from "./material-findings.ts";
import { withPlainLines, type OwnFile } from "./own-files.ts";
import { isInside } from "./own-folders.ts";
import { packageFile } from "./package-files.ts";

/** A file of templates/ or schemas/: kv's own, or the one that a repository laid over it. */
export interface MaterialFile extends TemplateText {
  /** Its name in kv, e.g. `templates/stammdaten.yaml`; `file` is where it really lies. */
  readonly name: string;
  readonly origin: Origin;
}

/** Built in, the repository's own, or the repository's copy that says the same as the built-in file. */
export type Origin = "builtIn" | "own" | "copy";

/** What kv's code relies on and a repository cannot replace. */
const fixed = new Set(
  ["art", "ausnahmen", "config", "personen", "pruefliste"].map((name) => `schemas/${name}.schema.json`),
);

/** Everything that is data of kv: the built-in files with a repository's own ones laid over them. */
export class Material {
  /** What is wrong with the own files that were looked at so far. */
  readonly found: MaterialFindings;
  readonly own: ReadonlyMap<string, OwnFile>;
  readonly #read = new Map<string, MaterialFile | undefined>();
  #kindNames: string[] | undefined;
  #profileNames: string[] | undefined;

  constructor(own: ReadonlyMap<string, OwnFile> = new Map(), found = new MaterialFindings()) {
    this.own = own;
    this.found = found;
  }

  read(name: string): MaterialFile | undefined {
    if (!this.#read.has(name)) this.#read.set(name, this.#readFirst(name));
    return this.#read.get(name);
  }

  #readFirst(name: string): MaterialFile | undefined {
    const own = fixed.has(name) ? undefined : this.own.get(name);
    const builtIn = readBuiltIn(name);
    if (own) return { ...own, origin: own.text === builtIn ? "copy" : "own" };
    return builtIn === undefined ? undefined : { name, file: name, text: builtIn, origin: "builtIn" };
  }

  /** A file that is always there. */
  existing(name: string): MaterialFile {
    const file = this.read(name);
    if (!file) throw new Error(`no ${name}`);
    return file;
  }

  /** Says which own file holds a pattern that takes too long, and gives its name; undefined if none does. */
  reportSlow({ pattern }: SlowPattern): string | undefined {
    const written = JSON.stringify(pattern).slice(1, -1);
    const holder = [...this.own.values()].find(({ text }) => text.includes(written));
    if (!holder) return undefined;
    const meldung = `das Muster „${pattern}“ braucht für einen Text mehr als eine Sekunde`;
    this.found.addWhole(holder.file, { code: "schema-ungueltig", args: { meldung, vorschlag: undefined } });
    return holder.file;
  }

  /** The names of the files of a folder, sorted. */
  namesIn(folder: string): string[] {
    const builtIn = existsSync(packageFile(folder)) ? readdirSync(packageFile(folder)) : [];
    const own = [...this.own.keys()].flatMap((name) => nameIn(folder, name) ?? []);
    return [...new Set([...builtIn.filter((name) => name.includes(".")), ...own])].sort();
  }

  /** The kinds: the folders of templates/ that hold an art.yaml. */
  kindNames(): string[] {
    return (this.#kindNames ??= this.#findKinds());
  }

  profileNames(): string[] {
    return (this.#profileNames ??= this.#findProfiles());
  }

  #findKinds(): string[] {
    const builtIn = readdirSync(packageFile("templates"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "partials")
      .map((entry) => entry.name);
    const own = [...this.own.keys()].flatMap(
      (name) => /^templates\/([^/]+)\/art\.yaml$/.exec(name)?.[1] ?? [],
    );
    return [...new Set([...builtIn, ...own])].sort();
  }

  #findProfiles(): string[] {
    const own = [...this.own.keys()].flatMap(
      (name) => /^schemas\/pruefliste\/([^/]+)\.json$/.exec(name)?.[1] ?? [],
    );
    return [...new Set([...Object.keys(pruefliste), ...own])].sort();
  }
}

export const builtInMaterial = new Material();

/** A `$ref` of an own schema may say any name; what does not lie in the package is no file of it. */
function readBuiltIn(name: string): string | undefined {
  if (name.includes("\0")) return undefined;
  const path = packageFile(name);
  const isFile = isInside(path, packageFile("")) && statSync(path, { throwIfNoEntry: false })?.isFile();
  return isFile ? withPlainLines(readFileSync(path, "utf8")) : undefined;
}

function nameIn(folder: string, name: string): string | undefined {
  const rest = name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : "/";
  return rest.includes("/") ? undefined : rest;
}
