import type { AcrossFacts } from "../check/across.ts";
import type { BuiltDocument } from "../document/filled-document.ts";
import type { Finding } from "../findings/finding.ts";
import type { Problem } from "../findings/problem.ts";
import type { Workspace, Workspaces } from "../io/open-workspace.ts";
import type { Kind } from "../kinds/kind.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import type { Outcome } from "./apply-exceptions.ts";
import type { SeenFile } from "./honoured-exceptions.ts";

export interface CheckOptions {
  readonly cwd: string;
  /** Names of checklists; without them those of the kind. */
  readonly profiles?: readonly string[] | undefined;
  readonly today?: string | undefined;
  /** Incomplete data is no error. */
  readonly draft?: boolean;
  /** Whether kv.ausnahmen.yaml counts: for reports, never for what is written. */
  readonly exceptions?: boolean;
  /** Only what the files themselves say: no document is made, no checklist judged. */
  readonly dataOnly?: boolean;
  /** Documents that are asked for by name; those for entries of lists are built only then. */
  readonly documents?: readonly string[] | undefined;
  /** Neither agreements nor trees of documents that have no findings are wanted. */
  readonly onlyFindings?: boolean;
  /** Sees each agreement before it is forgotten: its documents as well, where nothing stands against making them. */
  readonly visit?: (agreement: Agreement) => void;
  /** Workspaces that are open already, for who checks again and again; without them each call opens its own. */
  readonly workspaces?: Workspaces;
  /** Agreements are kept without trees of files and documents: places and clauses are known, no document can be written. */
  readonly light?: boolean;
}

export interface Agreement {
  readonly file: string;
  readonly parsed: ParsedYaml;
  readonly kind: Kind;
  readonly workspace: Workspace;
  /** The documents that make it up. */
  readonly documents: ReadonlyMap<string, BuiltDocument>;
  /** Documents for entries of its lists, by ids like "auswertung:2026": those asked for; with own templates all. */
  readonly entryDocuments: ReadonlyMap<string, BuiltDocument>;
}

export interface CheckedAgreements extends Outcome {
  /** Those whose kind is known, in the order of the files. */
  readonly agreements: readonly Agreement[];
  /** The others that could be read. */
  readonly unknown: readonly ParsedYaml[];
  /** Files that could not be read. */
  readonly problems: readonly Problem[];
}

/** What becomes of some of the files, as plain data. */
export interface PartialCheck {
  /** Without those of rules over several files. */
  readonly findings: readonly Finding[];
  readonly facts: readonly AcrossFacts[];
  readonly seen: readonly SeenFile[];
  /** The texts that findings can be about, by file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}
