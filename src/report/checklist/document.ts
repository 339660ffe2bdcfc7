import type { Verdict } from "../../check/profile.ts";
import type { StepState } from "../../check/steps.ts";
import { germanDate } from "../../document/dates.ts";
import type { Block, Cell, Document, Inline } from "../../document/document.ts";
import { list, paragraph, reportDocument, section, strong, text } from "../document-parts.ts";
import { checklistData } from "./json.ts";
import {
  allLevels,
  allStatuses,
  countsText,
  countStatuses,
  exceptedNote,
  levelWords,
  noteOf,
  placesOf,
  statusSigns,
  statusWords,
  type ChecklistReport,
  type ClauseDeviation,
  type JudgedAgreement,
} from "./model.ts";
import { nextCycle, stepLegend, stepNotes, stepSign, stepStand } from "./steps.ts";

/** The Prüfbericht as a document, so that every writer can write it. */
export function checklistDocument(report: ChecklistReport): Document {
  const [only] = report.agreements;
  const isSingle = report.agreements.length === 1;
  const day = report.today === undefined ? [] : [`Stichtag ${germanDate(report.today)}`];
  const head = {
    id: "pruefbericht",
    title: "Prüfbericht",
    subject: isSingle && only ? (only.title ?? only.file) : `${report.agreements.length} Vereinbarungen`,
    stand: report.today,
    footer: [report.profiles.map(({ name }) => name).join(", "), ...day],
    footerNote: "Die Prüfliste ist aus den Quellen abgeleitet und keine amtliche Liste.",
    content: checklistData(report),
  };
  const body = isSingle && only ? singleReport(report, only) : matrixReport(report);
  return reportDocument(head, [...basis(report), ...body, ...deviationBlocks(report)]);
}

/** What was judged, and by what. */
function basis({ profiles, today }: ReportBasis): Block[] {
  const day =
    today === undefined
      ? "Ohne Stichtag: Punkte, die vom Tag abhängen, sind nicht geprüft."
      : `Stichtag ist der ${germanDate(today)}.`;
  const lists = profiles.map(({ definition }) => [
    strong(`${definition.title}:`),
    text(` ${definition.description ?? ""}`),
  ]);
  return [section("Grundlage", "grundlage"), ...lists.map((each) => paragraph(each)), paragraph([text(day)])];
}

type ReportBasis = Pick<ChecklistReport, "profiles" | "today">;

function singleReport(report: ChecklistReport, agreement: JudgedAgreement): Block[] {
  const all = agreement.verdicts.flat();
  const open = all.filter(({ status }) => status === "offen");
  const exceptions = all.filter(({ status }) => status === "ausnahme");
  const lists = report.profiles.flatMap((profile, index): Block[] => [
    section(profile.definition.title, `liste_${profile.name}`),
    {
      type: "table",
      header: ["Punkt", "Was erfüllt sein muss", "Ergebnis", "Wo"].map((title) => [text(title)]),
      rows: (agreement.verdicts[index] ?? []).map((verdict) => itemRow(verdict, agreement)),
    },
  ]);
  return [
    section("Ergebnis", "ergebnis"),
    ...summary(agreement),
    ...notes("Offene Punkte", "offen", open),
    ...notes("Begründete Ausnahmen", "ausnahmen", exceptions),
    ...lists,
    ...stepBlocks(agreement.steps),
  ];
}

/** How far each step is, beside what belongs to it. */
function stepBlocks(steps: readonly StepState[]): Block[] {
  if (steps.length === 0) return [];
  const rows = steps.map((step): Cell[] => [
    [text(String(step.nummer))],
    [
      text(step.titel),
      ...(step.inhalt ?? []).flatMap((each): Inline[] => [
        { type: "lineBreak" },
        { type: "emphasis", children: [text(each)] },
      ]),
    ],
    [text(`${stepSign(step.status)} ${stepStand(step)}`)],
    [text(stepNotes(step).join(". ") || "–")],
  ]);
  const header = ["Schritt", "Was dazugehört", "Stand", "Nachweise und offene Punkte"];
  const next = nextCycle(steps);
  return [
    section("Schritte", "schritte"),
    { type: "table", header: header.map((title) => [text(title)]), rows },
    ...(next === undefined ? [] : [paragraph([text(next)])]),
  ];
}

function summary({ verdicts, errors, excepted, file }: JudgedAgreement): Block[] {
  const levels = allLevels.map((stufe) => [
    strong(`${levelWords[stufe]}:`),
    text(` ${countsText(countStatuses(verdicts.flat(), stufe))}`),
  ]);
  const broken =
    errors === 0 ? [] : [paragraph([text(`Die Datei ${file} hat ${errors} Fehler; kv validate zeigt sie.`)])];
  const note = exceptedNote(excepted);
  return [list(levels), ...broken, ...(note === "" ? [] : [paragraph([text(note)])])];
}

function notes(title: string, id: string, verdicts: readonly Verdict[]): Block[] {
  if (verdicts.length === 0) return [];
  const items = verdicts.map((verdict) => [
    strong(`${verdict.item.id} ${noteTitle(verdict)}.`),
    text(` ${noteOf(verdict)}`),
  ]);
  return [section(title, id), list(items)];
}

