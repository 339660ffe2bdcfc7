import { posix } from "node:path";
import { documentIds, entryDefinitions, entryDocumentsFor, type EntryDefinition } from "../kinds/kind.ts";
import { valueAt } from "../source/pointer.ts";
import { outputLocation } from "../io/workspace.ts";
import { pandocFormats } from "../write/pandoc/formats.ts";
import { isNamed } from "./entry-documents.ts";
import { UsageError } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";
import type { Printable } from "./printable.ts";
import type { RenderFormat, RenderOptions } from "./render-command.ts";
import type { OutputFile } from "./write-documents.ts";

/** One file to write, the agreement it comes from and the id of its document. */
export interface PlannedFile extends OutputFile {
  readonly agreement: Printable;
  readonly id: string;
}

type PlanOptions = Pick<RenderOptions, "documents" | "formats" | "out">;

/** What `kv render` will write, as a value, before it writes anything; all files of an agreement in a row. */
export function planRender(
  agreements: readonly Printable[],
  options: PlanOptions,
  cwd: string,
): PlannedFile[] {
  checkDocumentNames(agreements, options.documents);
  const plan = agreements.flatMap((agreement) => planAgreement(agreement, options, cwd));
  refuseCollisions(plan);
  return plan;
}

function planAgreement(
  agreement: Printable,
  { documents, formats, out }: PlanOptions,
  cwd: string,
): PlannedFile[] {
  const { folder, name } = outputLocation(agreement.file, cwd);
  return wantedDocuments(agreement, documents).flatMap((id) => {
    const part = id.replace(":", "-");
    const at = (format: RenderFormat) => posix.join(out, folder, `${name}-${part}.${endingOf(format)}`);
    return formats.map((format) => ({ agreement, id, format, path: at(format) }));
  });
}

/** Of the names of files in this format. */
export function endingOf(format: RenderFormat): string {
  return pandocFormats.find(({ name }) => name === format)?.ending ?? format;
}

/** Without a choice those of the agreement: records of its life are made when they are asked for. */
function wantedDocuments(
  { documents, entryDocuments }: Printable,
  wanted: readonly string[] | undefined,
): string[] {
  if (wanted === undefined) return [...documents];
  return [...documents, ...entryDocuments].filter((id) => isNamed(id, wanted));
}

/** Of a document that the kind has but no agreement here, its missing data are the reason. */
function checkDocumentNames(agreements: readonly Printable[], wanted: readonly string[] | undefined): void {
  if (wanted === undefined || agreements.length === 0) return;
  for (const agreement of agreements) refuseUnnamed(agreement, wanted);
  const absent = wanted.find((name) =>
    agreements.every((each) => wantedDocuments(each, [name]).length === 0),
  );
  if (absent === undefined) return;
  const [first = "", entry] = absent.split(":");
  const definition = agreements
    .flatMap(({ kind }) => entryDefinitions(kind.art))
    .find(({ id }) => id === first);
  if (definition) throw missingEntry(definition, entry, agreements);
  const known = agreements.flatMap(({ kind: { art } }) => [
    ...documentIds(art),
    ...entryDefinitions(art).map(({ id }) => id),
  ]);
  refuseUnknownDocument([...new Set(known)], [absent]);
  const definitions = agreements.flatMap(({ kind }) => kind.art.dokumente);
  const field = definitions.find((each) => each.id === absent)?.wenn?.slice(1);
  throw new UsageError(
    `Das Dokument „${absent}“ hat hier keine Vereinbarung: das Feld „${field}“ fehlt.`,
    "Ergänzen Sie das Feld; was hineingehört, steht im Handbuch.",
  );
}

/** A draft may lack a Kennung, but then nothing tells its document from the others. */
function refuseUnnamed({ file, kind: { art }, data }: Printable, wanted: readonly string[]): void {
  for (const { id, je } of entryDefinitions(art).filter((each) => wanted.includes(each.id))) {
    const entries = valueAt(data, je);
    const named = entryDocumentsFor(art, data).filter((each) => each.je === je);
    if (!Array.isArray(entries) || named.length === entries.length) continue;
    throw new UsageError(
      `${file}: Unter „${listName(je)}“ hat ein Eintrag keine Kennung (id); ohne sie hat sein Dokument „${id}“ keinen Namen.`,
      "Geben Sie jedem Eintrag dort eine „id“, zum Beispiel das Jahr.",
    );
  }
}

/** Which entries there are, where the one asked for is not among them or there is none. */
function missingEntry(
  { id, je }: EntryDefinition,
  entry: string | undefined,
  agreements: readonly Printable[],
): UsageError {
  const known = agreements.flatMap(({ data, kind: { art } }) =>
    entryDocumentsFor(art, data).flatMap((each) => (each.je === je ? [each.id] : [])),
  );
  if (known.length > 0)
    return new UsageError(
      `Das Dokument „${id}:${entry}“ gibt es hier nicht.`,
      `Zu „${listName(je)}“ gibt es: ${[...new Set(known)].join(", ")}.`,
    );
  return new UsageError(
    `Das Dokument „${id}“ gibt es hier nicht: Unter „${listName(je)}“ steht kein Eintrag.`,
    "Jeder Eintrag dort ergibt ein Dokument; welche Felder er hat, steht im Handbuch.",
  );
}

function listName(pointer: string): string {
  return pointer.slice(1).replaceAll("/", ": ");
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
