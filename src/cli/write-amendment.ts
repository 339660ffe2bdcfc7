import { posix } from "node:path";
import { amendmentData } from "../diff/amending-agreement.ts";
import { buildDocument } from "../document/build-document.ts";
import { outputLocation } from "../io/workspace.ts";
import { documentsFor } from "../kinds/kind.ts";
import { differs } from "../report/diff/words.ts";
import { valueAt } from "../source/pointer.ts";
import type { ComparedAgreement } from "./compare-sides.ts";
import type { DiffOptions } from "./diff-command.ts";
import type { ExitCode } from "./exit.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import { writeAll, writtenFiles, type WritableFile } from "./write-documents.ts";

/** Writes for each changed agreement its Änderungsvereinbarung and the new texts to read; all or nothing. */
export async function writeAmendments(
  compared: readonly ComparedAgreement[],
  options: DiffOptions,
  world: World,
): Promise<ExitCode> {
  const start = performance.now();
  const planned = compared
    .filter(({ change }) => differs(change))
    .map((each) => plan(each, options, world.cwd));
  const refused = planned.flatMap((each) => ("reason" in each ? [each] : []));
  for (const { file, reason, remedy } of refused)
    tell(world, [`${file}: ${reason}`, remedy ?? []].flat().join(" "));
  if (refused.length > 0) {
    tell(world, "Es wurde nichts geschrieben.");
    return 1;
  }
  const files = planned.flatMap((each) => ("files" in each ? each.files : []));
  if (files.length === 0) {
    world.stdout.write("Der Wortlaut ist auf beiden Seiten gleich; zu vereinbaren ist nichts.\n");
    return 0;
  }
  await writeAll(files, world, { force: false });
  world.stdout.write(`✓ ${writtenFiles(files, "", outFolder(options), performance.now() - start)}\n`);
  return 0;
}

type Plan =
  | { readonly files: readonly WritableFile[] }
  | { readonly file: string; readonly reason: string; readonly remedy: string | undefined };

function plan({ change, next }: ComparedAgreement, options: DiffOptions, cwd: string): Plan {
  const { file, state } = change;
  if (state === "added" || state === "removed" || !next) {
    const reason =
      state === "removed" ? "Die Vereinbarung gibt es nicht mehr." : "Eine neue Vereinbarung ändert keine.";
    return {
      file,
      reason: next || state === "removed" ? reason : "Diese Seite hat Fehler.",
      remedy: undefined,
    };
  }
  if (state === "incomparable")
    return { file, reason: change.notes[0] ?? "Die Seiten sind nicht vergleichbar.", remedy: undefined };
  const { kind, parsed } = next;
  const giltAb = valueAt(parsed.data, "/fassung/gilt_ab");
  const aenderung = amendmentData(change, kind, parsed.data, typeof giltAb === "string" ? giltAb : undefined);
  if (aenderung === undefined) return { files: [] };
  if ("reason" in aenderung) return { file, ...aenderung };
  const data = { ...(parsed.data as object), aenderung };
  const definition = documentsFor(kind.art, data).find(({ wenn }) => wenn === "/aenderung");
  if (!definition)
    return {
      file,
      reason: `Die Art „${kind.art.art}“ hat keine Vorlage für eine Änderungsvereinbarung.`,
      remedy: "In art.yaml braucht sie ein Dokument mit „wenn: /aenderung“.",
    };
  const built = buildDocument(kind, definition, data, { draft: false });
  if (!built.document)
    return {
      file,
      reason: "Die Vorlage der Änderungsvereinbarung hat Fehler.",
      remedy: "Näheres zeigt: kv validate",
    };
  const { folder, name } = outputLocation(next.path, cwd);
  const at = (ending: string, format: string) =>
    posix.join(outFolder(options), folder, `${name}-${ending}.${format}`);
  const vorlagen = kind.fingerprint;
  const amended = new Set(aenderung.artikel.map(({ dokument }) => dokument));
  const readings = [...next.documents].filter(([id]) => amended.has(id));
  return {
    files: options.formats.flatMap((format) => [
      { document: built.document, printed: built.printed, format, path: at(definition.id, format), vorlagen },
      ...readings.flatMap(([id, { document, printed }]): WritableFile[] =>
        document ? [{ document, printed, format, path: at(`lesefassung-${id}`, format), vorlagen }] : [],
      ),
    ]) as WritableFile[],
  };
}

function outFolder({ out }: DiffOptions): string {
  return out ?? "out";
}
