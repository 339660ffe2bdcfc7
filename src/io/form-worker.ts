import { parentPort, workerData } from "node:worker_threads";
import { readForm, UnreadableForm, type FilledForm, type FormProblem } from "../read/filled-form.ts";

/** What the worker answers: the form, or why it cannot be read. */
export type FormAnswer = { readonly form: FilledForm } | { readonly problem: FormProblem };

async function answer(): Promise<FormAnswer> {
  try {
    return { form: await readForm(workerData as Uint8Array) };
  } catch (error) {
    if (error instanceof UnreadableForm) return { problem: error.problem };
    throw error;
  }
}

parentPort?.postMessage(await answer(), []);
