import { commandArgument } from "../findings/command-argument.ts";
import { progress } from "../check/steps.ts";
import { germanDate } from "../document/dates.ts";
import { isInGitRepository } from "../io/workspace.ts";
import {
  amendableDocuments,
  fassungOf,
  isAgreement,
  planAmendment,
  type AmendableDocument,
  type Amendment,
  type NextFassung,
} from "../kinds/amendment.ts";
import type { DocumentDefinition, Kind } from "../kinds/kind.ts";
import { summarize } from "../report/report.ts";
import { counted, escapeControls } from "../report/text.ts";
import { editYaml, type EditRefusal } from "../source/edit-yaml.ts";
import { isRecord, valueAt } from "../source/pointer.ts";
import type { AmendOptions } from "./amend-command.ts";
import { checkAgreements, checkText } from "./check-agreements.ts";
import type { Agreement, CheckedAgreements } from "./check-results.ts";
import { reportErrors } from "./error-report.ts";
import { chosenProfiles } from "./fitting-profiles.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import { today } from "./today.ts";
import { refuseExisting, replaceText, writeText } from "./write-text.ts";

/** Checks the agreement, plans its next Fassung, writes it only if it is sound as well. */
export async function runAmend(options: AmendOptions, world: World): Promise<ExitCode> {
  const checked = await checkAgreements([options.file], { cwd: world.cwd });
  tell(world, ...checked.problems);
  const [agreement] = checked.agreements;
  if (hasObstacles(checked)) {
    reportErrors(checked, 1, world);
    tell(world, "Es wurde nichts geschrieben.");
    return 1;
  }
  if (!agreement) return 2;
  const document = chosenDocument(agreement, options.document);
  const isCycleDone = await hasDoneAllSteps(agreement);
  const amendment = amendmentOf(agreement, document, { stand: options.stand ?? today(world), isCycleDone });
  const text = amendedText(agreement, amendment);
  // The next Fassung is a draft, which may lack what the old one had.
  const result = await checkText(options.file, text, { cwd: world.cwd, draft: true });
  if (hasObstacles(result)) {
    reportErrors(result, 1, world);
    tell(world, "Das wäre die neue Fassung; es wurde nichts geschrieben.");
    return 1;
  }
  refuseOnlyCopy(options, world);
  await write(agreement.parsed.source.raw, text, options, world);
  if (!options.quiet) say(amendment, agreement, document, options, world);
  return 0;
}

/** The old Fassung lives on in git, and nowhere else. */
function refuseOnlyCopy({ file, out, stdout }: AmendOptions, { cwd }: World): void {
  if (stdout || out !== undefined || isInGitRepository(file, cwd)) return;
  throw new UsageError(
    `${file} liegt in keinem Git-Repository: Die bisherige Fassung ginge verloren.`,
    "Nehmen Sie den Ordner in Git auf (git init), oder schreiben Sie die neue Fassung mit -o in eine neue Datei.",
  );
}

/** A change of what was signed is none: the next Fassung is the way out, for one document after the other. */
function hasObstacles({ findings }: CheckedAgreements): boolean {
  return summarize(findings.filter(({ code }) => code !== "unterschrieben-geaendert")).errors > 0;
}

function chosenDocument({ kind, parsed }: Agreement, wanted: string | undefined): AmendableDocument {
  const documents = amendableDocuments(kind, parsed.data);
  const found = wanted === undefined ? documents[0] : documents.find((each) => each.id === wanted);
  if (found) return found;
  if (documents.length === 0) throw withoutFassung();
  const ids = documents.map((each) => each.id);
  const message = `Ein Dokument „${wanted}“ mit eigener Nummer gibt es hier nicht.`;
  throw new UsageError(message, proposeValue(wanted ?? "", ids));
}

/** A kind of a repository's own need not have what Fassungen are made of. */
function withoutFassung(): UsageError {
  return new UsageError(
    "Diese Art hat keine Fassungen, die kv fortführen kann; es wurde nichts geschrieben.",
    "Nötig sind ein Feld mit der Nummer (eine ganze Zahl), ein Feld mit dem Stand (ein Datum) und die Gruppe „fassung“.",
  );
}

/** After the last step the next Fassung begins with the first one. */
async function hasDoneAllSteps(agreement: Agreement): Promise<boolean> {
  const { kind, workspace, parsed } = agreement;
  const { fitting } = await chosenProfiles(agreement, workspace.profilesFor(kind));
  return progress(fitting, parsed.data).at(-1)?.status === "abgeschlossen";
}

/** Refuses what is no next Fassung: while the last one is a draft, or with an earlier Stand. */
function amendmentOf(
  { file, parsed, kind }: Agreement,
  document: AmendableDocument,
  next: NextFassung,
): Amendment {
  const { stand } = next;
  const isWhole = isAgreement(document, kind);
  const old = fassungOf(parsed.data, document);
  if (!old || (isWhole && !isRecord(valueAt(parsed.data, "/fassung")))) throw withoutFassung();
  if (valueAt(parsed.data, "/fassung/status") === "entwurf") {
    const nummer = String(valueAt(parsed.data, "/fassung/nummer"));
    throw new UsageError(
      `Fassung ${nummer} ist noch Entwurf; es wurde nichts geschrieben.`,
      isWhole
        ? `Ändern Sie die Angaben in ${file}; eine nächste Fassung gibt es erst nach dem Entwurf.`
        : `Nummer und Stand der Anlage ändern Sie selbst in ${file}, solange die Fassung Entwurf ist.`,
    );
  }
  if (stand >= old.stand) return planAmendment(kind, parsed.data, document, old, next);
  throw new UsageError(
    `Der neue Stand (${germanDate(stand)}) liegt vor dem bisherigen (${germanDate(old.stand)}); es wurde nichts geschrieben.`,
    `Nennen Sie mit --date einen Stand ab ${old.stand}.`,
  );
}

