import { availableParallelism } from "node:os";
import { parentPort, Worker, workerData } from "node:worker_threads";

/** More would need more memory than they save time. */
const mostThreads = 4;

/** Of a thread that works for long: with V8's own 48 it takes 100 MB more and is hardly faster. */
const maxYoungGenerationSizeMb = 16;

/** How many threads work can be shared among if each should have at least so much of it. */
export function threadsFor(amount: number, least: number): number {
  return Math.max(1, Math.min(availableParallelism(), mostThreads, Math.floor(amount / least)));
}

/** Has a script do a job in a thread of its own; the script calls `answerJob`. Rejects where the thread fails. */
export function inThread<Job, Answer>(script: string, job: Job): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: job });
    worker.on("message", resolve);
    worker.on("error", reject);
    worker.on("exit", () => reject(new Error(`no answer from ${script}`)));
  });
}

/** Has a script work in a thread that says something now and then; ends with the thread, and rejects where it fails. */
export function startThread<Job, Message>(
  script: string,
  job: Job,
  hear: (message: Message) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: job, resourceLimits: { maxYoungGenerationSizeMb } });
    worker.on("message", hear);
    worker.on("error", reject);
    worker.on("exit", () => resolve());
  });
}

/** What such a thread was given. */
export function jobOfThread<Job>(): Job {
  return workerData as Job;
}

export function sayFromThread<Message>(message: Message): void {
  parentPort?.postMessage(message, []);
}

/** The whole work of a script for inThread. Job and answer are plain data. */
export async function answerJob<Job, Answer>(work: (job: Job) => Promise<Answer>): Promise<void> {
  const answer = await work(workerData as Job);
  parentPort?.postMessage(answer, []);
}
