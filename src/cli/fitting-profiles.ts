import { entriesOf } from "../check/exceptions.ts";
import { isFor, type Clauses, type Profile } from "../check/profile.ts";
import type { Finding } from "../findings/finding.ts";
import type { BuiltDocument } from "../document/build-document.ts";
import { clausePlaces } from "../document/clause-places.ts";
import { itemIdsOf, loadProfile, loadProfileFor } from "../io/load-profile.ts";
import type { Material } from "../io/material.ts";
import { unlessBroken } from "../io/material-findings.ts";
import type { Workspace } from "../io/open-workspace.ts";
import type { Kind } from "../kinds/kind.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { UsageError } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";

export interface ChosenProfiles {
  readonly fitting: readonly Profile[];
  /** Made for other kinds; they judge nothing here. */
  readonly foreign: readonly Profile[];
}

/** Checklists by name; those that are themselves wrong are left out: their findings say so, and that is an error. */
export async function chosenProfiles(
  { kind, workspace }: { readonly kind: Kind; readonly workspace: Workspace },
  names: readonly string[],
): Promise<ChosenProfiles> {
  const { material } = workspace;
  const known = await Promise.all(names.map((name) => namedProfile(name, material)));
  const sound = known.filter((profile) => profile !== undefined);
  const own = sound.filter(({ definition }) => isFor(definition, kind.art.art));
  const fitting = await Promise.all(
    own.map(({ name }) => unlessBroken(loadProfileFor(kind, name, material))),
  );
  return {
    fitting: fitting.filter((profile) => profile !== undefined),
    foreign: sound.filter((profile) => !own.includes(profile)),
  };
}

/** Checklists for other kinds: who chose them should know that they were not applied. */
export function foreignFindings(
  parsed: ParsedYaml,
  { art }: Kind["art"],
  foreign: readonly Profile[],
): Finding[] {
  return foreign.map(({ name, definition }) => {
    const args = { pruefliste: name, art, arten: [...(definition["x-arten"] ?? [])] };
    const cause = { code: "pruefliste-fremd", args } as const;
    return findingIn(parsed, "/art", cause, { severity: "warnung" });
  });
}

/** Needed only where a file states exceptions. */
export async function itemIdsFor(data: unknown, material: Material): Promise<readonly string[]> {
  return entriesOf(data).length === 0 ? [] : itemIdsOf(material);
}

/** Which clauses there are, without their sections: enough to judge, and quick. */
export function clauseIdsOf(documents: ReadonlyMap<string, BuiltDocument>): Clauses {
  const filled = [...documents].flatMap(([id, { clauseIds }]) =>
    clauseIds ? [[id, new Map([...clauseIds].map((each) => [each, ""]))] as const] : [],
  );
  return new Map(filled);
}

export function clausesOf(documents: ReadonlyMap<string, BuiltDocument>): Clauses {
  const built = [...documents].flatMap(([id, { document }]) =>
    document ? [[id, clausePlaces(document)] as const] : [],
  );
  return new Map(built);
}

async function namedProfile(name: string, material: Material): Promise<Profile | undefined> {
  knownProfileNames([name], material);
  return unlessBroken(loadProfile(name, material));
}

/** Throws for a checklist that does not exist. */
export function knownProfileNames(names: readonly string[], material: Material): readonly string[] {
  const unknown = names.find((name) => !material.profileNames().includes(name));
  if (unknown === undefined) return names;
  const remedy = proposeValue(unknown, material.profileNames());
  throw new UsageError(`Die Prüfliste „${unknown}“ gibt es nicht.`, remedy);
}
