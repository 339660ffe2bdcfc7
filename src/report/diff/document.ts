import type { AgreementChange, Change, TextChange } from "../../diff/change.ts";
import type { Block, Cell, Document, Inline } from "../../document/document.ts";
import { list, paragraph, reportDocument, section, strong, text } from "../document-parts.ts";
import { escapeControls } from "../text.ts";
import { diffJson } from "./json.ts";
import { markedText } from "./marked-text.ts";
import { statusWords } from "../checklist/model.ts";
import {
  clausesText,
  differs,
  documentNamed,
  fassungText,
  kindWords,
  placeText,
  sectionOf,
  stateWords,
  summaryText,
  weightsText,
  type DiffReport,
} from "./words.ts";

/** The comparison as a document: for a merge request (md) or a browser (html). */
export function diffDocument(report: DiffReport): Document {
  const agreements = report.agreements.filter(differs);
  const head = {
    id: "aenderungen",
    title: "Änderungen",
    subject: report.title,
    stand: undefined,
    footer: [],
    footerNote: "Die Gewichte sind eine Einstufung von kv; die Regeln stehen im Handbuch.",
    content: JSON.parse(diffJson(report)) as unknown,
  };
  const blocks = agreements.flatMap((agreement, index) => agreementBlocks(agreement, index));
  return reportDocument(head, [paragraph([strong(summaryText(report))], "ergebnis"), ...blocks]);
}

function agreementBlocks(agreement: AgreementChange, index: number): Block[] {
  const { file, renamedFrom, state, title, weight, changes, notes } = agreement;
  const id = (name: string) => `${name}_${index}`;
  const name = escapeControls(renamedFrom === undefined ? file : `${renamedFrom} → ${file}`);
  const facts = [
    title ?? "",
    fassungText(agreement),
    state === "changed" ? `Gewicht: ${weight}` : stateWords[state],
    weightsText(changes),
  ].filter((each) => each !== "");
  return [
    section(name, id("vereinbarung")),
    paragraph([text(facts.join(" · "))]),
    ...notes.map((note) => paragraph([text(note)])),
    ...(changes.length === 0 ? [] : [changeTable(agreement)]),
    ...part("Wortlaut", id("wortlaut"), wording(agreement)),
    ...part("Prüfliste", id("pruefliste"), flips(agreement)),
    ...part("Termine", id("termine"), deadlines(agreement)),
    ...part("Verlauf (gehört nicht zur Vereinbarung)", id("verlauf"), history(agreement)),
  ];
}

function part(title: string, id: string, items: readonly (readonly Inline[])[]): Block[] {
  return items.length === 0 ? [] : [section(title, id, 3), list(items)];
}

function changeTable(agreement: AgreementChange): Block {
  const header = ["Feld und Gewicht", "bisher und neu", "Wirkung"].map((title) => [text(title)]);
  return { type: "table", header, rows: agreement.changes.map((change) => changeRow(change, agreement)) };
}

function changeRow(change: Change, agreement: AgreementChange): Cell[] {
  const { kind, label, oldText, nextText, weight, checklist, reason } = change;
  const effects = [
    clausesText(change, agreement),
    checklist.length > 0 ? `Prüfliste: ${checklist.join(", ")}` : "",
    reason === undefined ? "" : `Grund: ${reason}`,
    escapeControls(placeText(change)),
  ].filter((each) => each !== "");
  return [
    [text(`${kindWords[kind].sign} ${label}`), { type: "lineBreak" }, strong(weight)],
    kind === "moved" ? [text("(verschoben)")] : oldAndNew(oldText, nextText),
    effects.flatMap((effect, index): Inline[] =>
      index === 0 ? [text(effect)] : [{ type: "lineBreak" }, text(effect)],
    ),
  ];
}

/** The old value above the new one. */
function oldAndNew(old: string | undefined, next: string | undefined): Cell {
  const marked = (value: string | undefined, change: "removed" | "added"): Inline[] =>
    value === undefined ? [] : [{ type: "change", change, children: [text(value)] }];
  const between: Inline[] = old === undefined || next === undefined ? [] : [{ type: "lineBreak" }];
  return [...marked(old, "removed"), ...between, ...marked(next, "added")];
}

function wording(agreement: AgreementChange): Inline[][] {
  return agreement.documents.flatMap(({ title, state, texts }): Inline[][] => {
    if (state === "added") return [[text(`${title}: neues Dokument`)]];
    if (state === "removed") return [[text(`${title}: Dokument entfällt`)]];
    return texts.filter(({ change }) => change !== "same").map((each) => wordingItem(title, each, agreement));
  });
}

function wordingItem(title: string, change: TextChange, agreement: AgreementChange): Inline[] {
  const { pieces, byTemplate, causes } = change;
  const place = sectionOf(change);
  const cause = byTemplate && causes.length === 0 ? " (durch andere Vorlagen)" : "";
  return [
    text(
      `${[...documentNamed(title, place, agreement), place].filter((each) => each !== "").join(", ")}${cause}: `,
    ),
    ...markedText(pieces),
  ];
}

function flips({ checklist }: AgreementChange): Inline[][] {
  return checklist.map(({ item, title, old, next }) => [
    strong(item),
    text(` ${title}: ${statusWords[old]} → ${statusWords[next]}`),
  ]);
}

function deadlines(agreement: AgreementChange): Inline[][] {
  return agreement.deadlines.map(({ label, old, next }) => [
    text(`${label}: ${old ?? "–"} → ${next ?? "–"}`),
  ]);
}

function history(agreement: AgreementChange): Inline[][] {
  return agreement.history.map(({ kind, label, oldText, nextText }) => {
    const values = [oldText, nextText].filter((each) => each !== undefined).join(" → ");
    return [text(`${kindWords[kind].sign} ${label}${kind === "moved" ? "" : `: ${values}`}`)];
  });
}
