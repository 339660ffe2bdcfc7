import { entriesOf } from "../check/exceptions.ts";
import type { Clauses, Profile } from "../check/profile.ts";
import type { BuiltDocument } from "../document/build-document.ts";
import { clausePlaces } from "../document/clause-places.ts";
import { loadProfile, loadProfileFor } from "../io/load-profile.ts";
import type { Material } from "../io/material.ts";
import { unlessBroken } from "../io/material-findings.ts";
import type { Kind } from "../kinds/kind.ts";
import { UsageError } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";

/** Checklists by name; those that are themselves wrong are left out: their findings say so, and that is an error. */
export async function fittingProfiles(
  kind: Kind,
  names: readonly string[],
  material: Material,
): Promise<Profile[]> {
  const profiles = await Promise.all(names.map((name) => fittingProfile(kind, name, material)));
  return profiles.filter((profile) => profile !== undefined);
}

/** Needed only where a file states exceptions. */
export async function itemIdsFor(data: unknown, material: Material): Promise<readonly string[]> {
  if (entriesOf(data).length === 0) return [];
  const names = material.profileNames();
  const all = await Promise.all(names.map((name) => unlessBroken(loadProfile(name, material))));
  return all.flatMap((profile) => (profile?.definition.allOf ?? []).map((each) => each["x-punkt"].id));
}

export function clausesOf(documents: ReadonlyMap<string, BuiltDocument>): Clauses {
  const built = [...documents].flatMap(([id, { document }]) =>
    document ? [[id, clausePlaces(document)] as const] : [],
  );
  return new Map(built);
}

async function fittingProfile(kind: Kind, name: string, material: Material): Promise<Profile | undefined> {
  const profile = loadProfileFor(kind, name, material);
  if (profile) return unlessBroken(profile);
  const remedy = proposeValue(name, material.profileNames());
  throw new UsageError(`Die Prüfliste „${name}“ gibt es nicht.`, remedy);
}
