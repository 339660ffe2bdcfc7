import { dirname, join, parse, relative, resolve, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { workspaceRoot } from "../io/workspace.ts";
import { reasonOf } from "../io/file-errors.ts";
import { readFormFile } from "../io/read-form-file.ts";
import type { Kind } from "../kinds/kind.ts";
import { UnreadableForm, type FilledForm, type FormProblem } from "../read/filled-form.ts";
import { formData, type Conflict, type FormData } from "../read/form-data.ts";
import { yamlOfForm } from "../read/form-yaml.ts";
import { importReport, lostEntries } from "../report/import.ts";
import { valueAt } from "../source/pointer.ts";
import { parseYaml } from "../source/parse-yaml.ts";
import { checkText } from "./check-agreements.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import type { ImportOptions } from "./import-command.ts";
import { missingForm } from "./missing-form.ts";
import { outsideFields } from "./outside-fields.ts";
import { openKind } from "./open-kind.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import { today } from "./today.ts";
import { refuseExisting, writeText } from "./write-text.ts";

/** Reads the forms, makes one agreement of them, writes it and says what is still missing. */
export async function runImport(options: ImportOptions, world: World): Promise<ExitCode> {
  const { files, stdout } = options;
  if (!stdout && options.out !== undefined) refuseReplacing(options.out, world);
  const forms = await Promise.all(files.map((file) => formIn(file, world)));
  const opened = await openKind(commonArt(files, forms), world, options.out);
  if (!opened) {
    tell(world, "Es wurde nichts geschrieben.");
    return 1;
  }
  const { kind } = opened;
  const fields = forms.flatMap((form, index) =>
    form.fields.map((field) => ({ ...field, file: files[index] ?? "" })),
  );
  const imported = formData(kind, fields, options.stand ?? today(world), options.status);
  refuseConflicts(imported.conflicts);
  if (imported.taken === 0 && imported.notTaken.length === 0)
    throw new UsageError(
      `${files.length === 1 ? `In ${files[0]}` : "In den Vordrucken"} ist nichts ausgefüllt; es wurde nichts geschrieben.`,
    );
  const out = options.out ?? nameFor(kind, imported, files);
  if (!stdout) refuseReplacing(out, world);
  const text = textOf(imported, kind, out, world);
  const checked = await checkText(out, text, { cwd: world.cwd });
  if (stdout) world.stdout.write(text);
  else await writeText(text, out, world);
  const given = forms.map(({ keys }, index) => ({ file: files[index] ?? "", keys }));
  const report = importReport({
    kind,
    imported,
    findings: checked.findings,
    sources: checked.sources,
    signatures: forms.flatMap(({ signatures }) => signatures),
    outside: await outsideFields(
      kind,
      forms.map((form, index) => ({ file: files[index] ?? "", form })),
    ),
    missingForm: missingForm(kind, given, checked.findings),
    file: stdout ? undefined : out,
    forms: files.length,
  });
  const output = stdout || !report.isComplete ? world.stderr : world.stdout;
  if (!options.quiet || !report.isComplete) output.write(report.text);
  return report.isComplete ? 0 : 1;
}

function refuseReplacing(out: string, world: World): void {
  refuseExisting(
    out,
    world,
    "Gilt der Vordruck, benennen Sie die alte Datei um oder löschen Sie sie; sonst nennen Sie mit -o einen neuen Namen.",
  );
}

/** "lichtenberg.yaml", after the entry of the Stammdaten that the data choose; else after the first form. */
function nameFor({ art }: Kind, { data }: FormData, files: readonly string[]): string {
  const choosers = Object.values(art.stammdaten ?? {}).flatMap(({ kennung }) => kennung ?? []);
  const chosen = choosers.map((pointer) => valueAt(data, pointer)).find((each) => typeof each === "string");
  return `${chosen ?? parse(files[0] ?? "").name}.yaml`;
}

async function formIn(file: string, world: World): Promise<FilledForm> {
  try {
    return await readFormFile(file, world.cwd);
  } catch (error) {
    if (error instanceof UnreadableForm) throw unreadable(file, error.problem);
    if (error instanceof Error && "code" in error) throw new UsageError(`${file}: ${reasonOf(error)}`);
    throw error;
  }
}

function unreadable(file: string, problem: FormProblem): UsageError {
  const { sentence, remedy } = unreadableForms[problem];
  return new UsageError(`${file} ${sentence}`, remedy);
}

const originalNeeded =
  "Gebraucht wird das Original, in dem jemand die Felder ausgefüllt hat: das Word-Dokument (.docx) oder das PDF.";

const unreadableForms: Readonly<Record<FormProblem, { sentence: string; remedy: string }>> = {
  "kein-vordruck": {
    sentence: "ist kein Vordruck von kv.",
    remedy: "Vordrucke zum Ausfüllen schreibt: kv render --blank koordinierungsstelle",
  },
  "kein-format": {
    sentence: "ist weder ein PDF noch ein Word-Dokument (.docx).",
    remedy: "Vordrucke zum Ausfüllen schreibt: kv render --blank koordinierungsstelle",
  },
  beschaedigt: {
    sentence: "ist beschädigt oder unvollständig.",
    remedy: "Öffnen Sie die Datei, speichern Sie sie neu und rufen Sie kv import noch einmal auf.",
  },
  verschluesselt: {
    sentence: "ist mit einem Kennwort geschützt.",
    remedy: "Speichern Sie die Datei ohne Kennwort als PDF oder .docx.",
  },
  "zu-gross": {
    sentence: "ist zu groß für einen Vordruck.",
    remedy: "Nehmen Sie Bilder und andere Zusätze heraus; bis 8 MB sind möglich.",
  },
  "anderes-format": {
    sentence: "ist in einem Format gespeichert, in dem die Felder des Vordrucks verloren gehen.",
    remedy: originalNeeded,
  },
  "ohne-felder": {
    sentence: "hat keine Felder; beim Drucken in ein PDF und beim Umwandeln gehen sie verloren.",
    remedy: originalNeeded,
  },
  "felder-verloren": {
    sentence: "hat die Felder des Vordrucks nicht mehr.",
    remedy: "Übertragen Sie die Angaben in einen neuen Vordruck, ohne Felder zu löschen oder einzufügen.",
  },
};

function commonArt(files: readonly string[], forms: readonly FilledForm[]): string {
  const arts = forms.map(({ art }) => art);
  const other = arts.findIndex((art) => art !== arts[0]);
  if (other < 0) return arts[0] ?? "";
  throw new UsageError(
    `${files[0]} gehört zur Art „${arts[0]}“, ${files[other]} zur Art „${arts[other]}“; es wurde nichts geschrieben.`,
    "Lesen Sie beide einzeln ein.",
  );
}

function refuseConflicts([conflict]: readonly Conflict[]): void {
  if (!conflict) return;
  const ways = conflict.texts.map(({ file, text }) => `„${text}“ (${file})`);
  throw new UsageError(
    `„${conflict.label}“ ist verschieden ausgefüllt: ${[...new Set(ways)].join(", ")}; es wurde nichts geschrieben.`,
    "Berichtigen Sie einen der Vordrucke.",
  );
}

/** What is written must be read again as the same data: nothing may get lost on the way. */
function textOf(imported: FormData, { art, tree }: Kind, out: string, world: World): string {
  const { data } = imported;
  const text = yamlOfForm(data, tree, schemaPath(art.art, out, world), lostEntries(imported));
  const read = parseYaml(out, text);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(read.data)), JSON.parse(JSON.stringify(data))))
    throw new Error("the written data differ from the form");
  return text;
}

/** Where the schema lies in a repository that has it, as seen from the file. */
function schemaPath(art: string, out: string, { cwd }: World): string {
  const schema = join(workspaceRoot(out, cwd), "schemas", `${art}.schema.json`);
  return relative(dirname(resolve(cwd, out)), schema)
    .split(sep)
    .join("/");
}
