import { createHash } from "node:crypto";
import type { Document } from "../../document/document.ts";
import { checklistDocument } from "../../report/checklist/document.ts";
import type { PreviewView } from "../../report/preview/agreement.ts";
import { writeHtml } from "../../write/html/html.ts";
import type { HouseStyle } from "../../write/house-style.ts";
import { plainStyle } from "../../write/house-style.ts";
import { checkText } from "../check-agreements.ts";
import { judgeAgreements } from "../checklist.ts";
import { UsageError } from "../exit.ts";
import { changesSinceCommit } from "./changes.ts";
import type { CheckedFiles } from "./checked-files.ts";
import { openAgreement, type OpenAgreement, type ShownDocument } from "./open-agreement.ts";

/** A view as a page of its own, or a sentence why there is none. */
export type Shown = { readonly html: string; readonly hash: string } | { readonly missing: string };

const noText: OpenAgreement = { state: "keine", documents: [], shortened: [] };

/** What can be shown of agreements, made when it is asked for and kept until any file changes. */
export class Views {
  readonly #checks: CheckedFiles;
  readonly #cwd: string;
  #stand = "";
  #kept = new Map<string, Promise<unknown>>();

  constructor(checks: CheckedFiles, cwd: string) {
    this.#checks = checks;
    this.#cwd = cwd;
  }

  /** The documents of an agreement as far as they can be made. */
  opened(file: string): Promise<OpenAgreement> {
    return this.#once(`offen ${file}`, async () => {
      const text = await this.#textOf(file);
      return text === undefined ? noText : openAgreement(file, text, this.#checks.options);
    });
  }

  /** A view; of a document the one with this id. */
  async shown(file: string, view: PreviewView, id: string | undefined): Promise<Shown> {
    if (view === "dokument") return this.#document((await this.opened(file)).documents, id, file);
    return this.#once(`${view} ${file}`, async () => {
      const text = await this.#textOf(file);
      if (text === undefined) return { missing: "Die Datei lässt sich nicht lesen." };
      return view === "pruefliste" ? this.#checklist(file, text) : this.#changes(file, text);
    });
  }

  #document(
    documents: readonly ShownDocument[],
    id: string | undefined,
    file: string,
  ): Promise<Shown> | Shown {
    const found = documents.find((each) => each.id === id);
    if (!found)
      return {
        missing:
          "Aus der Datei lässt sich zurzeit kein Dokument erzeugen. Was zu beheben ist, steht unter „Befunde“.",
      };
    return this.#once(`dokument ${id} ${file}`, async () => shownDocument(found.document, found.style));
  }

  async #checklist(file: string, text: string): Promise<Shown> {
    const { options } = this.#checks;
    const checked = await checkText(file, text, { ...options, exceptions: true });
    const [agreement] = checked.agreements;
    if (!agreement)
      return {
        missing:
          "Die Prüfliste lässt sich zurzeit nicht beurteilen. Was zu beheben ist, steht unter „Befunde“.",
      };
    try {
      const report = await judgeAgreements(checked, { profiles: options.profiles, today: options.today });
      return shownDocument(checklistDocument(report), agreement.workspace.houseStyle);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { missing: [error.message, error.remedy ?? ""].join(" ").trim() };
    }
  }

  async #changes(file: string, text: string): Promise<Shown> {
    const changes = await changesSinceCommit(file, text, this.#cwd);
    return "missing" in changes ? changes : shownDocument(changes.document, changes.style);
  }

  async #textOf(file: string): Promise<string | undefined> {
    return (await this.#checks.of(file)).text;
  }

  async #once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const stand = this.#checks.filesStand();
    if (stand !== this.#stand) this.#kept = new Map();
    this.#stand = stand;
    const kept = (this.#kept.get(key) as Promise<T> | undefined) ?? make();
    this.#kept.set(key, kept);
    return kept;
  }
}

function shownDocument(document: Document, style: HouseStyle = plainStyle): Shown {
  const html = writeHtml(document, style);
  return { html, hash: createHash("sha256").update(html).digest("hex").slice(0, 16) };
}