function amendedText({ file, parsed }: Agreement, { edits }: Amendment): string {
  const result = editYaml(parsed.source.raw, edits);
  if ("text" in result) return result.text;
  const { pointer } = result.refused;
  const { line, column } = parsed.source.positionAt(parsed.locate(pointer, "key").start);
  throw new UsageError(
    `${file}:${line}:${column}: ${refusalSentence(result.refused)} Es wurde nichts geschrieben.`,
    "Schreiben Sie die Angaben dort ohne &, * und << aus und rufen Sie kv amend noch einmal auf.",
  );
}

function refusalSentence({ pointer, reason }: EditRefusal): string {
  const field = `„${pointer.slice(1).replaceAll("/", ": ")}“`;
  switch (reason) {
    case "uebernommen":
      return `${field} ist mit * oder << von einer anderen Stelle übernommen und lässt sich hier nicht ändern.`;
    case "verwiesen":
      return `${field} lässt sich nicht allein ändern, weil andere Stellen mit * oder << darauf verweisen.`;
    case "schreibweise":
      return `${field} ist so geschrieben, dass kv die Stelle nicht sicher ändern kann.`;
  }
}

async function write(
  old: string,
  text: string,
  { file, out, stdout }: AmendOptions,
  world: World,
): Promise<void> {
  if (stdout) {
    world.stdout.write(text);
    return;
  }
  if (out === undefined) return replaceText(old, text, file, world);
  refuseExisting(out, world);
  await writeText(text, out, world);
}

/** What was done, what to do next, and how to undo it; beside the text itself only what was done. */
function say(
  amendment: Amendment,
  { kind }: Agreement,
  document: AmendableDocument,
  { file, out, stdout }: AmendOptions,
  world: World,
): void {
  const written = out ?? file;
  const done = isAgreement(document, kind) ? agreementLines(amendment) : annexLines(amendment, document);
  const lines = [`✓ ${written}: ${done[0]}`, ...done.slice(1).map((line) => `  ${line}`)];
  if (!stdout) {
    const why = isAgreement(document, kind) ? reasonFields(kind) : "";
    lines.push(
      `  Als Nächstes die Angaben ändern${why}; den Entwurf druckt: kv render ${commandArgument(written)} --draft`,
    );
    if (out === undefined && isInGitRepository(file, world.cwd))
      lines.push(
        `  Rückgängig machen: git restore ${commandArgument(file)} (stellt ihren letzten Commit wieder her; ohne Commit gibt es kein Zurück)`,
      );
  }
  const output = stdout ? world.stderr : world.stdout;
  output.write(lines.map((line) => `${escapeControls(line)}\n`).join(""));
}

/** What the Änderungsvereinbarung and the Synopse say of the changes stands in fields of their own. */
function reasonFields({ tree }: Kind): string {
  const fields = [
    { name: "gilt_ab", what: "ab wann sie gelten" },
    { name: "aenderungen", what: "warum" },
  ].filter(({ name }) => tree.at(`/fassung/${name}`));
  if (fields.length === 0) return "";
  return ` und unter „fassung“ eintragen, ${fields.map(({ name, what }) => `${what} (${name})`).join(" und ")}`;
}

function agreementLines({ old, next, ...removed }: Amendment): string[] {
  return [
    `Aus Fassung ${old.nummer} (Stand ${germanDate(old.stand)}) wird Fassung ${next.nummer} (Stand ${germanDate(next.stand)}), Status „entwurf“.`,
    `Als Vorgänger ist Fassung ${old.nummer} eingetragen.`,
    ...removedLines(removed),
  ];
}

function annexLines({ old, next, ...removed }: Amendment, { id }: DocumentDefinition): string[] {
  return [
    `Aus Nummer ${old.nummer} (Stand ${germanDate(old.stand)}) von „${id}“ wird Nummer ${next.nummer} (Stand ${germanDate(next.stand)}).`,
    ...removedLines(removed),
  ];
}

function removedLines({
  signatures,
  overtaken,
  explained,
  startsCycle,
}: Pick<Amendment, "signatures" | "overtaken" | "explained" | "startsCycle">): string[] {
  const signed = signatures
    .map(({ von, datum }) => (datum === undefined ? von : `${von} (${germanDate(datum)})`))
    .join(", ");
  const number = counted(signatures.length, "Unterschrift", "Unterschriften");
  return [
    ...(signed === "" ? [] : [`Entfernt: ${number} unter der alten Fassung: ${signed}.`]),
    ...(explained.length === 0 ? [] : ["Entfernt: Gründe und Geltungstag der alten Fassung."]),
    ...(startsCycle
      ? [
          "Entfernt: der Stand der Schritte, denn der letzte ist abgeschlossen; es beginnt wieder mit Schritt 1.",
        ]
      : []),
    ...overtaken.map(
      ({ titel, datum }) =>
        `Entfernt: „${titel}“ (${germanDate(datum)}), weil sie vor dem neuen Stand liegt.`,
    ),
  ];
}
