import type { BuildChoice } from "./build-documents.ts";
import { printAgreement, type PrintJob } from "./print-agreement.ts";
import { printJobs } from "./print-jobs.ts";
import type { Printable } from "./printable.ts";
import type { Names } from "./read-names.ts";
import type { PlannedFile } from "./render-plan.ts";
import type { PandocWriter } from "./use-pandoc.ts";
import { version } from "./version.ts";

/** With what all files of a plan are printed. */
export interface PrintOptions {
  readonly choice: BuildChoice;
  readonly cwd: string;
  readonly names: Names;
  readonly pandoc: PandocWriter | undefined;
  /** Undefined for as many as it pays to have. */
  readonly threads: number | undefined;
}

/** Prints the files of a plan, several agreements at a time; `take` gets each as it is made. */
export async function printPlan(
  plan: readonly PlannedFile[],
  { choice, cwd, names, pandoc, threads }: PrintOptions,
  take: (file: PlannedFile, bytes: Uint8Array) => void,
): Promise<void> {
  const groups = byAgreement(plan);
  const jobs = groups.map(([agreement, files]) => jobFor(agreement, files, names));
  const print = (job: PrintJob, index: number) => {
    const [agreement] = groups[index] ?? [];
    if (!agreement) throw new Error(`no agreement ${index}`);
    return printAgreement(job, agreement, choice, pandoc);
  };
  const takeOutput = (job: number, output: number, bytes: Uint8Array) => {
    const file = groups[job]?.[1][output];
    if (!file) throw new Error(`no file ${output} of agreement ${job}`);
    take(file, bytes);
  };
  // Pandoc has a thread or a process of its own.
  await printJobs(jobs, { choice, cwd, print, take: takeOutput }, pandoc ? 1 : threads);
}

function byAgreement(plan: readonly PlannedFile[]): [Printable, PlannedFile[]][] {
  const groups = new Map<Printable, PlannedFile[]>();
  for (const file of plan) {
    const group = groups.get(file.agreement);
    if (group) group.push(file);
    else groups.set(file.agreement, [file]);
  }
  return [...groups];
}

function jobFor(
  { file, kind, text, workspace }: Printable,
  files: readonly PlannedFile[],
  names: Names,
): PrintJob {
  return {
    file,
    art: kind.art.art,
    text,
    outputs: files.map(({ id, format }) => ({ document: id, format })),
    kv: version,
    names: names.get(file) ?? new Map(),
    material: [kind.fingerprint, workspace.houseStyle.fingerprint],
  };
}
