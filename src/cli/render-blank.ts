import { posix } from "node:path";
import { blankDefinitions, buildBlank } from "../document/blank.ts";
import type { Kind } from "../kinds/kind.ts";
import type { ExitCode } from "./exit.ts";
import { openKind, reportTemplates } from "./open-kind.ts";
import type { RenderOptions } from "./render-command.ts";
import { refuseUnknownDocument } from "./render-plan.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import { writeAll, writeToStdout, writtenFiles, type WritableFile } from "./write-documents.ts";

/** Writes the documents of a kind as forms: the same templates, gaps as lines, boxes empty. */
export async function runBlank(art: string, options: RenderOptions, world: World): Promise<ExitCode> {
  const start = performance.now();
  const kind = await openKind(art, world);
  const plan = kind && planBlank(kind, options, world);
  if (!plan) {
    tell(world, "Es wurde nichts geschrieben.");
    return 1;
  }
  if (options.stdout) return writeToStdout(plan, world);
  await writeAll(plan, world, options);
  const closing = writtenFiles(plan, " als Vordruck", options.out, performance.now() - start);
  if (!options.quiet) world.stdout.write(`✓ ${closing}\n`);
  return 0;
}

/** Undefined where an own template cannot be filled, which is reported. */
function planBlank(
  kind: Kind,
  { documents, formats, out }: RenderOptions,
  world: World,
): WritableFile[] | undefined {
  const definitions = blankDefinitions(kind);
  refuseUnknownDocument(
    definitions.map((each) => each.id),
    documents,
  );
  const wanted = definitions.filter(({ id }) => documents === undefined || documents.includes(id));
  const built = wanted.map((definition) => ({ definition, ...buildBlank(kind, definition) }));
  const findings = built.flatMap((each) => each.findings);
  if (findings.length > 0) {
    reportTemplates(kind, findings, world);
    return undefined;
  }
  return built.flatMap(({ definition, document, printed }) => {
    if (!document) throw new Error(`no form of ${definition.id}`);
    return formats.map((format) => {
      const path = posix.join(out, "blanko", `${kind.art.art}-${definition.id}.${format}`);
      return { document, printed, format, path, vorlagen: kind.fingerprint };
    });
  });
}
