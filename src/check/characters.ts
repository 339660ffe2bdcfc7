import { findingAt, type Finding } from "../findings/finding.ts";
import { leavesOf } from "../source/leaves.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import {
  characterProblem,
  codePointName,
  fewOf,
  unprintableIn,
  type CharacterProblem,
} from "../source/printable.ts";
import { nameOf } from "./schema-findings.ts";

/** One finding per field and sort of character that no document could show. Keys are the schema's business. */
export function characterFindings(parsed: ParsedYaml): Finding[] {
  return leavesOf(parsed.data).flatMap(({ pointer, value }) =>
    typeof value === "string" ? findingsOf(parsed, value, pointer) : [],
  );
}

function findingsOf(parsed: ParsedYaml, text: string, pointer: string): Finding[] {
  const bad = unprintableIn(text);
  if (bad.length === 0) return [];
  const kinds = [...new Set(bad.map(characterProblem))];
  return kinds.flatMap((kind) =>
    kind === undefined
      ? []
      : findingOf(
          parsed,
          kind,
          bad.filter((each) => characterProblem(each) === kind),
          pointer,
        ),
  );
}

/** Shown at the first of the characters. */
function findingOf(
  parsed: ParsedYaml,
  code: CharacterProblem,
  characters: readonly string[],
  pointer: string,
): Finding {
  const value = parsed.locate(pointer, "value");
  const [first = ""] = characters;
  const within = parsed.source.text.slice(value.start, value.end).indexOf(first);
  // Written as an escape ("\u0007"), the character itself is not in the file: the whole value stands for it.
  const span = within < 0 ? value : { start: value.start + within, end: value.start + within + first.length };
  const zeichen = fewOf(characters.map(codePointName));
  const args = { zeichen, feld: nameOf(pointer) };
  const place = { file: parsed.source.file, pointer, span };
  if (code !== "zeichen-schrift") return findingAt({ code, args }, place);
  return findingAt({ code, args: { ...args, bild: fewOf(characters) } }, place);
}
