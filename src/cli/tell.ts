import { problemLine, type Problem } from "../findings/problem.ts";
import { escapeControls } from "../report/text.ts";
import type { World } from "./streams.ts";

/** What people should know beside the output, one line each, on standard error. */
export function tell({ stderr }: World, ...lines: readonly (string | Problem)[]): void {
  for (const line of lines)
    stderr.write(`kv: ${escapeControls(typeof line === "string" ? line : problemLine(line))}\n`);
}
