import { posix } from "node:path";
import { amendmentData } from "../diff/amending-agreement.ts";
import type { AgreementChange } from "../diff/change.ts";
import { buildDocument } from "../document/build-document.ts";
import { readingVersion } from "../document/reading-version.ts";
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

interface Refusal {
  readonly file: string;
  readonly reason: string;
  readonly remedy: string | undefined;
}

type Plan = { readonly files: readonly WritableFile[] } | Refusal;

function plan({ change, next, style }: ComparedAgreement, options: DiffOptions, cwd: string): Plan {
  const refuse = (reason: string, remedy?: string): Refusal => ({ file: change.file, reason, remedy });
  const obstacle = obstacleTo(change, next !== undefined);
  if (obstacle !== undefined || !next) return refuse(obstacle ?? brokenSide);
  const { kind, parsed } = next;
  const giltAb = valueAt(parsed.data, "/fassung/gilt_ab");
  const aenderung = amendmentData(change, kind, parsed.data, typeof giltAb === "string" ? giltAb : undefined);
  if (aenderung === undefined) return { files: [] };
  if ("reason" in aenderung) return refuse(aenderung.reason, aenderung.remedy);
  const data = { ...(parsed.data as object), aenderung };
  const definition = documentsFor(kind.art, data).find(({ wenn }) => wenn === "/aenderung");
  if (!definition)
    return refuse(
      `Die Art „${kind.art.art}“ hat keine Vorlage für eine Änderungsvereinbarung.`,
      "In art.yaml braucht sie ein Dokument mit „wenn: /aenderung“.",
    );
  const { document, printed } = buildDocument(kind, definition, data, { draft: false });
  if (!document)
    return refuse("Die Vorlage der Änderungsvereinbarung hat Fehler.", "Näheres zeigt: kv validate");
  const { folder, name } = outputLocation(change.path, cwd);
  const vorlagen = kind.fingerprint;
  const amended = new Set(aenderung.artikel.map(({ dokument }) => dokument));
  const readings = [...next.documents].flatMap(([id, built]) =>
    amended.has(id) && built.document
      ? [{ document: readingVersion(built.document), printed: built.printed, ending: `lesefassung-${id}` }]
      : [],
  );
  const texts = [{ document, printed, ending: definition.id }, ...readings];
  const files = options.formats.flatMap((format) =>
    texts.map(({ ending, ...text }): WritableFile => {
      const path = posix.join(outFolder(options), folder, `${name}-${ending}.${format}`);
      return { ...text, format, path, vorlagen, style };
    }),
  );
  return { files };
}

const brokenSide = "Diese Seite hat Fehler.";

/** Why there is nothing to amend by an agreement. */
function obstacleTo({ state, notes }: AgreementChange, hasNext: boolean): string | undefined {
  if (state === "removed") return "Die Vereinbarung gibt es nicht mehr.";
  if (!hasNext) return brokenSide;
  if (state === "added") return "Eine neue Vereinbarung ändert keine.";
  if (state === "incomparable") return notes[0] ?? "Die Seiten sind nicht vergleichbar.";
  return undefined;
}

function outFolder({ out }: DiffOptions): string {
  return out ?? "out";
}
