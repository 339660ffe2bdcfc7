import { posix } from "node:path";
import { blankDefinitions, buildBlank } from "../document/blank.ts";
import { kindNames, loadKind } from "../io/load-kind.ts";
import type { Kind } from "../kinds/kind.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";
import type { RenderOptions } from "./render-command.ts";
import { refuseUnknownDocument } from "./render-plan.ts";
import type { World } from "./streams.ts";
import { writeAll, writeToStdout, writtenFiles, type WritableFile } from "./write-documents.ts";

/** Writes the documents of a kind as forms: the same templates, gaps as lines, boxes empty. */
export async function runBlank(art: string, options: RenderOptions, world: World): Promise<ExitCode> {
  const start = performance.now();
  const arten = kindNames();
  if (!arten.includes(art)) throw new UsageError(`Die Art „${art}“ gibt es nicht.`, proposeValue(art, arten));
  const { kind } = await loadKind(art);
  const plan = planBlank(kind, options);
  if (options.stdout) return writeToStdout(plan, world);
  await writeAll(plan, world);
  const closing = writtenFiles(plan, " als Vordruck", options.out, performance.now() - start);
  if (!options.quiet) world.stdout.write(`✓ ${closing}\n`);
  return 0;
}

function planBlank(kind: Kind, { documents, formats, out }: RenderOptions): WritableFile[] {
  const definitions = blankDefinitions(kind);
  refuseUnknownDocument(
    definitions.map((each) => each.id),
    documents,
  );
  const wanted = definitions.filter(({ id }) => documents === undefined || documents.includes(id));
  return wanted.flatMap((definition) => {
    const { document, printed } = buildBlank(kind, definition);
    if (!document) throw new Error(`no form of ${definition.id}`);
    return formats.map((format) => {
      const path = posix.join(out, "blanko", `${kind.art.art}-${definition.id}.${format}`);
      return { document, printed, format, path, vorlagen: kind.fingerprint };
    });
  });
}
