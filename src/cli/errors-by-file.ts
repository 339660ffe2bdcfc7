import type { Finding } from "../findings/finding.ts";

/** How many errors each file has; files without any are not there. */
export function errorsByFile(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { file, severity } of findings)
    if (severity === "fehler") counts.set(file, (counts.get(file) ?? 0) + 1);
  return counts;
}
