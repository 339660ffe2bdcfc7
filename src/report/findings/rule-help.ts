import { remedyOf, sentenceOf } from "../../findings/catalogue.ts";
import type { Finding } from "../../findings/finding.ts";

/** What a code means in general, as plain text. */
export interface RuleHelp {
  readonly title: string;
  readonly help: string;
}

/** Told by one of its findings: the catalogue has sentences about findings, not about codes. */
export function ruleHelp(finding: Finding): RuleHelp {
  if (finding.code === "pruefpunkt")
    return { title: finding.args.titel, help: `${finding.args.abhilfe} (Quelle: ${finding.args.quelle})` };
  return {
    title: finding.code,
    help: `Zum Beispiel: ${sentenceOf(finding)} Abhilfe: ${remedyOf(finding)} Mehr dazu steht im Handbuch von kv, Kapitel 10, unter „${finding.code}“.`,
  };
}
