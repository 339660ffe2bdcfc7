import { acrossFacts, acrossFindings, placesIn, type AcrossFacts } from "../check/across.ts";
import { checkData, kindOf } from "../check/check.ts";
import { profileFindings } from "../check/profile-findings.ts";
import { signatoryFindings, signedDataFindings } from "../check/signed-data.ts";
import { withoutTree as documentWithoutTree, type BuiltDocument } from "../document/filled-document.ts";
import { hashOf, printedData } from "../document/identity.ts";
import { sortFindings, type Finding } from "../findings/finding.ts";
import type { Problem } from "../findings/problem.ts";
import { documentsFor, isCheckedAlready, templateSource, type Kind } from "../kinds/kind.ts";
import { reasonOf } from "../io/file-errors.ts";
import { loadKind, type LoadedKind } from "../io/load-kind.ts";
import { BrokenMaterial } from "../io/material-findings.ts";
import { Workspaces, type Workspace } from "../io/open-workspace.ts";
import { readText } from "../io/read-text.ts";
import { SlowPattern } from "../source/bounded-pattern.ts";
import { findingInText } from "../source/finding-in.ts";
import { parseYaml, withoutTree, type ParsedYaml } from "../source/parse-yaml.ts";
import { SourceText } from "../source/source-text.ts";
import { buildDocuments } from "./build-documents.ts";
import { isToleratedInDraft } from "./draft-tolerance.ts";
import type { Agreement, CheckedAgreements, CheckOptions, PartialCheck } from "./check-results.ts";
import { chosenProfiles, clauseIdsOf, foreignFindings, itemIdsFor } from "./fitting-profiles.ts";
import { glyphFindings } from "./glyph-findings.ts";
import { applyExceptions } from "./apply-exceptions.ts";
import { HonouredExceptions, type SeenFile } from "./honoured-exceptions.ts";
import { seenFile, type JudgedFile } from "./seen-file.ts";
import { officesIn } from "./signing-offices.ts";
import { foreignTemplateFindings } from "./template-findings.ts";

