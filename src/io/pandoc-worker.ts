import { parentPort } from "node:worker_threads";
import type { PandocTask } from "../write/pandoc/task.ts";
import { inputOf, optionsOf, versionIn } from "./pandoc.ts";

/** What the thread answers: pandoc's file, or what it said instead. */
export type PandocAnswer = { readonly bytes: Uint8Array } | { readonly said: string };

/** In milliseconds. */
let now = 0;

// Pandoc writes what time it is into its files, and asks the thread it runs in: here, it is always the day of the Stand.
globalThis.Date = new Proxy(Date, {
  construct: (real, args: []) => (args.length === 0 ? new real(now) : new real(...args)),
});

const { convert } = await import("pandoc-wasm");
const { stdout } = await convert({ from: "native", to: "json" }, "[]", {});
const version = versionIn(stdout);

async function answer(task: PandocTask): Promise<PandocAnswer> {
  now = task.time * 1000;
  const { reference } = task;
  const options = {
    ...optionsOf(task),
    "output-file": "out",
    ...(reference && { "reference-doc": "reference" }),
  };
  // A copy: what comes from another thread may be shared memory, which a Blob does not take.
  const files = reference ? { reference: new Blob([new Uint8Array(reference)]) } : {};
  const result = await convert(options, inputOf(task, version), files);
  const file = result.files["out"];
  return file ? { bytes: new Uint8Array(await file.arrayBuffer()) } : { said: result.stderr };
}

parentPort?.on("message", (task: PandocTask) => {
  answer(task).then(
    (result) => parentPort?.postMessage(result, []),
    (error: unknown) => parentPort?.postMessage({ said: String(error) } satisfies PandocAnswer, []),
  );
});
