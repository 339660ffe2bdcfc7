import { posix } from "node:path";
import { outputLocation } from "../io/workspace.ts";
import { diffDocument } from "../report/diff/document.ts";
import { diffJson } from "../report/diff/json.ts";
import { synopsis, synopsisData } from "../report/diff/synopsis.ts";
import { withoutMentions } from "../report/without-mentions.ts";
import { diffText } from "../report/diff/text.ts";
import { differs, summaryText, type DiffReport } from "../report/diff/words.ts";
import type { HouseStyle } from "../write/house-style.ts";
import { writeMarkdown } from "../write/markdown.ts";
import type { DiffOptions } from "./diff-command.ts";
import { widthOf, type World } from "./streams.ts";
import { stylesFor } from "./terminal-styles.ts";
import { version } from "./version.ts";
import { writerFor, type WritableFile } from "./write-documents.ts";
import { writeReport } from "./write-report.ts";

/** Writes the report, or the Synopse, to where it was asked for. */
export async function writeDiff(
  report: DiffReport,
  style: HouseStyle,
  options: DiffOptions,
  world: World,
): Promise<void> {
  if (options.synopsis !== undefined && !report.agreements.some(differs)) {
    world.stdout.write(`${summaryText(report)}\n`);
    return;
  }
  const bytes = await contentOf(report, style, options, world);
  const path = pathFor(report, options, world);
  await writeReport(bytes, { path, what: options.synopsis === undefined ? "Bericht" : "Synopse" }, world);
}

async function contentOf(
  report: DiffReport,
  style: HouseStyle,
  { format, synopsis: as, onlyChanges, out }: DiffOptions,
  world: World,
): Promise<string | Uint8Array> {
  if (as !== undefined) return writtenAs(synopsis(report, { onlyChanges }), synopsisData(report), as, style);
  if (format === "json") return diffJson(report);
  if (format === "md") return withoutMentions(writeMarkdown(diffDocument(report)));
  if (format === "html") return writtenAs(diffDocument(report), {}, format, style);
  if (out === undefined) return diffText(report, { styles: stylesFor(world), width: widthOf(world.stdout) });
  const file = { isTTY: false, write: world.stdout.write };
  return diffText(report, { styles: stylesFor(world, file), width: 100 });
}

function writtenAs(
  document: WritableFile["document"],
  printed: WritableFile["printed"],
  format: WritableFile["format"],
  style: HouseStyle,
): Promise<Uint8Array> {
  return writerFor({ document, printed, format, vorlagen: version, style })();
}

/** A Synopse as docx or pdf is always a file: `out/mitte/mitte-synopse.pdf`, of several agreements `out/synopse.pdf`. */
function pathFor(report: DiffReport, { synopsis: as, out }: DiffOptions, { cwd }: World): string | undefined {
  if (out !== undefined || as === undefined || as === "md" || as === "html") return out;
  const [only, second] = report.agreements.filter(differs);
  if (!only || second) return `out/synopse.${as}`;
  const { folder, name } = outputLocation(only.path, cwd);
  return posix.join("out", folder, `${name}-synopse.${as}`);
}