/** An item says what holds where it is fulfilled; here it is not. */
function noteTitle({ item, status }: Verdict): string {
  const words = status === "ausnahme" ? "Ausgenommen" : "Nicht erfüllt";
  return `${words} (${levelWords[item.stufe]}): ${item.titel}`;
}

function itemRow(verdict: Verdict, agreement: JudgedAgreement): Cell[] {
  const { item, status } = verdict;
  return [
    [text(item.id)],
    [
      text(item.titel),
      { type: "lineBreak" },
      { type: "emphasis", children: [text(`${levelWords[item.stufe]} · ${item.quelle}`)] },
    ],
    [text(`${statusSigns[status]} ${statusWords[status]}`)],
    [text(placesOf(verdict, agreement).join("; ") || "–")],
  ];
}

/** Agreements across, by number, because their names would not fit. */
function matrixReport({ agreements, profiles }: ChecklistReport): Block[] {
  const legend = agreements.map(({ name, title, errors, excepted }, index) => [
    strong(`${index + 1} ${name}`),
    text(
      `: ${title ?? "noch ohne Dokument"}${errors > 0 ? `, ${errors} Fehler` : ""}${excepted > 0 ? `, ${excepted} ausgenommen` : ""}`,
    ),
  ]);
  const signs = allStatuses.map((status) => `${statusSigns[status]} ${statusWords[status]}`).join(", ");
  const lists = profiles.flatMap((profile, listIndex): Block[] => [
    section(profile.definition.title, `liste_${profile.name}`),
    paragraph([text(`Zeichen: ${signs}. P steht für Pflicht, E für Empfehlung.`)]),
    {
      type: "table",
      header: [
        "Punkt",
        "Was erfüllt sein muss",
        "Stufe",
        ...agreements.map((_, index) => String(index + 1)),
      ].map((title) => [text(title)]),
      rows: profile.definition.allOf.map(({ "x-punkt": item }, row) => [
        [text(item.id)],
        [text(item.titel)],
        [text(item.stufe === "pflicht" ? "P" : "E")],
        ...agreements.map(({ verdicts }): Cell => [
          text(statusSigns[verdicts[listIndex]?.[row]?.status ?? "ungeprueft"]),
        ]),
      ]),
    },
  ]);
  return [section("Vereinbarungen", "vereinbarungen"), list(legend), ...lists, ...stepMatrix(agreements)];
}

/** Steps down, agreements across. */
function stepMatrix(agreements: readonly JudgedAgreement[]): Block[] {
  const named = agreements.find(({ steps }) => steps.length > 0)?.steps ?? [];
  if (named.length === 0) return [];
  const header = ["Schritt", "Titel", ...agreements.map((_, index) => String(index + 1))];
  return [
    section("Schritte", "schritte"),
    paragraph([text(`Zeichen: ${stepLegend}.`)]),
    {
      type: "table",
      header: header.map((title) => [text(title)]),
      rows: named.map(({ nummer, titel }, index) => [
        [text(String(nummer))],
        [text(titel)],
        ...agreements.map(({ steps }): Cell => [text(stepSign(steps[index]?.status))]),
      ]),
    },
  ];
}

function deviationBlocks({ deviations, profiles }: ChecklistReport): Block[] {
  const items = deviations.items.map(({ pruefliste, punkt, titel, usual, others }) => [
    strong(`${profiles.length > 1 ? `${pruefliste} ` : ""}${punkt} ${titel}:`),
    text(
      ` meist ${statusWords[usual]}; anders ${others.map(({ name, status }) => `${name} (${statusWords[status]})`).join(", ")}`,
    ),
  ]);
  return [
    ...(items.length === 0 ? [] : [section("Anders als die übrigen", "anders"), list(items)]),
    ...clauseBlocks(deviations.clauses, "eingebaut", "Anderer Wortlaut als eingebaut"),
    ...clauseBlocks(deviations.clauses, "uebrige", "Anderer Wortlaut als bei den übrigen"),
  ];
}

function clauseBlocks(
  clauses: readonly ClauseDeviation[],
  against: ClauseDeviation["against"],
  title: string,
): Block[] {
  const own = clauses.filter((each) => each.against === against);
  if (own.length === 0) return [];
  return [
    section(title, `wortlaut-${against}`),
    paragraph([text("Angaben aus den Daten stehen als „…“.")]),
    {
      type: "table",
      header: ["Klausel", "Abweichung", "Sonst"].map((each) => [text(each)]),
      rows: own.flatMap(({ dokument, klausel, section: place, usual, others }) =>
        others.map(({ names, text: wording }): Cell[] => [
          [
            text(place),
            { type: "lineBreak" },
            { type: "emphasis", children: [text(`${dokument}, ${klausel}`)] },
          ],
          [strong(`${names.join(", ")}:`), text(` ${wording ?? "fehlt"}`)],
          [text(usual ?? "ohne diese Klausel")],
        ]),
      ),
    },
  ];
}
