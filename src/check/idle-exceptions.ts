import type { Cause, Finding, FindingCode } from "../findings/finding.ts";
import { findingAt } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { hasExpired } from "./exceptions.ts";
import type { ItemStatus } from "./profile.ts";
import type { RepositoryException } from "./repository-exceptions.ts";

/** An agreement that this run has looked at, by its path from the folder of the exceptions. */
export interface SeenAgreement {
  readonly path: string;
  /** What became of the items that exceptions are for, in each checklist that has them. */
  readonly statuses: readonly (readonly [string, ItemStatus])[];
}

/** What there is to except from. */
export interface Surroundings {
  readonly seen: readonly SeenAgreement[];
  /** Paths of all agreements of the repository, looked at or not. */
  readonly all: () => readonly string[];
  /** Whether there is a file, or a folder, of this path. */
  readonly exists: (path: string) => "datei" | "ordner" | undefined;
  /** Whether the checklists are the usual ones. */
  readonly isUsual: boolean;
}

/** Whether an exception counts no longer, or is for nothing; the latter only where this run can tell. */
export function idleFindings(
  parsed: ParsedYaml,
  entries: readonly RepositoryException[],
  { used, today, around }: { used: ReadonlySet<unknown>; today: string | undefined; around: Surroundings },
): Finding[] {
  return entries.flatMap((entry): Finding[] => {
    const { pointer, bis, verantwortlich } = entry;
    if (hasExpired(entry, today)) {
      const cause = { code: "ausnahme-abgelaufen", args: { bis, verantwortlich } } as const;
      return [findingIn(parsed, `${pointer}/bis`, cause, { severity: "warnung" })];
    }
    const cause = used.has(entry) ? undefined : idleCause(entry, around);
    return cause ? [findingIn(parsed, `${pointer}/datei`, cause, { severity: "warnung" })] : [];
  });
}

function idleCause(entry: RepositoryException, around: Surroundings): Cause | undefined {
  const { datei } = entry.target;
  const base = { datei, ohneDatei: false, vorschlag: undefined };
  if (aimsAtNothing(entry, around)) {
    const vorschlag = around.exists(datei) === "ordner" ? `${datei}/**` : suggest(datei, around.all());
    return { code: "ausnahme-ungenutzt", args: { ...base, ohneDatei: true, vorschlag } };
  }
  return isDecided(entry, around) ? { code: "ausnahme-ungenutzt", args: base } : undefined;
}

/** Only own files without effect are no agreements. */
function aimsAtNothing({ target }: RepositoryException, { exists, all }: Surroundings): boolean {
  const kind = exists(target.datei);
  if (target.name === "datei-ohne-wirkung") return kind === undefined && !target.isFilePattern;
  return kind !== "datei" && !all().some(target.covers);
}

/** What rules over several files need. */
const acrossFiles: ReadonlySet<FindingCode> = new Set(["vereinbarung-doppelt", "verweis-kreis"]);
/** What depends on the checklists chosen. */
const ofChecklists: ReadonlySet<FindingCode> = new Set([
  "pruefliste-fremd",
  "schritt-reihenfolge",
  "schritt-unbekannt",
]);

/** An item that is open without a finding, that nobody judged, or whose day is still to come. */
const undecided: ReadonlySet<ItemStatus> = new Set(["offen", "ungeprueft", "nicht-faellig"]);

/** Whether the run saw all that the entry could be for. */
function isDecided({ target }: RepositoryException, { seen, all, isUsual }: Surroundings): boolean {
  const { name, datei, covers, isItem, isFilePattern } = target;
  if (name === "datei-ohne-wirkung") return true;
  const paths = new Set(seen.map(({ path }) => path));
  const named = isFilePattern ? all().filter(covers) : [datei];
  const needed = acrossFiles.has(name as FindingCode) ? all() : named;
  if (!needed.every((path) => paths.has(path))) return false;
  if (!isItem) return isUsual || !ofChecklists.has(name as FindingCode);
  const statuses = seen
    .filter(({ path }) => covers(path))
    .flatMap((each) => each.statuses.flatMap(([id, status]) => (id === name ? [status] : [])));
  return statuses.length > 0 && statuses.every((status) => !undecided.has(status));
}

/** An exceptions file that nobody reads, because it lies in no root. */
export function strayFinding(file: string, ort: string): Finding {
  const place = { file, pointer: "", span: { start: 0, end: 0 } };
  return findingAt({ code: "ausnahme-anderswo", args: { ort } }, place, "warnung");
}
