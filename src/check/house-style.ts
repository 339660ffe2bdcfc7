import type { Einstellungen } from "../generated/config.ts";
import type { Finding } from "../findings/finding.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { characterFindings } from "./characters.ts";
import { contrastWithWhite, leastContrast } from "./contrast.ts";

/** What can be said of a house style without its files: characters of its texts, contrast of its colours. */
export function houseStyleFindings(parsed: ParsedYaml, { hausstil }: Einstellungen): Finding[] {
  const texts = characterFindings(parsed).filter(({ pointer }) => pointer.startsWith("/hausstil/"));
  const colors = Object.entries(hausstil?.farben ?? {}).flatMap(([name, farbe]): Finding[] => {
    const contrast = contrastWithWhite(farbe);
    if (contrast >= leastContrast) return [];
    // Rounded down: 4.49 is not enough, and must not read as if it were.
    const args = { farbe, kontrast: Math.floor(contrast * 10) / 10, noetig: leastContrast };
    return [findingIn(parsed, `/hausstil/farben/${name}`, { code: "farbe-kontrast", args })];
  });
  return [...texts, ...colors];
}
