import type { BuiltDocument } from "../document/filled-document.ts";
import type { Finding } from "../findings/finding.ts";
import { lackingCharacters } from "../io/house-style/lacking-characters.ts";
import type { Workspace } from "../io/open-workspace.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { facesOf } from "../write/house-style.ts";
import { missingGlyphs, type MissingGlyphs } from "../write/missing-glyphs.ts";

/** Characters that the fonts of the repository lack: at the field they come from, or where the settings name the font. */
export function glyphFindings(
  parsed: ParsedYaml,
  documents: readonly BuiltDocument[],
  { houseStyle, config }: Workspace,
): Finding[] {
  // Without fonts of its own, no tree of a document is made for this.
  if (facesOf(houseStyle).length === 0) return [];
  const missing = documents.flatMap(({ document }) => (document ? missingGlyphs(document, houseStyle) : []));
  return missing.flatMap((each): Finding[] => {
    const cause = lackingCharacters({ family: each.font }, each.characters, excerpt(each));
    if (each.pointer !== undefined) return [findingIn(parsed, each.pointer, cause)];
    const place = each.place === "headings" ? "ueberschriften" : "text/normal";
    return config ? [findingIn(config, `/hausstil/schrift/${place}`, cause)] : [];
  });
}

/** In letters: so much of a text is shown on either side. */
const wordsShown = 30;

function excerpt({ text, characters }: MissingGlyphs): string {
  const at = text.indexOf(characters[0] ?? "");
  return text.slice(Math.max(0, at - wordsShown), at + wordsShown);
}
