import type { Finding } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import type { Kind } from "../kinds/kind.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord } from "../source/pointer.ts";
import { characterFindings } from "./characters.ts";
import { nameFindings } from "./names.ts";
import { numberFindings } from "./numbers.ts";
import { personalDataFindings } from "./personal-data.ts";
import { ruleFindings } from "./rules.ts";
import { unsignedFindings } from "./signed-data.ts";
import { entryFindings } from "./stammdaten-entries.ts";
import { schemaFindings, type Validator } from "./schema-findings.ts";
import { typeOf } from "./wrong-type.ts";

/** The kind a file says it is; a finding where it does not exist or is not said. */
export function kindOf(parsed: ParsedYaml, arten: string[]): { art: string } | { finding: Finding } {
  const { data } = parsed;
  if (!isRecord(data)) {
    const args = {
      feld: "",
      erwartet: ["object"],
      gefunden: typeOf(data),
      quelltext: undefined,
      beispiel: undefined,
      felder: [],
    };
    return { finding: findingIn(parsed, "", { code: "typ-falsch", args }) };
  }
  const { art } = data;
  if (art === undefined || art === null)
    return { finding: findingIn(parsed, "", { code: "art-fehlt", args: { arten } }) };
  if (typeof art === "string" && arten.includes(art)) return { art };
  const { start, end } = parsed.locate("/art", "value");
  const vorschlag = typeof art === "string" ? suggest(art, arten) : undefined;
  const args = { art: parsed.source.text.slice(start, end), arten, vorschlag };
  return { finding: findingIn(parsed, "/art", { code: "art-unbekannt", args }) };
}

/** Schema, characters and rules; each looks at what is there, so that one broken field does not hide the others. */
export function checkData(parsed: ParsedYaml, kind: Kind, validate: Validator): Finding[] {
  const shape = schemaFindings(parsed, validate, kind.tree);
  const rules = [...ruleFindings(parsed, kind), ...nameFindings(parsed, kind)];
  // A value that the schema does not allow has no entry either: one cause, one finding.
  const broken = new Set(shape.map((finding) => finding.pointer));
  const values = [...numberFindings(parsed), ...entryFindings(parsed, kind)];
  const others = values.filter((finding) => !broken.has(finding.pointer));
  const texts = [...characterFindings(parsed), ...personalDataFindings(parsed)];
  return [...shape, ...texts, ...rules, ...unsignedFindings(parsed, kind), ...others];
}
