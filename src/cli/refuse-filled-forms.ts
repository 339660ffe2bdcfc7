import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readFormFile } from "../io/read-form-file.ts";
import { UnreadableForm } from "../read/filled-form.ts";
import { UsageError } from "./exit.ts";
import type { WritableFile } from "./write-documents.ts";

const withFields = new Set<string>(["pdf", "docx"]);

/** An empty form may be replaced by a new one; what somebody has written into it exists nowhere else. */
export async function refuseFilledForms(plan: readonly WritableFile[], cwd: string): Promise<void> {
  for (const { format, path } of plan) {
    if (!withFields.has(format) || !existsSync(resolve(cwd, path))) continue;
    const state = await stateOf(path, cwd);
    if (state === "leer") continue;
    throw new UsageError(
      `${path} ${state === "ausgefuellt" ? "ist ausgefüllt" : "ist kein leerer Vordruck"}; es wurde nichts geschrieben.`,
      "Verschieben Sie die Datei oder nennen Sie mit -o einen anderen Ordner; ersetzen lässt sie sich nur mit --force.",
    );
  }
}

async function stateOf(path: string, cwd: string): Promise<"leer" | "ausgefuellt" | "unklar"> {
  try {
    const { fields, signatures } = await readFormFile(path, cwd);
    return fields.length + signatures.length === 0 ? "leer" : "ausgefuellt";
  } catch (error) {
    if (error instanceof UnreadableForm) return "unklar";
    // What cannot be read cannot be replaced either; writing says why.
    if (error instanceof Error && "code" in error) return "leer";
    throw error;
  }
}
