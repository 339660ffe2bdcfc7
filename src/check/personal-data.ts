import { findingAt, type Finding, type Span } from "../findings/finding.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, joinPointer } from "../source/pointer.ts";
import { personalDetails, type FoundDetail } from "./personal-patterns.ts";
import { nameOf } from "./schema-findings.ts";

/** One finding per field and sort of detail about a person; it does not repeat the detail, because reports travel. */
export function personalDataFindings(parsed: ParsedYaml): Finding[] {
  const findings: Finding[] = [];
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value === "string") findings.push(...findingsOf(parsed, value, pointer));
    else if (Array.isArray(value)) value.forEach((item, index) => visit(item, joinPointer(pointer, index)));
    else if (isRecord(value))
      for (const [key, item] of Object.entries(value)) visit(item, joinPointer(pointer, key));
  };
  visit(parsed.data, "");
  return findings;
}

function findingsOf(parsed: ParsedYaml, text: string, pointer: string): Finding[] {
  const details = personalDetails(text);
  const first = details.filter(({ art }, index) => details.findIndex((each) => each.art === art) === index);
  return first.map((detail) => {
    const { art, kennzeichen } = detail;
    const args = { feld: nameOf(pointer), art, kennzeichen };
    const place = { file: parsed.source.file, pointer, span: spanOf(parsed, detail, pointer) };
    return findingAt({ code: "personendaten", args }, place, "warnung");
  });
}

/** Broken over two lines or written with escapes, it is not in the file as such: then the whole value stands for it. */
function spanOf({ source, locate }: ParsedYaml, { text }: FoundDetail, pointer: string): Span {
  const value = locate(pointer, "value");
  const within = source.text.slice(value.start, value.end).indexOf(text);
  if (within < 0) return value;
  const start = value.start + within;
  return { start, end: start + text.length };
}
