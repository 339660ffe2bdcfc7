import { posix } from "node:path";
import { blankDefinitions, buildBlank } from "../document/blank.ts";
import { TooManyPages } from "../write/too-many-pages.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { openKind, reportTemplates, type OpenedKind } from "./open-kind.ts";
import type { RenderOptions } from "./render-command.ts";
import { endingOf, refuseUnknownDocument } from "./render-plan.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import { writeAll, writerFor, writeToStdout, writtenFiles, type WritableFile } from "./write-documents.ts";

/** Writes the documents of a kind as forms: the same templates, gaps as lines, boxes empty. */
export async function runBlank(art: string, options: RenderOptions, world: World): Promise<ExitCode> {
  const start = performance.now();
  const opened = await openKind(art, world);
  const plan = opened && planBlank(opened, options, world);
  if (!plan) {
    tell(world, "Es wurde nichts geschrieben.");
    return 1;
  }
  try {
    if (options.stdout) return await blankToStdout(plan, options, world);
    await writeAll(plan, world, options);
  } catch (error) {
    throw pageLimitError(error);
  }
  const closing = writtenFiles(plan, " als Vordruck", options.out, performance.now() - start);
  if (!options.quiet) world.stdout.write(`✓ ${closing}\n`);
  return 0;
}

async function blankToStdout(
  plan: readonly WritableFile[],
  { pandoc: choice }: RenderOptions,
  world: World,
): Promise<ExitCode> {
  return writeToStdout(plan, world, choice, async (pandoc) => {
    const written = await Promise.all(plan.map((file) => writerFor(file, pandoc)()));
    return written[0] ?? new Uint8Array();
  });
}

/** A form has no data to shorten: either the template or the limit has to change. */
function pageLimitError(error: unknown): unknown {
  if (!(error instanceof TooManyPages)) return error;
  const { title, maxPages } = error.document.meta;
  return new UsageError(
    `Der Vordruck „${title}“ braucht ${error.pages} Seiten; „seiten“ in art.yaml erlaubt höchstens ${maxPages}. Es wurde nichts geschrieben.`,
    "Kürzen Sie die Vorlage, oder erhöhen Sie „seiten“.",
  );
}

/** Undefined where an own template cannot be filled, which is reported. */
function planBlank(
  { kind, style }: OpenedKind,
  { documents, formats, out }: RenderOptions,
  world: World,
): WritableFile[] | undefined {
  const definitions = blankDefinitions(kind);
  if (definitions.length === 0)
    throw new UsageError(
      `Für die Art „${kind.art.art}“ gibt es keinen Vordruck.`,
      "Beginnen Sie mit einer Kopie eines Beispiels dieser Art.",
    );
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
      const path = posix.join(out, "blanko", `${kind.art.art}-${definition.id}.${endingOf(format)}`);
      return { document, printed, format, path, vorlagen: kind.fingerprint, style };
    });
  });
}
