import { existsSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep, win32 } from "node:path";
import type { Cause, Finding } from "../../findings/finding.ts";
import { suggest } from "../../findings/suggest.ts";
import { findingIn } from "../../source/finding-in.ts";
import type { ParsedYaml } from "../../source/parse-yaml.ts";
import { reasonOf } from "../file-errors.ts";
import { isInside } from "../own-folders.ts";
import { readWhole, refuseSpecial } from "../whole-file.ts";

/** A file as the settings name it. */
export interface NamedFile {
  readonly pointer: string;
  readonly datei: string;
}

/** The settings of a house style and the folder that its files lie in; gathers what is wrong with them. */
export class StyleSource {
  readonly findings: Finding[] = [];
  readonly #parsed: ParsedYaml;
  readonly #root: string;

  constructor(parsed: ParsedYaml, root: string) {
    this.#parsed = parsed;
    this.#root = root;
  }

  add(pointer: string, cause: Cause): void {
    this.findings.push(findingIn(this.#parsed, pointer, cause));
  }

  /** The bytes of a file; undefined where it cannot be had, which is then a finding. Links may not lead out of the folder. */
  bytes(
    { pointer, datei }: NamedFile,
    largest: number,
    tooLarge: (megabytes: string) => Cause,
  ): Uint8Array | undefined {
    const read = this.#read(datei, largest, tooLarge);
    if (read instanceof Uint8Array) return read;
    this.add(pointer, read);
    return undefined;
  }

  #read(datei: string, largest: number, tooLarge: (megabytes: string) => Cause): Uint8Array | Cause {
    const path = resolve(this.#root, datei);
    const leadsOut: Cause = { code: "pfad-ausserhalb", args: { pfad: datei } };
    if (isAbsolute(datei) || win32.isAbsolute(datei) || !isInside(path, this.#root)) return leadsOut;
    if (!existsSync(path)) return { code: "datei-fehlt", args: { datei, vorschlag: this.#similar(path) } };
    try {
      if (!this.#isReallyInside(path)) return leadsOut;
      const stats = refuseSpecial(path);
      if (stats.isDirectory()) throw Object.assign(new Error(path), { code: "EISDIR" });
      return stats.size > largest ? tooLarge(megabytes(stats.size)) : new Uint8Array(readWhole(path));
    } catch (error) {
      return { code: "datei-unlesbar", args: { grund: reasonOf(error) } };
    }
  }

  #isReallyInside(path: string): boolean {
    return isInside(realpathSync(path), realpathSync(this.#root));
  }

  /** A file of the same folder with a similar name, as the settings would name it. */
  #similar(path: string): string | undefined {
    const folder = dirname(path);
    if (!existsSync(folder) || !this.#isReallyInside(folder)) return undefined;
    const found = suggest(basename(path), readdirSync(folder));
    return found === undefined ? undefined : relative(this.#root, join(folder, found)).split(sep).join("/");
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MB`;
}
