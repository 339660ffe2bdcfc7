import type { Cause } from "../../findings/finding.ts";
import { codePointName, fewOf } from "../../source/printable.ts";
import type { FontFace } from "../../write/house-style.ts";

/** That a font has no picture of some characters; `text` is where they are wanted. */
export function lackingCharacters(
  { family }: Pick<FontFace, "family">,
  lacking: readonly string[],
  text: string | undefined,
): Cause {
  const zeichen = fewOf(lacking.map((each) => `${each} (${codePointName(each)})`));
  return { code: "schrift-zeichen", args: { schrift: family, zeichen, text } };
}
