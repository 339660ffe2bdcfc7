import type { AgreementChange } from "../diff/change.ts";
import type { Document } from "../document/document.ts";
import { documentsFor } from "../kinds/kind.ts";
import { differs } from "../report/diff/words.ts";
import { escapeControls } from "../report/text.ts";
import { isCalendarDate } from "../source/calendar-date.ts";
import { valueAt } from "../source/pointer.ts";
import type { ComparedAgreement } from "./compare-sides.ts";
import type { DiffOptions } from "./diff-command.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { proposeValue } from "./german-commander.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";
import { writeTogether } from "./write-together.ts";

/** Writes the new text of one document as a Word file whose changes can be accepted or rejected. */
export async function writeRedline(
  compared: readonly ComparedAgreement[],
  path: string,
  { document: wanted }: DiffOptions,
  world: World,
): Promise<ExitCode> {
  const [agreement, second] = compared.filter(({ change }) => differs(change));
  if (second)
    throw new UsageError(
      "--redline schreibt ein Dokument einer Vereinbarung; hier sind mehrere geändert.",
      "Nennen Sie eine Datei, zum Beispiel hinter --.",
    );
  const hindrance = agreement && whyNone(agreement.change, wanted);
  if (agreement && hindrance !== undefined) {
    tell(world, `${agreement.change.file}: ${hindrance}`, "Es wurde nichts geschrieben.");
    return 1;
  }
  const chosen = agreement && chosenDocument(agreement, wanted);
  if (!agreement?.next || !chosen) {
    world.stdout.write("Der Wortlaut ist auf beiden Seiten gleich; es wurde nichts geschrieben.\n");
    return 0;
  }
  const [old, next] = [withMark(chosen.old, agreement), withMark(chosen.next, agreement)];
  const { redlineDocx } = await import("../write/docx/redline.ts");
  const bytes = await redlineDocx(old, next, revisionOf(agreement, next), agreement.style);
  await writeTogether(world, (add) => add(path, bytes));
  world.stdout.write(
    `✓ ${escapeControls(next.meta.title)} mit Änderungen geschrieben: ${escapeControls(path)}\n`,
  );
  return 0;
}

function chosenDocument(
  { change: { documents } }: ComparedAgreement,
  wanted: string | undefined,
): { old: Document; next: Document } | undefined {
  const isKnown = wanted === undefined || documents.some(({ id }) => id === wanted);
  if (!isKnown)
    throw new UsageError(
      `Das Dokument „${wanted}“ gibt es hier nicht.`,
      proposeValue(
        wanted,
        documents.map(({ id }) => id),
      ),
    );
  const changed = documents.filter(({ id, state }) => state === "changed" && (wanted ?? id) === id);
  return changed.flatMap(({ old, next }) => (old && next ? [{ old, next }] : []))[0];
}

/** Why a difference cannot be tracked: one side has nothing to track it in. */
function whyNone(
  { state, documents, notes }: AgreementChange,
  wanted: string | undefined,
): string | undefined {
  if (state === "added") return "Eine neue Vereinbarung hat keinen bisherigen Wortlaut.";
  if (state === "removed") return "Die Vereinbarung gibt es nicht mehr.";
  if (state === "incomparable") return notes[0];
  const differing = documents.filter((each) => each.state !== "same" && (wanted ?? each.id) === each.id);
  const [alone] = differing.some((each) => each.state === "changed") ? [] : differing;
  return alone && `Das Dokument „${alone.title}“ gibt es nur auf einer Seite.`;
}

/** Compared are drafts; whether the Fassung itself is one, its status says. */
function withMark(document: Document, { next }: ComparedAgreement): Document {
  const isDraft = valueAt(next?.parsed.data, "/fassung/status") === "entwurf";
  return isDraft ? document : { ...document, meta: { ...document.meta, mark: undefined } };
}

/** Word names an author and a day for each change: the Fassung and its Stand. */
function revisionOf({ next }: ComparedAgreement, { meta }: Document): { author: string; date: string } {
  const [first] = next ? documentsFor(next.kind.art, next.parsed.data) : [];
  const stand = meta.stand ?? (first && valueAt(next?.parsed.data, first.stand));
  const author = meta.nummer === undefined ? meta.title : `Fassung ${meta.nummer}`;
  return { author, date: isCalendarDate(stand) ? stand : "1980-01-01" };
}
