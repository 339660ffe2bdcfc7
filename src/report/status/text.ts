import { germanDate } from "../../document/dates.ts";
import { termineIn, type AgreementTermin, type StatusReport } from "../../status/status-report.ts";
import type { TerminState } from "../../termine/termin.ts";
import type { Styles } from "../styles.ts";
import { escapeControls, wrap } from "../text.ts";
import { detailRows } from "./text-details.ts";
import { tableRows } from "./text-table.ts";
import {
  colourOf,
  daysText,
  distanceText,
  noteOf,
  soonTitle,
  stateSigns,
  summaryOf,
  terminTitle,
} from "./words.ts";

export interface StatusTextOptions {
  readonly styles: Styles;
  readonly width: number;
}

/** Up to this many agreements are shown with all their Termine, more as a table. */
const inDetail = 3;
/** Columns below which a table would lose more than it shows. */
const narrowest = 76;

/** What is due, then all agreements, for the terminal. */
export function statusText(report: StatusReport, options: StatusTextOptions): string {
  const { agreements, today } = report;
  const { styles, width } = options;
  const areFew = agreements.length <= inDetail;
  const head = wrap(`${germanDate(today)} · ${summaryOf(report)}`, width).map((row) => styles.strong(row));
  const due = [
    ...dueRows("Überfällig", "ueberfaellig", report, options),
    ...dueRows(soonTitle, "demnaechst", report, options),
  ];
  const all =
    areFew || width < narrowest
      ? agreements.flatMap((agreement) => ["", ...detailRows(agreement, today, options)])
      : ["", ...tableRows(agreements, options)];
  return `${[...head, ...(areFew ? [] : due), ...all].join("\n")}\n`;
}

function dueRows(
  title: string,
  state: TerminState,
  report: StatusReport,
  options: StatusTextOptions,
): string[] {
  const termine = termineIn(report, state);
  if (termine.length === 0) return [];
  return [
    "",
    options.styles.strong(title),
    ...termine.flatMap((each) => dueRow(each, report.today, options)),
  ];
}

/** Sign and day in front, so that all days stand below each other; the text behind them is wrapped there. */
function dueRow(
  { agreement, termin }: AgreementTermin,
  today: string,
  { styles, width }: StatusTextOptions,
): string[] {
  const sign = colourOf(termin.state, styles)(stateSigns[termin.state]);
  const day = daysText(termin.due).padEnd(10);
  const note = noteOf(termin);
  const parts = [terminTitle(termin), distanceText(termin.due, today), ...(note === "" ? [] : [note])];
  const indent = " ".repeat(day.length + 4);
  const [first = "", ...rest] = wrap(
    escapeControls(`${agreement.name}: ${parts.join(" · ")}`),
    width - indent.length,
  );
  return [`${sign} ${day}  ${first}`, ...rest.map((row) => indent + row)];
}
