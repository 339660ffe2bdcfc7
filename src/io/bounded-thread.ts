import process from "node:process";
import { Worker } from "node:worker_threads";
import type { ThreadData, ThreadMessage } from "./thread-answer.ts";

const mebibyte = 1024 * 1024;
/** How often memory is looked at, in milliseconds. */
const interval = 15;

/** What a thread may use up. */
export interface ThreadLimits {
  readonly milliseconds: number;
  readonly heapMebibytes: number;
  /** What the process may take beyond what it takes already, native memory included; undefined where only the heap counts. */
  readonly processMebibytes?: number;
}

export type ThreadResult<Answer> =
  { readonly answer: Answer } | { readonly exceeded: "zeit" | "speicher" } | { readonly crash: Error };

/**
 * Has a file read by a script in a thread of its own: whatever the file holds, this ends within its limits. The script
 * calls answerWith; where it cannot even start, that is no fault of the file, and the promise is rejected.
 */
export function readInThread<Answer>(
  script: string,
  bytes: Uint8Array,
  limits: ThreadLimits,
): Promise<ThreadResult<Answer>> {
  const started = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(script, {
    workerData: { bytes, started } satisfies ThreadData,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMebibytes },
    // What libraries write about broken files is nothing for users.
    stdout: true,
    stderr: true,
  });
  const most = process.memoryUsage.rss() + (limits.processMebibytes ?? Infinity) * mebibyte;
  return new Promise<ThreadResult<Answer>>((resolve, reject) => {
    const timer = setTimeout(() => resolve({ exceeded: "zeit" }), limits.milliseconds);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() > most) resolve({ exceeded: "speicher" });
    }, interval);
    worker.on("message", (message: ThreadMessage<Answer>) => resolve(message));
    worker.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") resolve({ exceeded: "speicher" });
      else if (Atomics.load(started, 0) === 1) resolve({ crash: error });
      else reject(error);
    });
    worker.on("exit", () => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve({ crash: new Error(`no answer from ${script}`) });
    });
  }).finally(() => worker.terminate());
}
