import { verdicts, type Clauses } from "../check/profile.ts";
import type { Workspace } from "../io/open-workspace.ts";
import type { Kind } from "../kinds/kind.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import type { CheckOptions } from "./check-results.ts";
import { chosenProfiles } from "./fitting-profiles.ts";
import type { HonouredExceptions, SeenFile } from "./honoured-exceptions.ts";

/** An agreement that checklists judge. */
export interface JudgedFile {
  readonly parsed: ParsedYaml;
  readonly kind: Kind;
  readonly workspace: Workspace;
  readonly clauses: Clauses;
}

/** What exceptions need to know of an agreement that was judged. */
export async function seenFile(
  { parsed, kind, workspace, clauses }: JudgedFile,
  exceptions: HonouredExceptions,
  { profiles, today }: CheckOptions,
): Promise<SeenFile> {
  const { file } = parsed.source;
  const items = exceptions.itemsFor(file);
  const names = items.size === 0 ? [] : (profiles ?? workspace.profilesFor(kind));
  const { fitting } = await chosenProfiles({ kind, workspace }, names);
  const judged = fitting.flatMap((profile) => verdicts(profile, { parsed, clauses, today }));
  const statuses = judged.flatMap(({ item, status }) =>
    items.has(item.id) ? [[item.id, status] as const] : [],
  );
  return { file, statuses };
}