/** Reads and checks files: syntax, schema, rules, documents, checklist. Everything later works on its result. */
export async function checkAgreements(
  files: readonly string[],
  options: CheckOptions,
): Promise<CheckedAgreements> {
  const run = new CheckRun(options);
  for (const file of files) await run.add(file);
  return await run.result();
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

/** What checkFiles finds in one text, whatever its file says by now. */
export async function checkTextPart(
  file: string,
  text: string,
  options: CheckOptions,
): Promise<PartialCheck> {
  const run = new CheckRun({ ...options, onlyFindings: true });
  await run.addText(file, text);
  return run.part();
}

const none: ReadonlyMap<string, BuiltDocument> = new Map();

class CheckRun {
  readonly #options: CheckOptions;
  readonly #agreements: Agreement[] = [];
  readonly #unknown: ParsedYaml[] = [];
  readonly #findings: Finding[] = [];
  readonly #facts: AcrossFacts[] = [];
  readonly #files: string[] = [];
  readonly #seen: SeenFile[] = [];
  readonly #sources = new Map<string, SourceText>();
  readonly #problems: Problem[] = [];
  readonly #templates = new Map<Kind, readonly Finding[]>();
  readonly #workspaces: Workspaces;
  readonly #exceptions: HonouredExceptions | undefined;

  constructor(options: CheckOptions) {
    this.#options = options;
    this.#workspaces = options.workspaces ?? new Workspaces(options.cwd);
    this.#exceptions = options.exceptions ? new HonouredExceptions(options) : undefined;
  }

  async result(): Promise<CheckedAgreements> {
    const { findings, sources } = await this.#withMaterial();
    const all = sortFindings([...findings, ...acrossFindings(this.#facts)]);
    const found = { files: this.#files, findings: all, sources, seen: this.#seen };
    const outcome = await applyExceptions(found, this.#options);
    const read = { agreements: this.#agreements, unknown: this.#unknown, problems: this.#problems };
    return { ...outcome, ...read };
  }

  async part(): Promise<PartialCheck> {
    const { findings, sources } = await this.#withMaterial();
    const named = new Set([...findings, ...this.#facts.flatMap(placesIn)].map(({ file }) => file));
    const texts = [...sources].flatMap(([file, { text }]) =>
      named.has(file) ? [[file, text] as const] : [],
    );
    const plain = { facts: this.#facts, seen: this.#seen, problems: this.#problems };
    return { ...plain, findings, texts: new Map(texts) };
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
    this.#files.push(file);
    const parsed = parseYaml(file, text);
    this.#sources.set(file, parsed.source);
    this.#found(parsed.findings);
    if (!(await this.#addParsed(file, parsed))) this.#unknown.push(parsed);
  }

  /** Whether its kind is known. */
  async #addParsed(file: string, parsed: ParsedYaml): Promise<boolean> {
    if (parsed.findings.some((finding) => finding.severity === "fehler")) return false;
    const workspace = await this.#workspaces.of(file);
    await this.#exceptions?.open(file, async () => workspace);
    try {
      if (workspace.broken !== undefined) throw new BrokenMaterial(workspace.broken);
      const named = kindOf(parsed, workspace.material.kindNames());
      if ("finding" in named) {
        this.#findings.push(named.finding);
        return false;
      }
      const kind = await loadKind(named.art, workspace.material);
      if (this.#options.dataOnly === true) this.#checkData(parsed, kind, workspace);
      else await this.#check(parsed, kind, workspace);
      return true;
    } catch (error) {
      const ursache = error instanceof SlowPattern ? workspace.material.reportSlow(error) : undefined;
      if (ursache === undefined && !(error instanceof BrokenMaterial)) throw error;
      const args = { ursache: ursache ?? (error as BrokenMaterial).file };
      const cause = { code: "nicht-geprueft", args } as const;
      this.#findings.push(findingInText({ file }, cause, parsed.locate("/art", "value")));
      return false;
    }
  }

  #read(file: string): string | undefined {
    try {
      const text = readText(file, this.#options.cwd);
      if (text !== undefined) return text;
    } catch (error) {
      this.#problems.push({ path: file, reason: reasonOf(error) });
      return undefined;
    }
    this.#sources.set(file, new SourceText(file, ""));
    this.#findings.push(findingInText({ file }, { code: "datei-kodierung", args: {} }));
    return undefined;
  }

  /** The checksum of a document covers the data it prints: it is known without printing them. */
  #checkData(parsed: ParsedYaml, { kind, validate }: LoadedKind, workspace: Workspace): void {
    const findings = checkData(parsed, kind, validate);
    this.#found(findings);
    if (!findings.some(({ severity }) => severity === "fehler")) {
      const definitions = documentsFor(kind.art, parsed.data);
      const hash = (id: string) => {
        const definition = definitions.find((each) => each.id === id);
        return definition && hashOf(printedData(parsed.data, definition));
      };
      this.#found(signedDataFindings(parsed, kind, hash));
    }
    const { file } = parsed.source;
    this.#keep({ file, parsed, kind, workspace, documents: none, entryDocuments: none });
  }

  #keep(agreement: Agreement): void {
    this.#agreements.push(this.#options.light === true ? lightened(agreement) : agreement);
  }

  async #check(parsed: ParsedYaml, { kind, validate }: LoadedKind, workspace: Workspace): Promise<void> {
    const templateFindings = await this.#checkTemplates(kind);
    const data = checkData(parsed, kind, validate);
    const broken = [...data, ...templateFindings].some(
      (each) => each.severity === "fehler" && !this.#tolerates(each) && !this.#exceptions?.entryFor(each),
    );
    const { documents, entryDocuments } = broken
      ? { documents: none, entryDocuments: none }
      : await buildDocuments({ parsed, kind, workspace }, this.#options);
    const all = [...documents.values(), ...entryDocuments.values()];
    const { light, onlyFindings } = this.#options;
    const doubtful = all.filter((each) => !each.isSound || !(light || onlyFindings));
    const built = doubtful.flatMap((each) => each.findings);
    for (const finding of built) this.#addTemplateSource(kind, finding.file);
    const known = [...data, ...built];
    // An error that is excepted must not hide an open item.
    const counting = known.filter((each) => !this.#exceptions?.entryFor(each));
    const judged = { parsed, kind, workspace, clauses: clauseIdsOf(documents) };
    const open = await this.#checklist(judged, counting);
    const signed = signedDataFindings(parsed, kind, (id) => hashOfBuilt(documents.get(id)));
    const signatories = broken ? [] : signatoryFindings(parsed, [...documents.keys()], officesIn(documents));
    const glyphs = glyphFindings(parsed, all, workspace);
    this.#found([...known, ...open, ...signed, ...signatories, ...glyphs].map((each) => this.#soften(each)));
    this.#facts.push(acrossFacts(parsed, kind));
    if (this.#exceptions) this.#seen.push(await seenFile(judged, this.#exceptions, this.#options));
    const { file } = parsed.source;
    const agreement = { file, parsed, kind, workspace, documents, entryDocuments };
    this.#options.visit?.(agreement);
    if (!this.#options.onlyFindings) this.#keep(agreement);
  }

  /** Once per kind: a mistake in a template is not a mistake in every file. kv's own were checked when kv was built. */
  async #checkTemplates(kind: Kind): Promise<readonly Finding[]> {
    const known = this.#templates.get(kind);
    if (known) return known;
    const findings = isCheckedAlready(kind) ? [] : await foreignTemplateFindings(kind);
    this.#templates.set(kind, findings);
    for (const { file } of findings) this.#addTemplateSource(kind, file);
    this.#found(findings);
    return findings;
  }

  /** One by one: there may be more than a call has arguments. */
  #found(findings: readonly Finding[]): void {
    for (const finding of findings) this.#findings.push(finding);
  }

  #addTemplateSource(kind: Kind, file: string): void {
    const source = templateSource(kind, file);
    if (source) this.#sources.set(file, source);
  }

  async #checklist(
    { parsed, kind, workspace, clauses }: JudgedFile,
    known: readonly Finding[],
  ): Promise<Finding[]> {
    const { material } = workspace;
    const input = {
      parsed,
      clauses,
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

function lightened(agreement: Agreement): Agreement {
  const documents = [...agreement.documents].map(([id, built]) => [id, documentWithoutTree(built)] as const);
  return { ...agreement, parsed: withoutTree(agreement.parsed), documents: new Map(documents) };
}

/** The checksum of a document covers what it prints: it is known without the tree. */
function hashOfBuilt(built: BuiltDocument | undefined): string | undefined {
  return built?.clauseIds && hashOf(built.printed);
}
