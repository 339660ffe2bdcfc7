import { verdicts } from "../check/profile.ts";
import { compareAgreements, onNoSide, onOneSide } from "../diff/compare-agreements.ts";
import type { Side } from "../diff/side.ts";
import type { AgreementChange } from "../diff/change.ts";
import { problemLine } from "../findings/problem.ts";
import { plainStyle, type HouseStyle } from "../write/house-style.ts";
import { checkAgreements, checkText } from "./check-agreements.ts";
import type { Agreement, CheckedAgreements } from "./check-results.ts";
import type { FilePair, Sides, Tree } from "./sides.ts";
import { reportErrors } from "./error-report.ts";
import { chosenProfiles, clausesOf } from "./fitting-profiles.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";

/** An agreement with what became of it. */
export interface ComparedAgreement {
  readonly change: AgreementChange;
  /** The new side; undefined where there is none, or none that can be read. */
  readonly next: Side | undefined;
  /** Of the new side, or of the only one. */
  readonly style: HouseStyle;
}

type Report = Pick<CheckedAgreements, "findings" | "sources">;

export interface ComparedSides {
  readonly agreements: readonly ComparedAgreement[];
  /** The errors of each side that has some, by the names their files have there. */
  readonly broken: readonly Report[];
  /** Whether a side has errors, so that not all of it could be compared. */
  readonly isBroken: boolean;
}

/** Reads and checks both sides and compares each pair; errors of a side go to standard error. */
export async function compareSides(
  sides: Sides,
  { draft }: { readonly draft: boolean },
  world: World,
): Promise<ComparedSides> {
  tell(world, ...sides.problems);
  const filesOf = (side: "old" | "next") => sides.pairs.flatMap((pair) => pair[side] ?? []);
  const old = await load(sides.old, filesOf("old"), draft);
  const next = await load(sides.next, filesOf("next"), draft);
  const isUnread = [old, next].some(({ problems }) => problems.length > 0);
  const broken = [reportErrorsOf(old, sides.old, world), reportErrorsOf(next, sides.next, world)].flat();
  const [olds, nexts] = [await sidesOf(old, sides.old), await sidesOf(next, sides.next)];
  const styleIn = (side: CheckedAgreements, file: string | undefined) =>
    side.agreements.find((each) => each.file === file)?.workspace.houseStyle;
  const textOf = ({ sources }: CheckedAgreements, file = "") => sources.get(file)?.text;
  const agreements = sides.pairs.flatMap((pair): ComparedAgreement[] => {
    const style = styleIn(next, pair.next) ?? styleIn(old, pair.old) ?? plainStyle;
    const compared = compare(pair, olds, nexts);
    if (compared) return [{ ...compared, style }];
    const [before, after] = [textOf(old, pair.old), textOf(next, pair.next)];
    // Two files that nobody can read are the same if their texts are; one that is no text has none.
    return before === after && before ? [] : [{ ...unreadable(pair, sides), style }];
  });
  return { agreements, broken, isBroken: isUnread || broken.length > 0 };
}

function load({ folder, texts }: Tree, files: readonly string[], draft: boolean): Promise<CheckedAgreements> {
  const options = { cwd: folder, draft };
  const [file] = files;
  const text = file === undefined ? undefined : texts?.get(file);
  return file !== undefined && text !== undefined
    ? checkText(file, text, options)
    : checkAgreements(files, options);
}

/** Nothing where there are none. */
function reportErrorsOf(checked: CheckedAgreements, { prefix }: Tree, world: World): Report[] {
  tell(world, ...checked.problems.map((problem) => prefix + problemLine(problem)));
  const errors = checked.findings.filter(({ severity }) => severity === "fehler");
  if (errors.length === 0) return [];
  const findings = errors.map((each) => ({ ...each, file: prefix + each.file }));
  const sources = new Map([...checked.sources].map(([file, source]) => [prefix + file, source]));
  reportErrors({ findings, sources }, new Set(findings.map(({ file }) => file)).size, world);
  return [{ findings, sources }];
}

/** The agreements of a side by their files. */
async function sidesOf(
  { agreements }: CheckedAgreements,
  { prefix }: Tree,
): Promise<ReadonlyMap<string, Side>> {
  const sides = agreements.map(async (agreement): Promise<[string, Side]> => {
    const { file, parsed, kind, documents } = agreement;
    return [
      file,
      { file: prefix + file, path: file, parsed, kind, documents, profiles: await verdictsOf(agreement) },
    ];
  });
  return new Map(await Promise.all(sides));
}

async function verdictsOf(agreement: Agreement): Promise<Side["profiles"]> {
  const { kind, workspace, parsed, documents } = agreement;
  const { fitting } = await chosenProfiles(agreement, workspace.profilesFor(kind));
  const input = { parsed, clauses: clausesOf(documents), today: undefined };
  return fitting.map((profile) => ({ name: profile.name, verdicts: verdicts(profile, input) }));
}

function compare(
  { old: oldFile, next: nextFile }: FilePair,
  olds: ReadonlyMap<string, Side>,
  nexts: ReadonlyMap<string, Side>,
): Omit<ComparedAgreement, "style"> | undefined {
  const [old, next] = [olds.get(oldFile ?? ""), nexts.get(nextFile ?? "")];
  if (old && next) return { change: compareAgreements(old, next), next };
  const one = old ?? next;
  if (!one) return undefined;
  const change = onOneSide(one, next ? "added" : "removed");
  const isMissing = next ? oldFile === undefined : nextFile === undefined;
  if (isMissing) return { change, next };
  const note = `Nur die ${next ? "neue" : "alte"} Seite lässt sich lesen; die andere hat Fehler.`;
  return { change: { ...change, state: "incomparable", notes: [note] }, next };
}

function unreadable({ old, next }: FilePair, sides: Sides): Omit<ComparedAgreement, "style"> {
  const files = {
    old: old === undefined ? undefined : sides.old.prefix + old,
    next: next === undefined ? undefined : sides.next.prefix + next,
  };
  const isRenamed = old !== undefined && next !== undefined && old !== next;
  const file = files.next ?? files.old ?? "";
  const names = { file, path: next ?? old ?? "", renamedFrom: isRenamed ? files.old : undefined };
  return { change: onNoSide(names, old && next ? 2 : 1), next: undefined };
}
