import { enteredSignatures, officeOf, signatureList } from "../kinds/entered-signatures.ts";
import { summarize } from "../report/report.ts";
import { counted } from "../report/text.ts";
import { editYaml, type YamlEdit } from "../source/edit-yaml.ts";
import type { Verification } from "../verify/verification.ts";
import { checkText } from "./check-agreements.ts";
import type { Agreement } from "./check-results.ts";
import { reportErrors } from "./error-report.ts";
import type { ExitCode } from "./exit.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import { replaceText } from "./write-text.ts";

/** Enters who signed what into the agreement; undefined where something was wrong, so that nothing is entered. */
export async function recordSignatures(
  verifications: readonly Verification[] | undefined,
  agreement: Agreement,
  world: World,
): Promise<ExitCode> {
  const { file, parsed } = agreement;
  if (!verifications) {
    tell(world, "Es wurde nichts eingetragen.");
    return 1;
  }
  const isUndated = verifications.some(({ signatures }) =>
    signatures.some(({ signed }) => signed && signed.date === undefined),
  );
  if (isUndated) {
    tell(
      world,
      "Eine Unterschrift nennt kein Datum; tragen Sie sie von Hand ein. Es wurde nichts eingetragen.",
    );
    return 1;
  }
  const edits = editsFor(verifications, parsed.data);
  if (edits.length === 0) {
    tell(world, `In ${file} ist nichts einzutragen.`);
    return 0;
  }
  const edited = editYaml(parsed.source.raw, edits);
  if ("refused" in edited) {
    tell(
      world,
      `${file}: „verlauf“ ist so geschrieben, dass kv dort nichts eintragen kann. Es wurde nichts eingetragen.`,
    );
    return 2;
  }
  const checked = await checkText(file, edited.text, { cwd: world.cwd });
  if (summarize(checked.findings).errors > 0) {
    reportErrors(checked, 1, world);
    tell(world, "So stünde es dann in der Datei; es wurde nichts eingetragen.");
    return 1;
  }
  await replaceText(parsed.source.raw, edited.text, file, world);
  tell(world, `✓ ${file}: ${counted(edits.length, "Unterschrift", "Unterschriften")} eingetragen.`);
  return 0;
}

interface Entry {
  readonly dokument: string;
  readonly von: string;
  readonly datum: string;
  readonly pruefsumme: string;
}

/** What is missing in the agreement, in the order of the files. */
function editsFor(verifications: readonly Verification[], data: unknown): YamlEdit[] {
  const entries = verifications.flatMap(entriesOf);
  const isFirst = (entry: Entry, index: number) =>
    entries.findIndex((each) => isSamePlace(each, entry)) === index;
  return entries.filter(isFirst).flatMap((entry) => editFor(entry, data));
}

function entriesOf({ document, signatures }: Verification): Entry[] {
  return signatures.flatMap(({ field, signed }): Entry[] => {
    // What was signed under a record of the agreement's life, such as a protocol, does not bind the agreement.
    if (!document || document.id.includes(":") || signed?.date === undefined) return [];
    const von = officeOf(field);
    return [{ dokument: document.id, von, datum: signed.date, pruefsumme: document.hash }];
  });
}

/** A signature that was entered by hand only gets its Prüfsumme. */
function editFor(entry: Entry, data: unknown): YamlEdit[] {
  const known = enteredSignatures(data).find((each) => isSamePlace(each.entry, entry));
  if (!known) return [{ append: signatureList, entry: { ...entry } }];
  if (known.entry["pruefsumme"] !== undefined) return [];
  return [{ set: `${known.pointer}/pruefsumme`, to: entry.pruefsumme }];
}

function isSamePlace(one: Readonly<Record<string, unknown>> | Entry, other: Entry): boolean {
  return one["dokument"] === other.dokument && one["von"] === other.von;
}
