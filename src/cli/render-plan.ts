import { posix } from "node:path";
import { documentIds } from "../kinds/kind.ts";
import { outputLocation } from "../io/workspace.ts";
import type { Agreement } from "./check-agreements.ts";
import { UsageError } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";
import type { Names } from "./read-names.ts";
import type { OutputFormat, RenderOptions } from "./render-command.ts";
import type { WritableFile } from "./write-documents.ts";

/** One file to write, and the agreement it comes from. */
export interface PlannedFile extends WritableFile {
  readonly agreement: Agreement;
}

/** What `kv render` will write, as a value, before it writes anything. */
export function planRender(
  agreements: readonly Agreement[],
  options: RenderOptions,
  cwd: string,
  names: Names = new Map(),
): PlannedFile[] {
  checkDocumentNames(agreements, options.documents);
  const plan = agreements
    .flatMap((agreement) => planAgreement(agreement, options, cwd))
    .map((file) => ({ ...file, names: names.get(file.agreement.file) ?? new Map<string, string>() }));
  refuseCollisions(plan);
  return plan;
}

function planAgreement(
  agreement: Agreement,
  { documents, formats, out }: RenderOptions,
  cwd: string,
): PlannedFile[] {
  const { folder, name } = outputLocation(agreement.file, cwd);
  const wanted = [...agreement.documents].filter(([id]) => documents === undefined || documents.includes(id));
  return wanted.flatMap(([id, { document, printed }]) => {
    if (!document) return [];
    const at = (format: OutputFormat) => posix.join(out, folder, `${name}-${id}.${format}`);
    const vorlagen = agreement.kind.fingerprint;
    return formats.map((format) => ({ agreement, document, printed, format, path: at(format), vorlagen }));
  });
}

/** Of a document that the kind has but no agreement here, its missing data are the reason. */
function checkDocumentNames(agreements: readonly Agreement[], wanted: readonly string[] | undefined): void {
  const known = [...new Set(agreements.flatMap(({ kind }) => documentIds(kind.art)))];
  refuseUnknownDocument(known, wanted);
  const present = new Set(agreements.flatMap(({ documents }) => [...documents.keys()]));
  const absent = wanted?.find((each) => !present.has(each));
  if (absent === undefined || agreements.length === 0) return;
  const definitions = agreements.flatMap(({ kind }) => kind.art.dokumente);
  const field = definitions.find((each) => each.id === absent)?.wenn?.slice(1);
  throw new UsageError(
    `Das Dokument „${absent}“ hat hier keine Vereinbarung: das Feld „${field}“ fehlt.`,
    "Ergänzen Sie das Feld; was hineingehört, steht im Handbuch.",
  );
}

export function refuseUnknownDocument(known: readonly string[], wanted: readonly string[] | undefined): void {
  const unknown = wanted?.find((each) => !known.includes(each));
  if (unknown === undefined) return;
  throw new UsageError(`Das Dokument „${unknown}“ gibt es hier nicht.`, proposeValue(unknown, known));
}

/** Also names that differ only in case or in how an umlaut is encoded: on some disks they are one file. */
function refuseCollisions(plan: readonly PlannedFile[]): void {
  const taken = new Map<string, PlannedFile>();
  for (const file of plan) {
    const other = taken.get(nameOnDisk(file.path));
    if (other) refuseTogether(other, file, `würden beide ${file.path} schreiben`);
    taken.set(nameOnDisk(file.path), file);
  }
  for (const file of plan) {
    const other = foldersOf(file.path).flatMap((folder) => taken.get(nameOnDisk(folder)) ?? [])[0];
    if (other) refuseTogether(other, file, `bräuchten ${other.path} als Datei und als Ordner`);
  }
}

function nameOnDisk(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** The folders of a relative path, outermost first. */
function foldersOf(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

function refuseTogether(one: PlannedFile, other: PlannedFile, problem: string): never {
  throw new UsageError(
    `${one.agreement.file} und ${other.agreement.file} ${problem}; es wurde nichts geschrieben.`,
    "Benennen Sie eine der beiden Dateien um.",
  );
}
