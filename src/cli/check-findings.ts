import { acrossFindings, type AcrossFacts } from "../check/across.ts";
import { sortFindings } from "../findings/finding.ts";
import type { Problem } from "../findings/problem.ts";
import { packageFile } from "../io/package-files.ts";
import { inThread, threadsFor } from "../io/threads.ts";
import { SourceText } from "../source/source-text.ts";
import { applyExceptions, type Outcome } from "./apply-exceptions.ts";
import { checkFiles } from "./check-agreements.ts";
import type { CheckOptions, PartialCheck } from "./check-results.ts";
import { UsageError } from "./exit.ts";

/** With the sources of every file that has a finding. */
export interface CheckedFindings extends Outcome {
  /** What rules over several files know of each agreement whose kind is known. */
  readonly facts: readonly AcrossFacts[];
  /** Files that could not be read. */
  readonly problems: readonly Problem[];
}

/** Fewer files are checked before a thread has even started. */
const leastFiles = 100;

/**
 * The findings of checkAgreements without the agreements: on several cores, and in little memory however many files
 * there are. The same findings in the same order, whatever the number of threads.
 */
export async function checkFindings(
  files: readonly string[],
  options: CheckOptions,
  threads = threadsFor(files.length, leastFiles),
): Promise<CheckedFindings> {
  const [own = [], ...others] = shares(files, threads);
  const script = packageFile("dist", "check-thread.js");
  const answers = await Promise.all([
    ...others.map((share) => inThread<Share, ShareAnswer>(script, { files: share, options })),
    checkShare({ files: own, options }),
  ]);
  // The first share was the last to be begun.
  const parts = [answers.at(-1), ...answers.slice(0, -1)].flatMap((answer) => (answer ? partOf(answer) : []));
  return joinParts(files, parts, options);
}

/** Findings of all files from what was found in some of them at a time. */
export async function joinParts(
  files: readonly string[],
  parts: readonly PartialCheck[],
  options: CheckOptions,
): Promise<CheckedFindings> {
  const facts = parts.flatMap((part) => part.facts);
  const texts = parts.flatMap((part) => [...part.texts]);
  const found = {
    files,
    findings: sortFindings([...parts.flatMap(({ findings }) => findings), ...acrossFindings(facts)]),
    sources: new Map(texts.map(([file, text]) => [file, new SourceText(file, text)])),
    seen: parts.flatMap(({ seen }) => seen),
  };
  const problems = parts.flatMap((part) => part.problems);
  return { ...(await applyExceptions(found, options)), facts, problems };
}

interface Share {
  readonly files: readonly string[];
  readonly options: CheckOptions;
}

/** A thread can only answer with plain data: an error would lose what it is. */
export type ShareAnswer =
  | { readonly part: PartialCheck }
  | { readonly refused: { readonly message: string; readonly remedy: string | undefined } };

/** What one thread does. */
export async function checkShare({ files, options }: Share): Promise<ShareAnswer> {
  try {
    return { part: await checkFiles(files, options) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { refused: { message: error.message, remedy: error.remedy } };
  }
}

function partOf(answer: ShareAnswer): PartialCheck {
  if ("refused" in answer) throw new UsageError(answer.refused.message, answer.refused.remedy);
  return answer.part;
}

/** In as many parts of equal size, in order. */
function shares(files: readonly string[], count: number): (readonly string[])[] {
  const size = Math.ceil(files.length / count);
  return Array.from({ length: count }, (_, index) => files.slice(index * size, (index + 1) * size));
}
