import { acrossFacts, acrossFindings, placesIn, type AcrossFacts } from "../check/across.ts";
import { checkData, kindOf } from "../check/check.ts";
import { profileFindings } from "../check/profile-findings.ts";
import { signedDataFindings } from "../check/signed-data.ts";
import { buildDocument, type BuiltDocument } from "../document/build-document.ts";
import { sortFindings, type Finding, type FindingCode } from "../findings/finding.ts";
import { documentsFor, isCheckedAlready, templateSource, type Kind } from "../kinds/kind.ts";
import { reasonOf } from "../io/file-errors.ts";
import { loadKind, type LoadedKind } from "../io/load-kind.ts";
import { BrokenMaterial } from "../io/material-findings.ts";
import { Workspaces, type Workspace } from "../io/open-workspace.ts";
import { readText } from "../io/read-text.ts";
import { SlowPattern } from "../source/bounded-pattern.ts";
import { findingInText } from "../source/finding-in.ts";
import { parseYaml, type ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord } from "../source/pointer.ts";
import { SourceText } from "../source/source-text.ts";
import { chosenProfiles, clauseIdsOf, foreignFindings, itemIdsFor } from "./fitting-profiles.ts";

export interface CheckOptions {
  readonly cwd: string;
  /** Names of checklists; without them those of the kind. */
  readonly profiles?: readonly string[] | undefined;
  readonly today?: string | undefined;
  /** Incomplete data is no error. */
  readonly draft?: boolean;
  /** Neither agreements nor trees of documents that have no findings are wanted. */
  readonly onlyFindings?: boolean;
}

export interface Agreement {
  readonly file: string;
  readonly parsed: ParsedYaml;
  readonly kind: Kind;
  readonly workspace: Workspace;
  readonly documents: ReadonlyMap<string, BuiltDocument>;
}

export interface CheckedAgreements {
  /** Those whose kind is known, in the order of the files. */
  readonly agreements: readonly Agreement[];
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, SourceText>;
  /** Files that could not be read, one line each. */
  readonly problems: readonly string[];
}

/** Reads and checks files: syntax, schema, rules, documents, checklist. Everything later works on its result. */
export async function checkAgreements(
  files: readonly string[],
  options: CheckOptions,
): Promise<CheckedAgreements> {
  const run = new CheckRun(options);
  for (const file of files) await run.add(file);
  return await run.result();
}

/** What becomes of some of the files, as plain data. */
export interface PartialCheck {
  /** Without those of rules over several files. */
  readonly findings: readonly Finding[];
  readonly facts: readonly AcrossFacts[];
  /** The texts that findings can be about, by file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/** The same without keeping what only later steps need: see check-findings. */
export async function checkFiles(files: readonly string[], options: CheckOptions): Promise<PartialCheck> {
  const run = new CheckRun({ ...options, onlyFindings: true });
  for (const file of files) await run.add(file);
  return run.part();
}

/** The same for a text that is not in its file yet. */
export async function checkText(
  file: string,
  text: string,
  options: CheckOptions,
): Promise<CheckedAgreements> {
  const run = new CheckRun(options);
  await run.addText(file, text);
  return run.result();
}

/** What a draft may lack; it prints a line there instead. */
const tolerated: ReadonlySet<FindingCode> = new Set(["feld-fehlt", "feld-leer", "pruefpunkt"]);

/** Whether a draft may have this finding. A clause that the template lacks is missing in the draft as well. */
export function isToleratedInDraft(finding: Finding): boolean {
  const lacksClause = finding.code === "pruefpunkt" && finding.args.ausstehend.length > 0;
  return tolerated.has(finding.code) && !lacksClause;
}

interface ChecklistInput {
  readonly kind: Kind;
  readonly workspace: Workspace;
  readonly documents: ReadonlyMap<string, BuiltDocument>;
  readonly known: readonly Finding[];
}

class CheckRun {
  readonly #options: CheckOptions;
  readonly #agreements: Agreement[] = [];
  readonly #findings: Finding[] = [];
  readonly #facts: AcrossFacts[] = [];
  readonly #sources = new Map<string, SourceText>();
  readonly #problems: string[] = [];
  readonly #templates = new Map<Kind, readonly Finding[]>();
  readonly #workspaces: Workspaces;

  constructor(options: CheckOptions) {
    this.#options = options;
    this.#workspaces = new Workspaces(options.cwd);
  }

