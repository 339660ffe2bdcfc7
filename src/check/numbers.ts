import { findingAt, type Cause, type Finding } from "../findings/finding.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, joinPointer } from "../source/pointer.ts";
import { nameOf } from "./schema-findings.ts";

/** Numbers that no longer are what the file says: too large to keep all digits, or none at all (.nan). */
export function numberFindings(parsed: ParsedYaml): Finding[] {
  const findings: Finding[] = [];
  const visit = (value: unknown, pointer: string): void => {
    const cause = typeof value === "number" ? problemOf(value, nameOf(pointer)) : undefined;
    if (cause) {
      const place = { file: parsed.source.file, pointer, span: parsed.locate(pointer, "value") };
      findings.push(findingAt(cause, place));
    } else if (Array.isArray(value) || isRecord(value)) {
      for (const [key, item] of Object.entries(value)) visit(item, joinPointer(pointer, key));
    }
  };
  visit(parsed.data, "");
  return findings;
}

function problemOf(value: number, feld: string): Cause | undefined {
  if (Number.isNaN(value)) return { code: "form-falsch", args: { feld, wert: ".nan", beispiel: "1" } };
  const grenze = Number.MAX_SAFE_INTEGER;
  if (value > grenze) return { code: "zahl-ausserhalb", args: { feld, grenze, zu: "gross" } };
  if (value < -grenze) return { code: "zahl-ausserhalb", args: { feld, grenze: -grenze, zu: "klein" } };
  return undefined;
}
