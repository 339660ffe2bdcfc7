import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { fileSignature } from "../../io/file-signature.ts";
import { Workspaces } from "../../io/open-workspace.ts";
import { readText } from "../../io/read-text.ts";
import type { AgreementStatus } from "../../status/agreement-status.ts";
import { checkFiles, checkText, checkTextPart } from "../check-agreements.ts";
import { joinParts, type CheckedFindings } from "../check-findings.ts";
import type { CheckOptions, PartialCheck } from "../check-results.ts";
import { statusOf } from "../status.ts";
import type { ShownFiles } from "./shown-files.ts";

/** What is known of a file by itself. */
export interface CheckedFile {
  readonly file: string;
  /** Undefined where it could not be read, or is no text. */
  readonly text: string | undefined;
  readonly part: PartialCheck;
  readonly status: AgreementStatus | undefined;
}

interface Entry {
  signature: string;
  readonly key: string;
  readonly checked: Promise<CheckedFile>;
  done: CheckedFile | undefined;
}

interface Settings {
  readonly cwd: string;
  readonly profiles: readonly string[] | undefined;
  /** As for `kv validate`: undefined where the day does not matter. */
  readonly today: string | undefined;
  /** The day for Termine. */
  readonly day: () => string;
}

/** Milliseconds after which a list that is still being checked shows how far that is. */
const betweenReports = 300;

/** Checks each file once for each content it has had; findings are those of `kv validate` for all files together. */
export class CheckedFiles {
  readonly #files: ShownFiles;
  readonly #settings: Settings;
  readonly #entries = new Map<string, Entry>();
  #workspaces: Workspaces;
  #material = "";
  #running: Promise<void> | undefined;
  #reports = 0;
  #isClosed = false;

  constructor(files: ShownFiles, settings: Settings) {
    this.#files = files;
    this.#settings = settings;
    this.#workspaces = new Workspaces(settings.cwd);
  }

  /** Changes whenever a page could look different. */
  stand(): string {
    return `${this.filesStand()}-${this.#reports}`;
  }

  /** Changes with every file that anything depends on. */
  filesStand(): string {
    return this.#files.stand();
  }

  /** Options with which agreements are checked as `kv validate` does, with what is open already. */
  get options(): CheckOptions {
    const { cwd, profiles, today } = this.#settings;
    return { cwd, profiles, today, workspaces: this.#workspaces };
  }

  /** Looks for new files and for changes of what files are checked with. */
  refresh(): void {
    this.#files.look();
    const material = `${this.#files.materialStand()} ${this.#settings.day()}`;
    if (material === this.#material) return;
    this.#material = material;
    this.#workspaces = new Workspaces(this.#settings.cwd);
    this.#entries.clear();
  }

  /** What is known of a file by now; undefined where it has still to be checked. */
  known(file: string): CheckedFile | undefined {
    return this.#entry(file)?.done;
  }

  async of(file: string): Promise<CheckedFile> {
    const entry = this.#entry(file) ?? this.#begin(file);
    return entry.checked;
  }

  /** All findings that are known by now; of `own` those it was just checked with, whatever has become of the file. */
  findings(own?: CheckedFile): Promise<CheckedFindings> {
    const wanted = [...new Set([...this.#files.files, ...(own ? [own.file] : [])])].sort();
    const done = wanted.flatMap((file) => (file === own?.file ? own : (this.known(file) ?? [])));
    const files = done.map(({ file }) => file);
    const parts = done.map(({ part }) => part);
    return joinParts(files, parts, { ...this.options, exceptions: true });
  }

  /** Checks what has still to be checked, one file after the other; resolves when all are. */
  all(): Promise<void> {
    this.#running ??= this.#checkAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Leaves what has not been checked yet. */
  close(): void {
    this.#isClosed = true;
  }

  async #checkAll(): Promise<void> {
    let reported = performance.now();
    let isOpen = false;
    for (const file of this.#files.files) {
      if (this.#isClosed) return;
      if (this.known(file)) continue;
      await this.of(file);
      isOpen = performance.now() - reported <= betweenReports;
      if (!isOpen) {
        this.#reports += 1;
        reported = performance.now();
      }
      // Lets requests through.
      await new Promise((next) => setImmediate(next));
    }
    if (isOpen) this.#reports += 1;
  }

  /** The entry of a file, if its content has not changed. */
  #entry(file: string): Entry | undefined {
    const entry = this.#entries.get(file);
    if (!entry) return undefined;
    const signature = fileSignature(resolve(this.#settings.cwd, file));
    if (entry.signature === signature) return entry;
    const text = this.#read(file);
    // What cannot be read may have another reason by now.
    if (text === undefined || keyOf(text) !== entry.key) return undefined;
    entry.signature = signature;
    return entry;
  }

  #begin(file: string): Entry {
    // Before the text is read: a change in between is seen the next time.
    const signature = fileSignature(resolve(this.#settings.cwd, file));
    const text = this.#read(file);
    const entry: Entry = { signature, key: keyOf(text), checked: this.#check(file, text), done: undefined };
    this.#entries.set(file, entry);
    entry.checked.then(
      (checked) => {
        entry.done = checked;
      },
      () => {
        if (this.#entries.get(file) === entry) this.#entries.delete(file);
      },
    );
    return entry;
  }

  /** Why a file cannot be read is for the check to say. */
  #read(file: string): string | undefined {
    try {
      return readText(file, this.#settings.cwd);
    } catch {
      return undefined;
    }
  }

  async #check(file: string, text: string | undefined): Promise<CheckedFile> {
    const options = { ...this.options, exceptions: true };
    if (text === undefined) return { file, text, part: await checkFiles([file], options), status: undefined };
    const part = await checkTextPart(file, text, options);
    const { cwd, day } = this.#settings;
    const data = await checkText(file, text, {
      cwd,
      workspaces: this.#workspaces,
      dataOnly: true,
      light: true,
    });
    const [status] = await statusOf([file], data, day(), cwd);
    return { file, text, part, status };
  }
}

function keyOf(text: string | undefined): string {
  return text === undefined ? "" : createHash("sha256").update(text).digest("hex");
}
