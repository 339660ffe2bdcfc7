import { commandArgument } from "../findings/command-argument.ts";
import type { Kind } from "../kinds/kind.ts";
import { readAnnotations, readSources } from "../io/explanations.ts";
import { reasonOf } from "../io/file-errors.ts";
import { loadKind } from "../io/load-kind.ts";
import { loadProfile } from "../io/load-profile.ts";
import { unlessBroken } from "../io/material-findings.ts";
import { Workspaces, type Workspace } from "../io/open-workspace.ts";
import { readText } from "../io/read-text.ts";
import { configName } from "../io/workspace.ts";
import type { FieldSurroundings } from "../report/explanation/field.ts";
import type { NamedChecklist } from "../report/explanation/item.ts";
import { parseYaml, type ParsedYaml } from "../source/parse-yaml.ts";
import { pointerAt } from "../source/place-pointer.ts";
import { isRecord } from "../source/pointer.ts";
import { UsageError } from "./exit.ts";
import type { ExplainOptions } from "./explain-command.ts";
import { proposeValue } from "./german-commander.ts";
import { reportMaterial } from "./report-material.ts";
import type { World } from "./streams.ts";

/** Everything that can be explained beside the codes, as the workspace has it. */
export interface Explained extends Pick<FieldSurroundings, "lists" | "sources" | "annotations"> {
  readonly kinds: readonly Kind[];
  readonly lists: readonly NamedChecklist[];
  /** The place in a file that was named. */
  readonly place: Place | undefined;
}

export interface Place {
  readonly parsed: ParsedYaml;
  readonly pointer: string;
}

/** Loads kinds and checklists; those whose own files are wrong are left out, and what is wrong is reported. */
export async function openExplained({ subject = "", art }: ExplainOptions, world: World): Promise<Explained> {
  const place = placeIn(subject, world);
  const workspace = await new Workspaces(world.cwd).of(place?.parsed.source.file ?? configName);
  const { material } = workspace;
  const named = art ?? artOf(place);
  const names = material.kindNames();
  if (named !== undefined && !names.includes(named))
    throw new UsageError(`Die Art „${named}“ gibt es nicht.`, proposeValue(named, names));
  const all = await Promise.all(names.map((name) => unlessBroken(loadKind(name, material))));
  const kinds = all.flatMap((loaded) => loaded?.kind ?? []);
  const lists = await listsOf(workspace, kinds);
  // Warnings are the business of kv validate; without what has errors, the explanation may lack something.
  const { found } = material;
  if (found.findings.some(({ severity }) => severity === "fehler")) reportMaterial(found, world);
  return {
    kinds: kinds.filter((kind) => named === undefined || kind.art.art === named),
    lists,
    sources: readSources(),
    annotations: readAnnotations(),
    place,
  };
}

async function listsOf(
  { material, profilesFor }: Workspace,
  kinds: readonly Kind[],
): Promise<NamedChecklist[]> {
  const names = material.profileNames();
  const profiles = await Promise.all(names.map((name) => unlessBroken(loadProfile(name, material))));
  return profiles.flatMap((profile): NamedChecklist[] => {
    if (!profile) return [];
    const { name, definition } = profile;
    const usualFor = kinds.filter((kind) => profilesFor(kind).includes(name)).map(({ art }) => art.art);
    return [{ name, definition, usualFor }];
  });
}

function artOf(place: Place | undefined): string | undefined {
  const data = place?.parsed.data;
  const art = isRecord(data) ? data["art"] : undefined;
  return typeof art === "string" ? art : undefined;
}

/** `mitte.yaml:/verortung/ort`, or a place as findings show it: `mitte.yaml:14:12`. */
function placeIn(subject: string, world: World): Place | undefined {
  const [, file, line, column = "1", field] =
    /^(.+\.ya?ml):(?:(\d+)(?::(\d+))?|([^\d].*))$/i.exec(subject) ?? [];
  if (file === undefined) return undefined;
  const parsed = parseYaml(file, textOf(file, world));
  if (parsed.data === undefined)
    throw new UsageError(
      `${file} lässt sich nicht als YAML lesen.`,
      `Was nicht stimmt, zeigt: kv validate ${commandArgument(file)}`,
    );
  if (field !== undefined) return { parsed, pointer: field };
  const offset = parsed.source.offsetOfLine(Number(line)) + Number(column) - 1;
  return { parsed, pointer: pointerAt(parsed, offset) };
}

function textOf(file: string, { cwd }: World): string {
  try {
    const text = readText(file, cwd);
    if (text !== undefined) return text;
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
  throw new UsageError(`${file} ist nicht in UTF-8 gespeichert.`);
}
