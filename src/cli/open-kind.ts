import type { Finding } from "../findings/finding.ts";
import { loadKind } from "../io/load-kind.ts";
import { MaterialFindings, unlessBroken } from "../io/material-findings.ts";
import { Workspaces, type Workspace } from "../io/open-workspace.ts";
import { configName } from "../io/workspace.ts";
import { isCheckedAlready, templateSource, type Kind } from "../kinds/kind.ts";
import type { HouseStyle } from "../write/house-style.ts";
import { UsageError } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";
import { reportMaterial } from "./report-material.ts";
import type { World } from "./streams.ts";

/** A kind, and how its documents look. */
export interface OpenedKind {
  readonly kind: Kind;
  readonly style: HouseStyle;
}

/** A kind as the workspace of a file (or the working directory) has it; undefined where its own files are wrong, which is reported. */
export async function openKind(
  art: string,
  world: World,
  file = configName,
): Promise<OpenedKind | undefined> {
  const workspace = await new Workspaces(world.cwd).of(file);
  const kind = await kindIn(workspace, art);
  const wording = kind ? await templateFindings(kind) : [];
  if (kind && wording.length === 0) return { kind, style: workspace.houseStyle };
  const { findings, sources } = workspace.material.found;
  reportTemplates(kind, wording, world, new MaterialFindings(findings, sources));
  return undefined;
}

/** What is wrong with the templates of a kind, after what is already known. */
export function reportTemplates(
  kind: Kind | undefined,
  wording: readonly Finding[],
  world: World,
  known = new MaterialFindings(),
): void {
  const found = new MaterialFindings([...known.findings, ...wording], known.sources);
  for (const { file } of wording) {
    const source = kind && templateSource(kind, file);
    if (source) found.sources.set(file, source);
  }
  reportMaterial(found, world);
}

async function kindIn({ material, broken }: Workspace, art: string): Promise<Kind | undefined> {
  if (broken !== undefined) return undefined;
  const arten = material.kindNames();
  if (!arten.includes(art)) throw new UsageError(`Die Art „${art}“ gibt es nicht.`, proposeValue(art, arten));
  return (await unlessBroken(loadKind(art, material)))?.kind;
}

async function templateFindings(kind: Kind): Promise<Finding[]> {
  if (isCheckedAlready(kind)) return [];
  const { checkKindTemplates } = await import("../document/template-check.ts");
  return checkKindTemplates(kind);
}