  async result(): Promise<CheckedAgreements> {
    const { findings, sources } = await this.#withMaterial();
    return {
      agreements: this.#agreements,
      findings: sortFindings([...findings, ...acrossFindings(this.#facts)]),
      sources,
      problems: this.#problems,
    };
  }

  async part(): Promise<PartialCheck> {
    const { findings, sources } = await this.#withMaterial();
    const named = new Set([...findings, ...this.#facts.flatMap(placesIn)].map(({ file }) => file));
    const texts = [...sources].flatMap(([file, { text }]) =>
      named.has(file) ? [[file, text] as const] : [],
    );
    return { findings, facts: this.#facts, texts: new Map(texts), problems: this.#problems };
  }

  /** Also what is wrong with a repository's own files. */
  async #withMaterial() {
    const own = (await this.#workspaces.all()).map(({ material }) => material.found);
    return {
      findings: [...this.#findings, ...own.flatMap((each) => each.findings)],
      sources: new Map([...this.#sources, ...own.flatMap((each) => [...each.sources])]),
    };
  }

  async add(file: string): Promise<void> {
    const text = this.#read(file);
    if (text !== undefined) await this.addText(file, text);
  }

  async addText(file: string, text: string): Promise<void> {
    const parsed = parseYaml(file, text);
    this.#sources.set(file, parsed.source);
    this.#findings.push(...parsed.findings);
    if (parsed.findings.some((finding) => finding.severity === "fehler")) return;
    const workspace = await this.#workspaces.of(file);
    try {
      if (workspace.broken !== undefined) throw new BrokenMaterial(workspace.broken);
      const named = kindOf(parsed, workspace.material.kindNames());
      if ("finding" in named) this.#findings.push(named.finding);
      else await this.#check(parsed, await loadKind(named.art, workspace.material), workspace);
    } catch (error) {
      const ursache = error instanceof SlowPattern ? workspace.material.reportSlow(error) : undefined;
      if (ursache === undefined && !(error instanceof BrokenMaterial)) throw error;
      const args = { ursache: ursache ?? (error as BrokenMaterial).file };
      const cause = { code: "nicht-geprueft", args } as const;
      this.#findings.push(findingInText({ file }, cause, parsed.locate("/art", "value")));
    }
  }

  #read(file: string): string | undefined {
    try {
      const text = readText(file, this.#options.cwd);
      if (text !== undefined) return text;
    } catch (error) {
      this.#problems.push(`${file}: ${reasonOf(error)}`);
      return undefined;
    }
    this.#sources.set(file, new SourceText(file, ""));
    this.#findings.push(findingInText({ file }, { code: "datei-kodierung", args: {} }));
    return undefined;
  }

  async #check(parsed: ParsedYaml, { kind, validate }: LoadedKind, workspace: Workspace): Promise<void> {
    const templateFindings = await this.#checkTemplates(kind);
    const data = checkData(parsed, kind, validate);
    const broken = [...data, ...templateFindings].some(
      (each) => each.severity === "fehler" && !this.#tolerates(each),
    );
    const documents = broken ? new Map<string, BuiltDocument>() : this.#build(kind, parsed);
    const doubtful = [...documents.values()].filter((each) => !each.isSound || !this.#options.onlyFindings);
    const built = doubtful.flatMap((each) => each.findings);
    for (const finding of built) this.#addTemplateSource(kind, finding.file);
    const known = [...data, ...built];
    const open = await this.#checklist(parsed, { kind, workspace, documents, known });
    const signed = signedDataFindings(parsed, kind, (id) => documents.get(id)?.document?.meta.hash);
    this.#findings.push(...[...known, ...open, ...signed].map((each) => this.#soften(each)));
    this.#facts.push(acrossFacts(parsed, kind));
    if (!this.#options.onlyFindings)
      this.#agreements.push({ file: parsed.source.file, parsed, kind, workspace, documents });
  }

  /** Once per kind: a mistake in a template is not a mistake in every file. kv's own were checked when kv was built. */
  async #checkTemplates(kind: Kind): Promise<readonly Finding[]> {
    const known = this.#templates.get(kind);
    if (known) return known;
    const findings = isCheckedAlready(kind) ? [] : await foreignTemplateFindings(kind);
    this.#templates.set(kind, findings);
    for (const { file } of findings) this.#addTemplateSource(kind, file);
    this.#findings.push(...findings);
    return findings;
  }

  #addTemplateSource(kind: Kind, file: string): void {
    const source = templateSource(kind, file);
    if (source) this.#sources.set(file, source);
  }

  #build(kind: Kind, parsed: ParsedYaml): Map<string, BuiltDocument> {
    const { draft = false } = this.#options;
    const data = draft ? withoutNulls(parsed.data) : parsed.data;
    const definitions = documentsFor(kind.art, data);
    return new Map(definitions.map((each) => [each.id, buildDocument(kind, each, data, { draft })]));
  }

  async #checklist(
    parsed: ParsedYaml,
    { kind, workspace, documents, known }: ChecklistInput,
  ): Promise<Finding[]> {
    const { material } = workspace;
    const input = {
      parsed,
      clauses: clauseIdsOf(documents),
      known,
      today: this.#options.today,
      itemIds: await itemIdsFor(parsed.data, material),
    };
    const names = this.#options.profiles ?? workspace.profilesFor(kind);
    const { fitting, foreign } = await chosenProfiles({ kind, workspace }, names);
    return [...profileFindings(fitting, input), ...foreignFindings(parsed, kind.art, foreign)];
  }

  #tolerates(finding: Finding): boolean {
    return this.#options.draft === true && isToleratedInDraft(finding);
  }

  #soften(finding: Finding): Finding {
    return this.#tolerates(finding) ? { ...finding, severity: "hinweis" } : finding;
  }
}

async function foreignTemplateFindings(kind: Kind): Promise<Finding[]> {
  const { checkKindTemplates } = await import("../document/template-check.ts");
  return checkKindTemplates(kind);
}

/** A field that is there but empty is as missing as one that is not there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
}
