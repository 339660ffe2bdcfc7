import { textReport } from "../report/text.ts";
import type { CheckedAgreements } from "./check-results.ts";
import { widthOf, type World } from "./streams.ts";
import { stylesFor } from "./terminal-styles.ts";

/** The errors for which a command writes nothing, on standard error. */
export function reportErrors(
  checked: Pick<CheckedAgreements, "findings" | "sources">,
  files: number,
  world: World,
): void {
  const input = { findings: checked.findings, sources: checked.sources, files };
  const styles = stylesFor(world, world.stderr);
  world.stderr.write(textReport(input, { styles, width: widthOf(world.stderr), quiet: true, strict: false }));
}
