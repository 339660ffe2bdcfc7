import type { Finding, FindingCode } from "../findings/finding.ts";
import { isRecord } from "../source/pointer.ts";

/** What a draft may lack; it prints a line there instead. */
const tolerated: ReadonlySet<FindingCode> = new Set(["feld-fehlt", "feld-leer", "pruefpunkt"]);

/** Whether a draft may have this finding. A clause that the template lacks is missing in the draft as well. */
export function isToleratedInDraft(finding: Finding): boolean {
  const lacksClause = finding.code === "pruefpunkt" && finding.args.ausstehend.length > 0;
  return tolerated.has(finding.code) && !lacksClause;
}

/** A field that is there but empty is as missing as one that is not there. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
}
