import { once } from "node:events";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { PandocTask } from "../write/pandoc/task.ts";
import { packageFile } from "./package-files.ts";
import { PandocFailure, type Pandoc } from "./pandoc.ts";
import type { PandocAnswer } from "./pandoc-worker.ts";

/** Loading takes a second, a document a tenth of one. */
const longest = 120_000;

/** Whether pandoc-wasm is installed: npm can be told to leave it out. */
export function hasEmbeddedPandoc(): boolean {
  try {
    createRequire(import.meta.url).resolve("pandoc-wasm");
    return true;
  } catch {
    return false;
  }
}

/**
 * pandoc-wasm in a thread of its own: it computes for a second while it loads, keeps 350 MB, writes to the console and
 * asks for the time. Throws PandocFailure where it is not installed.
 */
export function embeddedPandoc(milliseconds = longest): Pandoc {
  if (!hasEmbeddedPandoc()) throw new PandocFailure("fehlt");
  const worker = new Worker(packageFile("dist", "pandoc-worker.js"), { stdout: true, stderr: true });
  let crash: PandocFailure | undefined;
  worker.on("error", (error) => (crash = new PandocFailure("gescheitert", String(error))));
  // It waits for tasks for ever, and must not keep kv from ending.
  worker.unref();
  return {
    close: () => void worker.terminate(),
    async convert(task: PandocTask): Promise<Uint8Array> {
      if (crash) throw crash;
      worker.ref();
      worker.postMessage(task, []);
      const answer = await answerOf(worker, AbortSignal.timeout(milliseconds)).catch((error: unknown) => {
        void worker.terminate();
        crash = error as PandocFailure;
        throw error;
      });
      worker.unref();
      if ("bytes" in answer) return answer.bytes;
      throw new PandocFailure("gescheitert", answer.said);
    },
  };
}

async function answerOf(worker: Worker, signal: AbortSignal): Promise<PandocAnswer> {
  try {
    const [answer] = (await once(worker, "message", { signal })) as [PandocAnswer];
    return answer;
  } catch (error) {
    if (signal.aborted) throw new PandocFailure("zu-lange");
    throw new PandocFailure("gescheitert", String(error));
  }
}
