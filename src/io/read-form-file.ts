import { statSync } from "node:fs";
import { resolve } from "node:path";
import { largestForm, UnreadableForm, type FilledForm } from "../read/filled-form.ts";
import { readInThread } from "./bounded-thread.ts";
import type { FormAnswer } from "./form-worker.ts";
import { packageFile } from "./package-files.ts";
import { readWhole } from "./whole-file.ts";

/** A form takes a fraction of it; a file made to keep readers busy is given up. */
const limits = { milliseconds: 4000, heapMebibytes: 512 };

/** Reads a form in a thread of its own, which can be stopped. Throws UnreadableForm and file errors of the system. */
export async function readFormFile(file: string, cwd: string): Promise<FilledForm> {
  const path = resolve(cwd, file);
  if (statSync(path).size > largestForm) throw new UnreadableForm("zu-gross");
  const result = await readInThread<FormAnswer>(
    packageFile("dist", "form-worker.js"),
    readWhole(path),
    limits,
  );
  if ("crash" in result) throw result.crash;
  const answer = "answer" in result ? result.answer : { problem: "beschaedigt" as const };
  if ("problem" in answer) throw new UnreadableForm(answer.problem);
  return answer.form;
}
