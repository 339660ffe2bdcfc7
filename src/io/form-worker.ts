import { readForm, UnreadableForm, type FilledForm, type FormProblem } from "../read/filled-form.ts";
import { answerWith } from "./thread-answer.ts";

/** What the worker answers: the form, or why it cannot be read. */
export type FormAnswer = { readonly form: FilledForm } | { readonly problem: FormProblem };

await answerWith(async (bytes): Promise<FormAnswer> => {
  try {
    return { form: await readForm(bytes) };
  } catch (error) {
    if (error instanceof UnreadableForm) return { problem: error.problem };
    throw error;
  }
});
