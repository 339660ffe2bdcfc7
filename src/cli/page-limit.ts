import { tooLongFinding } from "../document/too-long.ts";
import type { Finding } from "../findings/finding.ts";
import type { PlannedFile } from "./render-plan.ts";

/** What to shorten, where a document needs more pages than it may have; undefined for any other error. */
export async function pageLimitFinding(
  error: unknown,
  plan: readonly PlannedFile[],
): Promise<Finding | undefined> {
  const { TooManyPages } = await import("../write/pdf/pdf.ts");
  if (!(error instanceof TooManyPages)) return undefined;
  const file = plan.find(({ document }) => document.meta === error.document.meta);
  return file && tooLongFinding(error.document, error.pages, file.agreement.parsed);
}
