import type { AgreementChange, DocumentChange, TextChange } from "../../diff/change.ts";
import { hashOf } from "../../document/identity.ts";
import type { Block, Cell, Document, Inline, Table } from "../../document/document.ts";
import { isCalendarDate } from "../../source/calendar-date.ts";
import { paragraph, reportDocument, section, strong, text } from "../document-parts.ts";
import { markedSide } from "./marked-text.ts";
import { differs, fassungName, type DiffReport } from "./words.ts";

export interface SynopsisOptions {
  /** Leaves out what stayed the same, but for the headings above a change. */
  readonly onlyChanges: boolean;
}

/** Old and new text side by side, clause by clause, with the reasons where the data give them. */
export function synopsis(report: DiffReport, options: SynopsisOptions): Document {
  const agreements = report.agreements.filter(differs);
  const [only] = agreements;
  const isSingle = agreements.length === 1;
  const subject = isSingle ? (only?.title ?? only?.file ?? "") : `${agreements.length} Vereinbarungen`;
  const stands = agreements.flatMap(({ nextFassung }) => nextFassung?.stand ?? []).filter(isCalendarDate);
  const body = agreements.flatMap((agreement, index) => [
    ...(isSingle ? [] : [section(agreement.title ?? agreement.file, `vereinbarung_${index}`)]),
    ...agreementBlocks(agreement, index, isSingle ? 2 : 3, options),
  ]);
  const head = {
    id: "synopse",
    title: "Synopse",
    subject,
    stand: stands.sort().at(-1),
    footer: isSingle && only ? [fassungen(only)] : [],
    footerNote:
      "Aus den Daten beider Fassungen erzeugt; verbindlich sind allein die unterzeichneten Dokumente.",
    content: synopsisData(report),
  };
  return reportDocument(head, [paragraph([text(legend(options))], "legende"), ...body]);
}

/** What its Prüfsumme covers: which files were compared, and the texts of both sides by their hash, since they are long. */
export function synopsisData({ agreements }: DiffReport): Record<string, unknown> {
  const changed = agreements.filter(differs);
  const content = changed.map(({ file, documents, weight }) => ({
    file,
    weight,
    documents: documents.map(({ id, texts }) => [
      id,
      texts.map(({ old, next }) => [plainOf(old), plainOf(next)]),
    ]),
  }));
  return { bericht: "Synopse", dateien: changed.map(({ file }) => file), inhalt: hashOf(content) };
}

function plainOf(unit: TextChange["old"]): unknown {
  return unit?.inlines ?? null;
}

function legend({ onlyChanges }: SynopsisOptions): string {
  const marks = "Was entfällt, ist links durchgestrichen; was hinzukommt, ist rechts unterstrichen.";
  return onlyChanges ? `${marks} Gezeigt sind nur geänderte Stellen.` : marks;
}

function fassungen({ oldFassung, nextFassung }: AgreementChange): string {
  return `${fassungName(oldFassung)} und ${fassungName(nextFassung)}`;
}

function agreementBlocks(
  agreement: AgreementChange,
  index: number,
  level: 2 | 3,
  options: SynopsisOptions,
): Block[] {
  const documents = agreement.documents.filter(({ state }) => state !== "same");
  const notes = [...agreement.notes, ...(documents.length === 0 ? whyNoWording(agreement) : [])];
  return [
    ...notes.map((note) => paragraph([text(note)])),
    ...documents.flatMap((document) => documentBlocks(document, index, level, options)),
  ];
}

/** Where no document could be compared, the notes have said so. */
function whyNoWording({ state, documents }: AgreementChange): string[] {
  if (state === "added") return ["Neue Vereinbarung: Es gibt keine bisherige Fassung."];
  if (state === "removed") return ["Die Vereinbarung entfällt."];
  return documents.length === 0 ? [] : ["Der Wortlaut der Dokumente ist unverändert."];
}

function documentBlocks(
  document: DocumentChange,
  index: number,
  level: 2 | 3,
  options: SynopsisOptions,
): Block[] {
  const { id, title, texts } = document;
  const hasReasons = texts.some(({ causes }) => causes.some(({ reason }) => reason !== undefined));
  const header = [
    `Bisher: ${fassungName(document.old?.meta)}`,
    `Neu: ${fassungName(document.next?.meta)}`,
    ...(hasReasons ? ["Grund"] : []),
  ];
  const shown = options.onlyChanges ? changedWithHeadings(texts) : texts;
  const rows = shown.map((each) => row(each, hasReasons));
  const table: Table = {
    type: "table",
    header: header.map((each) => [text(each)]),
    rows,
    leads: leadsOf(shown),
    // Most reasons are empty or short; what is compared needs the room.
    shares: hasReasons ? [5, 5, 3] : [1, 1],
  };
  const heading =
    level === 2 ? section(title, `dokument_${id}`) : section(title, `dokument_${id}_${index}`, 3);
  return [heading, table];
}

/** Headings stay with what follows, unless only headings do. */
function leadsOf(texts: readonly TextChange[]): boolean[] {
  const isHeading = ({ old, next }: TextChange) => (next ?? old)?.kind === "heading";
  const last = texts.findLastIndex((each) => !isHeading(each));
  return texts.map((each, index) => index < last && isHeading(each));
}

/** A change is found again by the headings above it. */
function changedWithHeadings(texts: readonly TextChange[]): TextChange[] {
  const shown: TextChange[] = [];
  let heading: TextChange | undefined;
  for (const each of texts) {
    const isHeading = (each.next ?? each.old)?.kind === "heading";
    if (each.change !== "same") {
      if (heading && !isHeading) shown.push(heading);
      heading = undefined;
      shown.push(each);
    } else if (isHeading) heading = each;
  }
  return shown;
}

function row(change: TextChange, hasReasons: boolean): Cell[] {
  const { pieces, causes } = change;
  const old = laidOut(change.old?.kind, markedSide(pieces, "removed"));
  const next = laidOut(change.next?.kind, markedSide(pieces, "added"));
  const reasons = [...new Set(causes.flatMap(({ reason }) => reason ?? []))];
  const sides: Record<TextChange["change"], [Cell, Cell]> = {
    same: [old, [text("(unverändert)")]],
    changed: [old, next],
    added: [[text("(neu)")], next],
    removed: [old, [text("(entfällt)")]],
  };
  return [...sides[change.change], ...(hasReasons ? [[text(reasons.join(" "))]] : [])];
}

function laidOut(kind: NonNullable<TextChange["old"]>["kind"] | undefined, inlines: Inline[]): Cell {
  if (kind === "heading") return [{ type: "strong", children: inlines }];
  if (kind === "item") return [text("– "), ...inlines];
  if (kind === "note") return [strong("Fußnote: "), ...inlines];
  return inlines;
}
