import { parentPort, workerData } from "node:worker_threads";
import { readPdf } from "../verify/read-pdf.ts";

// Runs in a thread of its own, so that a file made to exhaust time or memory ends this thread and not kv.
const send = (message: unknown) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(message);
};
send("ready");
send(await readPdf(workerData as Uint8Array));
