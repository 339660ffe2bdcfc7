import type { MaterialFindings } from "../io/material-findings.ts";
import { sortFindings } from "../findings/finding.ts";
import { findingsText } from "../report/text.ts";
import { widthOf, type World } from "./streams.ts";
import { stylesFor } from "./terminal-styles.ts";

/** What is wrong with own material, where no agreements are checked. */
export function reportMaterial({ findings, sources }: MaterialFindings, world: World): void {
  const input = { findings: sortFindings(findings), sources, files: 0 };
  const options = { styles: stylesFor(world, world.stderr), width: widthOf(world.stderr) };
  world.stderr.write(findingsText(input, { ...options, quiet: false, strict: false }));
}
