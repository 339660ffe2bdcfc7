import { findingAt, type Finding } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import type { Kind } from "../kinds/kind.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord } from "../source/pointer.ts";
import { characterFindings } from "./characters.ts";
import { ruleFindings } from "./rules.ts";
import { schemaFindings, typeOf, type Validator } from "./schema-findings.ts";

/** The kind a file says it is; a finding where it does not exist or is not said. */
export function kindOf(parsed: ParsedYaml, arten: string[]): { art: string } | { finding: Finding } {
  const art = isRecord(parsed.data) ? parsed.data["art"] : undefined;
  if (typeof art === "string" && arten.includes(art)) return { art };
  const file = parsed.source.file;
  if (!isRecord(parsed.data)) {
    const args = {
      feld: "Die Datei",
      erwartet: ["object"],
      gefunden: typeOf(parsed.data),
      quelltext: undefined,
      beispiel: undefined,
    };
    return {
      finding: findingAt(
        { code: "typ-falsch", args },
        { file, pointer: "", span: parsed.locate("", "value") },
      ),
    };
  }
  if (art === undefined || art === null) {
    const span = parsed.locate("", "value");
    return { finding: findingAt({ code: "art-fehlt", args: { arten } }, { file, pointer: "", span }) };
  }
  const name = typeof art === "string" ? art : parsed.source.text.slice(...spanOf(parsed));
  const args = { art: name, arten, vorschlag: typeof art === "string" ? suggest(art, arten) : undefined };
  const place = { file, pointer: "/art", span: parsed.locate("/art", "value") };
  return { finding: findingAt({ code: "art-unbekannt", args }, place) };
}

/** Schema, characters and rules; each looks at what is there, so that one broken field does not hide the others. */
export function checkData(parsed: ParsedYaml, kind: Kind, validate: Validator): Finding[] {
  const shape = schemaFindings(parsed, validate, kind.tree);
  return [...shape, ...characterFindings(parsed), ...ruleFindings(parsed, kind.tree)];
}

function spanOf(parsed: ParsedYaml): [number, number] {
  const { start, end } = parsed.locate("/art", "value");
  return [start, end];
}
