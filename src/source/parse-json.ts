import type { Span } from "../findings/finding.ts";
import { findingInText } from "./finding-in.ts";
import { parseYaml, type ParsedYaml } from "./parse-yaml.ts";

/**
 * A JSON file as data with places. JSON is YAML, so places and most mistakes are found there; what only YAML allows
 * (comments, words without quotes, a last comma) is refused, because other programs read these files too.
 */
export function parseJson(file: string, raw: string): ParsedYaml {
  const parsed = parseYaml(file, raw);
  const { text } = parsed.source;
  if (parsed.findings.some(({ code }) => code === "yaml-zu-tief")) return parsed;
  try {
    const data: unknown = JSON.parse(text);
    return { ...parsed, data, findings: parsed.findings.filter(isAboutJson) };
  } catch (error) {
    if (parsed.findings.length > 0) return { ...parsed, data: undefined };
    const span = placeOf(error instanceof Error ? error.message : "", text);
    const finding = findingInText(parsed.source, { code: "json-syntax", args: {} }, span);
    return { ...parsed, data: undefined, findings: [finding] };
  }
}

/** Of valid JSON, YAML has only one thing to say that matters. */
function isAboutJson({ code }: { code: string }): boolean {
  return code === "yaml-schluessel-doppelt";
}

/** The engine names the position of a misplaced character; of an unknown one it does not, that is the first no token fits. */
function placeOf(message: string, text: string): Span {
  const named = /position (\d+)/.exec(message)?.[1];
  const start = named === undefined ? firstForeignCharacter(text) : Number(named);
  return { start, end: start + 1 };
}

function firstForeignCharacter(text: string): number {
  const token = /\s+|[{}[\]:,]|"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true\b|false\b|null\b/y;
  let at = 0;
  while (token.test(text)) at = token.lastIndex;
  return at < text.length ? at : 0;
}
