import { join } from "node:path";
import type { Kind } from "../kinds/kind.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { plainStyle, type HouseStyle } from "../write/house-style.ts";
import { isThere } from "./is-there.ts";
import { builtInMaterial, Material } from "./material.ts";
import { BrokenMaterial, MaterialFindings } from "./material-findings.ts";
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
    // Settings, fonts and pictures are read by much code that most repositories have no need of.
    const { openOwn } = await import("./open-own.ts");
    return await openOwn(root, cwd, found);
  } catch (error) {
    if (!(error instanceof BrokenMaterial)) throw error;
    return { ...plain, ownRoot: root, material: new Material(new Map(), found), broken: error.file };
  }
}
