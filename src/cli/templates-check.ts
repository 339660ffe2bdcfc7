import { checkKindTemplates } from "../document/template-check.ts";
import { sortFindings } from "../findings/finding.ts";
import { loadKind } from "../io/load-kind.ts";
import { loadProfileFor } from "../io/load-profile.ts";
import { unlessBroken } from "../io/material-findings.ts";
import { Workspaces, type Workspace } from "../io/open-workspace.ts";
import { configName } from "../io/workspace.ts";
import { templateSource, type Kind } from "../kinds/kind.ts";
import { jsonReport } from "../report/json.ts";
import { exitCodeFor, summarize, type ReportInput } from "../report/report.ts";
import { counted, findingsText, summaryText } from "../report/text.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";
import { widthOf, type World } from "./streams.ts";
import type { TemplatesCheckOptions } from "./templates-command.ts";
import { stylesFor } from "./terminal-styles.ts";

/** Checks all templates of the workspace, also those that kv was built with, whether or not there are agreements. */
export async function runTemplatesCheck(
  { kinds: asked, format }: TemplatesCheckOptions,
  world: World,
): Promise<ExitCode> {
  const workspace = await new Workspaces(world.cwd).of(configName);
  const names = kindsMeant(asked, workspace);
  const kinds = workspace.broken === undefined ? await soundKinds(names, workspace) : [];
  const input = reportInput(kinds, workspace);
  const summary = summarize(input.findings);
  if (format === "json") world.stdout.write(jsonReport(input));
  else {
    const styles = stylesFor(world);
    const options = { styles, width: widthOf(world.stdout), quiet: false, strict: false };
    const found = findingsText(input, options);
    const closing = closingLine(kinds, names.length, summaryText(summary));
    const isSound = summary.errors === 0;
    const line = isSound ? styles.strong(`✓ ${closing}`) : styles.error(`✗ ${closing}`);
    world.stdout.write(`${found}${found === "" ? "" : "\n"}${line}\n`);
  }
  return exitCodeFor(summary, false);
}

function kindsMeant(asked: readonly string[], { material }: Workspace): readonly string[] {
  const known = material.kindNames();
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`Die Art „${unknown}“ gibt es nicht.`, proposeValue(unknown, known));
  return asked.length > 0 ? [...new Set(asked)] : known;
}

/** Kinds whose own files can be used, with the checklists that apply to them: those name clauses of the templates. */
async function soundKinds(names: readonly string[], { material, profilesFor }: Workspace): Promise<Kind[]> {
  const kinds: Kind[] = [];
  for (const name of names) {
    const kind = (await unlessBroken(loadKind(name, material)))?.kind;
    if (!kind) continue;
    kinds.push(kind);
    for (const profile of profilesFor(kind)) await unlessBroken(loadProfileFor(kind, profile, material));
  }
  return kinds;
}

function reportInput(kinds: readonly Kind[], { material }: Workspace): ReportInput {
  const sources = new Map(material.found.sources);
  const wording = kinds.flatMap((kind) => {
    const findings = checkKindTemplates(kind);
    for (const { file } of findings) {
      const source = templateSource(kind, file);
      if (source) sources.set(file, source);
    }
    return findings;
  });
  const files = new Set(kinds.flatMap(templatesOf).map(({ file }) => file)).size;
  return { findings: sortFindings([...material.found.findings, ...wording]), sources, files };
}

function templatesOf({ templates, partials }: Kind): { readonly file: string; readonly text: string }[] {
  return [...templates.values(), ...partials.values()];
}

/** "2 Arten geprüft: 8 Vorlagen, 17 Bausteine, 14 kurze Texte aus art.yaml mit 412 Platzhaltern; ohne Befund." */
function closingLine(kinds: readonly Kind[], all: number, found: string): string {
  const templates = kinds.reduce((sum, kind) => sum + kind.templates.size, 0);
  const partials = new Map(kinds.flatMap((kind) => [...kind.partials]));
  const short = kinds.reduce((sum, kind) => sum + kind.inline.size, 0);
  const texts = [
    ...kinds.flatMap((kind) => [...kind.templates.values(), ...kind.inline.values()]),
    ...partials.values(),
  ];
  const placeholders = texts.reduce((sum, { text }) => sum + placeholdersIn(text), 0);
  const broken = all - kinds.length;
  const parts = [
    counted(templates, "Vorlage", "Vorlagen"),
    counted(partials.size, "Baustein", "Bausteine"),
    counted(short, "Titel oder Fußzeile", "Titel und Fußzeilen"),
    counted(placeholders, "Platzhalter", "Platzhalter"),
  ];
  const skipped = broken === 0 ? "" : `; ${counted(broken, "Art", "Arten")} nicht prüfbar`;
  return `${counted(kinds.length, "Art", "Arten")} geprüft (${parts.join(", ")}): ${found === "" ? "ohne Befund" : found}${skipped}.`;
}

/** Everything in double braces but comments and ends of blocks. */
function placeholdersIn(text: string): number {
  return text.match(/\{\{(?![/!~]|else)/g)?.length ?? 0;
}
