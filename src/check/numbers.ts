import type { Cause, Finding } from "../findings/finding.ts";
import { findingIn } from "../source/finding-in.ts";
import { leavesOf } from "../source/leaves.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { nameOf } from "./schema-findings.ts";

/** Numbers that no longer are what the file says: too large to keep all digits, or none at all (.nan). */
export function numberFindings(parsed: ParsedYaml): Finding[] {
  return leavesOf(parsed.data).flatMap(({ pointer, value }): Finding[] => {
    const cause = typeof value === "number" ? problemOf(value, nameOf(pointer)) : undefined;
    return cause ? [findingIn(parsed, pointer, cause)] : [];
  });
}

function problemOf(value: number, feld: string): Cause | undefined {
  if (Number.isNaN(value))
    return { code: "form-falsch", args: { feld, wert: ".nan", beispiel: "1", vorschlag: undefined } };
  const grenze = Number.MAX_SAFE_INTEGER;
  if (value > grenze) return { code: "zahl-ausserhalb", args: { feld, grenze, zu: "gross" } };
  if (value < -grenze) return { code: "zahl-ausserhalb", args: { feld, grenze: -grenze, zu: "klein" } };
  return undefined;
}
