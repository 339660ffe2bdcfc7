import type { Finding } from "../findings/finding.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, joinPointer } from "../source/pointer.ts";
import { characterProblem, codePointName } from "../source/printable.ts";
import { nameOf } from "./schema-findings.ts";

/** One finding per field and character that no document could show. Keys are the schema's business. */
export function characterFindings(parsed: ParsedYaml): Finding[] {
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
  // Printable ASCII and German letters are in every font: nearly all text ends here.
  if (/^[\n\x20-\x7E\u00A0-\u00FF\u2013\u201C\u201E\u2026]*$/.test(text)) return [];
  const bad = [...new Set(text)].filter((character) => characterProblem(character) !== undefined);
  return bad.map((character) => findingOf(parsed, character, pointer));
}

function findingOf(parsed: ParsedYaml, character: string, pointer: string): Finding {
  const value = parsed.locate(pointer, "value");
  const within = parsed.source.text.slice(value.start, value.end).indexOf(character);
  // Written as an escape ("\u0007"), the character itself is not in the file: the whole value stands for it.
  const span =
    within < 0 ? value : { start: value.start + within, end: value.start + within + character.length };
  const common = { severity: "fehler", file: parsed.source.file, pointer, span } as const;
  const args = { zeichen: codePointName(character), feld: nameOf(pointer) };
  const code = characterProblem(character) ?? "zeichen-schrift";
  if (code === "zeichen-schrift") return { ...common, code, args: { ...args, bild: character } };
  return { ...common, code, args };
}
