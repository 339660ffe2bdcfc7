import { setImmediate as nextTurn } from "node:timers/promises";
import { packageFile } from "../io/package-files.ts";
import { startThread, threadsFor } from "../io/threads.ts";
import type { BuildChoice } from "./build-documents.ts";
import { UsageError } from "./exit.ts";
import { TooLong, type PrintJob } from "./print-agreement.ts";

/** Jobs that several threads take from the front, one after the other. */
export interface JobList {
  readonly jobs: readonly PrintJob[];
  readonly choice: BuildChoice;
  readonly cwd: string;
  /** One shared number: of the job to be taken next. */
  readonly next: Int32Array;
}

/** What a thread says: an output, or why it has stopped. */
export type PrintMessage =
  | { readonly job: number; readonly output: number; readonly bytes: Uint8Array }
  | { readonly job: number; readonly failure: PlainFailure };

/** A thread can only answer with plain data: an error would lose what it is. */
export type PlainFailure =
  | { readonly usage: { readonly message: string; readonly remedy: string | undefined } }
  | { readonly tooLong: TooLong["finding"] }
  | { readonly error: Error };

/** Prints one job. */
export type Print = (job: PrintJob, index: number) => AsyncGenerator<Uint8Array>;

/** Takes an output; they come in no particular order where there are several threads. */
export type TakeOutput = (job: number, output: number, bytes: Uint8Array) => void;

/** Fewer agreements are printed before a thread has even warmed up. */
const leastJobs = 4;
/** Each takes 70 MB: with more, a thousand agreements would need over 400. */
const mostThreads = 3;

/**
 * Prints all jobs, in this thread by `print`, and where there are many in others as well. Throws what the first job in
 * the list that cannot be printed throws, whatever the number of threads.
 */
export async function printJobs(
  jobs: readonly PrintJob[],
  {
    print,
    take,
    ...rest
  }: Omit<JobList, "jobs" | "next"> & { readonly print: Print; readonly take: TakeOutput },
  threads = Math.min(threadsFor(jobs.length, leastJobs), mostThreads),
): Promise<void> {
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const list: JobList = { jobs, next, ...rest };
  const failures = new Map<number, unknown>();
  const fail = (job: number, error: unknown) => {
    stop(list);
    failures.set(job, error);
  };
  const hear = (message: PrintMessage) => {
    if ("failure" in message) return fail(message.job, errorOf(message.failure));
    try {
      take(message.job, message.output, message.bytes);
    } catch (error) {
      fail(message.job, error);
    }
  };
  const script = packageFile("dist", "print-thread.js");
  const others = Array.from({ length: threads - 1 }, () =>
    startThread<JobList, PrintMessage>(script, list, hear).catch((error: unknown) => fail(-1, error)),
  );
  await workOff(list, print, take, fail);
  await Promise.all(others);
  if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
}

/** Takes jobs until there are none left, or one has failed. Jobs that stand before it were all taken by then. */
export async function workOff(
  list: JobList,
  print: Print,
  take: TakeOutput,
  fail: (job: number, error: unknown) => void,
): Promise<void> {
  for (let index = nextJob(list); index < list.jobs.length; index = nextJob(list)) {
    try {
      const job = list.jobs[index];
      if (!job) throw new Error(`no job ${index}`);
      let output = 0;
      for await (const bytes of print(job, index)) {
        take(index, output++, bytes);
        // Lets an interrupt and the other threads through, and native memory go.
        await nextTurn();
      }
    } catch (error) {
      stop(list);
      fail(index, error);
    }
  }
}

function nextJob({ next }: JobList): number {
  return Atomics.add(next, 0, 1);
}

function stop({ next, jobs }: JobList): void {
  Atomics.store(next, 0, jobs.length);
}

export function plainFailure(error: unknown): PlainFailure {
  if (error instanceof UsageError) return { usage: { message: error.message, remedy: error.remedy } };
  if (error instanceof TooLong) return { tooLong: error.finding };
  return { error: error instanceof Error ? error : new Error(String(error)) };
}

function errorOf(failure: PlainFailure): Error {
  if ("usage" in failure) return new UsageError(failure.usage.message, failure.usage.remedy);
  return "tooLong" in failure ? new TooLong(failure.tooLong) : failure.error;
}
