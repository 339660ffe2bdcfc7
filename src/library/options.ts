/** Agreements: files, folders and patterns, or a text that is not in its file (yet). */
export type Agreements = string | readonly string[] | AgreementText;

/** The YAML text of one agreement. `file` says which settings apply and is what findings name. */
export interface AgreementText {
  readonly file: string;
  readonly text: string;
}

export interface CommonOptions {
  /** Folder that paths count from; without it the working directory of the process. */
  readonly cwd?: string | undefined;
}

export interface ValidateOptions extends CommonOptions {
  /** Names of checklists; without them those that the repository or the kind names. */
  readonly profiles?: readonly string[] | undefined;
  /** Day for items that depend on one, `JJJJ-MM-TT`; without it they stay undecided. */
  readonly date?: string | undefined;
  /** Whether kv.ausnahmen.yaml counts, as for `kv validate`; true without it. */
  readonly exceptions?: boolean | undefined;
}

/** md and html are UTF-8 text. */
export type DocumentFormat = "md" | "docx" | "pdf" | "html";

export interface RenderOptions extends CommonOptions {
  /** Without them md, docx and pdf. */
  readonly formats?: readonly DocumentFormat[] | undefined;
  /** Ids of documents, e.g. "vereinbarung", "auswertung:2026"; without them all that make up the agreement. */
  readonly documents?: readonly string[] | undefined;
  /** Missing data become gaps, and every page says ENTWURF. */
  readonly draft?: boolean | undefined;
}

/** One document in one format. */
export interface RenderedDocument {
  /** File of the agreement. */
  readonly agreement: string;
  /** Id of the document. */
  readonly document: string;
  readonly format: DocumentFormat;
  /** Where `kv render` would write it below its folder, with forward slashes: `berlin/mitte/mitte-anlage.pdf`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface DiffOptions extends CommonOptions {
  /** Only these files and folders, where revisions are compared. */
  readonly paths?: readonly string[] | undefined;
}
