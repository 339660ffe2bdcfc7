import { statSync } from "node:fs";
import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { largestForm, UnreadableForm, type FilledForm } from "../read/filled-form.ts";
import type { FormAnswer } from "./form-worker.ts";
import { packageFile } from "./package-files.ts";
import { readWhole } from "./whole-file.ts";

/** A form takes a fraction of it; a file made to keep readers busy is given up. */
const longestReading = 4000;
const mostMemory = 512;

/** Reads a form in a thread of its own, which can be stopped. Throws UnreadableForm and file errors of the system. */
export async function readFormFile(file: string, cwd: string): Promise<FilledForm> {
  const path = resolve(cwd, file);
  if (statSync(path).size > largestForm) throw new UnreadableForm("zu-gross");
  const answer = await answerOf(readWhole(path));
  if ("problem" in answer) throw new UnreadableForm(answer.problem);
  return answer.form;
}

function answerOf(bytes: Uint8Array): Promise<FormAnswer> {
  const worker = new Worker(packageFile("dist", "form-worker.js"), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  });
  return new Promise<FormAnswer>((done, fail) => {
    const timer = setTimeout(() => done({ problem: "beschaedigt" }), longestReading);
    worker.once("message", done);
    worker.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") done({ problem: "beschaedigt" });
      else fail(error);
    });
    worker.once("exit", () => clearTimeout(timer));
  }).finally(() => worker.terminate());
}
