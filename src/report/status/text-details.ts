import type { AgreementStatus } from "../../status/agreement-status.ts";
import { openTermine, type DueTermin } from "../../status/status-report.ts";
import { escapeControls, wrap } from "../text.ts";
import type { StatusTextOptions } from "./text.ts";
import {
  colourOf,
  daysText,
  distanceText,
  errorText,
  noteOf,
  overWords,
  reasonWords,
  stateSigns,
  stepText,
  terminTitle,
  versionText,
  withoutDay,
} from "./words.ts";

/** One agreement with everything that is still to come. */
export function detailRows(agreement: AgreementStatus, today: string, options: StatusTextOptions): string[] {
  const { styles } = options;
  const { name, title, errors } = agreement;
  const open = openTermine(agreement);
  const width = Math.max(0, ...open.map(({ due }) => daysText(due).length));
  const pending = agreement.termine.filter(({ state }) => state !== "erledigt");
  const assumptions = new Set(pending.flatMap(({ definition }) => definition.annahme ?? []));
  return [
    styles.strong(escapeControls(name)),
    ...indented(title ?? "", options, 2),
    ...indented(factsOf(agreement).join(" · "), options, 2),
    ...(errors === 0 ? [] : indented(errorText(agreement), options, 2).map((row) => styles.error(row))),
    ...open.flatMap((termin) => terminRows(termin, width, today, options)),
    ...withoutDay(agreement).flatMap(({ reason, titles }) =>
      indented(`${stateSigns.unbestimmt} ${titles.join(", ")} – ${reasonWords[reason]}`, options, 2, 4),
    ),
    ...[...assumptions].flatMap((each) => indented(each, options, 4).map((row) => styles.quiet(row))),
  ];
}

/** What is said of an agreement beside its Termine. */
function factsOf(agreement: AgreementStatus): string[] {
  const { kind, over, status, step } = agreement;
  const state = over === undefined ? status?.label : overWords[over];
  const process = over === undefined && step ? stepText(step) : undefined;
  const facts = [kind?.art.art, versionText(agreement), state, process];
  return facts.filter((each) => each !== undefined && each !== "") as string[];
}

function terminRows(termin: DueTermin, days: number, today: string, options: StatusTextOptions): string[] {
  const note = noteOf(termin);
  const parts = [terminTitle(termin), distanceText(termin.due, today), ...(note === "" ? [] : [note])];
  const sign = colourOf(termin.state, options.styles)(stateSigns[termin.state]);
  const [first = "", ...rest] = indented(parts.join(" · "), options, days + 6);
  return [`  ${sign} ${daysText(termin.due).padEnd(days)}  ${first.trimStart()}`, ...rest];
}

/** Wrapped behind an indent; rows after the first may stand further in. */
function indented(text: string, { width }: StatusTextOptions, by: number, further = by): string[] {
  if (text === "") return [];
  const rows = wrap(escapeControls(text), width - further);
  return rows.map((row, index) => " ".repeat(index === 0 ? by : further) + row);
}
