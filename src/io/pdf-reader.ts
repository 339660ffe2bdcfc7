import type { PdfFacts } from "../verify/pdf-facts.ts";
import { readInThread } from "./bounded-thread.ts";
import { packageFile } from "./package-files.ts";

/** Our files take a tenth of it on a slow machine. */
const limits = { milliseconds: 4000, heapMebibytes: 256, processMebibytes: 400 };

/** A file larger than this is not looked at. */
export const largestPdf = 32 * 1024 * 1024;

export type PdfReading = PdfFacts | { readonly exceeded: "zeit" | "speicher" };

/** Reads a PDF from anywhere: whatever it holds, this ends within seconds and bounded memory. */
export async function readPdfFile(bytes: Uint8Array): Promise<PdfReading> {
  const result = await readInThread<PdfFacts>(packageFile("dist", "pdf-worker.js"), bytes, limits);
  if ("answer" in result) return result.answer;
  return "exceeded" in result ? result : { unreadable: true };
}
