import { germanDate } from "../../document/dates.ts";
import type { AgreementStatus } from "../../status/agreement-status.ts";
import type { StatusReport } from "../../status/status-report.ts";
import type { Termin } from "../../termine/termin.ts";
import { csvTable } from "../csv.ts";
import { escapeControls } from "../text.ts";
import { noteOf, overWords, stateWords, stepText, terminTitle } from "./words.ts";

const head = [
  "Datei",
  "Vereinbarung",
  "Art",
  "Nummer",
  "Stand",
  "Status",
  "Schritt",
  "Fehler",
  "Termin",
  "Von",
  "Bis",
  "Zustand",
  "Hinweis",
  "Annahme",
  "Quelle",
  "Feld",
];

/** One row per agreement and Termin; an agreement without any has one row of its own. */
export function statusCsv({ agreements }: StatusReport): string {
  const rows = agreements.flatMap((agreement) => {
    const { termine } = agreement;
    const facts = factsOf(agreement);
    return termine.length === 0
      ? [[...facts, ...Array.from({ length: head.length - facts.length }, () => "")]]
      : termine.map((termin) => [...facts, ...cellsOf(termin)]);
  });
  return csvTable([head, ...rows.map((row) => row.map(escapeControls))]);
}

function factsOf({
  file,
  title,
  kind,
  nummer,
  stand,
  status,
  over,
  step,
  errors,
}: AgreementStatus): string[] {
  return [
    file,
    title ?? "",
    kind?.art.titel ?? "",
    nummer === undefined ? "" : String(nummer),
    stand === undefined ? "" : germanDate(stand),
    over === undefined ? (status?.label ?? "") : overWords[over],
    step ? stepText(step) : "",
    String(errors),
  ];
}

function cellsOf(termin: Termin): string[] {
  const { definition, due, state, pointer } = termin;
  return [
    terminTitle(termin),
    due ? germanDate(due.first) : "",
    due ? germanDate(due.last) : "",
    stateWords[state],
    noteOf(termin),
    definition.annahme ?? "",
    definition.quelle,
    pointer,
  ];
}
