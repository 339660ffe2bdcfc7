import process from "node:process";
import { Worker } from "node:worker_threads";
import type { PdfFacts } from "../verify/pdf-facts.ts";
import { packageFile } from "./package-files.ts";

/** Our files take a tenth of it on a slow machine. */
const milliseconds = 4000;
const mebibyte = 1024 * 1024;
/** Beyond what kv itself needs. */
const memory = 400 * mebibyte;
const heapMebibytes = 256;
/** How often memory is looked at. */
const interval = 15;

/** A file larger than this is not looked at. */
export const largestPdf = 32 * mebibyte;

export type PdfReading = PdfFacts | { readonly exceeded: "zeit" | "speicher" };

/** Reads a PDF from anywhere: whatever it holds, this ends within seconds and bounded memory. */
export function readPdfFile(bytes: Uint8Array): Promise<PdfReading> {
  const worker = new Worker(packageFile("dist", "pdf-worker.js"), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
    // What libraries write about broken files is nothing for users.
    stdout: true,
    stderr: true,
  });
  const before = process.memoryUsage.rss();
  let isReady = false;
  return new Promise<PdfReading>((resolve, reject) => {
    const timer = setTimeout(() => resolve({ exceeded: "zeit" }), milliseconds);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > memory) resolve({ exceeded: "speicher" });
    }, interval);
    worker.on("message", (message: PdfFacts | "ready") => {
      if (message === "ready") isReady = true;
      else resolve(message);
    });
    worker.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") resolve({ exceeded: "speicher" });
      else if (isReady) resolve({ unreadable: true });
      else reject(error);
    });
    worker.on("exit", () => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve({ unreadable: true });
    });
  }).finally(() => worker.terminate());
}
