import { join } from "node:path";
import { valueFindings } from "../check/kind-definition.ts";
import type { Finding } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import type { Kind } from "../kinds/kind.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { joinPointer } from "../source/pointer.ts";
import { plainStyle, type HouseStyle } from "../write/house-style.ts";
import { isThere } from "./is-there.ts";
import { builtInMaterial, Material } from "./material.ts";
import { BrokenMaterial, MaterialFindings } from "./material-findings.ts";
import { OwnFiles } from "./own-files.ts";
import { readHouseStyle } from "./house-style/read-house-style.ts";
import { readConfig, type Config } from "./read-config.ts";
import { reportUnusedFiles } from "./unused-files.ts";
import { configName, workspaceRoot } from "./workspace.ts";

/** A repository of agreements with what it brings itself. */
export interface Workspace {
  /** Undefined for all repositories that bring nothing of their own. */
  readonly ownRoot: string | undefined;
  readonly material: Material;
  /** The file because of which nothing in this workspace can be checked. */
  readonly broken: string | undefined;
  /** The checklists that apply to a kind without any further say. */
  readonly profilesFor: (kind: Kind) => readonly string[];
  readonly houseStyle: HouseStyle;
  /** Undefined without settings of its own. */
  readonly config: ParsedYaml | undefined;
}

/** The workspaces of one call, each opened once. */
export class Workspaces {
  readonly #cwd: string;
  readonly #opened = new Map<string, Promise<Workspace>>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** The workspace that a file belongs to. */
  of(file: string): Promise<Workspace> {
    const root = workspaceRoot(file, this.#cwd);
    const workspace = this.#opened.get(root) ?? openWorkspace(root, this.#cwd);
    this.#opened.set(root, workspace);
    return workspace;
  }

  all(): Promise<Workspace[]> {
    return Promise.all(this.#opened.values());
  }
}

async function openWorkspace(root: string, cwd: string): Promise<Workspace> {
  const profilesFor = (kind: Kind) => kind.art.pruefliste;
  const plain = { profilesFor, houseStyle: plainStyle, config: undefined };
  if (!isThere(join(root, configName)))
    return { ...plain, ownRoot: undefined, material: builtInMaterial, broken: undefined };
  const found = new MaterialFindings();
  try {
    return await openOwn(root, cwd, found);
  } catch (error) {
    if (!(error instanceof BrokenMaterial)) throw error;
    return { ...plain, ownRoot: root, material: new Material(new Map(), found), broken: error.file };
  }
}

async function openOwn(root: string, cwd: string, found: MaterialFindings): Promise<Workspace> {
  const config = await readConfig(root, cwd, found);
  const { files } = new OwnFiles(root, cwd, config.folders, found);
  const unreadable = found.findings[0];
  if (unreadable) throw new BrokenMaterial(unreadable.file);
  const material = new Material(files, found);
  found.add(config.parsed.source, checklistFindings(config, material));
  const { style: houseStyle, findings } = await readHouseStyle(config.parsed, config.settings, root);
  found.add(config.parsed.source, findings);
  reportUnusedFiles(material);
  const { prueflisten = {} } = config.settings;
  const chosen = new Map(Object.entries(prueflisten));
  const profilesFor = ({ art }: Kind) => chosen.get(art.art) ?? art.pruefliste;
  return { ownRoot: root, material, broken: undefined, profilesFor, houseStyle, config: config.parsed };
}

/** Whether the settings name kinds and checklists that exist. */
function checklistFindings({ settings, parsed }: Config, material: Material): Finding[] {
  const arten = material.kindNames();
  return Object.entries(settings.prueflisten ?? {}).flatMap(([art, names]) => {
    const pointer = joinPointer("/prueflisten", art);
    if (arten.includes(art))
      return names.flatMap((name, index) =>
        valueFindings(parsed, `${pointer}/${index}`, name, material.profileNames()),
      );
    const args = { art, arten, vorschlag: suggest(art, arten) };
    return [findingIn(parsed, pointer, { code: "art-unbekannt", args }, { part: "key" })];
  });
}
